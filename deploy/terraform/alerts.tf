resource "google_monitoring_notification_channel" "mail" {
  display_name = "newsbeam"
  type         = "email"
  labels       = { email_address = var.mail }
}

resource "google_monitoring_alert_policy" "failed" {
  display_name          = "newsbeam: a run failed"
  combiner              = "OR"
  notification_channels = [google_monitoring_notification_channel.mail.id]

  conditions {
    display_name = "Dataflow says that the job failed"

    condition_threshold {
      filter          = "resource.type = \"dataflow_job\" AND resource.labels.job_name = \"newsbeam\" AND metric.type = \"dataflow.googleapis.com/job/is_failed\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"

      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "The tables are as they were before. `newsbeam verify --root gs://.../tables` tells; the job's log tells why. If the job failed before its commit, remove `_newsbeam/LOCK`, or wait until it expires."
  }
}

# every commit writes one such line to its worker's log
resource "google_logging_metric" "commits" {
  name   = "newsbeam/commits"
  filter = "resource.type = \"dataflow_step\" AND resource.labels.job_name = \"newsbeam\" AND \"newsbeam committed run\""

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }

  depends_on = [google_project_service.used]
}

resource "google_monitoring_alert_policy" "stale" {
  display_name          = "newsbeam: no commit for too long"
  combiner              = "OR"
  notification_channels = [google_monitoring_notification_channel.mail.id]

  conditions {
    display_name = "No run has committed"

    condition_absent {
      filter   = "resource.type = \"dataflow_job\" AND metric.type = \"logging.googleapis.com/user/${google_logging_metric.commits.name}\""
      duration = "${var.stale_after_seconds}s"

      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_SUM"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }
}
