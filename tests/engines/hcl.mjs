// SPDX-License-Identifier: GPL-3.0-or-later
// hcl.mjs FILE...: prints what each Terraform file says, as one JSON list; exit 1 where one is no HCL.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { parse } = createRequire(import.meta.url)('@cdktf/hcl2json')
const read = []
try {
  for (const file of process.argv.slice(2)) read.push(await parse(file, readFileSync(file, 'utf8')))
} catch (error) {
  console.error(String(error))
  process.exit(1)
}
console.log(JSON.stringify(read))
