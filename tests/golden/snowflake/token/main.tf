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

resource "snowflake_account_role" "mparticle" {
  name    = "MPARTICLE_ROLE"
  comment = "mParticle Warehouse Sync"
}

resource "snowflake_service_user" "mparticle" {
  name              = "MPARTICLE_USER"
  default_role      = snowflake_account_role.mparticle.name
  default_warehouse = "MPARTICLE_WH"
  network_policy    = snowflake_network_policy.mparticle.fully_qualified_name
  comment           = "mParticle Warehouse Sync"
}

# The token's secret is kept in the state, so protect the state.
resource "snowflake_user_programmatic_access_token" "mparticle" {
  user             = snowflake_service_user.mparticle.name
  name             = "MPARTICLE_USER_TOKEN"
  role_restriction = snowflake_account_role.mparticle.name
  days_to_expiry   = 90
  comment          = "mParticle Warehouse Sync"

  # A token can be bound only to a role that the user has.
  depends_on = [snowflake_grant_account_role.mparticle]
}

# terraform output -raw mparticle_token shows it. Copy it into Sluice.

output "mparticle_token" {
  value     = snowflake_user_programmatic_access_token.mparticle.token
  sensitive = true
}

# Let the user work as the role.
resource "snowflake_grant_account_role" "mparticle" {
  role_name = snowflake_account_role.mparticle.name
  user_name = snowflake_service_user.mparticle.name
}

# The smallest size, asleep when idle, stopped when the month's credits are used up.
resource "snowflake_resource_monitor" "mparticle" {
  name            = "MPARTICLE_WH_MONITOR"
  credit_quota    = 25
  frequency       = "MONTHLY"
  start_timestamp = "IMMEDIATELY"
  notify_triggers = [80]
  suspend_trigger = 100
}

resource "snowflake_warehouse" "mparticle" {
  name                = "MPARTICLE_WH"
  warehouse_size      = "XSMALL"
  auto_suspend        = 60
  auto_resume         = "true"
  initially_suspended = true
  resource_monitor    = snowflake_resource_monitor.mparticle.name
}

locals {
  # Run queries on the virtual warehouse, and see the database.
  mparticle_account_grants = {
    "WAREHOUSE" = {
      privilege = "USAGE"
      name      = "\"MPARTICLE_WH\""
    }
    "DATABASE" = {
      privilege = "USAGE"
      name      = "\"ACME\""
    }
  }

  # See the schemas.
  mparticle_schemas = [
    "\"ACME\".\"CRM\"",
  ]

  # Read the rows of the tables.
  mparticle_tables = [
  ]

  # Read the rows of the views.
  mparticle_views = [
    "\"ACME\".\"CRM\".\"CUSTOMER_SCORES\"",
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
  depends_on = [snowflake_warehouse.mparticle]
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

# Every table and view of the schema, now and later. Grants on future objects of a schema silence those
# of its database there, for every role.
resource "snowflake_grant_privileges_to_account_role" "all" {
  for_each          = toset(["TABLES", "VIEWS"])
  account_role_name = snowflake_account_role.mparticle.name
  privileges        = ["SELECT"]
  on_schema_object {
    all {
      object_type_plural = each.value
      in_schema          = "\"ACME\".\"CRM\""
    }
  }
}

resource "snowflake_grant_privileges_to_account_role" "future" {
  for_each          = toset(["TABLES", "VIEWS"])
  account_role_name = snowflake_account_role.mparticle.name
  privileges        = ["SELECT"]
  on_schema_object {
    future {
      object_type_plural = each.value
      in_schema          = "\"ACME\".\"CRM\""
    }
  }
}

# How data leaves: query results may go to mParticle's storage, and to no other place.
resource "snowflake_storage_integration_aws" "mparticle" {
  name                      = "MP_EU1_42_7_S3"
  enabled                   = true
  storage_provider          = "S3"
  storage_allowed_locations = ["s3://eu1-ingest-pipeline-data/42/7"]
  storage_aws_role_arn      = "arn:aws:iam::583371261087:role/ingest-pipeline-data-external-42-7"
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

# The user can sign in from these addresses only.
resource "snowflake_network_rule" "mparticle" {
  database   = "ACME"
  schema     = "CRM"
  name       = "MPARTICLE_USER_ADDRESSES"
  type       = "IPV4"
  mode       = "INGRESS"
  value_list = ["192.0.2.0/24", "198.51.100.7"]
  comment    = "mParticle Warehouse Sync"
}

resource "snowflake_network_policy" "mparticle" {
  name                      = "MPARTICLE_USER_POLICY"
  allowed_network_rule_list = [snowflake_network_rule.mparticle.fully_qualified_name]
  comment                   = "mParticle Warehouse Sync"
}

# mParticle must trust exactly these two, and the early access asks for them.
output "storage_aws_iam_user_arn" {
  value = snowflake_storage_integration_aws.mparticle.describe_output[0].iam_user_arn
}

output "storage_aws_external_id" {
  value = snowflake_storage_integration_aws.mparticle.describe_output[0].external_id
}
