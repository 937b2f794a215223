# Sets up Snowflake for mParticle Warehouse Sync: the same as setup.sql, for Terraform.
# Sign in as a user with the roles that privileges.md names; the provider's own documentation says how.

terraform {
  required_providers {
    snowflake = {
      source  = "snowflakedb/snowflake"
      version = ">= 2.20, < 3.0"
    }
  }
}

# Give the password in the environment as TF_VAR_mparticle_password. Terraform keeps it in its state, so
# protect the state.
variable "mparticle_password" {
  type      = string
  sensitive = true
}

resource "snowflake_account_role" "mparticle" {
  name    = "MPARTICLE_ROLE"
  comment = "mParticle Warehouse Sync"
}

resource "snowflake_legacy_service_user" "mparticle" {
  name              = "MPARTICLE_USER"
  password          = var.mparticle_password
  default_role      = snowflake_account_role.mparticle.name
  default_warehouse = "COMPUTE_WH"
  comment           = "mParticle Warehouse Sync"
}

# Let the user work as the role.
resource "snowflake_grant_account_role" "mparticle" {
  role_name = snowflake_account_role.mparticle.name
  user_name = snowflake_legacy_service_user.mparticle.name
}

locals {
  # Run queries on the virtual warehouse, and see the database.
  mparticle_account_grants = {
    "WAREHOUSE" = {
      privilege = "USAGE"
      name      = "\"COMPUTE_WH\""
    }
    "DATABASE" = {
      privilege = "USAGE"
      name      = "\"ACME\""
    }
  }

  # See the schemas.
  mparticle_schemas = [
    "\"ACME\".\"CRM\"",
    "\"ACME\".\"ML\"",
  ]

  # Read the rows of the tables.
  mparticle_tables = [
    "\"ACME\".\"CRM\".\"CUSTOMERS\"",
    "\"ACME\".\"ML\".\"SCORES\"",
  ]

  # Read the rows of the views.
  mparticle_views = [
  ]
}

resource "snowflake_grant_privileges_to_account_role" "account" {
  for_each          = local.mparticle_account_grants
  account_role_name = snowflake_account_role.mparticle.name
  privileges        = [each.value.privilege]
  on_account_object {
    object_type = each.key
    object_name = each.value.name
  }
}

resource "snowflake_grant_privileges_to_account_role" "schemas" {
  for_each          = toset(local.mparticle_schemas)
  account_role_name = snowflake_account_role.mparticle.name
  privileges        = ["USAGE"]
  on_schema {
    schema_name = each.value
  }
}

resource "snowflake_grant_privileges_to_account_role" "tables" {
  for_each          = toset(local.mparticle_tables)
  account_role_name = snowflake_account_role.mparticle.name
  privileges        = ["SELECT"]
  on_schema_object {
    object_type = "TABLE"
    object_name = each.value
  }
}

resource "snowflake_grant_privileges_to_account_role" "views" {
  for_each          = toset(local.mparticle_views)
  account_role_name = snowflake_account_role.mparticle.name
  privileges        = ["SELECT"]
  on_schema_object {
    object_type = "VIEW"
    object_name = each.value
  }
}

# How data leaves: query results may go to mParticle's storage, and to no other place.
resource "snowflake_storage_integration_aws" "mparticle" {
  name                      = "MP_US1_1234_5678_S3"
  enabled                   = true
  storage_provider          = "S3"
  storage_allowed_locations = ["s3://us1-ingest-pipeline-data/1234/5678"]
  storage_aws_role_arn      = "arn:aws:iam::338661164609:role/ingest-pipeline-data-external-1234-5678"
  storage_aws_object_acl    = "bucket-owner-full-control"
  comment                   = "mParticle Warehouse Sync"
}

# Unload query results to the storage of mParticle and nowhere else.
resource "snowflake_grant_privileges_to_account_role" "integration" {
  account_role_name = snowflake_account_role.mparticle.name
  privileges        = ["USAGE"]
  on_account_object {
    object_type = "INTEGRATION"
    object_name = snowflake_storage_integration_aws.mparticle.fully_qualified_name
  }
}

# mParticle must trust exactly these two, and the early access asks for them.
output "storage_aws_iam_user_arn" {
  value = snowflake_storage_integration_aws.mparticle.describe_output[0].iam_user_arn
}

output "storage_aws_external_id" {
  value = snowflake_storage_integration_aws.mparticle.describe_output[0].external_id
}
