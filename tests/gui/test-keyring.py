# SPDX-License-Identifier: GPL-3.0-or-later
"""A computer without a keyring: secrets are kept for this session only, if the person wants that."""

import sys

from sluice_gui import Desktop, Failure

SECRET = "not-so-secret"


def check(truth, what):
    if not truth:
        raise Failure(what)


def fill_workspace(app):
    app.click("push button", "Add a Workspace")
    app.wait_for(None, "Add a Workspace")
    app.type("Paste anything with the numbers", '{"orgId":77,"accountId":88,"workspaceId":99}')
    app.type("Name of your choice", "Acme")
    app.type("Client ID", "client")
    app.type("Client secret", SECRET)
    app.click("push button", "Save")


def go_without(app, desktop):
    fill_workspace(app)
    app.wait_for("label", "There Is No Keyring")
    app.click("push button", "Cancel", within=app.wait_for("dialog", contains="There Is No"))
    app.wait_gone("label", "There Is No Keyring")
    app.click("push button", "Save")
    app.click("push button", "For This Session Only")
    app.wait_for("push button", "Workspace: Acme")
    check(SECRET not in desktop.read_files("."), "the secret is in a file")


def refuse_locked(app, desktop):
    """Nobody is there to unlock it: the dialog says what to do, and nothing is written elsewhere."""
    fill_workspace(app)
    app.wait_for("label", contains="Unlock the keyring", timeout=60)
    check(SECRET not in desktop.read_files("."), "the secret is in a file")


def main():
    locked = sys.argv[1:] == ["locked"]
    with Desktop(keyring="locked" if locked else None) as desktop:
        app = desktop.start()
        if locked:
            refuse_locked(app, desktop)
        else:
            go_without(app, desktop)


main()
