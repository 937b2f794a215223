#!/bin/bash
# Takes back all that setup.sh made in AWS: the role comes off, then role and policy are deleted. Pause or
# delete mParticle's pipelines first. It can be run again: what is gone already is passed over. It stops at
# the first error. teardown.sql does the part in the database.
set -euo pipefail

role_name='mparticle_redshift_role'
policy_name='mparticle_redshift_assume_role_policy'
namespace='acme-namespace'

say() { printf '%s\n' "$*" >&2; }

account=$(aws sts get-caller-identity --query Account --output text)
partition=$(aws sts get-caller-identity --query Arn --output text | cut -d: -f2)
policy_arn=arn:$partition:iam::$account:policy/$policy_name
role_arn=arn:$partition:iam::$account:role/$role_name

# The namespace loses this role and keeps the others. It takes the whole list at once; an empty list may
# not be possible, and then only the console can take the last role off.
roles=$(aws redshift-serverless get-namespace --namespace-name "$namespace" \
  --query 'namespace.iamRoles' --output text)
default_role=$(aws redshift-serverless get-namespace --namespace-name "$namespace" \
  --query 'namespace.defaultIamRoleArn' --output text)
[ "$default_role" != None ] && [ "$default_role" != "$role_arn" ] || default_role=
others=()
found=no
while IFS= read -r arn; do
  if [ "$arn" = "$role_arn" ]; then found=yes; elif [ -n "$arn" ]; then others+=("$arn"); fi
done < <(printf '%s\n' "$roles" | grep -o 'arn:[^][:space:],)]*' || true)
if [ "$found" = yes ] && [ "${#others[@]}" -eq 0 ]; then
  say "The role is the only one of the namespace $namespace. Take it off in the console (namespace"
  say 'configuration, "Security and encryption", "Manage IAM roles"), then run this again.'
  exit 1
fi
if [ "$found" = yes ]; then
  say "Taking the role off the namespace $namespace."
  aws redshift-serverless update-namespace --namespace-name "$namespace" \
    --iam-roles "${others[@]}" --default-iam-role-arn "$default_role" >/dev/null
  for _ in $(seq 60); do
    status=$(aws redshift-serverless get-namespace --namespace-name "$namespace" \
      --query 'namespace.status' --output text)
    [ "$status" != AVAILABLE ] || break
    sleep 5
  done
fi

# A role cannot be deleted while it has the policy, nor the policy while it has more than one version.
if aws iam get-role --role-name "$role_name" >/dev/null 2>&1; then
  attached_policies=$(aws iam list-attached-role-policies --role-name "$role_name" \
    --query 'AttachedPolicies[].PolicyArn' --output text)
  if [[ $'\t'"${attached_policies//[[:space:]]/$'\t'}"$'\t' == *$'\t'"$policy_arn"$'\t'* ]]; then
    aws iam detach-role-policy --role-name "$role_name" --policy-arn "$policy_arn"
  fi
  say "Deleting the role $role_name."
  aws iam delete-role --role-name "$role_name"
fi
if aws iam get-policy --policy-arn "$policy_arn" >/dev/null 2>&1; then
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
