# SPDX-License-Identifier: GPL-3.0-or-later
"""Watching: what exists appears, a new pipeline goes its way by itself, and a failure says what to do."""

import json
import os
import subprocess
import tempfile

from sluice_gui import Desktop, Failure, poll, skip

# Fast enough to wait for, slow enough that each state is seen.
SPEED = "4"
NEW = "Acme loyalty pipeline"

SETUP = {
    "format": "sluice-setup/1",
    "warehouse": "snowflake",
    "values": {
        "role_name": "MPARTICLE_ROLE",
        "warehouse": "COMPUTE_WH",
        "database": "ACME",
        "schema": "CRM",
        "tables": ["LOYALTY"],
        "user_name": "MPARTICLE_USER",
        "storage_integration_name": "MP_US1_1234_5678_S3",
        "account_identifier": "gd1234",
        "region": "us-east-1",
    },
    "feed": {"name": "Acme loyalty feed"},
    "connection": {"id": "acme-loyalty-connection", "name": "Acme loyalty connection"},
    "data_model": {
        "id": "acme-loyalty-model",
        "name": "Acme loyalty model",
        "sql_query": "SELECT l.updated_at, l.id AS customer_id, l.points AS loyalty_points "
        "FROM ACME.CRM.LOYALTY l",
    },
    "pipeline": {
        "id": "acme-loyalty-pipeline",
        "name": NEW,
        "environment": "development",
        "data_type": "user_attributes",
        "sync_mode": {
            "type": "incremental",
            "iterator_field": "updated_at",
            "iterator_data_type": "timestamp_tz",
        },
        "schedule": {"type": "interval", "frequency": "hourly", "start": "2026-01-01T00:15:00Z"},
    },
}


def program(*parts):
    path = os.path.join(os.environ.get("SLUICE_BUILD_DIR", "_build"), "src", *parts)
    if not os.access(path, os.X_OK):
        skip(f"{path} is not built")
    return path


def start_sandbox(desktop):
    address = os.path.join(desktop.work, "address")
    desktop.spawn(
        program("sandbox", "sluice-sandbox"),
        "--port=0",
        f"--address-file={address}",
        f"--speed={SPEED}",
        "--failure-rate=0",
        "--seed-world",
        stdout=subprocess.DEVNULL,
    )
    poll(lambda: os.path.exists(address) and os.path.getsize(address), "the sandbox to listen")
    with open(address, encoding="utf-8") as stream:
        return stream.read().strip()


def sluicectl(desktop, *arguments, text=None):
    result = subprocess.run(
        [program("cli", "sluicectl"), *arguments],
        env={**desktop.env, "PASSWORD": "open-sesame"},
        input=text,
        capture_output=True,
        text=True,
    )
    if result.returncode not in (0, 1):
        raise Failure(f"sluicectl {arguments}: {result.stderr}")
    return result.stdout


def add_workspace(desktop, url):
    sluicectl(
        desktop,
        *("workspace", "add", "Watched", "--pod", "us1", "--org", "1234", "--account", "5678"),
        *("--workspace", "9012", "--client-id", "me", "--api-url", url),
        *("--token-url", f"{url}/oauth/token"),
        text="secret\n",
    )


def create_pipeline(desktop):
    with tempfile.NamedTemporaryFile("w", suffix=".json", dir=desktop.work) as stream:
        json.dump(SETUP, stream)
        stream.flush()
        sluicectl(desktop, "apply", stream.name, "--secret", "password=env:PASSWORD")


def texts_of_row(app, name):
    """All that the row of a pipeline says."""
    for row in app.find_all("list item"):
        labels = [app.name_of(node) for node in app.walk(row) if node.get_role_name() == "label"]
        if name in labels:
            return labels
    return []


def wait_for_state(app, name, state, timeout=60):
    return app.wait(
        lambda: state in (labels := texts_of_row(app, name)) and labels,
        f"{name} to be {state}",
        timeout,
    )


def see_seeded_world(app):
    app.click_view("Overview")
    app.wait_for("label", contains="Pipelines Need Attention")
    app.wait_for("label", contains="Acme churn pipeline")
    app.click_view("Pipelines")
    wait_for_state(app, "Acme churn pipeline", "Faulted")
    wait_for_state(app, "Acme newsletter pipeline", "Paused")


def open_pipeline(app, name):
    label = app.wait_for("label", name)
    app.click_at(label)
    return app.wait_for("push button", "Back to the list")


def watch_new_pipeline(app):
    wait_for_state(app, NEW, "Pending")
    wait_for_state(app, NEW, "Succeeded", timeout=180)
    texts = texts_of_row(app, NEW)
    if not any(" records" in text for text in texts):
        raise Failure(f"the number of records is not said: {texts}")


def pause_and_resume(app):
    open_pipeline(app, NEW)
    app.click("push button", "Pause")
    app.wait_for("label", contains="is paused.")
    app.click("push button", "Resume")
    app.wait_for("label", contains="runs by its schedule again.")
    app.wait_for("push button", "Pause")
    app.click("push button", "Back to the list")


def read_remedy(app):
    open_pipeline(app, "Acme shop visits pipeline")
    app.wait_for("label", contains="The last run did not go well")
    app.wait_for("label", contains="Compare the storage integration or IAM role")
    app.wait_for(None, contains="Window Covered")
    app.click("push button", "Back to the list")


def main():
    with Desktop() as desktop:
        url = start_sandbox(desktop)
        add_workspace(desktop, url)
        create_pipeline(desktop)
        app = desktop.start("--workspace", "Watched")
        app.click_view("Pipelines")
        watch_new_pipeline(app)
        see_seeded_world(app)
        pause_and_resume(app)
        read_remedy(app)


main()
