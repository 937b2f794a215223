# SPDX-License-Identifier: GPL-3.0-or-later
"""apply: from a setup file to a pipeline that runs, and what can go wrong on the way."""
import copy
import json
import os

from sluicecli import SECRET, CliTest, KeyringTest, Sandbox, SandboxTest, main, new_setup

PASSWORD = "warehouse-password-nobody-may-see"
KINDS = ["feed", "connection", "data_model", "pipeline"]


class ApplyTest(SandboxTest):
    """Each test works in a workspace of its own, so that they do not meet."""

    workspaces = iter(range(1000, 9000))

    def more_env(self):
        return self.sandbox.env(workspace_id=str(next(self.workspaces)))

    def setUp(self):
        super().setUp()
        self.env["PASSWORD"] = PASSWORD
        self.setup = new_setup()

    def apply(self, *args, code=0, setup=None, **kwargs):
        path = self.write("setup.json", setup or self.setup)
        result = self.ctl("apply", path, *args, code=code, **kwargs)
        self.assertNotIn(PASSWORD, result.out + result.err)
        return result

    def steps(self, *args, **kwargs):
        document = self.apply("--json", *args, **kwargs).json
        self.assertEqual(sorted(document), ["pipeline_id", "steps"])
        for step in document["steps"]:
            self.assertEqual(sorted(step), ["action", "error", "id", "kind", "outcome"])
        return document["steps"]

    def outcomes(self, *args, **kwargs):
        return [(step["action"], step["outcome"]) for step in self.steps(*args, **kwargs)]


class Journey(ApplyTest):
    secret = ["--secret", "password=env:PASSWORD"]

    def test_first_time_again_and_another_workspace(self):
        steps = self.steps("--dry-run")
        self.assertEqual([step["kind"] for step in steps], KINDS)
        self.assertEqual({step["action"] for step in steps}, {"create"})
        self.assertEqual({step["outcome"] for step in steps}, {"planned"})
        self.assertIsNone(steps[0]["id"])
        self.assertEqual(self.ctl("list", "feeds", "--json").json["items"], [])

        steps = self.steps(*self.secret)
        self.assertEqual({step["outcome"] for step in steps}, {"done"})
        self.assertIsInstance(steps[0]["id"], str)
        self.assertEqual(steps[3]["id"], self.setup["pipeline"]["id"])

        self.assertEqual(self.outcomes(), [("same", "done")] * 4)
        self.assertEqual(self.outcomes("--dry-run"), [("same", "done")] * 4)
        path = self.write("exported.json", self.ctl("export", self.setup["pipeline"]["id"]).out)
        exported = self.ctl("apply", path, "--dry-run", "--json").json["steps"]
        self.assertEqual({step["action"] for step in exported}, {"same"})

        self.env["SLUICE_WORKSPACE_ID"] = str(next(self.workspaces))
        self.assertEqual(self.outcomes(*self.secret), [("create", "done")] * 4)
        self.assert_in_no_file(PASSWORD)
        self.assert_in_no_file(SECRET)

    def test_wait_for_the_first_run(self):
        result = self.apply(*self.secret, "--wait", "--timeout", "60")
        self.assertIn("succeeded", result.out)
        # The next hour may have come meanwhile, and with it another run.
        run = self.ctl("runs", self.setup["pipeline"]["id"], "--json").json["runs"][-1]
        self.assertEqual(run["state"], "succeeded")
        self.assertIn("done", result.out)
        self.assertEqual(len(self.apply().out.splitlines()), 4)

    def test_wait_for_nothing(self):
        for schedule in (
            {"type": "on_demand"},
            {"type": "interval", "frequency": "daily", "start": "2999-01-01T00:00:00Z"},
        ):
            with self.subTest(schedule["type"]):
                self.setup["pipeline"]["schedule"] = schedule
                self.assertIn("waited", self.apply(*self.secret, "--update", "--wait").err)

    def test_a_change_of_ours_is_an_update(self):
        self.apply(*self.secret)
        self.setup["data_model"]["sql_query"] += " WHERE c.id > 0"
        planned = self.outcomes("--dry-run")
        self.assertEqual(planned[2], ("update", "planned"))
        text = self.apply("--dry-run").out
        self.assertIn("WHERE c.id > 0", text)
        self.assertEqual(self.outcomes()[2], ("update", "done"))
        self.assertEqual(self.outcomes()[2], ("same", "done"))

    def test_adopt_and_conflict(self):
        self.apply(*self.secret)
        home = self.env["HOME"]
        self.env["HOME"] = self.path("other-home")
        os.makedirs(self.env["HOME"])
        self.assertEqual({action for action, _ in self.outcomes("--dry-run")}, {"adopt"})

        changed = copy.deepcopy(self.setup)
        changed["data_model"]["name"] = "Another name"
        for more in (["--dry-run"], []):
            steps = self.steps(*more, setup=changed, code=1)
            self.assertEqual(
                [(step["action"], step["outcome"]) for step in steps],
                [("adopt", "skipped"), ("adopt", "skipped"), ("conflict", "failed")]
                + [("adopt", "skipped")],
            )
            self.assertEqual(steps[2]["error"]["code"], "CONFLICT")
        self.assertIn("conflict", self.apply(setup=changed, code=1).out)
        outcomes = self.outcomes("--update", setup=changed)
        self.assertEqual(outcomes[2], ("update", "done"))
        self.env["HOME"] = home

    def test_resend_secrets(self):
        self.apply(*self.secret)
        outcomes = self.outcomes("--resend-secrets", *self.secret)
        self.assertEqual(outcomes[1], ("update", "done"))
        self.apply("--resend-secrets", code=4)

    def test_secret_from_file_and_standard_input(self):
        secret = self.write("password", PASSWORD + "\n")
        self.apply("--secret", f"password=file:{secret}")
        self.env["SLUICE_WORKSPACE_ID"] = str(next(self.workspaces))
        self.apply("--secret", "password=-", stdin=PASSWORD.encode() + b"\n")


class Refusals(ApplyTest):
    def test_missing_secret_is_named(self):
        path = self.write("setup.json", self.setup)
        error = self.fails("apply", path, code=4, word="AUTH", names="password")
        self.assertIn("--secret", error["remedy"])
        self.assertEqual(self.ctl("list", "feeds", "--json").json["items"], [])
        line = ["apply", path, "--secret"]
        self.fails(*line, "password=env:NOWHERE", code=4, word="AUTH", names="NOWHERE")
        self.fails(*line, "password=file:nowhere", code=2, word="FILE", names="nowhere")
        self.fails(*line, "password=-", code=4, word="AUTH")

    def test_wrong_usage(self):
        path = self.write("setup.json", self.setup)
        line = ["apply", path, "--secret"]
        self.fails(*line, "region=env:PASSWORD", code=2, word="USAGE", names="region")
        self.fails(*line, "nothing=env:PASSWORD", code=2, word="USAGE", names="nothing")
        self.fails(*line, "nothing=-", "--dry-run", code=2, word="USAGE", names="nothing")
        error = self.fails(*line, f"password={PASSWORD}", code=2, word="USAGE", names="password")
        self.assertNotIn(PASSWORD, json.dumps(error))
        self.fails(*line, "password=-", "--secret", "password=-", code=2, word="USAGE")
        setup = json.dumps(self.setup).encode()
        self.fails("apply", "-", "--secret", "password=-", code=2, word="USAGE", names="standard input", stdin=setup)
        self.fails("apply", path, "--timeout", "soon", code=2, word="USAGE", names="soon")
        self.fails("apply", "nowhere.json", code=2, word="FILE", names="nowhere.json")
        self.fails("apply", code=2, word="USAGE", names="FILE")

    def test_findings_stop_it(self):
        self.setup["data_model"]["sql_query"] += ";"
        path = self.write("setup.json", self.setup)
        document = self.ctl("apply", path, "--json", code=3).json
        self.assertEqual(document, self.ctl("check", path, "--json", code=3).json)
        self.assertIn("sql-semicolon", self.ctl("apply", path, code=3).out)
        self.fails("apply", self.write("no.json", "{"), code=3, word="FILE")
        self.assertEqual(self.ctl("list", "feeds", "--json").json["items"], [])

    def test_credentials(self):
        path = self.write("setup.json", self.setup)
        env = {"SLUICE_CLIENT_SECRET": "wrong"}
        self.fails("apply", path, "--dry-run", code=4, word="AUTH", env=env)

    def test_what_the_server_refuses(self):
        self.apply("--secret", "password=env:PASSWORD")
        for number in range(4):
            other = copy.deepcopy(self.setup)
            other["pipeline"]["id"] = other["pipeline"]["name"] = f"pipeline-{number}"
            self.apply(setup=other)
        sixth = copy.deepcopy(self.setup)
        sixth["pipeline"]["id"] = sixth["pipeline"]["name"] = "one-too-many"
        steps = self.steps(setup=sixth, code=1)
        self.assertEqual([step["outcome"] for step in steps], ["done"] * 3 + ["failed"])
        self.assertEqual(steps[3]["error"]["code"], "LIMIT")
        self.assertEqual(steps[3]["error"]["http_status"], 400)


class Faults(CliTest):
    def test_no_network(self):
        sandbox = Sandbox()
        sandbox.stop()
        path = self.write("setup.json", new_setup())
        env = sandbox.env()
        self.fails("apply", path, "--dry-run", code=5, word="NETWORK", env=env, timeout=60)

    def test_a_failed_run(self):
        sandbox = Sandbox("--speed", "600")
        self.addCleanup(sandbox.stop)
        setup = new_setup()
        setup["data_model"]["sql_query"] = setup["data_model"]["sql_query"].replace(
            "ACME.CRM.CUSTOMERS", "ACME.CRM.no_such_table"
        )
        # An hour takes six seconds here, and a run that goes on is no failure.
        setup["pipeline"]["schedule"] = {"type": "once"}
        path = self.write("setup.json", setup)
        env = {**sandbox.env(), "PASSWORD": PASSWORD}
        line = ["apply", path, "--secret", "password=env:PASSWORD", "--wait"]
        self.assertIn("failed", self.ctl(*line, code=1, env=env).out)
        status = self.ctl("status", "--json", code=1, env=env).json["pipelines"][0]
        self.assertEqual(status["last_run"]["state"], "failed")
        self.assertTrue(status["remedy"])

    def test_pending_is_no_failure(self):
        sandbox = Sandbox()
        self.addCleanup(sandbox.stop)
        path = self.write("setup.json", new_setup())
        env = {**sandbox.env(), "PASSWORD": PASSWORD}
        line = ["apply", path, "--secret", "password=env:PASSWORD"]
        self.ctl(*line, env=env)
        status = self.ctl("status", "--json", env=env).json["pipelines"][0]
        self.assertEqual(status["state"], "pending")
        runs = self.ctl("runs", new_setup()["pipeline"]["id"], "--json", env=env)
        self.assertEqual(runs.json, {"runs": []})
        late = self.ctl(*line, "--wait", "--timeout", "1", "--json", code=1, env=env)
        self.assertEqual(len(late.json["steps"]), 4)
        self.assertIn("1 second", late.err)


class WithKeyring(KeyringTest):
    def test_a_secret_is_kept_for_the_connection(self):
        where = ["--pod", "us1", "--org", "1", "--account", "5678", "--workspace", "77"]
        urls = ["--api-url", self.sandbox.url, "--token-url", f"{self.sandbox.url}/oauth/token"]
        line = ["workspace", "add", "acme", *where, "--client-id", "tester", *urls]
        self.ctl(*line, stdin=SECRET.encode())
        path = self.write("setup.json", new_setup())
        self.fails("apply", path, code=4, word="AUTH", names="password")
        self.ctl("apply", path, "--secret", "password=-", stdin=PASSWORD.encode())
        steps = self.ctl("apply", path, "--resend-secrets", "--json").json["steps"]
        self.assertEqual((steps[1]["action"], steps[1]["outcome"]), ("update", "done"))
        self.assert_in_no_file(PASSWORD)


if __name__ == "__main__":
    main()
