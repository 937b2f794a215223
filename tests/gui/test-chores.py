# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with a pipeline beside watching it: group, run, edit, duplicate, export, delete."""

import csv
import json
import os

from sluice_gui import Desktop, Failure, poll
from sluice_watched import add_workspace, sluicectl, start_sandbox

ID = "acme-customers-pipeline"
NAME = "Acme customers pipeline"


def expect(condition, what):
    if not condition:
        raise Failure(what)


def go_to_pipelines(app):
    # What was open before is being taken down while one looks, so nodes vanish.
    app.wait(lambda: app.click_view("Pipelines") or True, "the pipelines")


def open_pipeline(app, name):
    app.wait_for("push button", "Order and refresh")
    app.click_at(app.wait_for("label", name))
    app.wait_for("push button", "Back to the list")


def choose(app, button, item):
    app.click("push button", button)
    app.click("menu item", item)


def group(app):
    app.click_view("Pipelines")
    app.wait_for("label", NAME)
    expect(app.find("list item", "Snowflake") is None, "a header before anybody wanted one")
    choose(app, "Order and refresh", "Group by Warehouse")
    headers = ["Amazon Redshift", "Snowflake"]
    for header in headers:
        app.wait_for("list item", header)
    rows = [app.name_of(node) for node in app.find_all("list item")]
    places = [rows.index(header) for header in headers]
    orders = next(i for i, row in enumerate(rows) if row.startswith("Acme orders pipeline"))
    expect(places[0] < orders < places[1], f"not in their groups: {rows}")
    # A header leads nowhere.
    app.click_at(app.find("list item", "Snowflake"))
    expect(app.find("push button", "Back to the list") is None, "a header is no pipeline")


def save(app, path):
    app.choose_new_file(path)
    poll(lambda: os.path.exists(path) and os.path.getsize(path) > 0, path)


def export(app, folder):
    open_pipeline(app, NAME)
    runs = os.path.join(folder, "runs.csv")
    choose(app, "More", "Export Runs as CSV…")
    save(app, runs)
    with open(runs, encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    expect(len(rows) > 20, f"{len(rows)} rows in the CSV file")
    expect(all(len(row) == len(rows[0]) for row in rows), "rows of different lengths")
    setup = os.path.join(folder, "customers.setup.json")
    choose(app, "More", "Export as Setup File…")
    save(app, setup)
    with open(setup, encoding="utf-8") as stream:
        document = json.load(stream)
    expect(document["pipeline"]["id"] == ID, f"another pipeline: {document['pipeline']}")


def edit_and_duplicate(app):
    app.click("push button", "Edit…")
    app.wait_for("frame", contains="New Pipeline")
    go_to_pipelines(app)
    choose(app, "More", "Duplicate…")
    app.wait_for("frame", contains="New Pipeline")
    app.wait_for(None, contains="copy")
    choose(app, "Drafts and files", "Discard This Draft")
    app.wait_gone(None, contains="copy")
    app.click("push button", "Undo")
    app.wait_for(None, contains="copy")


def delete(desktop, app):
    go_to_pipelines(app)
    app.click("push button", "Back to the list")
    open_pipeline(app, "Acme newsletter pipeline")
    choose(app, "More", "Delete…")
    app.wait_for("label", contains="Delete “Acme newsletter pipeline”?")
    app.click("push button", "Cancel")
    app.wait_gone("label", contains="Delete “Acme newsletter pipeline”?")
    choose(app, "More", "Delete…")
    app.click("push button", "Delete")
    app.wait_for("label", contains="“Acme newsletter pipeline” is deleted.")
    app.wait_gone("push button", "Back to the list")
    app.wait_gone("label", "Acme newsletter pipeline")
    listed = sluicectl(desktop, "list", "pipelines", "--json")
    expect("acme-newsletter-pipeline" not in listed, "it is still there")


def main():
    with Desktop() as desktop:
        add_workspace(desktop, start_sandbox(desktop))
        app = desktop.start("--workspace", "Watched")
        group(app)
        export(app, desktop.work)
        edit_and_duplicate(app)
        delete(desktop, app)


main()
