# who the launcher and the workers are: they reach their two buckets and their image, and nothing else
resource "google_service_account" "worker" {
  account_id   = "newsbeam-worker"
  display_name = "newsbeam: launcher and workers"
}

resource "google_project_iam_member" "worker" {
  project = var.project
  role    = "roles/dataflow.worker"
  member  = google_service_account.worker.member
}

resource "google_storage_bucket_iam_member" "worker" {
  for_each = {
    data = google_storage_bucket.data.name
    work = google_storage_bucket.work.name
  }
  bucket = each.value
  role   = "roles/storage.objectAdmin"
  member = google_service_account.worker.member
}

# Beam asks for the bucket itself before it stages files
resource "google_storage_bucket_iam_member" "worker_reads_bucket" {
  bucket = google_storage_bucket.work.name
  role   = "roles/storage.legacyBucketReader"
  member = google_service_account.worker.member
}

resource "google_artifact_registry_repository_iam_member" "worker" {
  repository = google_artifact_registry_repository.images.name
  location   = var.region
  role       = "roles/artifactregistry.reader"
  member     = google_service_account.worker.member
}

# who the scheduler is: it starts jobs that run as the worker
resource "google_service_account" "scheduler" {
  account_id   = "newsbeam-scheduler"
  display_name = "newsbeam: starts runs"
}

resource "google_project_iam_member" "scheduler" {
  project = var.project
  role    = "roles/dataflow.developer"
  member  = google_service_account.scheduler.member
}

resource "google_storage_bucket_iam_member" "scheduler" {
  bucket = google_storage_bucket.work.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.scheduler.member
}

resource "google_service_account_iam_member" "scheduler_starts_workers" {
  service_account_id = google_service_account.worker.name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.scheduler.member
}
