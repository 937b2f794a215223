# SPDX-License-Identifier: GPL-3.0-or-later
"""sluicectl against an API of another make than the sandbox, with all that servers come up with."""
import copy
import json
import os
import re
import subprocess

from sluicecli import SLUICECTL, SECRET, CliTest, main, new_setup
from strictapi import ACCOUNT, WORKSPACE, StrictApi

PASSWORD = "warehouse-password-nobody-may-see"
KEY = json.dumps(
    {
        "type": "service_account",
        "project_id": "acme-proj",
        "private_key_id": "abc",
        "private_key": "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n",
        "client_email": "mp-sync@acme-proj.iam.gserviceaccount.com",
        "client_id": "1",
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": "https://oauth2.googleapis.com/token",
    }
)
PIPELINE = "acme-customers-pipeline"
# kind: values, type of the iterator, secret
KINDS = {
    "snowflake": (None, "timestamp_tz", ("password", PASSWORD)),
    "bigquery": (
        {"project_id": "acme-proj", "dataset_id": "crm", "region": "US", "service_account_id": "mp-sync"},
        "timestamp",
        ("service_account_key", KEY),
    ),
    "redshift": (
        {
            "user_name": "mp_user",
            "database": "dev",
            "host": "c1.abc.us-east-1.redshift.amazonaws.com",
            "port": "5439",
            "aws_iam_role_arn": "arn:aws:iam::123456789012:role/mp",
        },
        "timestamptz",
        ("password", PASSWORD),
    ),
    "databricks": ({"provider": "acme-org", "schema": "sales"}, "timestamp", None),
}


def setup_of(kind):
    setup = new_setup()
    values, iterator, _ = KINDS[kind]
    setup["warehouse"] = kind
    setup["values"] = values or setup["values"]
    setup["pipeline"]["sync_mode"]["iterator_data_type"] = iterator
    return setup


class StrictTest(CliTest):
    def setUp(self):
        self.api = StrictApi()
        self.addCleanup(self.api.stop)
        super().setUp()

    def more_env(self):
        return {
            "SLUICE_POD": "us1",
            "SLUICE_ORG_ID": "1234",
            "SLUICE_ACCOUNT_ID": ACCOUNT,
            "SLUICE_WORKSPACE_ID": WORKSPACE,
            "SLUICE_CLIENT_ID": "tester",
            "SLUICE_CLIENT_SECRET": SECRET,
            "SLUICE_API_URL": self.api.url,
            "SLUICE_TOKEN_URL": f"{self.api.url}/oauth/token",
            "PASSWORD": PASSWORD,
        }

    def line(self, setup, *args):
        path = self.write("setup.json", setup)
        secret = KINDS[setup["warehouse"]][2]
        given = ["--secret", f"{secret[0]}=env:PASSWORD"] if secret else []
        self.env["PASSWORD"] = secret[1] if secret else ""
        return ["--json", "apply", path, *given, *args]

    def apply(self, setup, *args, code=0):
        steps = self.ctl(*self.line(setup, *args), code=code).json["steps"]
        return {(step["action"], step["outcome"]) for step in steps}

    def elsewhere(self):
        """Another home, in which nothing is remembered."""
        self.env["HOME"] = self.path(f"home-{len(self.api.requests)}")
        os.mkdir(self.env["HOME"])

    def assert_no_complaint(self):
        self.assertEqual(self.api.complaints, [])


class Journey(StrictTest):
    def test_every_kind(self):
        for kind in KINDS:
            with self.subTest(kind):
                self.setUp()
                setup = setup_of(kind)
                self.assertEqual(self.apply(setup), {("create", "done")})
                self.assertEqual(self.apply(setup), {("same", "done")})
                self.assertEqual(len(self.api.writes()), 4)
                changed = copy.deepcopy(setup)
                for block in ("connection", "data_model", "pipeline"):
                    changed[block]["name"] += " 2"
                self.assertEqual(self.apply(changed), {("same", "done"), ("update", "done")})
                self.assertEqual(len(self.api.writes()), 7)
                self.ctl("pause", PIPELINE)
                self.assertEqual(self.apply(changed), {("same", "done")})
                self.ctl("resume", PIPELINE)
                self.elsewhere()
                exported = json.loads(self.ctl("export", PIPELINE).out)
                self.assertEqual(self.apply(exported, "--dry-run"), {("adopt", "done")})
                self.assert_no_complaint()


    def test_what_is_taken_out_of_the_file_goes(self):
        setup = new_setup()
        setup["pipeline"].update(plan_id="plan", plan_version=3)
        setup["pipeline"]["sync_mode"]["until"] = "2030-01-01T00:00:00Z"
        setup["pipeline"]["schedule"]["end"] = "2031-01-01T00:00:00Z"
        self.apply(setup)
        made = self.api.objects["pipelines"][PIPELINE]
        self.assertEqual((made["plan_id"], made["plan_version"]), ("plan", 3))
        for block, member in (("schedule", "end"), ("sync_mode", "until"), (None, "plan_version")):
            with self.subTest(member):
                del (setup["pipeline"][block] if block else setup["pipeline"])[member]
                self.assertEqual(self.apply(setup), {("same", "done"), ("update", "done")})
                self.assertNotIn(member, json.dumps(self.api.objects["pipelines"][PIPELINE]))
                self.assertEqual(self.apply(setup), {("same", "done")})
        # What somebody else set is none of the file's business.
        self.api.objects["pipelines"][PIPELINE]["schedule"]["delay"] = "5m"
        self.assertEqual(self.apply(setup), {("same", "done")})


class Types(StrictTest):
    def test_what_is_shown_as_text_is_sent_as_a_number_and_the_other_way_round(self):
        def swap(found):
            return f'"{found[1]}": ' + (f'"{found[2]}"' if not found[2].startswith('"') else found[2].strip('"'))

        setup = setup_of("redshift")
        setup["pipeline"].update(plan_id="plan", plan_version=3)
        self.apply(setup)
        self.api.tweak = lambda reply: json.loads(
            re.sub(r'"(partner_feed_id|plan_version|port)": ("?\d+"?)', swap, json.dumps(reply))
        )
        self.assertEqual(self.apply(setup), {("same", "done")})
        for block in ("connection", "pipeline"):
            setup[block]["name"] += " 2"
        self.assertEqual(self.apply(setup), {("same", "done"), ("update", "done")})
        self.ctl("pause", PIPELINE)
        self.assertEqual(self.api.objects["pipelines"][PIPELINE]["plan_version"], 3)
        self.assertEqual(self.api.objects["connections"][setup["connection"]["id"]]["config"]["port"], "5439")
        self.assert_no_complaint()


class Times(StrictTest):
    def test_however_a_server_writes_them(self):
        setup = new_setup()
        self.apply(setup)
        for form in (
            r"\1T\2.000Z", r"\1T\2.1234567Z", r"\1T\2.25", r"\1T\2+00:00", r"\1 \2", r"\1 \2Z",
        ):  # fmt: skip
            with self.subTest(form):
                self.api.tweak = lambda reply, form=form: json.loads(
                    re.sub(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z", form, json.dumps(reply))
                )
                exported = json.loads(self.ctl("export", PIPELINE).out)
                self.assertEqual(exported["pipeline"]["schedule"], setup["pipeline"]["schedule"])
                self.assertEqual(self.apply(exported, "--dry-run"), {("same", "done")})


class Credentials(StrictTest):
    def make_pipelines(self, count):
        self.apply(new_setup())
        pipelines = self.api.objects["pipelines"]
        for n in range(count):
            pipelines[f"p{n}"] = {**pipelines[PIPELINE], "id": f"p{n}", "state": "paused"}

    def test_one_fresh_token_is_enough_to_know(self):
        self.make_pipelines(40)
        self.api.requests.clear()
        self.api.fault("GET", "/report$", count=1000, status=401)
        self.assertEqual(self.ctl("status", "--json", code=4).json["error"]["code"], "AUTH")
        self.assertEqual(self.api.count("POST", "/oauth/token"), 2)

    def test_a_token_that_ends_early(self):
        self.make_pipelines(40)
        self.api.requests.clear()
        self.api.fault("GET", "/report$", revoke=True)
        self.assertEqual(len(self.ctl("status", "--json").json["pipelines"]), 41)
        self.assertEqual(self.api.count("POST", "/oauth/token"), 2)
        self.assertGreater(self.api.most_at_work, 1)
        self.assert_no_complaint()


class Replies(StrictTest):
    def test_a_reply_of_another_shape_had_a_status(self):
        for body in (b"<html>", b"{}", b"[1]", b'[{"name": "x"}]', b'{"items": null}', b""):
            with self.subTest(body):
                self.api.fault("GET", "/connections$", status=200, body=body)
                error = self.ctl("list", "connections", "--json", code=1).json["error"]
                self.assertEqual((error["code"], error["http_status"]), ("PROTOCOL", 200))
        self.api.fault("POST", "/oauth/token", status=200, body=b"{}")
        error = self.ctl("list", "feeds", "--json", code=1).json["error"]
        self.assertEqual((error["code"], error["http_status"]), ("PROTOCOL", 200))


class Feeds(StrictTest):
    def test_only_the_feed_stops_where_it_belongs_to_another_warehouse(self):
        setup = new_setup()
        self.apply(setup)
        (number,) = self.api.feeds
        self.api.feeds[number]["module_name"] = "BigQuery"
        self.elsewhere()
        for feed in (setup["feed"], {"id": number}, {"id": 4711}):
            for args in ((), ("--dry-run",), ("--update",)):
                with self.subTest((feed, args)):
                    steps = self.ctl(*self.line({**setup, "feed": feed}, *args), code=1).json["steps"]
                    self.assertEqual((steps[0]["action"], steps[0]["outcome"]), ("conflict", "failed"))
                    rest = {(step["action"], step["outcome"]) for step in steps[1:]}
                    self.assertEqual(rest, {("adopt", "skipped")})
        self.assertEqual(len(self.api.writes()), 4)


class Network(StrictTest):
    def test_a_cut_connection_is_tried_four_times_more(self):
        self.apply(new_setup())
        self.api.requests.clear()
        self.api.fault("GET", "/connections/x$", count=100, cut=True)
        error = self.ctl("show", "connections", "x", "--json", code=5).json["error"]
        self.assertEqual(error["code"], "NETWORK")
        self.assertEqual(self.api.count("GET", "/connections/x$"), 5)


class TwoAtOnce(StrictTest):
    def test_the_second_finds_what_the_first_made(self):
        """The second has seen that there is nothing when the first begins, and gets its turn after."""
        for pattern in ("/partnerfeeds", "/connections", "/data-pipelines"):
            with self.subTest(pattern):
                self.setUp()
                line = self.line(new_setup())
                self.api.fault("GET", pattern, delay=1.5)
                second = subprocess.Popen(
                    [SLUICECTL, *line],
                    env=self.env,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
                while self.api.count("GET", pattern) == 0:
                    self.assertIsNone(second.poll())
                self.assertEqual(self.apply(new_setup()), {("create", "done")})
                steps = json.loads(second.communicate(timeout=30)[0])["steps"]
                self.assertEqual({step["action"] for step in steps}, {"same"})
                self.assertEqual(len(self.api.feeds), 1)
                self.assertEqual(len(self.api.writes()), 4)

    def test_the_second_waits_while_the_first_is_at_it(self):
        line = self.line(new_setup())
        self.api.fault("POST", "/connections", delay=1.5)
        first = subprocess.Popen([SLUICECTL, *line], env=self.env, stdout=subprocess.DEVNULL)
        while self.api.count("POST", "/connections") == 0:
            self.assertIsNone(first.poll())
        self.assertEqual(self.apply(new_setup()), {("same", "done")})
        self.assertEqual(first.wait(timeout=30), 0)
        self.assertEqual(len(self.api.writes()), 4)


class Machine(StrictTest):
    def test_nothing_can_be_written(self):
        self.apply(new_setup())
        self.write("file", "")
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
            self.env[name] = self.path("file/below")
        result = self.ctl("list", "feeds", "--json")
        self.assertEqual(len(result.json["items"]), 1)
        self.assertNotIn("CRITICAL", result.err)
        self.ctl("status", "--json")
        self.ctl("export", PIPELINE)
        self.ctl("pause", PIPELINE)
        self.assertEqual(self.apply(new_setup(), "--dry-run"), {("adopt", "done")})
        writes = len(self.api.writes())
        error = self.ctl(*self.line(new_setup()), code=1).json["error"]
        self.assertEqual(error["code"], "FILE")
        self.assertIn("file/below", error["message"])
        self.assertEqual(len(self.api.writes()), writes)

    def test_nobody_takes_what_is_printed(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("there is no /dev/full")
        for args in (["--help"], ["--version"], ["apply", "--help"], ["fields", "snowflake"]):
            with self.subTest(args), open("/dev/full", "wb") as full:
                done = subprocess.run([SLUICECTL, *args], env=self.env, stdout=full, stderr=subprocess.PIPE,
                                      text=True, check=False)
                self.assertEqual(done.returncode, 1)
                self.assertIn("Not all of the output could be written", done.stderr)
                self.assertIn("disk is full", done.stderr)


if __name__ == "__main__":
    main()
