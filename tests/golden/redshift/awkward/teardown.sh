#!/bin/bash
# Takes back all that setup.sh made in AWS: the role comes off, then role and policy are deleted. Pause or
# delete mParticle's pipelines first. It can be run again: what is gone already is passed over. It stops at
# the first error. teardown.sql does the part in the database.
set -euo pipefail

role_name='role+=,.@-x'
policy_name='policy@x'
cluster='acme-cluster'

say() { printf '%s\n' "$*" >&2; }

# Whether something is there. Only a plain no counts as one: an expired sign-in or a missing right stops here,
# so that nothing is passed over by mistake.
is_there() {
  local answer
  if answer=$("$@" 2>&1); then return 0; fi
  case $answer in
    '' | *NoSuchEntity* | *ClusterNotFound* | *ResourceNotFoundException* | *'not found'*) return 1 ;;
  esac
  say "$answer"
  exit 1
}

account=$(aws sts get-caller-identity --query Account --output text)
partition=$(aws sts get-caller-identity --query Arn --output text | cut -d: -f2)
policy_arn=arn:$partition:iam::$account:policy/$policy_name
role_arn=arn:$partition:iam::$account:role/$role_name

# The cluster loses this role and keeps the others.
if is_there aws redshift describe-clusters --cluster-identifier "$cluster"; then
  attached=$(aws redshift describe-clusters --cluster-identifier "$cluster" \
    --query 'Clusters[0].IamRoles[].IamRoleArn' --output text)
  if [[ $'\t'"${attached//[[:space:]]/$'\t'}"$'\t' == *$'\t'"$role_arn"$'\t'* ]]; then
    say "Taking the role off the cluster $cluster."
    aws redshift modify-cluster-iam-roles --cluster-identifier "$cluster" \
      --remove-iam-roles "$role_arn" >/dev/null
    aws redshift wait cluster-available --cluster-identifier "$cluster"
  fi
fi

# A role cannot be deleted while it has a policy, nor a policy while it has more than one version or another
# user. So a role or policy that somebody has put to another use by now stays, with AWS's own words as to why.
if is_there aws iam get-role --role-name "$role_name"; then
  attached_policies=$(aws iam list-attached-role-policies --role-name "$role_name" \
    --query 'AttachedPolicies[].PolicyArn' --output text)
  if [[ $'\t'"${attached_policies//[[:space:]]/$'\t'}"$'\t' == *$'\t'"$policy_arn"$'\t'* ]]; then
    aws iam detach-role-policy --role-name "$role_name" --policy-arn "$policy_arn"
  fi
  say "Deleting the role $role_name."
  aws iam delete-role --role-name "$role_name"
fi
if is_there aws iam get-policy --policy-arn "$policy_arn"; then
  versions=$(aws iam list-policy-versions --policy-arn "$policy_arn" \
    --query 'Versions[?!IsDefaultVersion].VersionId' --output text)
  read -r -a spare <<<"$versions"
  for version in "${spare[@]+"${spare[@]}"}"; do
    aws iam delete-policy-version --policy-arn "$policy_arn" --version-id "$version"
  done
  say "Deleting the policy $policy_name."
  aws iam delete-policy --policy-arn "$policy_arn"
fi
say 'Done.'
