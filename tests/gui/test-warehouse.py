# SPDX-License-Identifier: GPL-3.0-or-later
"""The form of Snowflake: values make files, wrong ones are named, secrets go to the keyring."""

import os

from sluice_flow import read_clipboard
from sluice_gui import Desktop, Failure

PLACEHOLDER = "SET PASSWORD = '<password>'"
VALUES = {
    "Account identifier": "gd1234",
    "Region": "us-east-1",
    "Virtual warehouse": "COMPUTE_WH",
    "Database": "ACME_DB",
    "Schema": "CRM",
    "Tables": "CUSTOMERS, ORDERS",
    "Role": "MPARTICLE_ROLE",
    "User": "MPARTICLE_USER",
    "Storage integration": "MP_US1_1234_5678_S3",
}


def check(truth, what):
    if not truth:
        raise Failure(what)


def shown_file(app, name):
    node = app.find("text", name)
    return app.text_of(node) if node is not None else ""


def drafted(app):
    return app.name_of(app.find("label", contains="A draft."))


def fill_form(app):
    app.click("push button", "Try the Sandbox")
    app.wait_for("push button", "Workspace: Sandbox")
    app.click_view("Warehouses")
    app.click_row("Snowflake")
    app.wait_for("label", contains="A draft. Examples stand for what is still missing")
    for label, value in VALUES.items():
        app.type(label, value)
    app.wait_gone("label", contains="A draft.")
    app.wait(lambda: "ACME_DB" in shown_file(app, "setup.sql"), "the database in setup.sql")
    text = shown_file(app, "setup.sql")
    check("ingest-pipeline-data-external-1234-5678" in text, "the derived role is missing")


def refuse_wrong_value(app):
    app.type("Addresses that may sign in", "999.1.1.1")
    app.wait_for("label", contains="An address looks like")
    app.type("Addresses that may sign in", "")
    app.wait_gone("label", contains="An address looks like")


def block_only_with_reason(app):
    app.type("User", "")
    app.wait_for("label", contains="A draft. Examples stand for what is still missing")
    check("is still missing: User" in drafted(app), "the draft does not say that the user is missing")
    app.type("User", VALUES["User"])
    app.wait_gone("label", contains="A draft.")
    app.wait(lambda: "MPARTICLE_USER" in shown_file(app, "setup.sql"), "setup.sql again")


def save_password(app, desktop):
    app.wait_for("label", contains="Not saved yet")
    app.type("Password or access token", "hunter-two")
    app.click("push button", "Save: Password or access token")
    app.wait_for("label", contains="Saved in the keyring")
    check("hunter-two" in desktop.search_keyring(), "the keyring does not hold the password")
    check("hunter-two" not in desktop.read_files(".local/share/sluice"), "the password is in a file")


def ask_for_password(app):
    app.click("push button", "Copy with the password")
    app.wait(lambda: len(app.shown_windows()) == 2, "the question")
    app.wait_for("label", "Copy With the Password?")


def answer(app, button):
    app.click("push button", button, within=app.wait_for("dialog"))
    app.wait(lambda: len(app.shown_windows()) == 1, "the question to close")


def copy_with_password(app):
    """Asked each time, and only that one copy holds it."""
    app.click("push button", "Copy this file")
    ask_for_password(app)
    answer(app, "Cancel")
    text = read_clipboard(app)
    check("hunter-two" not in text, "copied with the password though that was refused")
    for _ in range(2):
        app.click_view("Warehouses")
        app.wait(lambda: "ACME_DB" in shown_file(app, "setup.sql"), "setup.sql")
        check("hunter-two" not in shown_file(app, "setup.sql"), "the password is on screen")
        ask_for_password(app)
        answer(app, "Copy With Password")
        app.wait_for("label", contains="Copied with the password.")
    copied = read_clipboard(app)
    wanted = text.replace(PLACEHOLDER, "SET PASSWORD = 'hunter-two'")
    check(copied == wanted, "more than the password differs")
    check("hunter-two" in copied, "the copy lacks the password")
    app.click_view("Warehouses")


def save_files(app, desktop):
    folder = os.path.join(desktop.work, "files")
    os.makedirs(folder)
    app.click("push button", "Save all files as a folder")
    app.choose_folder(folder)
    app.wait(lambda: os.path.exists(os.path.join(folder, "main.tf")), "the files in the folder")
    with open(os.path.join(folder, "setup.sql"), encoding="utf-8") as stream:
        text = stream.read()
    check("ACME_DB" in text, "setup.sql in the folder lacks the value")
    check("hunter-two" not in text, "setup.sql in the folder holds the password")
    check(PLACEHOLDER in text, "setup.sql in the folder lacks the placeholder")


def keep_values(desktop):
    """What was typed is there when the window is opened again."""
    app = desktop.restart()
    app.click_view("Warehouses")
    app.click_row("Snowflake")
    app.wait(lambda: "ACME_DB" in shown_file(app, "setup.sql"), "the values of the last time")
    app.wait_for("label", contains="Saved in the keyring")


def main():
    with Desktop() as desktop:
        app = desktop.start()
        fill_form(app)
        refuse_wrong_value(app)
        block_only_with_reason(app)
        save_password(app, desktop)
        copy_with_password(app)
        save_files(app, desktop)
        keep_values(desktop)


main()
