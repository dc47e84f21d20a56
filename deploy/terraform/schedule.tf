locals {
  # the same request as in deploy/README.md by hand; the name is always the same, and Dataflow runs one job of a name
  launch = templatefile("${path.module}/../dataflow/launch.json", {
    job_name        = "newsbeam"
    seeds           = var.seeds
    feeds           = var.feeds
    contact         = var.contact
    image           = var.image
    data_bucket     = google_storage_bucket.data.name
    work_bucket     = google_storage_bucket.work.name
    worker          = google_service_account.worker.email
    machine_type    = var.machine_type
    max_workers     = var.max_workers
    longest_seconds = var.longest_seconds
    region          = var.region
    subnetwork      = google_compute_subnetwork.newsbeam.name
  })
}

resource "google_cloud_scheduler_job" "newsbeam" {
  name             = "newsbeam"
  region           = var.region
  schedule         = var.schedule
  time_zone        = "Etc/UTC"
  attempt_deadline = "320s"

  # the next run takes in what this one missed
  retry_config {
    retry_count = 0
  }

  http_target {
    http_method = "POST"
    uri         = "https://dataflow.googleapis.com/v1b3/projects/${var.project}/locations/${var.region}/flexTemplates:launch"
    headers     = { "Content-Type" = "application/json" }
    body        = base64encode(local.launch)

    oauth_token {
      service_account_email = google_service_account.scheduler.email
      scope                 = "https://www.googleapis.com/auth/cloud-platform"
    }
  }

  depends_on = [google_storage_bucket_object.template, google_service_account_iam_member.scheduler_starts_workers]
}
