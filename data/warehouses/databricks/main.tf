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
  name                               = {{recipient_name|hcl}}
  authentication_type                = "DATABRICKS"
  data_recipient_global_metastore_id = {{sharing_identifier|hcl}}
  comment                            = "mParticle Warehouse Sync"
}

# What mParticle is to read.
resource "databricks_share" "mparticle" {
  name    = {{share_name|hcl}}
  comment = "mParticle Warehouse Sync"
{{#grants}}
{{#share_table}}

  # {{why|comment}}
  object {
    name             = {{object|stored|hcl}}
    data_object_type = {{object_type|hcl}}
  }
{{/share_table}}
{{#share_all}}

  # {{why|comment}}
  object {
    name             = {{object|stored|hcl}}
    data_object_type = {{object_type|hcl}}
  }
{{/share_all}}
{{/grants}}
}
{{#grants}}
{{#to_recipient}}

# {{why|comment}}
resource "databricks_grant" "mparticle" {
  share      = databricks_share.mparticle.name
  principal  = databricks_recipient.mparticle.name
  privileges = [{{privilege|hcl}}]
}
{{/to_recipient}}
{{/grants}}
