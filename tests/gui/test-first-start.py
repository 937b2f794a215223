# SPDX-License-Identifier: GPL-3.0-or-later
"""From nothing to a workspace: the sandbox by one click, and one that is typed in."""

from sluice_flow import save_password
from sluice_gui import Desktop, Failure


def check(truth, what):
    if not truth:
        raise Failure(what)


def try_sandbox(app):
    app.wait_for("label", "Try the Sandbox")
    app.wait_for("label", "Add a Workspace")
    app.click("push button", "Try the Sandbox")
    app.wait_for("push button", "Workspace: Sandbox")
    app.wait_gone("label", "Try the Sandbox")


def add_workspace(app):
    app.activate(app.wait_for("push button", "Workspace: Sandbox"))
    app.click("push button", "Add a Workspace…")
    app.wait_for(None, "Add a Workspace")

    # What is missing is said beside each field, and nothing is saved.
    app.click("push button", "Save")
    app.wait_for("label", contains="Client secret is missing")
    app.wait_for("label", contains="Organization ID must be a number")

    app.type("Paste anything with the numbers", '{"orgId":77,"accountId":88,"workspaceId":99}')
    app.wait_for("label", contains="Found 3 of the 3 numbers")
    app.wait(lambda: app.text_of(app.editable("Account ID")) == "88", "the account to be picked out")
    app.type("Name of your choice", "Acme")
    app.type("Client ID", "client")
    app.type("Client secret", "not-so-secret")
    app.click("push button", "Save")
    app.wait_for("push button", "Workspace: Acme")


def test_workspace(app):
    """The sandbox's own workspace passes each step, in the dialog it is edited in."""
    app.activate(app.wait_for("push button", "Workspace: Sandbox"))
    app.click("push button", "Edit This Workspace…")
    app.wait_for(None, "Edit Workspace")
    app.click("push button", "Test")
    app.wait_for("list item", "Find the pipelines")
    app.wait_gone("list item", "Testing…")
    check(not app.find("image", "Failed"), "a step of the test failed")
    app.click("push button", "Cancel")
    app.wait_gone(None, "Edit Workspace")


def remove_workspace(app):
    app.activate(app.wait_for("push button", "Workspace: Acme"))
    app.click("push button", "Edit This Workspace…")
    app.wait(lambda: len(app.shown_windows()) == 2, "the dialog")
    app.click("push button", "Remove This Workspace…")
    app.wait(lambda: len(app.shown_windows()) == 3, "the question")
    app.wait_for("label", "Remove “Acme”?")
    app.click("push button", "Remove", within=app.wait_for("dialog"))
    app.wait(lambda: len(app.shown_windows()) == 1, "the dialog to close")
    app.wait_for("label", "“Acme” is removed.")
    app.wait_for("push button", "Workspace: Sandbox")


def lose_workspace(desktop, app):
    """It can be had back with all its secrets; who quits instead leaves none behind."""
    app.click_view("Warehouses")
    app.click_row("Snowflake")
    save_password(app)
    remove_workspace(app)
    app.click("push button", "Undo")
    app.wait_for("push button", "Workspace: Acme")
    check("hunter-two" in desktop.search_keyring(), "the keyring lost a password by an undo")
    remove_workspace(app)
    app.key("ctrl+q")
    app.process.wait(20)
    check("hunter-two" not in desktop.search_keyring(), "the keyring still holds a password")


def miss_secret(desktop):
    """A workspace whose secret is gone from the keyring says so and leads to where to give it."""
    desktop.clear_keyring()
    app = desktop.restart()
    app.wait_for("label", "This workspace could not be opened.")
    app.click("push button", "Edit Workspace…")
    app.wait_for(None, "Edit Workspace")
    app.click("push button", "Cancel")
    app.wait_gone(None, "Edit Workspace")
    return app


def main():
    with Desktop() as desktop:
        app = desktop.start()
        try_sandbox(app)
        test_workspace(app)
        add_workspace(app)
        database = desktop.read_files(".local/share")
        check("not-so-secret" not in database, "the client secret is in a file")
        lose_workspace(desktop, miss_secret(desktop))


main()
