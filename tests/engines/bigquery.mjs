// SPDX-License-Identifier: GPL-3.0-or-later
// bigquery.mjs FILE: parses BigQuery SQL; exit 1 where it is not.
import { readFileSync } from 'node:fs'
import { parse } from 'sql-parser-cst'

try {
  parse(readFileSync(process.argv[2], 'utf8'), { dialect: 'bigquery', includeSpaces: true, includeComments: true })
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
