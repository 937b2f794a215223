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
  project      = "acme-project"
  account_id   = "mparticle-sync"
  display_name = "mParticle Warehouse Sync"
}

locals {
  mparticle_member = google_service_account.mparticle.member
}

# Run queries that the project pays for.
resource "google_project_iam_member" "mparticle" {
  project = "acme-project"
  role    = "roles/bigquery.jobUser"
  member  = local.mparticle_member
}

# Read the dataset, and list its tables. Careful: resources of this kind take authorized views of the dataset
# away. If it has any, run setup.sql instead.
resource "google_bigquery_dataset_iam_member" "mparticle" {
  for_each = toset([
    "roles/bigquery.dataViewer",
    "roles/bigquery.user",
  ])
  project    = "acme-project"
  dataset_id = "crm"
  role       = each.value
  member     = local.mparticle_member
}

# The connection asks for this.
output "service_account_id" {
  value = "mparticle-sync@acme-project.iam.gserviceaccount.com"
}
