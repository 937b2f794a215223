#!/bin/bash
# Takes back all that setup.sh and setup.sql made: the grants, then the account with its key. Pause or delete
# mParticle's pipelines first. It can be run again: what is gone already is passed over. Your data is not
# touched. It stops at the first error.
set -euo pipefail

project={{project_id|shell}}
location={{region|shell}}
account={{account_email|shell}}
member={{member|shell}}

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
{{#grants}}
{{#on_dataset}}
revoke <<'SQL'
REVOKE `{{privilege|keyword}}` ON SCHEMA {{object|identifier}} FROM {{member|json}};
SQL
{{/on_dataset}}
{{#on_table}}
revoke <<'SQL'
REVOKE `{{privilege|keyword}}` ON TABLE {{object|identifier}} FROM {{member|json}};
SQL
{{/on_table}}
{{/grants}}

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

{{#own_account}}
# The account, which is mParticle's alone. Its keys end with it. Leave this out if somebody else uses it.
say "Deleting the service account $account."
gcloud iam service-accounts delete "$account" --project="$project" --quiet
say 'Done. Delete the key file too, if you still have it.'
{{/own_account}}
{{^own_account}}
# The account belongs to another project and was not made by setup.sh, so it stays.
say "Done. The service account $account stays; delete its key, where nothing else uses it."
{{/own_account}}
