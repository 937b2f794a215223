#!/bin/bash
# Sets up the AWS part of mParticle Warehouse Sync for Redshift: the policy, the role, and the role on the
# cluster. Run it with the AWS CLI signed in to the account of the cluster, in the folder of the two JSON
# files, as somebody who may change IAM and Redshift. It looks before it makes anything, so it can be run
# again at any time, and it stops at the first error.
set -euo pipefail
cd "$(dirname "$0")"

role_name='role+=,.@-x'
policy_name='policy@x'
mparticle_role='arn:aws:iam::386705975570:role/ingest-pipeline-data-external-1234-5678'
cluster='acme-cluster'

role_there=no
new_role=no

say() { printf '%s\n' "$*" >&2; }

# Whether something is there. Only a plain no counts as one: an expired sign-in or a missing right stops here.
is_there() {
  local answer
  if answer=$("$@" 2>&1); then return 0; fi
  case $answer in
    '' | *NoSuchEntity* | *'not found'*) return 1 ;;
  esac
  say "$answer"
  exit 1
}

# A role that was made just now takes some seconds until all of AWS knows it: then this tries for a minute.
with_patience() {
  local tries=0
  until "$@"; do
    tries=$((tries + 1))
    if [ "$new_role" = no ] || [ "$tries" -ge 12 ]; then return 1; fi
    say 'AWS may not know the new role yet. Trying again.'
    sleep 5
  done
}

account=$(aws sts get-caller-identity --query Account --output text)
partition=$(aws sts get-caller-identity --query Arn --output text | cut -d: -f2)
policy_arn=arn:$partition:iam::$account:policy/$policy_name
role_arn=arn:$partition:iam::$account:role/$role_name

# A role of its own: one that has other policies belongs to something else, and is left alone.
if is_there aws iam get-role --role-name "$role_name"; then
  role_there=yes
  others=$(aws iam list-attached-role-policies --role-name "$role_name" \
    --query "AttachedPolicies[?PolicyArn!='$policy_arn'].PolicyArn" --output text)
  case $others in
    *arn:*)
      say "The role $role_name has other policies, so something else uses it: $others"
      say 'Choose another name for the role in Sluice, and save the files anew.'
      exit 1
      ;;
  esac
fi

# The policy: the role may take on mParticle's role and do nothing else. Another text becomes the newest
# version; IAM keeps five, so the oldest that is not in force makes room.
if is_there aws iam get-policy --policy-arn "$policy_arn"; then
  version=$(aws iam get-policy --policy-arn "$policy_arn" --query 'Policy.DefaultVersionId' --output text)
  allowed=$(aws iam get-policy-version --policy-arn "$policy_arn" --version-id "$version" \
    --query 'PolicyVersion.Document.Statement[].[Effect,Action,Resource,Condition]' --output text)
  if [ "$allowed" = "Allow"$'\t'"sts:AssumeRole"$'\t'"$mparticle_role"$'\t'"None" ]; then
    say "The policy $policy_name is there and says the same."
  else
    say "The policy $policy_name is there. It gets this text as its newest version."
    versions=$(aws iam list-policy-versions --policy-arn "$policy_arn" \
      --query 'reverse(sort_by(Versions,&CreateDate))[?!IsDefaultVersion].VersionId' --output text)
    read -r -a spare <<<"$versions"
    if [ "${#spare[@]}" -ge 4 ]; then
      aws iam delete-policy-version --policy-arn "$policy_arn" --version-id "${spare[-1]}"
    fi
    aws iam create-policy-version --policy-arn "$policy_arn" \
      --policy-document file://iam-policy.json --set-as-default >/dev/null
  fi
else
  say "Making the policy $policy_name."
  aws iam create-policy --policy-name "$policy_name" --policy-document file://iam-policy.json \
    --description 'mParticle Warehouse Sync' >/dev/null
  aws iam wait policy-exists --policy-arn "$policy_arn"
fi

# The role: Redshift, and nobody else, may work as it.
if [ "$role_there" = yes ]; then
  say "The role $role_name is there. It gets this trust policy."
  aws iam update-assume-role-policy --role-name "$role_name" --policy-document file://iam-trust-policy.json
else
  say "Making the role $role_name."
  aws iam create-role --role-name "$role_name" --assume-role-policy-document file://iam-trust-policy.json \
    --description 'mParticle Warehouse Sync' >/dev/null
  aws iam wait role-exists --role-name "$role_name"
  new_role=yes
fi

# The role gets the policy; doing so again does no harm.
with_patience aws iam attach-role-policy --role-name "$role_name" --policy-arn "$policy_arn"

# The cluster gets the role; the roles it has stay.
attached=$(aws redshift describe-clusters --cluster-identifier "$cluster" \
  --query 'Clusters[0].IamRoles[].IamRoleArn' --output text)
if [[ $'\t'"${attached//[[:space:]]/$'\t'}"$'\t' == *$'\t'"$role_arn"$'\t'* ]]; then
  say "The cluster $cluster has the role."
else
  say "Giving the cluster $cluster the role."
  with_patience aws redshift modify-cluster-iam-roles --cluster-identifier "$cluster" \
    --add-iam-roles "$role_arn" >/dev/null
  aws redshift wait cluster-available --cluster-identifier "$cluster"
fi

say 'Done. This is the ARN that the connection asks for:'
printf '%s\n' "$role_arn"
