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
  name                               = "mParticle_us1"
  authentication_type                = "DATABRICKS"
  data_recipient_global_metastore_id = "aws:us-east-1:e92fd7c1-5d24-4113-b83d-07e0edbb787b"
  comment                            = "mParticle Warehouse Sync"
}

# What mParticle is to read.
resource "databricks_share" "mparticle" {
  name    = "mparticle_1234_5678"
  comment = "mParticle Warehouse Sync"

  # Put this table in the share.
  object {
    name             = "main.sales.customers"
    data_object_type = "TABLE"
  }

  # Put this table in the share.
  object {
    name             = "main.ml.scores"
    data_object_type = "TABLE"
  }
}

# Let mParticle read what is in the share.
resource "databricks_grant" "mparticle" {
  share      = databricks_share.mparticle.name
  principal  = databricks_recipient.mparticle.name
  privileges = ["SELECT"]
}
