// SPDX-License-Identifier: GPL-3.0-or-later
// iam.mjs FOLDER ROLE: the permission policy is valid and allows sts:AssumeRole on ROLE and nothing else; the
// trust policy is valid; broken ones are refused.
import { readFileSync } from 'node:fs'
import { validateIdentityPolicy, validateTrustPolicy } from '@cloud-copilot/iam-policy'
import { runSimulation } from '@cloud-copilot/iam-simulate'

const [folder, role] = process.argv.slice(2)
const own = 'arn:aws:iam::111122223333:role/mparticle_redshift_role'
const policy = JSON.parse(readFileSync(`${folder}/iam-policy.json`, 'utf8'))
const trust = JSON.parse(readFileSync(`${folder}/iam-trust-policy.json`, 'utf8'))
let bad = 0

function expect(good, what) {
  if (good) return
  console.log('not as expected:', what)
  bad++
}

const broken = structuredClone(policy)
broken.Statement[0].Efect = broken.Statement[0].Effect
delete broken.Statement[0].Effect
expect(validateIdentityPolicy(policy).length === 0, 'the permission policy is valid')
expect(validateTrustPolicy(trust).length === 0, 'the trust policy is valid')
expect(validateIdentityPolicy(broken).length > 0, 'a broken policy is refused')

async function result(action, resource, accountId) {
  const response = await runSimulation({
    request: { principal: own, action, resource: { resource, accountId }, contextVariables: {} },
    identityPolicies: [{ name: 'policy', policy }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    // The other side trusts us with everything, so that only our own policy decides.
    resourcePolicy: action.startsWith('sts:')
      ? { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: own }, Action: ['sts:AssumeRole', 'sts:TagSession'] }] }
      : undefined,
  }, {})
  if (response.resultType === 'error') throw new Error(JSON.stringify(response.errors))
  return response.overallResult ?? response.analysis?.result
}

expect((await result('sts:AssumeRole', role, role.split(':')[4])) === 'Allowed', 'the one role is allowed')
for (const [action, resource, account] of [
  ['sts:AssumeRole', role + '9', role.split(':')[4]],
  ['sts:AssumeRole', 'arn:aws:iam::999900001111:role/' + role.split('/')[1], '999900001111'],
  ['sts:TagSession', role, role.split(':')[4]],
  ['s3:GetObject', 'arn:aws:s3:::bucket/key', '111122223333'],
  ['iam:CreateUser', 'arn:aws:iam::111122223333:user/x', '111122223333'],
]) {
  const said = await result(action, resource, account)
  expect(said.endsWith('Denied'), `${action} on ${resource} is denied, not ${said}`)
}
process.exit(bad ? 1 : 0)
