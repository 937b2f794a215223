#!/bin/bash
# Takes back all that setup.sh and setup.sql made: the grants, then the account with its key. Pause or delete
# mParticle's pipelines first. It can be run again: what is gone already is passed over. Your data is not
# touched. It stops at the first error.
set -euo pipefail

project='acme-project'
location='us-east4'
account='sync@other-project.iam.gserviceaccount.com'
member='serviceAccount:sync@other-project.iam.gserviceaccount.com'

say() { printf '%s\n' "$*" >&2; }

# Only a plain no counts as gone: an expired sign-in or a missing right stops here.
if ! answer=$(gcloud iam service-accounts describe "$account" --project="$project" 2>&1); then
  case $answer in
    '' | *NOT_FOUND* | *'Unknown service account'* | *'not found'*)
      say "The service account $account is gone."
      exit 0
      ;;
  esac
  say "$answer"
  exit 1
fi

# Takes one grant back. Where the table or dataset is gone, its grants went with it.
revoke() {
  local answer
  if answer=$(bq query --project_id="$project" --location="$location" --use_legacy_sql=false 2>&1); then return 0; fi
  case $answer in
    *'Not found'*)
      say "Passed over: $answer"
      return 0
      ;;
  esac
  say "$answer"
  return 1
}

# What was granted on the data. It goes before the account, of which a policy would keep a trace else.
revoke <<'SQL'
REVOKE `roles/bigquery.dataViewer` ON TABLE `acme-project`.`crm`.`it's "x"` FROM "serviceAccount:sync@other-project.iam.gserviceaccount.com";
SQL
revoke <<'SQL'
REVOKE `roles/bigquery.dataViewer` ON TABLE `acme-project`.`crm`.`Größe -- ;` FROM "serviceAccount:sync@other-project.iam.gserviceaccount.com";
SQL
revoke <<'SQL'
REVOKE `roles/bigquery.dataViewer` ON TABLE `acme-project`.`crm`.`$(id)` FROM "serviceAccount:sync@other-project.iam.gserviceaccount.com";
SQL

# Its roles on the project.
roles=$(gcloud projects get-iam-policy "$project" --flatten='bindings[].members' \
  --filter="bindings.members:$member" --format='value(bindings.role)')
if printf '%s\n' "$roles" | grep -Fqx 'roles/bigquery.jobUser'; then
  gcloud projects remove-iam-policy-binding "$project" --member="$member" \
    --role='roles/bigquery.jobUser' --condition=None >/dev/null
fi

# The account belongs to another project and was not made by setup.sh, so it stays.
say "Done. The service account $account stays; delete its key, where nothing else uses it."
