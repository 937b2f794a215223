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
  name                               = "re'ci`pient"
  authentication_type                = "DATABRICKS"
  data_recipient_global_metastore_id = "aws:ap-southeast-2:ac9a9fc4-22a2-40cc-a706-fef8a4cd554e"
  comment                            = "mParticle Warehouse Sync"
}

# What mParticle is to read.
resource "databricks_share" "mparticle" {
  name    = "%%{share}"
  comment = "mParticle Warehouse Sync"

  # Put this table in the share.
  object {
    name             = "tick`tock.it's.back\\slash"
    data_object_type = "TABLE"
  }

  # Put this table in the share.
  object {
    name             = "tick`tock.it's.{{name}}"
    data_object_type = "TABLE"
  }

  # Put this table in the share.
  object {
    name             = "tick`tock.it's.größe"
    data_object_type = "TABLE"
  }

  # Put this table in the share.
  object {
    name             = "tick`tock.it's.--x"
    data_object_type = "TABLE"
  }

  # Put this table in the share.
  object {
    name             = "tick`tock.it's.a\"b"
    data_object_type = "TABLE"
  }
}

# Let mParticle read what is in the share.
resource "databricks_grant" "mparticle" {
  share      = databricks_share.mparticle.name
  principal  = databricks_recipient.mparticle.name
  privileges = ["SELECT"]
}
