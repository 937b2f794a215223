# Sets up Databricks for mParticle Warehouse Sync: the same as setup.sql, for Terraform.
# Use a workspace-level provider; its own documentation says how to sign in. Turn Delta Sharing on first.

terraform {
  required_providers {
    databricks = {
      source  = "databricks/databricks"
      version = ">= 1.50, < 2.0"
    }
  }
}

# mParticle, as your metastore knows it.
resource "databricks_recipient" "mparticle" {
  name                               = "mParticle_eu1"
  authentication_type                = "DATABRICKS"
  data_recipient_global_metastore_id = "aws:eu-central-1:2b8d9413-05fe-43ce-a570-3f6bc5fc3acf"
  comment                            = "mParticle Warehouse Sync"
}

# What mParticle is to read.
resource "databricks_share" "mparticle" {
  name    = "mparticle_1_2"
  comment = "mParticle Warehouse Sync"

  # Put all that is in this schema in the share, now and later.
  object {
    name             = "main.sales"
    data_object_type = "SCHEMA"
  }
}

# Let mParticle read what is in the share.
resource "databricks_grant" "mparticle" {
  share      = databricks_share.mparticle.name
  principal  = databricks_recipient.mparticle.name
  privileges = ["SELECT"]
}
