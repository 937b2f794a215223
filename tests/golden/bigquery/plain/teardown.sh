#!/bin/bash
# Takes back all that setup.sh and setup.sql made. Pause or delete mParticle's pipelines first. It can be run
# again: what is gone already is passed over. Your data is not touched. It stops at the first error.
set -euo pipefail

project='acme-project'
location='us-east4'
account='mparticle-sync@acme-project.iam.gserviceaccount.com'
member='serviceAccount:mparticle-sync@acme-project.iam.gserviceaccount.com'

say() { printf '%s\n' "$*" >&2; }

if ! gcloud iam service-accounts describe "$account" --project="$project" >/dev/null 2>&1; then
  say "The service account $account is gone."
  exit 0
fi

# What was granted on the data. It goes before the account, of which a policy would keep a trace else.
bq query --project_id="$project" --location="$location" --use_legacy_sql=false <<'SQL'
REVOKE `roles/bigquery.dataViewer` ON SCHEMA `acme-project`.`crm` FROM "serviceAccount:mparticle-sync@acme-project.iam.gserviceaccount.com";
REVOKE `roles/bigquery.user` ON SCHEMA `acme-project`.`crm` FROM "serviceAccount:mparticle-sync@acme-project.iam.gserviceaccount.com";
SQL

# Its roles on the project.
roles=$(gcloud projects get-iam-policy "$project" --flatten='bindings[].members' \
  --filter="bindings.members:$member" --format='value(bindings.role)')
if printf '%s\n' "$roles" | grep -Fqx 'roles/bigquery.jobUser'; then
  gcloud projects remove-iam-policy-binding "$project" --member="$member" \
    --role='roles/bigquery.jobUser' --condition=None >/dev/null
fi

# The account. Its keys end with it.
say "Deleting the service account $account."
gcloud iam service-accounts delete "$account" --project="$project" --quiet
say 'Done. Delete the key file too, if you still have it.'
