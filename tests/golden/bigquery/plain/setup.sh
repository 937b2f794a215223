#!/bin/bash
# Sets up BigQuery for mParticle Warehouse Sync: the service account, its roles, and its key. Run it with the
# Google Cloud CLI signed in (gcloud auth login), in the folder of setup.sql, as somebody who may make service
# accounts and change the policies of the project and the dataset. It looks before it makes anything, so it
# can be run again at any time, and it stops at the first error.
set -euo pipefail
cd "$(dirname "$0")"

project='acme-project'
location='us-east4'
account='mparticle-sync@acme-project.iam.gserviceaccount.com'
member='serviceAccount:mparticle-sync@acme-project.iam.gserviceaccount.com'
key_file=mparticle-key.json

new_account=no

say() { printf '%s\n' "$*" >&2; }

# A new account takes up to some minutes until all of Google Cloud knows it: then this tries for two.
with_patience() {
  local tries=0
  until "$@"; do
    tries=$((tries + 1))
    if [ "$new_account" = no ] || [ "$tries" -ge 12 ]; then return 1; fi
    say 'Google Cloud may not know the new account everywhere yet. Trying again.'
    sleep 10
  done
}

# An account of its own: mParticle can do what is granted below, and nothing else. Only a plain no counts as
# one: an expired sign-in stops here.
if answer=$(gcloud iam service-accounts describe "$account" --project="$project" 2>&1); then
  say "The service account $account is there."
else
  case $answer in
    '' | *NOT_FOUND* | *'Unknown service account'* | *'may not exist'* | *'not found'*) ;;
    *)
      say "$answer"
      exit 1
      ;;
  esac
  say "Making the service account $account."
  gcloud iam service-accounts create 'mparticle-sync' --project="$project" \
    --display-name='mParticle Warehouse Sync' --description='Reads data for mParticle Warehouse Sync'
  new_account=yes
fi

# Run queries that the project pays for. Without a condition, also where the project has bindings with one.
with_patience gcloud projects add-iam-policy-binding "$project" --member="$member" \
  --role='roles/bigquery.jobUser' --condition=None >/dev/null

# What may be read: setup.sql says it, statement by statement.
grant() { bq query --project_id="$project" --location="$location" --use_legacy_sql=false <setup.sql; }
with_patience grant

# The key, readable by you alone. A key is made once: each new one stays valid beside the old.
keys=$(gcloud iam service-accounts keys list --iam-account="$account" --project="$project" \
  --managed-by=user --format='value(name)')
if [ -e "$key_file" ]; then
  say "The key is in $key_file already."
elif [ -n "$keys" ]; then
  say 'The account has a key already. If nobody has its file, delete it in the console and run this again.'
else
  umask 077
  with_patience gcloud iam service-accounts keys create "$key_file" --iam-account="$account" --project="$project"
  say "The key is in $key_file. Choose that file in Sluice, then delete it."
fi
say 'Done.'
