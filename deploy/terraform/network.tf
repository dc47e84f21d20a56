# Workers have no public address: they reach publishers through NAT and Google's services through the subnetwork.
resource "google_compute_network" "newsbeam" {
  name                    = "newsbeam"
  auto_create_subnetworks = false
  depends_on              = [google_project_service.used]
}

resource "google_compute_subnetwork" "newsbeam" {
  name                     = "newsbeam"
  network                  = google_compute_network.newsbeam.id
  region                   = var.region
  ip_cidr_range            = "10.128.0.0/22"
  private_ip_google_access = true
}

resource "google_compute_router" "newsbeam" {
  name    = "newsbeam"
  network = google_compute_network.newsbeam.id
  region  = var.region
}

resource "google_compute_router_nat" "newsbeam" {
  name                               = "newsbeam"
  router                             = google_compute_router.newsbeam.name
  region                             = var.region
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "LIST_OF_SUBNETWORKS"

  subnetwork {
    name                    = google_compute_subnetwork.newsbeam.id
    source_ip_ranges_to_nat = ["ALL_IP_RANGES"]
  }
}

# Workers exchange data with each other; Dataflow tags its machines so.
resource "google_compute_firewall" "between_workers_in" {
  name        = "newsbeam-between-workers-in"
  network     = google_compute_network.newsbeam.id
  direction   = "INGRESS"
  priority    = 800
  source_tags = ["dataflow"]
  target_tags = ["dataflow"]

  allow {
    protocol = "tcp"
    ports    = ["12345-12346"]
  }
}

resource "google_compute_firewall" "between_workers_out" {
  name               = "newsbeam-between-workers-out"
  network            = google_compute_network.newsbeam.id
  direction          = "EGRESS"
  priority           = 800
  destination_ranges = [google_compute_subnetwork.newsbeam.ip_cidr_range]

  allow {
    protocol = "tcp"
    ports    = ["12345-12346"]
  }
}

# The second wall against a feed that names a neighbour; the first is newsbeam itself, which dials public addresses only.
# Google's metadata server answers whatever a firewall says: there, the first wall and the rights of the worker hold.
resource "google_compute_firewall" "no_neighbours" {
  name      = "newsbeam-no-neighbours"
  network   = google_compute_network.newsbeam.id
  direction = "EGRESS"
  priority  = 900
  destination_ranges = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "224.0.0.0/4",
    "240.0.0.0/4",
  ]

  deny {
    protocol = "all"
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}

# Publishers are asked over HTTP and HTTPS and named over DNS; no worker has another reason to leave.
resource "google_compute_firewall" "web_only" {
  name               = "newsbeam-web-only"
  network            = google_compute_network.newsbeam.id
  direction          = "EGRESS"
  priority           = 1000
  destination_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "tcp"
    ports    = ["80", "443", "8080", "8443"]
  }
}

resource "google_compute_firewall" "nothing_else" {
  name               = "newsbeam-nothing-else"
  network            = google_compute_network.newsbeam.id
  direction          = "EGRESS"
  priority           = 1100
  destination_ranges = ["0.0.0.0/0"]

  deny {
    protocol = "all"
  }
}
