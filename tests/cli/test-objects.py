# SPDX-License-Identifier: GPL-3.0-or-later
"""What is there and how it stands: list, show, delete, status, runs, run, pause, resume, export."""
import json
import signal
import subprocess
import time

from sluicecli import SECRET, SLUICECTL, CliTest, Sandbox, SandboxTest, main

KINDS = [
    "feeds",
    "connections",
    "data-models",
    "field-transformations",
    "pipelines",
    "audiences",
]
PIPELINE = "acme-customers-pipeline"


class Objects(SandboxTest):
    sandbox_args = ["--speed", "600", "--seed-world"]

    def test_list_and_show_every_kind(self):
        for kind in KINDS:
            with self.subTest(kind):
                document = self.ctl("list", kind, "--json").json
                self.assertEqual(list(document), ["items"])
                self.assertTrue(document["items"])
                table = self.ctl("list", kind).out
                for item in document["items"]:
                    self.assertIsInstance(item["id"], str)
                    self.assertIn(item["id"], table)
                    self.assertIn(item["name"], table)
                if kind != "audiences":
                    first = document["items"][0]["id"]
                    self.assertEqual(self.ctl("show", kind, first, "--json").json["id"], first)

    def test_nothing_secret_is_shown(self):
        text = self.ctl("show", "connections", "acme-snowflake-connection").out
        config = json.loads(text)["config"]
        self.assertIn(config.get("password"), (None, "*" * 12))

    def test_what_is_not_there(self):
        for kind in ("connections", "pipelines", "data-models"):
            error = self.fails("show", kind, "nowhere", code=1, word="NOT_FOUND", names="nowhere")
            self.assertEqual(error["http_status"], 404)
        self.fails("status", "nowhere", code=1, word="NOT_FOUND", names="nowhere")
        self.fails("runs", "nowhere", code=1, word="NOT_FOUND")
        self.fails("pause", "nowhere", code=1, word="NOT_FOUND", names="nowhere")
        self.fails("run", "nowhere", code=1, word="NOT_FOUND")
        self.fails("export", "nowhere", code=1, word="NOT_FOUND", names="nowhere")

    def test_wrong_usage(self):
        self.fails("list", "things", code=2, word="USAGE", names="things")
        self.fails("list", code=2, word="USAGE", names="KIND")
        self.fails("show", "pipelines", code=2, word="USAGE", names="ID")
        self.fails("delete", "feeds", "1", "--yes", code=2, word="USAGE", names="feed")
        self.fails("delete", "pipelines", PIPELINE, code=2, word="USAGE", names=PIPELINE)
        self.fails("runs", PIPELINE, "--limit", "0", code=2, word="USAGE", names="--limit")
        self.fails("runs", PIPELINE, "--limit", "many", code=2, word="USAGE", names="many")
        self.fails("run", PIPELINE, "--timeout=-1", code=2, word="USAGE", names="--timeout")
        for words in (["status", ""], ["runs", ""], ["delete", "pipelines", "", "--yes"]):
            self.fails(*words, code=2, word="USAGE", names="empty")

    def test_status(self):
        document = self.ctl("status", "--json", code=1).json
        self.assertEqual(list(document), ["pipelines"])
        health = {}
        for status in document["pipelines"]:
            self.assertEqual(
                sorted(status),
                ["error", "health", "id", "last_run", "name", "next_run", "remedy", "state"],
            )
            self.assertIn(status["state"], ("active", "paused", "pending"))
            health[status["id"]] = status["health"]
            if status["last_run"] is not None:
                self.assertEqual(
                    sorted(status["last_run"]),
                    ["ended", "failed", "id", "records", "started", "state"],
                )
                self.assertIsInstance(status["last_run"]["id"], str)
        self.assertEqual(health["acme-churn-pipeline"], "faulted")
        self.assertEqual(health[PIPELINE], "healthy")
        self.assertEqual(len(self.ctl("status", PIPELINE, "--json").json["pipelines"]), 1)
        table = self.ctl("status", code=1).out
        self.assertIn("faulted", table)

    def test_runs(self):
        document = self.ctl("runs", PIPELINE, "--json").json
        self.assertEqual(list(document), ["runs"])
        self.assertEqual(len(document["runs"]), 20)
        for run in document["runs"]:
            self.assertEqual(
                sorted(run),
                [
                    "ended",
                    "errors",
                    "failed",
                    "id",
                    "records",
                    "started",
                    "state",
                    "type",
                    "window_end",
                    "window_start",
                ],
            )
            self.assertIsInstance(run["id"], str)
        starts = [run["started"] for run in document["runs"]]
        self.assertEqual(starts, sorted(starts, reverse=True))
        many = self.ctl("runs", PIPELINE, "--json", "--limit", "150").json["runs"]
        self.assertEqual(len(many), 150)
        self.assertEqual(len({run["id"] for run in many}), 150)
        self.assertEqual(len(self.ctl("runs", PIPELINE, "--limit=3").out.splitlines()), 4)

    def test_export_checks_clean(self):
        for item in self.ctl("list", "pipelines", "--json").json["items"]:
            with self.subTest(item["id"]):
                path = self.write("setup.json", self.ctl("export", item["id"]).out)
                findings = self.ctl("check", path, "--json").json["findings"]
                self.assertNotIn("error", [finding["severity"] for finding in findings])
                with open(path, encoding="utf-8") as file:
                    self.assertIn("name", json.load(file)["feed"])

    def test_verbose_tells_requests_and_no_secret(self):
        result = self.ctl("-v", "list", "connections")
        self.assertRegex(result.err, r"GET \S*/connections: 200")
        self.assertNotIn("Bearer", result.err)


class Changes(SandboxTest):
    sandbox_args = ["--speed", "600", "--seed-world", "--failure-rate", "0"]

    def test_pause_and_resume(self):
        self.assertEqual(
            self.ctl("pause", PIPELINE, "--json").json, {"id": PIPELINE, "state": "paused"}
        )
        status = self.ctl("status", PIPELINE, "--json").json["pipelines"][0]
        self.assertEqual(status["state"], "paused")
        self.ctl("resume", PIPELINE)
        self.assertEqual(self.ctl("show", "pipelines", PIPELINE).json["state"], "active")

    def test_run_and_wait(self):
        document = self.ctl("run", PIPELINE, "--wait", "--json").json
        self.assertEqual(document["pipeline_id"], PIPELINE)
        self.assertEqual(document["run"]["state"], "succeeded")
        self.assertEqual(document["run"]["id"], document["run_id"])

    def test_delete(self):
        self.fails(
            "delete", "connections", "acme-snowflake-connection", "--yes", code=1, word="VALIDATION"
        )
        deleted = self.ctl("delete", "pipelines", "acme-newsletter-pipeline", "--yes", "--json")
        self.assertTrue(deleted.json["deleted"])
        self.fails("show", "pipelines", "acme-newsletter-pipeline", code=1, word="NOT_FOUND")


class Watch(SandboxTest):
    sandbox_args = ["--speed", "600", "--seed-world"]

    def watch(self, *args):
        return subprocess.Popen(
            [SLUICECTL, "status", "--watch", "--interval", "1", *args],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.env,
        )

    def test_json_lines_until_interrupted(self):
        process = self.watch("--json")
        for _ in range(2):
            self.assertIn("pipelines", json.loads(process.stdout.readline()))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 1, err)
        for line in out.splitlines():
            json.loads(line)

    def test_plain_lines_tell_changes(self):
        process = self.watch(PIPELINE)
        line = process.stdout.readline().decode()
        self.assertRegex(line, rf"^\d{{4}}-\S+Z {PIPELINE} active ")
        self.assertNotIn("\033", line)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
        self.assertEqual(process.returncode, 0)

    def test_ends_when_nobody_reads(self):
        process = self.watch("--json")
        process.stdout.readline()
        process.stdout.close()
        process.stderr.close()
        process.wait(timeout=20)


class Slow(SandboxTest):
    sandbox_args = ["--latency", "20000", "--seed-world"]

    def test_interrupt_cancels(self):
        process = subprocess.Popen(
            [SLUICECTL, "list", "pipelines", "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.env,
        )
        time.sleep(0.5)
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=20)
        self.assertLess(time.monotonic() - begun, 5)
        self.assertEqual(process.returncode, 1)
        self.assertEqual(json.loads(out)["error"]["code"], "CANCELLED")


class Credentials(SandboxTest):
    sandbox_args = ["--account-id", "5678", "--workspace-id", "9012"]

    def test_a_missing_variable_is_named(self):
        for name in (
            "SLUICE_CLIENT_ID",
            "SLUICE_CLIENT_SECRET",
            "SLUICE_WORKSPACE_ID",
            "SLUICE_ACCOUNT_ID",
            "SLUICE_POD",
            "SLUICE_ORG_ID",
        ):
            with self.subTest(name):
                self.fails("list", "feeds", code=4, word="AUTH", names=name, env={name: ""})

    def test_none_at_all(self):
        self.env = {key: value for key, value in self.env.items() if key[:7] != "SLUICE_"}
        error = self.fails("list", "feeds", code=4, word="AUTH")
        self.assertIn("workspace add", error["remedy"])

    def test_wrong_secret(self):
        env = {"SLUICE_CLIENT_SECRET": "wrong-and-not-to-be-seen"}
        error = self.fails("list", "feeds", code=4, word="AUTH", env=env)
        self.assertEqual(error["http_status"], 401)
        self.assertNotIn("not-to-be-seen", json.dumps(error))
        self.fails("status", code=4, word="AUTH", env=env)

    def test_wrong_account(self):
        self.fails("list", "feeds", code=4, word="AUTH", env={"SLUICE_ACCOUNT_ID": "1"})

    def test_plain_http_to_another_machine(self):
        for name in ("SLUICE_API_URL", "SLUICE_TOKEN_URL"):
            env = {name: "http://api.example.com"}
            self.fails("list", "feeds", code=2, word="USAGE", env=env)

    def test_malformed_values(self):
        self.fails("list", "feeds", code=2, word="USAGE", env={"SLUICE_POD": "mars"})
        self.fails("list", "feeds", code=2, word="USAGE", env={"SLUICE_WORKSPACE_ID": "x"})

    def test_unknown_workspace(self):
        self.fails("-w", "nowhere", "list", "feeds", code=2, word="USAGE", names="nowhere")

    def test_the_secret_is_in_no_file(self):
        self.ctl("list", "feeds")
        self.ctl("list", "connections")
        self.assert_in_no_file(SECRET)


class NoNetwork(CliTest):
    def test_nobody_answers(self):
        sandbox = Sandbox()
        sandbox.stop()
        for line in (["list", "feeds"], ["status"]):
            error = self.fails(*line, code=5, word="NETWORK", env=sandbox.env(), timeout=60)
            self.assertIsNone(error["http_status"])
            self.assertTrue(error["remedy"])


if __name__ == "__main__":
    main()
