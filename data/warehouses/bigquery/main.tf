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

{{#own_account}}
# An account of its own: mParticle can do what is granted below, and nothing else.
resource "google_service_account" "mparticle" {
  project      = {{project_id|hcl}}
  account_id   = {{account_name|hcl}}
  display_name = "mParticle Warehouse Sync"
}

locals {
  mparticle_member = google_service_account.mparticle.member
}
{{/own_account}}
{{^own_account}}
# The account belongs to another project, so it is made and managed there.
locals {
  mparticle_member = {{member|hcl}}
}
{{/own_account}}

{{#grants}}
{{#on_project}}
# {{why|comment}}
resource "google_project_iam_member" "mparticle" {
  project = {{project_id|hcl}}
  role    = {{privilege|hcl}}
  member  = local.mparticle_member
}

{{/on_project}}
{{/grants}}
{{#whole_dataset}}
# Read the dataset, and list its tables. Careful: resources of this kind take authorized views of the dataset
# away. If it has any, run setup.sql instead.
resource "google_bigquery_dataset_iam_member" "mparticle" {
  for_each = toset([
{{#grants}}
{{#on_dataset}}
    {{privilege|hcl}},
{{/on_dataset}}
{{/grants}}
  ])
  project    = {{project_id|hcl}}
  dataset_id = {{dataset_id|hcl}}
  role       = each.value
  member     = local.mparticle_member
}
{{/whole_dataset}}
{{^whole_dataset}}
# Read the tables and views.
resource "google_bigquery_table_iam_member" "mparticle" {
  for_each = toset([
{{#tables}}
    {{item|hcl}},
{{/tables}}
  ])
  project    = {{project_id|hcl}}
  dataset_id = {{dataset_id|hcl}}
  table_id   = each.value
  role       = "roles/bigquery.dataViewer"
  member     = local.mparticle_member
}
{{/whole_dataset}}

# The connection asks for this.
output "service_account_id" {
  value = {{account_email|hcl}}
}
