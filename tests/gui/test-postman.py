# SPDX-License-Identifier: GPL-3.0-or-later
"""From Postman to a workspace, at the first start: ids in the form, secrets in the keyring, the rest a draft."""

import json
import os

from sluice_flow import check
from sluice_gui import Desktop, Sandbox

SECRETS = {"PLATFORM_API_CLIENT_SECRET": "secret", "SNOWFLAKE_PASSWORD": "hunter-two"}
OTHERS = {
    "PLATFORM_API_CLIENT_ID": "client",
    "ORG_ID": "1234",
    "ACCOUNT_ID": "5678",
    "WORKSPACE_ID": "9012",
    "POD": "us1",
    "NOBODY_USES_THIS": "7",
}


def write_environment(desktop, sandbox):
    path = os.path.join(desktop.work, "acme.postman_environment.json")
    values = dict(OTHERS, **SECRETS, API_URL=sandbox.url, OAUTH_URL=sandbox.url + "/oauth/token")
    with open(path, "w", encoding="utf-8") as stream:
        json.dump(
            {
                "name": "Acme",
                "values": [{"key": key, "value": value} for key, value in values.items()],
                "_postman_variable_scope": "environment",
            },
            stream,
        )
    return path


def check_form(app):
    app.wait_for("label", contains="was not used")
    for label, value in (
        ("Name of your choice", "Acme"),
        ("Organization ID", "1234"),
        ("Account ID", "5678"),
        ("Workspace ID", "9012"),
        ("Client ID", "client"),
    ):
        text = app.text_of(app.editable(label))
        check(text == value, f"{label} reads {text!r}")


def main():
    with Desktop() as desktop:
        sandbox = Sandbox(desktop)
        path = write_environment(desktop, sandbox)
        app = desktop.start()
        app.click("push button", "Import from Postman")
        app.wait_for_window("Import from Postman")
        app.type_path(path)
        check_form(app)
        app.click("push button", "Save")
        app.wait_for("push button", "Workspace: Acme")
        app.wait(lambda: SECRETS["SNOWFLAKE_PASSWORD"] in desktop.search_keyring(), "the password")
        files = desktop.read_files(".local/share/sluice")
        for secret in ("hunter-two",):
            check(secret not in files, "a secret is in a file")


main()
