output "tables" {
  description = "ROOT of the tables."
  value       = "gs://${google_storage_bucket.data.name}/tables"
}

output "repository" {
  description = "Where the image goes."
  value       = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.images.repository_id}"
}
