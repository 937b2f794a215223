# SPDX-License-Identifier: GPL-3.0-or-later
"""export: what any pipeline is made of, as a file that checks clean and finds nothing to do."""
import json
import urllib.error
import urllib.request

from sluicecli import SECRET, CliTest, Sandbox, SandboxTest, main, new_setup

KINDS = {
    "snowflake": (new_setup()["values"], "timestamp_ntz", "password"),
    "bigquery": (
        {
            "project_id": "acme-project",
            "dataset_id": "crm",
            "region": "us-east4",
            "service_account_id": "mparticle",
        },
        "timestamp",
        "service_account_key",
    ),
    "redshift": (
        {
            "user_name": "mp_user",
            "database": "dev",
            "host": "c1.abc.us-east-1.redshift.amazonaws.com",
            "aws_iam_role_arn": "arn:aws:iam::123456789012:role/mparticle",
        },
        "timestamptz",
        "password",
    ),
    "databricks": ({"provider": "acme", "schema": "crm"}, "timestamp", None),
}
KEY_FILE = json.dumps(
    {
        "type": "service_account",
        "project_id": "acme-project",
        "private_key": "hunter2",
        "client_email": "mparticle@acme-project.iam.gserviceaccount.com",
    }
)


def new_setup_of(kind):
    """A setup of a kind, paused, since only five may be active."""
    setup = new_setup()
    setup["warehouse"] = kind
    setup["values"], setup["pipeline"]["sync_mode"]["iterator_data_type"], _ = KINDS[kind]
    setup["pipeline"]["state"] = "paused"
    setup["feed"]["name"] = f"{kind} feed"
    for block in ("connection", "data_model", "pipeline"):
        setup[block]["id"] = f"{kind}-{block}"
    return setup


class Exporting:
    """For tests that export a pipeline and look what becomes of the file."""

    def export(self, pipeline, *actions):
        """The file checks clean, and planned it says only what is expected."""
        text = self.ctl("export", pipeline).out
        path = self.write(f"{pipeline}.json", text)
        check = self.ctl("check", path, "--json", code=None)
        self.assertEqual(check.code, 0, f"{pipeline}: {check.out}\n{text}")
        plan = self.ctl("apply", path, "--dry-run", "--json", code=None)
        self.assertEqual(plan.code, 0, f"{pipeline}: {plan.out}\n{text}")
        found = {step["action"] for step in plan.json["steps"]}
        self.assertLessEqual(found, set(actions), f"{pipeline}: {plan.out}\n{text}")
        return json.loads(text)


class Seeded(Exporting, CliTest):
    def test_every_dialect_and_route(self):
        for routes in ("default", "alternate"):
            for dialect in ("v2", "early-access"):
                sandbox = Sandbox("--seed-world", "--routes", routes, "--dialect", dialect)
                self.addCleanup(sandbox.stop)
                self.env.update(sandbox.env())
                pipelines = self.ctl("list", "pipelines", "--json").json["items"]
                self.assertGreater(len(pipelines), 3)
                for pipeline in pipelines:
                    with self.subTest(routes=routes, dialect=dialect, pipeline=pipeline["id"]):
                        self.export(pipeline["id"], "adopt")


class Made(Exporting, SandboxTest):
    def call(self, method, path, body):
        """Calls the API as any other program would."""
        token = {"client_id": "tester", "client_secret": SECRET, "grant_type": "client_credentials"}
        token["audience"] = "https://api.mparticle.com"
        answer = self.send("POST", "/oauth/token", token, "")
        return self.send(method, path, body, answer["access_token"])

    def send(self, method, path, body, token):
        request = urllib.request.Request(
            self.sandbox.url + path,
            json.dumps(body).encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {token}"},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as reply:
                return json.loads(reply.read() or b"null")
        except urllib.error.HTTPError as error:
            self.fail(f"{method} {path}: {error.read().decode()}")

    def test_of_every_kind(self):
        for kind, (_, _, secret) in KINDS.items():
            path = self.write("setup.json", new_setup_of(kind))
            word = self.write("secret", KEY_FILE if kind == "bigquery" else "hunter2")
            given = ["--secret", f"{secret}=file:{word}"] if secret else []
            self.ctl("apply", path, *given)
            with self.subTest(kind=kind):
                self.export(f"{kind}-pipeline", "same")

    def test_by_another_program(self):
        v1 = "/v1/workspace/9012/partnerfeeds?accountId=5678"
        v2 = "/platform/v2/workspaces/9012"
        feed = self.call(
            "POST",
            v1,
            {
                "module_name": "Redshift",
                "name": "Odd — “feed”",
                "os": "Unknown",
                "settings": [],
                "is_debug": True,
            },
        )["data"][0]["id"]
        self.call(
            "POST",
            f"{v2}/connections",
            {
                "id": "odd-c",
                "name": " Odd  connection ",
                "service_provider": "Redshift",
                "labels": {"a": [1, None]},
                "config": {
                    "database": "dev",
                    "host": "c1.abc.us-east-1.redshift.amazonaws.com",
                    "port": "5439",
                    "user": "mp",
                    "password": "hunter2",
                    "aws_iam_role_arn": "arn:aws:iam::123456789012:role/mp",
                    "ssl": True,
                    "note": None,
                },
            },
        )
        self.call(
            "POST",
            f"{v2}/data-models",
            {
                "id": "odd-m",
                "name": "Odd model",
                "type": "sql",
                "sql_query": "\n\n  select u.id as customer_id,\r\n\tu.ts -- the time\r\n"
                "from dev.crm.users as u  \r\n\r\n",
                "owner": None,
            },
        )
        self.call(
            "POST",
            f"{v2}/inputs/data-pipelines",
            {
                "id": "odd-p",
                "name": "Odd pipeline",
                "connection_id": "odd-c",
                "data_model_id": "odd-m",
                "field_transformation_id": None,
                "partner_feed_id": int(feed),
                "state": "paused",
                "plan_id": "plan",
                "plan_version": 3,
                "more": {"of": "it"},
                "sync_mode": {
                    "type": "incremental",
                    "iterator_field": "TS",
                    "iterator_data_type": "timestamptz",
                    "from": "2026-01-01T01:00:00.250+01:00",
                    "until": None,
                },
                "schedule": {
                    "type": "interval",
                    "frequency": "monthly",
                    "delay": "90m",
                    "start": "2026-01-31T00:00:00.000Z",
                    "end": None,
                },
            },
        )
        setup = self.export("odd-p", "adopt")
        self.assertEqual(setup["feed"], {"name": "Odd — “feed”"})
        self.assertEqual(setup["pipeline"]["plan_version"], 3)


if __name__ == "__main__":
    main()
