#!/bin/sh
# Sets up Databricks for mParticle Warehouse Sync with the Databricks CLI, version 0.205 or later.
# Sign in first (databricks auth login), as a metastore admin or with the privileges that privileges.md
# names. It looks before it adds, so it can be run again at any time, and it stops at the first error.
set -eu

recipient='re'\''ci`pient'
sharing_identifier='aws:ap-southeast-2:ac9a9fc4-22a2-40cc-a706-fef8a4cd554e'
share='%{share}'

command -v databricks >/dev/null || {
  echo "The Databricks CLI is not installed. Install it, sign in, and run this again." >&2
  exit 1
}

# Whether something is there. Only a plain no counts as one: an expired sign-in or a missing right stops here.
is_there() {
  if answer=$("$@" 2>&1); then return 0; fi
  case $answer in
    '' | *'does not exist'* | *DOES_NOT_EXIST* | *NOT_FOUND* | *'not found'*) return 1 ;;
  esac
  printf '%s\n' "$answer" >&2
  exit 1
}

# Adds one object to the share unless it is there. $1: its name as a JSON text, $2: its type.
add_to_share() {
  case $shared in
    *"\"name\":$1"*)
      printf 'Already in the share: %s\n' "$1"
      ;;
    *)
      databricks shares update "$share" --json \
        "{\"updates\":[{\"action\":\"ADD\",\"data_object\":{\"name\":$1,\"data_object_type\":\"$2\"}}]}"
      printf 'Added to the share: %s\n' "$1"
      ;;
  esac
}

# mParticle, as your metastore knows it.
if is_there databricks recipients get "$recipient"; then
  printf 'The recipient %s is there.\n' "$recipient"
else
  databricks recipients create "$recipient" DATABRICKS \
    --data-recipient-global-metastore-id "$sharing_identifier" \
    --comment 'mParticle Warehouse Sync' || {
    echo "If there is a recipient with this sharing identifier under another name, use its name instead:" >&2
    databricks recipients list --data-recipient-global-metastore-id "$sharing_identifier" >&2
    exit 1
  }
fi

# What mParticle is to read goes in here.
if is_there databricks shares get "$share"; then
  printf 'The share %s is there.\n' "$share"
else
  databricks shares create "$share" --comment 'mParticle Warehouse Sync'
fi

# What is shared. Whoever owns the share must be able to read it as long as it is shared.
shared=$(databricks shares get "$share" --include-shared-data --output json)
shared=$(printf '%s' "$shared" | tr -d ' \n')
add_to_share '"tick`tock.it'\''s.back\\slash"' TABLE
add_to_share '"tick`tock.it'\''s.{{name}}"' TABLE
add_to_share '"tick`tock.it'\''s.größe"' TABLE
add_to_share '"tick`tock.it'\''s.--x"' TABLE
add_to_share '"tick`tock.it'\''s.a\"b"' TABLE

# Let mParticle read what is in the share. Granting again changes nothing.
recipient_json='"re'\''ci`pient"'
databricks shares update-permissions "$share" --json \
  "{\"changes\":[{\"principal\":$recipient_json,\"add\":[\"SELECT\"]}]}"

echo "Done. Run verify.sql to see what mParticle can read."
