#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Databricks' script against a recording stand-in for its command line tool: the exact calls, the second run,
the first error, and awkward names, in bash and in the plain shell that the script asks for."""
import json
import os
import subprocess

import engines

SHARING = "aws:us-east-1:e92fd7c1-5d24-4113-b83d-07e0edbb787b"
VALUES = {"provider": "acme-org", "catalog": "main", "schema": "sales", "tables": ["customers", "ml.scores"]}
AWKWARD = {"catalog": "tick`tock", "schema": "it's", "tables": ['a"b', "back\\slash"], "provider": "x",
           "recipient_name": "re'ci`pient", "share_name": "*[share]"}
ABSENT = [{"when": "recipients get", "exit": 1},
          {"when": "shares get \\S+$", "exit": 1},
          {"when": "--include-shared-data", "out": '{\n  "name": "mparticle_1234_5678"\n}\n'}]


def update(name, kind="TABLE"):
    return {"updates": [{"action": "ADD", "data_object": {"name": name, "data_object_type": kind}}]}


class DatabricksTest(engines.EngineTest):
    def setUp(self):
        super().setUp()
        self.tool = engines.Recorder(self.folder, ["databricks"])

    def play(self, values, rules, code=0, shell="bash"):
        folder = self.render("databricks", values)
        self.tool.rules(rules)
        env = dict(os.environ, PATH=self.tool.folder + ":" + os.environ["PATH"], LC_ALL="C.UTF-8")
        result = subprocess.run([shell, os.path.join(folder, "setup.sh")], capture_output=True, text=True, env=env,
                                timeout=60)
        self.assertEqual(result.returncode, code, result.stderr)
        writes = [call[1:] for call in self.tool.calls() if call[2] not in ("get", "list")]
        return [[json.loads(word) if word.startswith("{") else word for word in call] for call in writes]

    def test_what_is_left_by_hand_is_told(self):
        """With the exact values, and each in privileges.md too."""
        out = os.path.join(self.folder, "out")
        words = [part for key in ("provider", "catalog", "schema") for part in ("--set", f"{key}={VALUES[key]}")]
        result = subprocess.run([engines.SLUICECTL, "script", "databricks", *words, "--set", "tables=customers",
                                 *engines.ACCOUNT, "--output", out], capture_output=True, text=True,
                                env=dict(os.environ, HOME=self.folder, LC_ALL="C.UTF-8"), timeout=60)
        self.assertEqual(result.returncode, 0, result.stderr)
        explained = self.read(out, "privileges.md")
        for value in ("Allow Delta Sharing with parties outside your organization", "acme-org", "mParticle_us1", SHARING,
                      "mparticle_1234_5678", "sales"):
            self.assertIn("       " + value + "\n", result.stderr)
            self.assertIn("`" + value + "`", explained)
            self.assertNotIn(value, result.stdout.replace(out, ""))

    def test_first_run(self):
        self.assertEqual(self.play(VALUES, ABSENT), [
            ["recipients", "create", "mParticle_us1", "DATABRICKS", "--data-recipient-global-metastore-id", SHARING,
             "--comment", "mParticle Warehouse Sync"],
            ["shares", "create", "mparticle_1234_5678", "--comment", "mParticle Warehouse Sync"],
            ["shares", "update", "mparticle_1234_5678", "--json", update("main.sales.customers")],
            ["shares", "update", "mparticle_1234_5678", "--json", update("main.ml.scores")],
            ["shares", "update-permissions", "mparticle_1234_5678", "--json",
             {"changes": [{"principal": "mParticle_us1", "add": ["SELECT"]}]}],
        ])

    def test_second_run_adds_nothing(self):
        shared = {"name": "mparticle_1234_5678",
                  "objects": [{"name": "main.sales.customers"}, {"name": "main.ml.scores"}]}
        writes = self.play(VALUES, [{"when": "--include-shared-data", "out": json.dumps(shared, indent=2)}])
        self.assertEqual([call[:2] for call in writes], [["shares", "update-permissions"]])

    def test_only_what_is_missing_is_added(self):
        shared = {"objects": [{"name": "main.sales.customers_old"}, {"name": "main.ml.scores"}]}
        writes = self.play(VALUES, [{"when": "--include-shared-data", "out": json.dumps(shared, indent=2)}])
        self.assertEqual(writes[0][-1], update("main.sales.customers"))
        self.assertEqual(len(writes), 2)

    def test_whole_schema(self):
        writes = self.play(dict(VALUES, share_schema=True), ABSENT)
        self.assertEqual(writes[2][-1], update("main.sales", "SCHEMA"))
        self.assertEqual(len(writes), 4)

    def test_first_error_stops(self):
        writes = self.play(VALUES, ABSENT + [{"when": "shares create", "exit": 7}], code=7)
        self.assertEqual([call[1] for call in writes], ["create", "create"])
        writes = self.play(VALUES, ABSENT + [{"when": "recipients create", "exit": 3}], code=1)
        self.assertEqual([call[1] for call in writes], ["create"])
        writes = self.play(VALUES, ABSENT[:2] + [{"when": "--include-shared-data", "exit": 1}], code=1)
        self.assertEqual([call[1] for call in writes], ["create", "create"])

    def test_only_a_plain_no_is_a_no(self):
        writes = self.play(VALUES, [{"when": "recipients get", "err": "Error: token is expired\n", "exit": 1}], code=1)
        self.assertEqual(writes, [])
        writes = self.play(VALUES, [{"when": "recipients get", "err": "Error: Recipient 'mParticle_us1' does not exist.\n", "exit": 1},
                                    {"when": "shares get \\S+$", "err": "Error: permission denied\n", "exit": 1}], code=1)
        self.assertEqual([call[:2] for call in writes], [["recipients", "create"]])

    def test_awkward_names(self):
        for shell in ("bash", "sh"):
            names = ['tick`tock.it\'s.a"b', "tick`tock.it's.back\\slash"]
            writes = self.play(AWKWARD, ABSENT, shell=shell)
            self.assertEqual(writes[0][2], "re'ci`pient")
            self.assertEqual(writes[1][2], "*[share]")
            self.assertEqual([call[-1] for call in writes[2:4]], [update(name) for name in names])
            shared = {"objects": [{"name": name} for name in names]}
            writes = self.play(AWKWARD, [{"when": "--include-shared-data", "out": json.dumps(shared, indent=2)}],
                               shell=shell)
            self.assertEqual(len(writes), 1, shell)


if __name__ == "__main__":
    engines.main()
