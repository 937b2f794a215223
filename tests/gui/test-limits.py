# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits: said before they are hit, by the number that the person's contract has."""

from sluice_gui import Desktop
from sluice_watched import add_workspace, start_sandbox


def open_limits(app):
    app.key("ctrl+comma")
    app.wait_for("check box", "Keep watching in the background")
    app.key("alt+l")
    return app.wait(lambda: app.editable("Active pipelines"), "the limits")


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
        open_limits(app)
        set_limit(app, "Active pipelines", "9")
        app.key("Escape")
        app.wait_gone("label", contains="active pipelines are in use.")

        app = desktop.restart("--workspace", "Watched")
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
