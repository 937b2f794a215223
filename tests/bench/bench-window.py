# SPDX-License-Identifier: GPL-3.0-or-later
"""How soon the window is painted, and what it weighs: with nothing in it, and with 50 workspaces of 20
pipelines each and 100,000 stored runs. The two take turns."""

import json
import os
import statistics
import subprocess
import sys
import urllib.request

sys.path.insert(0, os.path.join(os.environ["SLUICE_SOURCE_DIR"], "tests", "gui"))
from sluice_gui import Desktop  # noqa: E402

ROUNDS = 5
WORKSPACES = 50
PIPELINES = 20
RUNS = 100

FRAME, FILL, SLUICE, SLUICECTL, SANDBOX = (os.path.abspath(path) for path in sys.argv[1:6])


class Api:
    """The sandbox, asked plainly."""

    def __init__(self, url):
        self.url = url
        self.token = None
        body = {
            "client_id": "bench",
            "client_secret": "a secret",
            "audience": "https://api.mparticle.com",
            "grant_type": "client_credentials",
        }
        self.token = self.post("/oauth/token", body)["access_token"]

    def post(self, path, body):
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=10) as reply:
            return json.load(reply)

    def fill(self, workspace):
        root = f"/platform/v2/workspaces/{workspace}/"
        feed = self.post(
            f"/v1/workspace/{workspace}/partnerfeeds?accountId=5678",
            {"module_name": "Snowflake", "name": "F", "os": "Unknown", "settings": [],
             "is_debug": False},
        )
        config = {"account_identifier": "gd1234", "region": "us-east-1", "warehouse": "W",
                  "database": "D", "role": "R", "user": "U", "password": "correct horse",
                  "storage_integration": "S"}
        self.post(root + "connections", {"id": "c", "name": "C", "service_provider": "Snowflake",
                                         "state": "active", "config": config})
        query = "SELECT a.updated_at, a.customer_id FROM d.s.a a"
        self.post(root + "data-models", {"id": "m", "name": "M", "type": "sql",
                                         "config": {"sql_query": query}})
        feed_id = feed["data"][0]["id"]
        for number in range(PIPELINES):
            self.post(root + "inputs/data-pipelines", {
                "id": f"pipeline-{number}", "name": f"Pipeline {number}", "connection_id": "c",
                "data_model_id": "m", "partner_feed_id": feed_id, "state": "active",
                "environment": "development", "data_type": "user_attributes",
                "sync_mode": {"type": "incremental", "iterator_field": "updated_at",
                              "iterator_data_type": "timestamp_ntz"},
                "schedule": {"type": "on_demand"}})


def fill(desktop):
    sandbox = desktop.spawn(SANDBOX, "--active-limit=1000", "--failure-rate=0",
                            stdout=subprocess.PIPE, text=True)
    url = sandbox.stdout.readline().strip()
    api = Api(url)
    for number in range(WORKSPACES):
        workspace = str(10000 + number)
        subprocess.run(
            [SLUICECTL, "workspace", "add", f"Workspace {number}", "--pod", "us1", "--org", "1234",
             "--account", "5678", "--workspace", workspace, "--client-id", "bench", "--api-url",
             url, "--token-url", url + "/oauth/token"],
            input="a secret", text=True, env=desktop.env, check=True, stdout=subprocess.DEVNULL)
        api.fill(workspace)
    store = os.path.join(desktop.env["XDG_DATA_HOME"], "sluice", "sluice.db")
    subprocess.run([FILL, store, str(PIPELINES), str(RUNS)], env=desktop.env, check=True)


def measure(desktop):
    """Milliseconds to the window, from there to the first painted pixel and to a page that shows
    something, and MiB of memory."""
    result = subprocess.run([FRAME, SLUICE], env=desktop.env, check=True, capture_output=True,
                            text=True)
    mapped, painted, page, memory = (float(word) for word in result.stdout.split())
    return mapped, painted - mapped, page - mapped, memory


def report(name, rows):
    for column, (what, unit) in enumerate(
        (("window there", "ms"), ("painted after that", "ms"), ("its page after that", "ms"),
         ("memory", "MiB"))
    ):
        values = [row[column] for row in rows]
        print(f"{name + ': ' + what:52} {statistics.median(values):10.3f} {min(values):10.3f} "
              f"{max(values):10.3f}  {unit}")


def main():
    empty_rows, full_rows = [], []
    with Desktop() as empty, Desktop() as full:
        fill(full)
        for _ in range(ROUNDS):
            empty_rows.append(measure(empty))
            full_rows.append(measure(full))
    print(f"{'name':52} {'median':>10} {'min':>10} {'max':>10}  unit")
    report("empty", empty_rows)
    report("50 workspaces, 100,000 runs", full_rows)


main()
