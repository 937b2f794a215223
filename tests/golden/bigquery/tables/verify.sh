#!/bin/bash
# Shows what mParticle's service account can do. It changes nothing. Compare with privileges.md.
set -euo pipefail

project='example.com:acme-project'
location='EU'
account='mparticle-sync@acme-project.example.com.iam.gserviceaccount.com'
member='serviceAccount:mparticle-sync@acme-project.example.com.iam.gserviceaccount.com'

say() { printf '\n%s\n' "$*"; }

say 'The account, and whether it is disabled:'
gcloud iam service-accounts describe "$account" --project="$project" --format='value(email,disabled)'

say 'Its keys, as a rule one:'
gcloud iam service-accounts keys list --iam-account="$account" --project="$project" --managed-by=user

say 'Its roles on the project, only roles/bigquery.jobUser:'
gcloud projects get-iam-policy "$project" --flatten='bindings[].members' \
  --filter="bindings.members:$member" --format='value(bindings.role)'

say 'Its roles on each table, roles/bigquery.dataViewer:'
bq query --project_id="$project" --location="$location" --use_legacy_sql=false <<'SQL'
SELECT object_schema, object_name, object_type, privilege_type, grantee
FROM `example.com:acme-project`.`region-eu`.INFORMATION_SCHEMA.OBJECT_PRIVILEGES
WHERE object_schema = 'crm' AND object_name = 'customers' AND grantee = 'serviceAccount:mparticle-sync@acme-project.example.com.iam.gserviceaccount.com';
SELECT object_schema, object_name, object_type, privilege_type, grantee
FROM `example.com:acme-project`.`region-eu`.INFORMATION_SCHEMA.OBJECT_PRIVILEGES
WHERE object_schema = 'crm' AND object_name = 'scores' AND grantee = 'serviceAccount:mparticle-sync@acme-project.example.com.iam.gserviceaccount.com';
SQL
