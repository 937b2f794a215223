#!/bin/bash
# Takes back all that setup.sh and setup.sql made. Pause or delete mParticle's pipelines first. It can be run
# again: what is gone already is passed over. Your data is not touched. It stops at the first error.
set -euo pipefail

project={{project_id|shell}}
location={{region|shell}}
account={{account_email|shell}}
member={{member|shell}}

say() { printf '%s\n' "$*" >&2; }

if ! gcloud iam service-accounts describe "$account" --project="$project" >/dev/null 2>&1; then
  say "The service account $account is gone."
  exit 0
fi

# What was granted on the data. It goes before the account, of which a policy would keep a trace else.
bq query --project_id="$project" --location="$location" --use_legacy_sql=false <<'SQL'
{{#grants}}
{{#on_dataset}}
REVOKE `{{privilege|keyword}}` ON SCHEMA {{object|identifier}} FROM {{member|json}};
{{/on_dataset}}
{{#on_table}}
REVOKE `{{privilege|keyword}}` ON TABLE {{object|identifier}} FROM {{member|json}};
{{/on_table}}
{{/grants}}
SQL

# Its roles on the project.
roles=$(gcloud projects get-iam-policy "$project" --flatten='bindings[].members' \
  --filter="bindings.members:$member" --format='value(bindings.role)')
{{#grants}}
{{#on_project}}
if printf '%s\n' "$roles" | grep -Fqx {{privilege|shell}}; then
  gcloud projects remove-iam-policy-binding "$project" --member="$member" \
    --role={{privilege|shell}} --condition=None >/dev/null
fi
{{/on_project}}
{{/grants}}

# The account. Its keys end with it.
say "Deleting the service account $account."
gcloud iam service-accounts delete "$account" --project="$project" --quiet
say 'Done. Delete the key file too, if you still have it.'
