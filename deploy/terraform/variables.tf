variable "project" {
  type        = string
  description = "The project that everything lies in."
}

variable "region" {
  type        = string
  description = "Where buckets lie and jobs run."
  default     = "europe-west1"
}

variable "image" {
  type        = string
  description = "The image of the template, with its digest: REGION-docker.pkg.dev/PROJECT/newsbeam/newsbeam@sha256:..."
}

variable "feeds" {
  type        = string
  description = "Lists of feeds or addresses of feeds, parted by blanks."
  default     = ""
}

variable "seeds" {
  type        = string
  description = "Files, folders or globs of articles, parted by blanks."
  default     = ""
}

variable "contact" {
  type        = string
  description = "Address of a page or mailbox about this crawl, told to every server."
}

variable "schedule" {
  type        = string
  description = "When runs start, as cron has it."
  default     = "7 * * * *"
}

variable "machine_type" {
  type        = string
  description = "Machine of the workers: 4 GB a core hold Beam's process and a worker with its model."
  default     = "n2-standard-2"
}

variable "max_workers" {
  type        = number
  description = "Machines of a run at most: the end of what an hour can cost."
  default     = 4
}

variable "longest_seconds" {
  type        = number
  description = "Seconds after which Dataflow cancels a run; until then, nobody else writes to the tables."
  default     = 7200
}

variable "stale_after_seconds" {
  type        = number
  description = "Seconds without a commit after which somebody is told."
  default     = 10800

  validation {
    condition     = var.stale_after_seconds >= 300 && var.stale_after_seconds <= 84600
    error_message = "Cloud Monitoring waits for 5 minutes to 23.5 hours."
  }
}

variable "mail" {
  type        = string
  description = "Who is told of runs that fail or fail to come."
}
