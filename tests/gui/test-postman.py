# SPDX-License-Identifier: GPL-3.0-or-later
"""From Postman to a workspace, at the first start: ids in the form, secrets in the keyring, the rest a draft."""

import json
import os

from sluice_flow import check
from sluice_gui import Desktop, Failure, Sandbox, poll

SECRETS = {"PLATFORM_API_CLIENT_SECRET": "secret", "SNOWFLAKE_PASSWORD": "hunter-two"}
OTHERS = {
    "PLATFORM_API_CLIENT_ID": "client",
    "ORG_ID": "1234",
    "ACCOUNT_ID": "5678",
    "WORKSPACE_ID": "9012",
    "POD": "us1",
    "NOBODY_USES_THIS": "7",
}


def write_environment(desktop, sandbox, name):
    path = os.path.join(desktop.work, f"{name}.postman_environment.json")
    values = dict(OTHERS, **SECRETS, API_URL=sandbox.url, OAUTH_URL=sandbox.url + "/oauth/token")
    with open(path, "w", encoding="utf-8") as stream:
        json.dump(
            {
                "name": name,
                "values": [{"key": key, "value": value} for key, value in values.items()],
                "_postman_variable_scope": "environment",
            },
            stream,
        )
    return path


def check_form(app, name):
    app.wait_for("label", contains="was not used")
    for label, value in (
        ("Name of your choice", name),
        ("Organization ID", "1234"),
        ("Account ID", "5678"),
        ("Workspace ID", "9012"),
        ("Client ID", "client"),
    ):
        text = app.text_of(app.editable(label))
        check(text == value, f"{label} reads {text!r}")


def is_chooser_gone(app):
    """Taken away, that is: one that is only hidden would stay in memory."""
    return app.count_windows("^Import from Postman$") == 0


def give_path(app, path):
    """The first Return may only complete what was typed."""
    app.wait_for_window("Import from Postman")
    app.type_path(path)
    for timeout in (5, 5, 20):
        try:
            poll(lambda: is_chooser_gone(app), "the chooser to close", timeout)
            return
        except Failure:
            if timeout == 20:
                raise
            app.key("Return")


def give_file(app, path, name):
    give_path(app, path)
    check_form(app, name)
    app.click("push button", "Save")
    app.wait_for("push button", f"Workspace: {name}")


def import_later(desktop, sandbox, app):
    """Into a program that has a workspace already: what nobody uses is listed by name, with why."""
    path = write_environment(desktop, sandbox, "Beta")
    app.click("push button", "Main menu")
    app.click("menu item", "Import from Postman…")
    give_path(app, path)
    check_form(app, "Beta")
    app.click_at(app.wait_for("list item", contains="was not used"))
    row = app.wait_for("list item", contains="NOBODY")
    reason = app.wait_for("label", contains="no use", within=row)
    check(app.name_of(reason), "it is not said why the variable was not used")
    app.click("push button", "Save")
    app.wait_for("push button", "Workspace: Beta")
    app.activate(app.find("push button", "Workspace: Beta"))
    app.wait_for("list item", contains="Acme")


def main():
    with Desktop() as desktop:
        sandbox = Sandbox(desktop)
        app = desktop.start()
        app.click("push button", "Import from Postman")
        give_file(app, write_environment(desktop, sandbox, "Acme"), "Acme")
        app.wait(lambda: SECRETS["SNOWFLAKE_PASSWORD"] in desktop.search_keyring(), "the password")
        files = desktop.read_files(".local/share/sluice")
        for secret in ("hunter-two",):
            check(secret not in files, "a secret is in a file")
        import_later(desktop, sandbox, app)


main()
