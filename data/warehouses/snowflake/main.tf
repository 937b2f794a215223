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
{{#with_password}}

# Give the password in the environment as TF_VAR_mparticle_password. Terraform keeps it in its state, so
# protect the state.
variable "mparticle_password" {
  type      = string
  sensitive = true
}
{{/with_password}}

resource "snowflake_account_role" "mparticle" {
  name    = {{role_name|stored|hcl}}
  comment = "mParticle Warehouse Sync"
}

{{#with_password}}
resource "snowflake_legacy_service_user" "mparticle" {
  name              = {{user_name|stored|hcl}}
  password          = var.mparticle_password
  default_role      = snowflake_account_role.mparticle.name
  default_warehouse = {{warehouse|stored|hcl}}
{{#with_network}}
  network_policy    = snowflake_network_policy.mparticle.fully_qualified_name
{{/with_network}}
  comment           = "mParticle Warehouse Sync"
}
{{/with_password}}
{{#with_token}}
resource "snowflake_service_user" "mparticle" {
  name              = {{user_name|stored|hcl}}
  default_role      = snowflake_account_role.mparticle.name
  default_warehouse = {{warehouse|stored|hcl}}
{{#with_network}}
  network_policy    = snowflake_network_policy.mparticle.fully_qualified_name
{{/with_network}}
  comment           = "mParticle Warehouse Sync"
}

# The token's secret is kept in the state, so protect the state.
resource "snowflake_user_programmatic_access_token" "mparticle" {
  user             = snowflake_service_user.mparticle.name
  name             = {{token_name|stored|hcl}}
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
{{/with_token}}

{{#grants}}
{{#to_user}}
# {{why|comment}}
resource "snowflake_grant_account_role" "mparticle" {
  role_name = snowflake_account_role.mparticle.name
{{#with_password}}
  user_name = snowflake_legacy_service_user.mparticle.name
{{/with_password}}
{{#with_token}}
  user_name = snowflake_service_user.mparticle.name
{{/with_token}}
}
{{/to_user}}
{{/grants}}

{{#create_warehouse}}
# The smallest size, asleep when idle, stopped when the month's credits are used up.
resource "snowflake_resource_monitor" "mparticle" {
  name            = {{monitor|stored|hcl}}
  credit_quota    = {{credit_quota|number}}
  frequency       = "MONTHLY"
  start_timestamp = "IMMEDIATELY"
  notify_triggers = [80]
  suspend_trigger = 100
}

resource "snowflake_warehouse" "mparticle" {
  name                = {{warehouse|stored|hcl}}
  warehouse_size      = "XSMALL"
  auto_suspend        = 60
  auto_resume         = "true"
  initially_suspended = true
  resource_monitor    = snowflake_resource_monitor.mparticle.name
}

{{/create_warehouse}}
locals {
  # Run queries on the virtual warehouse, and see the database.
  mparticle_account_grants = {
{{#grants}}
{{#on_account}}
    {{object_type|hcl}} = {
      privilege = {{privilege|hcl}}
      name      = {{object|quoted|hcl}}
    }
{{/on_account}}
{{/grants}}
  }

  # See the schemas.
  mparticle_schemas = [
{{#grants}}
{{#on_schema}}
    {{object|quoted|hcl}},
{{/on_schema}}
{{/grants}}
  ]

  # Read the rows of the tables.
  mparticle_tables = [
{{#grants}}
{{#on_table}}
    {{object|quoted|hcl}},
{{/on_table}}
{{/grants}}
  ]

  # Read the rows of the views.
  mparticle_views = [
{{#grants}}
{{#on_view}}
    {{object|quoted|hcl}},
{{/on_view}}
{{/grants}}
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
{{#create_warehouse}}
  depends_on = [snowflake_warehouse.mparticle]
{{/create_warehouse}}
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
{{#future_grants}}

# Every table and view of the schema, now and later. Grants on future objects of a schema silence those
# of its database there, for every role.
resource "snowflake_grant_privileges_to_account_role" "all" {
  for_each          = toset(["TABLES", "VIEWS"])
  account_role_name = snowflake_account_role.mparticle.name
  privileges        = ["SELECT"]
  on_schema_object {
    all {
      object_type_plural = each.value
      in_schema          = {{schema_name|quoted|hcl}}
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
      in_schema          = {{schema_name|quoted|hcl}}
    }
  }
}
{{/future_grants}}

# How data leaves: query results may go to mParticle's storage, and to no other place.
resource "snowflake_storage_integration_aws" "mparticle" {
  name                      = {{storage_integration_name|stored|hcl}}
  enabled                   = true
  storage_provider          = "S3"
  storage_allowed_locations = [{{storage_location|hcl}}]
  storage_aws_role_arn      = {{storage_role_arn|hcl}}
  storage_aws_object_acl    = "bucket-owner-full-control"
  comment                   = "mParticle Warehouse Sync"
}

{{#grants}}
{{#on_integration}}
# {{why|comment}}
resource "snowflake_grant_privileges_to_account_role" "integration" {
  account_role_name = snowflake_account_role.mparticle.name
  privileges        = [{{privilege|hcl}}]
  on_account_object {
    object_type = {{object_type|hcl}}
    object_name = snowflake_storage_integration_aws.mparticle.fully_qualified_name
  }
}
{{/on_integration}}
{{/grants}}
{{#with_network}}

# The user can sign in from these addresses only.
resource "snowflake_network_rule" "mparticle" {
  database   = {{database|stored|hcl}}
  schema     = {{schema|stored|hcl}}
  name       = {{network_rule_name|stored|hcl}}
  type       = "IPV4"
  mode       = "INGRESS"
  value_list = [{{#network_policy_ips}}{{item|hcl}}{{^last}}, {{/last}}{{/network_policy_ips}}]
  comment    = "mParticle Warehouse Sync"
}

resource "snowflake_network_policy" "mparticle" {
  name                      = {{network_policy|stored|hcl}}
  allowed_network_rule_list = [snowflake_network_rule.mparticle.fully_qualified_name]
  comment                   = "mParticle Warehouse Sync"
}
{{/with_network}}

# mParticle must trust exactly these two, and the early access asks for them.
output "storage_aws_iam_user_arn" {
  value = snowflake_storage_integration_aws.mparticle.describe_output[0].iam_user_arn
}

output "storage_aws_external_id" {
  value = snowflake_storage_integration_aws.mparticle.describe_output[0].external_id
}
