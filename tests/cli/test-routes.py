# SPDX-License-Identifier: GPL-3.0-or-later
"""Each family of calls at the other routes and in the other dialect; what was learned of the routes is known
to the next process."""
import json
import re

from sluicecli import KeyringTest, Sandbox, main, new_setup

ROUTES = {
    "default": {
        "connections": "connections",
        "data-models": "data-models",
        "field-transformations": "field-transformations",
        "pipelines": "inputs/data-pipelines",
    },
    "alternate": {
        "connections": "connections",
        "data-models": "inputs/data-models",
        "field-transformations": "inputs/field-transformations",
        "pipelines": "pipelines",
    },
}
ROOT = "/platform/v2/workspaces/9012/"
AUDIENCE = {
    "name": "Likely to buy again",
    "definition": {
        "schema_version": "1.0.0",
        "audience": {
            "operator": "greater_than",
            "left": {"model": "user", "path": "propensity_to_buy"},
            "right": 0.7,
        },
    },
}


class Case(KeyringTest):
    routes = "default"
    dialect = "v2"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sandbox.stop()
        cls.sandbox = Sandbox(
            "--speed", "600", "--seed-world", "--active-limit", "9", "--routes", cls.routes, "--dialect", cls.dialect
        )

    def setUp(self):
        super().setUp()
        self.ctl(
            "workspace", "add", "Acme", "--pod", "us1", "--org", "1234", "--account", "5678", "--workspace", "9012",
            "--client-id", "sandbox", "--api-url", self.sandbox.url, "--token-url", f"{self.sandbox.url}/oauth/token",
            stdin=b"sandbox-secret",
        )  # fmt: skip

    def call(self, *args, **kwargs):
        """Runs sluicectl, and keeps the requests that it made."""
        result = self.ctl(*args, "-v", **kwargs)
        self.requests += re.findall(r"^((?:GET|POST|PUT|DELETE) /\S+): ", result.err, re.M)
        return result

    def read_everything(self):
        """Gives the requests that were made."""
        self.requests = []
        for family in ("feeds", "connections", "data-models", "field-transformations", "pipelines", "audiences"):
            item = self.call("list", family, "--json").json["items"][0]
            shown = self.call("show", family, item["id"], "--json").json
            self.assertEqual(shown["name"], item["name"])
        pipeline = self.call("list", "pipelines", "--json").json["items"][0]["id"]
        status = self.call("status", pipeline, "--json", code=None).json["pipelines"][0]
        self.assertIn(status["last_run"]["state"], ("succeeded", "partial", "failed", "running"))
        self.assertIn(status["health"], ("healthy", "faulted"))
        runs = self.call("runs", pipeline, "--json", "--limit", "30").json["runs"]
        self.assertEqual(len(runs), 30)
        self.assertEqual(len({run["id"] for run in runs}), 30)
        self.assertTrue(all(run["started"] for run in runs))
        self.call("export", pipeline)
        return self.requests

    def write_everything(self):
        self.requests = []
        setup = new_setup()
        setup["feed"]["name"] = "Another feed"
        setup["connection"] = {"id": "another-connection", "name": "Another connection"}
        setup["data_model"]["id"] = "another-model"
        setup["field_transformation"] = {
            "id": "another-transformation",
            "name": "Another transformation",
            "mappings": [
                {"mapping_type": "column", "source": "customer_id", "destination": "user_identities.customer_id"},
                {"mapping_type": "ignore", "source": "propensity_to_buy"},
                {"mapping_type": "ignore", "source": "updated_at"},
                {"mapping_type": "static", "destination": "events.event_type", "value": "custom_event"},
            ],
        }
        setup["pipeline"]["id"] = "another-pipeline"
        setup["pipeline"]["data_type"] = "events"
        setup["pipeline"]["schedule"] = {"type": "on_demand"}
        secret = ["--secret", f"password=file:{self.write('password', 'only-for-the-sandbox')}"]
        path = self.write("another.json", setup)
        steps = self.call("apply", path, *secret, "--json").json["steps"]
        self.assertEqual([step["outcome"] for step in steps], ["done"] * 5, steps)
        steps = self.call("apply", path, "--json").json["steps"]
        self.assertEqual([step["action"] for step in steps], ["same"] * 5, steps)
        self.call("run", "another-pipeline")
        self.call("pause", "another-pipeline")
        self.assertEqual(self.call("show", "pipelines", "another-pipeline", "--json").json["state"], "paused")
        self.call("resume", "another-pipeline")
        setup["data_model"]["sql_query"] += " WHERE c.id > 0"
        self.call("apply", self.write("changed.json", setup))
        for family, name in (
            ("pipelines", "pipeline"),
            ("field-transformations", "transformation"),
            ("data-models", "model"),
            ("connections", "connection"),
        ):
            self.call("delete", family, f"another-{name}", "--yes")
        made = self.call("audience", "create", self.write("audience.json", AUDIENCE), "--json").json
        self.call("audience", "calculate", made["id"])
        self.call("audience", "connect", made["id"], "505")
        self.call("delete", "audiences", made["id"], "--yes")
        return self.requests

    def collections(self, requests):
        """The collections below the workspace's root that were asked."""
        found = set()
        for request in requests:
            path = request.split()[1].split("?")[0]
            if path.startswith(ROOT):
                parts = path[len(ROOT) :].split("/")
                found.add("/".join(parts[: 2 if parts[0] == "inputs" else 1]))
        return found

    def routes_in_use(self):
        return set(ROUTES[self.routes].values())

    def check_all(self):
        first = self.read_everything()
        if self.routes == "alternate":
            self.assertIn("GET " + ROOT + "data-models", first, "the likeliest is tried first")
        # Each command is a process of its own, and none of them looks for a route again.
        again = self.read_everything()
        self.assertEqual(self.collections(again), self.routes_in_use())
        reports = {request.rsplit("/", 1)[1] for request in again if re.search("/(report|status)$", request)}
        self.assertEqual(reports, {self.report})
        written = self.write_everything()
        self.assertEqual(self.collections(written), self.routes_in_use() | {"audiences"})
        trigger = [request for request in written if re.match(r"POST .*another-pipeline(/trigger)?$", request)]
        self.assertEqual(trigger, [f"POST {ROOT}{ROUTES[self.routes]['pipelines']}/another-pipeline{self.trigger}"])


class Default(Case):
    report = "report"
    trigger = "/trigger"

    def test_every_family(self):
        self.check_all()


class Alternate(Default):
    routes = "alternate"
    report = "status"
    trigger = ""


class EarlyAccess(Default):
    dialect = "early-access"


class AlternateEarlyAccess(Alternate):
    dialect = "early-access"


class Moved(KeyringTest):
    def test_routes_that_move(self):
        """What was learned is only a guess: where the API has moved, the routes are found anew."""
        state = self.path("state")
        line = ["--state", state, "--seed-world", "--port"]
        old = Sandbox(*line, "0", "--routes", "default")
        port = old.url.rsplit(":", 1)[1]
        try:
            self.ctl(
                "workspace", "add", "Acme", "--pod", "us1", "--org", "1234", "--account", "5678", "--workspace", "9012",
                "--client-id", "sandbox", "--api-url", old.url, "--token-url", f"{old.url}/oauth/token",
                stdin=b"sandbox-secret",
            )  # fmt: skip
            before = {family: self.ctl("list", family, "--json").out for family in ROUTES["default"]}
            status = self.ctl("status", "--json", code=None).json
        finally:
            old.stop()
        new = Sandbox(*line, port, "--routes", "alternate")
        try:
            after = {family: self.ctl("list", family, "--json").out for family in ROUTES["default"]}
            self.assertEqual(
                [item["id"] for item in json.loads(after["pipelines"])["items"]],
                [item["id"] for item in json.loads(before["pipelines"])["items"]],
            )
            self.assertEqual(after["data-models"], before["data-models"])
            again = self.ctl("status", "--json", code=None).json
            self.assertEqual([item["id"] for item in again["pipelines"]], [item["id"] for item in status["pipelines"]])
        finally:
            new.stop()


if __name__ == "__main__":
    main()
