#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-definitions.py ROOT: the cases of test-definition are judged the same by the public schema.

The schema is not part of the project; where it does not lie beside it, this test skips."""
import json
import os
import sys

ROOT = sys.argv[1]
PATH = os.path.join(ROOT, "..", "shared", "schemas", "audience-definition-schema.json")
try:
    import jsonschema
except ImportError:
    print("skip: python3-jsonschema is not installed")
    sys.exit(77)
if not os.path.exists(PATH):
    print("skip: the public schema is not beside the project")
    sys.exit(77)
with open(PATH, encoding="utf-8") as file:
    definitions = json.load(file)["definitions"]
# The file's root has no constraint; the audience's own definition does.
schema = {"$schema": "http://json-schema.org/draft-07/schema#", "$ref": "#/definitions/Audience", "definitions": definitions}
validator = jsonschema.Draft7Validator(schema)
with open(os.path.join(ROOT, "tests", "data", "definitions.json"), encoding="utf-8") as file:
    cases = json.load(file)
wrong = [case for case in cases if validator.is_valid(case["definition"]) != case["valid"]]
for case in wrong:
    print("the schema differs on", json.dumps(case["definition"]))
print(f"{len(cases)} cases, {len(wrong)} differ")
sys.exit(1 if wrong else 0)
