# SPDX-License-Identifier: GPL-3.0-or-later
"""A pipeline from a setup file: what others made is not overwritten unasked, and all can be undone."""

import json
import os
import sys
import urllib.request

from sluice_flow import QUERY, VALUES, check, next_step, open_app, save_password, selected_step
from sluice_gui import Desktop, Sandbox

KEYS = {
    "account_identifier": "Account identifier",
    "region": "Region",
    "warehouse": "Virtual warehouse",
    "database": "Database",
    "role_name": "Role",
    "user_name": "User",
    "storage_integration_name": "Storage integration",
}
SETUP = {
    "format": "sluice-setup/1",
    "warehouse": "snowflake",
    "values": {key: VALUES[label] for key, label in KEYS.items()},
    "feed": {"name": "Acme feed"},
    "connection": {"id": "acme-connection", "name": "Acme connection"},
    "data_model": {"id": "acme-model", "name": "Acme model", "sql_query": QUERY},
    "pipeline": {
        "id": "acme-pipeline",
        "name": "Acme pipeline",
        "environment": "development",
        "data_type": "user_attributes",
        "sync_mode": {
            "type": "incremental",
            "iterator_field": "updated_at",
            "iterator_data_type": "timestamp_ntz",
        },
        "schedule": {"type": "on_demand"},
    },
}


def open_setup(app, desktop):
    path = os.path.join(desktop.work, "acme.setup.json")
    with open(path, "w", encoding="utf-8") as stream:
        json.dump(SETUP, stream)
    app.click_view("New Pipeline")
    app.wait(lambda: selected_step(app) == "Feed", "the step Feed")
    app.click("push button", "Drafts and files")
    app.click("menu item", contains="Open Setup File")
    app.wait_for_window("Open Setup File")
    app.choose_folder(path)
    app.wait(lambda: app.text_of(app.editable("Name of the new feed")) == "Acme feed", "the file")
    next_step(app, "Connection")
    save_password(app)
    for step in ("Data Model", "Mapping", "Schedule", "Review", "Create"):
        next_step(app, step)


def refuse_other_file(app, desktop):
    """A file that is none is told of in the window, and what is there stays."""
    path = desktop.write_file("other.json", "{}")
    app.click("push button", "Drafts and files")
    app.click("menu item", contains="Open Setup File")
    app.wait_for_window("Open Setup File")
    app.choose_folder(path)
    app.wait_for("label", "The setup file could not be opened.")
    app.click("push button", "Dismiss")
    app.wait_for("label", "The Pipeline Is Made")


def undo(app):
    app.click("push button", "Remove What Was Made…")
    dialog = app.wait_for("dialog", contains="Remove What Was Made")
    app.wait_for("label", contains="Acme model", within=dialog)
    app.click("push button", "Remove", within=dialog)
    app.wait_for("label", contains="is removed")


def save_setup(app, desktop):
    path = os.path.join(desktop.work, "saved.setup.json")
    app.click("push button", "Save as Setup File…")
    app.wait_for_window("Save as Setup File")
    app.choose_new_file(path)
    app.wait_for("label", contains="The setup file is saved.")
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    check(json.loads(text)["pipeline"]["id"] == "acme-pipeline", "another pipeline was saved")
    check("hunter-two" not in text, "the setup file holds the password")


def whole():
    with Desktop() as desktop:
        sandbox = Sandbox(desktop)
        app = open_app(desktop, sandbox)
        open_setup(app, desktop)
        app.click("push button", "Create")
        app.wait_for("label", "The Pipeline Is Made")
        save_setup(app, desktop)
        refuse_other_file(app, desktop)
        undo(app)


def make_model_by_others(sandbox, model, name):
    """Not by the program, so that its journal does not know of it."""

    def send(url, body, token=None):
        headers = {"Content-Type": "application/json"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(url, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request) as reply:
            return json.load(reply)

    token = send(
        sandbox.url + "/oauth/token",
        {
            "grant_type": "client_credentials",
            "client_id": "client",
            "client_secret": "secret",
            "audience": "https://api.mparticle.com",
        },
    )["access_token"]
    send(
        sandbox.url + "/platform/v2/workspaces/9012/data-models",
        {
            "id": model,
            "name": name,
            "type": "sql",
            "config": {"sql_query": "SELECT email FROM other.crm.people"},
        },
        token,
    )


def conflict():
    with Desktop() as desktop:
        sandbox = Sandbox(desktop)
        make_model_by_others(sandbox, "acme-model", "Somebody else's model")
        app = open_app(desktop, sandbox)
        open_setup(app, desktop)
        app.wait_for("label", contains="Is there, and differs")
        check(app.find("push button", "Create") is None, "a conflict can be created over")
        app.click("push button", "Update What Is There")
        app.wait_for("label", "The Pipeline Is Made")


def proposed():
    """A name that is proposed is free: what the workspace has already gets a number."""
    with Desktop() as desktop:
        sandbox = Sandbox(desktop)
        make_model_by_others(sandbox, "acme-snowflake-model", "Acme Snowflake model")
        app = open_app(desktop, sandbox)
        app.click_view("New Pipeline")
        app.wait(lambda: selected_step(app) == "Feed", "the step Feed")
        feed = app.text_of(app.editable("Name of the new feed"))
        check(feed == "Acme Snowflake feed", f"the feed is called {feed}")
        app.click_at(app.wait_for("list item", contains="Data Model", within=app.find("list", "Steps")))
        app.wait(
            lambda: app.text_of(app.editable("ID of the data model")) == "acme-snowflake-model-2",
            "an id that is free",
        )


JOURNEYS = {"whole": whole, "conflict": conflict, "proposed": proposed}

JOURNEYS[sys.argv[1] if len(sys.argv) > 1 else "whole"]()
