# SPDX-License-Identifier: GPL-3.0-or-later
"""Preferences: each does something at once and is there after a restart; and the limits, said before they
are hit, by the number that the person's contract has."""

import shutil
import subprocess

from sluice_flow import check
from sluice_gui import Desktop
from sluice_watched import add_workspace, start_sandbox


def open_limits(app):
    app.key("ctrl+comma")
    app.wait_for("check box", "Keep Watching in the Background")
    app.key("alt+l")
    return app.wait(lambda: app.editable("Active pipelines"), "the limits")


def measure_light(app):
    """How light the whole screen is, from 0 to 255; None where nothing can look at it."""
    if shutil.which("import") is None:
        return None
    picture = ["import", "-window", "root", "-resize", "1x1!", "-colorspace", "Gray", "-depth", "8", "gray:-"]
    result = subprocess.run(picture, env=app.desktop.env, capture_output=True)
    return result.stdout[0] if result.stdout else None


def is_dark(app):
    return measure_light(app) in (None, *range(100))


def open_general(app):
    app.key("ctrl+comma")
    return app.wait_for("check box", "Desktop Notifications")


def choose_general(desktop, app):
    tell = open_general(app)
    check(app.is_checked(tell), "nobody would be told of failures")
    app.activate(tell)
    app.wait(lambda: not app.is_checked(tell), "the switch to be off")
    app.activate(app.wait_for("check box", "Keep Secrets for This Session Only"))
    app.key("alt+s")
    app.key("Down", "Down", "Return")
    app.wait(lambda: "color-scheme='dark'" in desktop.read_files(".config"), "the dark style")
    app.wait(lambda: is_dark(app), "a dark window")
    app.key("Escape")
    app.wait(lambda: len(app.shown_windows()) == 1, "the preferences to close")


def keep_for_session(desktop, app):
    app.click_view("Warehouses")
    app.click_row("Snowflake")
    app.wait_for("label", contains="Not saved yet")
    app.type("Password or access token", "hunter-two")
    app.click("push button", "Save: Password or access token")
    app.wait_for("label", contains="session")
    check("hunter-two" not in desktop.search_keyring(), "the keyring holds it all the same")
    check("hunter-two" not in desktop.read_files("."), "the password is in a file")


def find_general_again(app):
    """The session is over, and so is what was kept for it alone; the rest is as it was left."""
    app.wait(lambda: is_dark(app), "a dark window again")
    tell = open_general(app)
    check(not app.is_checked(tell), "the switch is on again")
    only = app.find("check box", "Keep Secrets for This Session Only")
    check(not app.is_checked(only), "another session keeps nothing, either")
    app.key("Escape")
    app.wait(lambda: len(app.shown_windows()) == 1, "the preferences to close")
    app.click_view("Warehouses")
    app.click_row("Snowflake")
    app.wait_for("label", contains="Not saved yet")


def set_limit(app, name, number):
    node = app.wait(lambda: app.editable(name), f"the limit {name}")
    app.click_at(node)
    app.key("ctrl+a")
    app.key(*number)
    app.key("Return")


def main():
    with Desktop() as desktop:
        add_workspace(desktop, start_sandbox(desktop))
        app = desktop.start("--workspace", "Watched")
        app.click_view("Pipelines")
        app.wait_for("label", contains="4 of 5 active pipelines are in use.")
        choose_general(desktop, app)
        keep_for_session(desktop, app)
        app.click_view("Pipelines")
        open_limits(app)
        set_limit(app, "Active pipelines", "9")
        app.key("Escape")
        app.wait_gone("label", contains="active pipelines are in use.")

        app = desktop.restart("--workspace", "Watched")
        find_general_again(app)
        app.click_view("Pipelines")
        app.wait_for("label", "Acme customers pipeline")
        node = open_limits(app)
        app.wait(lambda: app.text_of(node) == "9", "the limit to be kept")
        set_limit(app, "Active pipelines", "4")
        set_limit(app, "Records of an hourly run", ["1", "0", "0", "0"])
        app.key("Escape")
        app.wait_for("label", contains="4 of 4 active pipelines are in use. Pause one")
        app.click_at(app.wait_for("label", "Acme customers pipeline"))
        app.wait_for("label", contains="its schedule allows")
        app.click("push button", "Back to the list")

        node = open_limits(app)
        app.click("push button", "Reset")
        app.wait(lambda: app.text_of(node) == "5", "the published limit")
        app.key("Escape")
        app.wait_for("label", contains="4 of 5 active pipelines are in use.")


main()
