# SPDX-License-Identifier: GPL-3.0-or-later
"""BigQuery's key file: refused with the reason, or taken into form and keyring."""

import json
import os

from sluice_gui import Desktop, Failure

PRIVATE = "-----BEGIN PRIVATE KEY-----\\nbm90LWEta2V5\\n-----END PRIVATE KEY-----"


def check(truth, what):
    if not truth:
        raise Failure(what)


def write(desktop, name, content):
    path = os.path.join(desktop.work, name)
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(content)
    return path


def choose(app, path):
    app.click("push button", "Choose File: Service account key")
    app.choose_folder(path)


def open_bigquery(app):
    app.click("push button", "Try the Sandbox")
    app.wait_for("push button", "Workspace: Sandbox")
    app.click_view("Warehouses")
    app.click_row("Google BigQuery")
    app.wait_for("push button", "Choose File: Service account key")


def refuse_files(app, desktop):
    choose(app, write(desktop, "person.json", json.dumps({"type": "authorized_user"})))
    app.wait_for("label", contains="the sign-in of a person")
    choose(app, write(desktop, "text.json", "this is no key"))
    app.wait_for("label", contains="This is no JSON file")
    choose(app, write(desktop, "large.json", " " * (10 * 1024 * 1024)))
    app.wait_for("label", contains="larger than 1 MiB")
    choose(app, write(desktop, "cut.json", '{"type": "service_acc'))
    app.wait_for("label", contains="cut short")
    choose(app, write(desktop, "binary.json", "\0\1\2"))
    app.wait_for("label", contains="holds no text")


def take_file(app, desktop):
    key = {
        "type": "service_account",
        "project_id": "acme-project",
        "private_key": PRIVATE,
        "client_email": "sluice-reader@acme-project.iam.gserviceaccount.com",
    }
    # Editors of other systems put a mark before the text; it is no part of the key.
    choose(app, write(desktop, "key.json", "\ufeff" + json.dumps(key)))
    app.wait_for("label", contains="Saved in the keyring")
    check(app.text_of(app.editable("Project")) == "acme-project", "the project was not filled in")
    account = app.text_of(app.editable("Service account"))
    check("sluice-reader" in account, f"the service account reads {account!r}")
    kept = desktop.search_keyring()
    check(json.dumps(key) in kept, "the keyring does not hold the key")
    check("\ufeff" not in kept, "the keyring holds the mark")
    check("this is no key" not in kept, "the keyring holds a file that was refused")
    check("PRIVATE KEY" not in desktop.read_files(".local/share/sluice"), "the key is in a file")


def main():
    with Desktop() as desktop:
        app = desktop.start()
        open_bigquery(app)
        refuse_files(app, desktop)
        take_file(app, desktop)


main()
