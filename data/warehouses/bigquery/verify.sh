#!/bin/bash
# Shows what mParticle's service account can do. It changes nothing. Compare with privileges.md.
set -euo pipefail

project={{project_id|shell}}
location={{region|shell}}
account={{account_email|shell}}
member={{member|shell}}

say() { printf '\n%s\n' "$*"; }

say 'The account, and whether it is disabled:'
gcloud iam service-accounts describe "$account" --project="$project" --format='value(email,disabled)'

say 'Its keys, as a rule one:'
gcloud iam service-accounts keys list --iam-account="$account" --project="$project" --managed-by=user

say 'Its roles on the project, only roles/bigquery.jobUser:'
gcloud projects get-iam-policy "$project" --flatten='bindings[].members' \
  --filter="bindings.members:$member" --format='value(bindings.role)'

{{#whole_dataset}}
say 'Its roles on the dataset, roles/bigquery.dataViewer and roles/bigquery.user:'
{{/whole_dataset}}
{{^whole_dataset}}
say 'Its roles on each table, roles/bigquery.dataViewer:'
{{/whole_dataset}}
bq query --project_id="$project" --location="$location" --use_legacy_sql=false <<'SQL'
{{#whole_dataset}}
SELECT object_schema, object_name, object_type, privilege_type, grantee
FROM {{project_id|identifier}}.{{region_schema|identifier}}.INFORMATION_SCHEMA.OBJECT_PRIVILEGES
WHERE object_name = {{dataset_id|string}} AND grantee = {{member|string}};
{{/whole_dataset}}
{{#tables}}
SELECT object_schema, object_name, object_type, privilege_type, grantee
FROM {{project_id|identifier}}.{{region_schema|identifier}}.INFORMATION_SCHEMA.OBJECT_PRIVILEGES
WHERE object_schema = {{dataset_id|string}} AND object_name = {{item|string}} AND grantee = {{member|string}};
{{/tables}}
SQL
