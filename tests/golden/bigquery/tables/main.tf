# Sets up BigQuery for mParticle Warehouse Sync: the same as setup.sh, for Terraform. The key is not made here,
# because Terraform would keep it in its state: make it with
#   gcloud iam service-accounts keys create mparticle-key.json --iam-account=(the output below)

terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 5.0"
    }
  }
}

# An account of its own: mParticle can do what is granted below, and nothing else.
resource "google_service_account" "mparticle" {
  project      = "example.com:acme-project"
  account_id   = "mparticle-sync"
  display_name = "mParticle Warehouse Sync"
}

locals {
  mparticle_member = google_service_account.mparticle.member
}

# Run queries that the project pays for.
resource "google_project_iam_member" "mparticle" {
  project = "example.com:acme-project"
  role    = "roles/bigquery.jobUser"
  member  = local.mparticle_member
}

# Read the tables and views.
resource "google_bigquery_table_iam_member" "mparticle" {
  for_each = toset([
    "customers",
    "scores",
  ])
  project    = "example.com:acme-project"
  dataset_id = "crm"
  table_id   = each.value
  role       = "roles/bigquery.dataViewer"
  member     = local.mparticle_member
}

# The connection asks for this.
output "service_account_id" {
  value = "mparticle-sync@acme-project.example.com.iam.gserviceaccount.com"
}
