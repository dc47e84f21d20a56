locals {
  services = ["artifactregistry", "cloudscheduler", "compute", "dataflow", "logging", "monitoring", "storage"]
}

resource "google_project_service" "used" {
  for_each           = toset(local.services)
  service            = "${each.value}.googleapis.com"
  disable_on_destroy = false
}

# the tables: they are kept if all else is destroyed
resource "google_storage_bucket" "data" {
  name                        = "${var.project}-newsbeam-data"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = false

  soft_delete_policy {
    retention_duration_seconds = 604800
  }
}

# the template, and what jobs leave behind
resource "google_storage_bucket" "work" {
  name                        = "${var.project}-newsbeam-work"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = true

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age            = 7
      matches_prefix = ["staging/", "temp/"]
    }
  }

  # what is staged and deleted a week later need not be kept for another one
  soft_delete_policy {
    retention_duration_seconds = 0
  }
}

resource "google_artifact_registry_repository" "images" {
  repository_id = "newsbeam"
  location      = var.region
  format        = "DOCKER"
  depends_on    = [google_project_service.used]
}

resource "google_storage_bucket_object" "template" {
  name         = "template/newsbeam.json"
  bucket       = google_storage_bucket.work.name
  content_type = "application/json"
  content = jsonencode({
    image    = var.image
    sdkInfo  = { language = "PYTHON" }
    metadata = jsondecode(file("${path.module}/../dataflow/metadata.json"))
  })
}
