#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""BigQuery: SQL in a real dialect parser, scripts against recording stand-ins."""
import json
import os
import re
import subprocess

import engines

HERE = os.path.dirname(os.path.abspath(__file__))
PLAIN = {"project_id": "acme-project", "dataset_id": "crm", "region": "us-east4", "service_account_id": "mparticle-sync"}
EMAIL = "mparticle-sync@acme-project.iam.gserviceaccount.com"
ABSENT = [{"when": "service-accounts describe", "exit": 1}]


class BigQueryTest(engines.EngineTest):
    def play(self, folder, script, rules, code=0):
        tools = engines.Recorder(self.folder, ["gcloud", "bq"])
        tools.rules(rules)
        result = tools.run(os.path.join(folder, script))
        self.assertEqual(result.returncode, code, result.stderr)
        return result, tools.calls()

    def test_first_run(self):
        folder = self.render("bigquery", PLAIN)
        _, calls = self.play(folder, "setup.sh", ABSENT)
        self.assertEqual(calls[1][:4], ["gcloud", "iam", "service-accounts", "create"])
        self.assertEqual(calls[1][4:6], ["mparticle-sync", "--project=acme-project"])
        self.assertEqual(calls[2], ["gcloud", "projects", "add-iam-policy-binding", "acme-project",
                                    f"--member=serviceAccount:{EMAIL}", "--role=roles/bigquery.jobUser", "--condition=None"])
        self.assertEqual(calls[3], ["bq", "query", "--project_id=acme-project", "--location=us-east4", "--use_legacy_sql=false"])
        self.assertEqual(calls[5], ["gcloud", "iam", "service-accounts", "keys", "create", "mparticle-key.json",
                                    f"--iam-account={EMAIL}", "--project=acme-project"])

    def test_second_run_makes_no_second_key(self):
        folder = self.render("bigquery", PLAIN)
        _, calls = self.play(folder, "setup.sh", [{"when": "keys list", "out": "projects/x/keys/1\n"}])
        self.assertFalse([call for call in calls if "create" in call])
        open(os.path.join(folder, "mparticle-key.json"), "w", encoding="utf-8").close()
        _, calls = self.play(folder, "setup.sh", [])
        self.assertFalse([call for call in calls if "create" in call])

    def test_patience_with_a_new_account(self):
        folder = self.render("bigquery", PLAIN)
        _, calls = self.play(folder, "setup.sh", ABSENT + [{"when": "^bq query", "exit": 1, "times": 2}])
        self.assertEqual(len([call for call in calls if call[0] == "bq"]), 3)

    def test_stops_at_the_first_error(self):
        folder = self.render("bigquery", PLAIN)
        _, calls = self.play(folder, "setup.sh", ABSENT + [{"when": "service-accounts create", "exit": 3}], code=3)
        self.assertEqual(len(calls), 2)

    def test_an_account_of_another_project_is_not_made_here(self):
        folder = self.render("bigquery", dict(PLAIN, service_account_id="sync@other-project.iam.gserviceaccount.com"))
        result, calls = self.play(folder, "setup.sh", ABSENT, code=1)
        self.assertEqual(len(calls), 1)
        self.assertIn("another project", result.stderr)

    def test_tear_down(self):
        folder = self.render("bigquery", PLAIN)
        _, calls = self.play(folder, "teardown.sh", [{"when": "get-iam-policy", "out": "roles/bigquery.jobUser\n"}])
        query = ["query", "--project_id=acme-project", "--location=us-east4"]
        self.assertEqual([call[1:4] for call in calls[1:]],
                         [query, query, ["projects", "get-iam-policy", "acme-project"],
                          ["projects", "remove-iam-policy-binding", "acme-project"], ["iam", "service-accounts", "delete"]])

    def test_tear_down_again(self):
        folder = self.render("bigquery", PLAIN)
        _, calls = self.play(folder, "teardown.sh", ABSENT)
        self.assertEqual(len(calls), 1)

    def test_only_a_plain_no_is_a_no(self):
        folder = self.render("bigquery", PLAIN)
        for script in ("setup.sh", "teardown.sh"):
            result, calls = self.play(folder, script, [{"when": "describe", "err": "Reauthentication failed.", "exit": 1}], code=1)
            self.assertEqual(len(calls), 1)
            self.assertIn("Reauthentication", result.stderr)

    def test_tear_down_passes_over_a_table_that_is_gone(self):
        folder = self.render("bigquery", dict(PLAIN, tables=["customers", "orders"]))
        gone = {"when": "^bq", "out": "BigQuery error: Not found: Table acme-project:crm.customers\n", "exit": 2, "times": 1}
        _, calls = self.play(folder, "teardown.sh", [gone])
        self.assertEqual([call[0] for call in calls].count("bq"), 2)
        self.assertEqual(calls[-1][1:4], ["iam", "service-accounts", "delete"])
        _, calls = self.play(folder, "teardown.sh", [{"when": "^bq", "out": "Access Denied\n", "exit": 2}], code=1)
        self.assertEqual(len(calls), 2)

    def test_tear_down_leaves_an_account_of_another_project(self):
        folder = self.render("bigquery", dict(PLAIN, service_account_id="sync@other-project.iam.gserviceaccount.com"))
        _, calls = self.play(folder, "teardown.sh", [])
        self.assertFalse([call for call in calls if "delete" in call])

    def test_an_account_from_before_is_not_waited_for(self):
        folder = self.render("bigquery", PLAIN)
        _, calls = self.play(folder, "setup.sh", [{"when": "^bq query", "exit": 1}], code=1)
        self.assertEqual([call[0] for call in calls].count("bq"), 1)

    def test_verify_asks_and_changes_nothing(self):
        folder = self.render("bigquery", PLAIN)
        _, calls = self.play(folder, "verify.sh", [])
        self.assertEqual(len(calls), 4)
        for call in calls:
            self.assertFalse([word for word in call if re.match(r"(create|delete|update|set-|add-|remove-)", word)], call)

    def parse(self, sql):
        path = os.path.join(self.folder, "query.sql")
        with open(path, "w", encoding="utf-8") as file:
            file.write(sql)
        return subprocess.run(["node", os.path.join(HERE, "bigquery.mjs"), path], capture_output=True, text=True, timeout=60)

    def test_sql_parses(self):
        if not os.path.isdir(os.path.join(HERE, "..", "node_modules", "sql-parser-cst")):
            self.skipTest("the SQL parser of npm is not installed")
        for values in (PLAIN, dict(PLAIN, tables=["customers", "it's \"x\""])):
            folder = self.render("bigquery", values, "SELECT id, updated_at FROM `acme-project`.crm.customers -- all")
            embedded = re.findall(r"<<'SQL'\n(.*?)\nSQL\n", self.read(folder, "verify.sh") + self.read(folder, "teardown.sh"), re.S)
            self.assertEqual(len(embedded), 3)
            for sql in (self.read(folder, "setup.sql"), self.read(folder, "probe.sql"), *embedded):
                result = self.parse(sql)
                self.assertEqual(result.returncode, 0, sql + result.stderr)
                for broken in (sql.replace(" ON SCHEMA", " ON SCHEMAS x"), sql.replace("FROM", "FORM"), sql.replace("GRANT", "GRAND")):
                    if broken != sql:
                        self.assertNotEqual(self.parse(broken).returncode, 0, broken)

    def test_key_is_never_in_a_file(self):
        folder = self.render("bigquery", PLAIN)
        for name in os.listdir(folder):
            self.assertNotIn("PRIVATE KEY", self.read(folder, name))


if __name__ == "__main__":
    engines.main()
