# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control of every view has a name, wide and narrow."""

import sys

from sluice_gui import Desktop, Failure


def list_views(app):
    views = app.wait_for("list", "Views")
    return [app.name_of(node) for node in app.find_all("list item", within=views)]


def check_names(app, place, unnamed):
    unnamed.extend(f"{place}: {control}" for control in app.unnamed())


def main():
    # A process can hold one connection to AT-SPI, so each size is a test of its own.
    width, height = (int(part) for part in (sys.argv[1:] or ["1280x800"])[0].split("x"))
    unnamed = []
    with Desktop(size=(width, height)) as desktop:
        app = desktop.start()
        app.wait_for("label", "Try the Sandbox")
        check_names(app, "Welcome", unnamed)
        app.click("push button", "Try the Sandbox")
        app.wait_for("push button", "Workspace: Sandbox")
        for view in list_views(app):
            app.click_view(view)
            check_names(app, view, unnamed)
        app.click_view("Warehouses")
        app.click_row("Snowflake")
        app.wait_for("text", "Region")
        check_names(app, "Snowflake", unnamed)
    if unnamed:
        raise Failure("controls without a name:\n" + "\n".join(sorted(set(unnamed))))


main()
