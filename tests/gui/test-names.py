# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control of every view has a name, and no view makes the window wider, wide and narrow."""

import sys

from sluice_gui import Desktop, Failure

# Without a compositor GTK draws a frame around its windows.
FRAME = 12


def list_views(app):
    views = app.wait_for("list", "Views")
    return [app.name_of(node) for node in app.find_all("list item", within=views)]


class Inspection:
    """What is wrong in the places that were looked at."""

    def __init__(self, app, width):
        self.app = app
        self.width = width
        self.faults = set()

    def look(self, place):
        self.faults.update(f"{place}: no name: {control}" for control in self.app.unnamed())
        frame = self.app.wait_for("frame")
        box = self.app.atspi.Component.get_extents(frame, self.app.atspi.CoordType.WINDOW)
        if box.width > self.width + FRAME:
            self.faults.add(f"{place}: {box.width} pixels wide instead of {self.width}")

    def look_at_row(self, view, row, landmark):
        """What a row of a view's list leads to."""
        self.app.click_view(view)
        self.app.click_at(self.app.wait_for("list item", contains=row))
        self.app.wait_for(*landmark)
        self.look(f"{view}, {row}")


def walk(app, inspection):
    app.wait_for("label", "Try the Sandbox")
    inspection.look("Welcome")
    app.click("push button", "Try the Sandbox")
    app.wait_for("push button", "Workspace: Sandbox")
    for view in list_views(app):
        app.click_view(view)
        inspection.look(view)
    inspection.look_at_row("Warehouses", "Snowflake", ("text", "Region"))
    inspection.look_at_row("Pipelines", "Acme orders pipeline", ("label", "Health"))
    inspection.look_at_row("Components", "Acme Snowflake connection", ("label", "Used By"))
    inspection.look_at_row("Audiences", "Big spenders", ("label", "Outputs"))
    app.click("push button", "Back to the list")
    app.click("push button", "New audience")
    app.wait_for("text", "Name of the audience")
    inspection.look("New Audience")


def main():
    # A process can hold one connection to AT-SPI, so each size is a test of its own.
    width, height = (int(part) for part in (sys.argv[1:] or ["1280x800"])[0].split("x"))
    with Desktop(size=(width, height)) as desktop:
        app = desktop.start()
        inspection = Inspection(app, width)
        walk(app, inspection)
    if inspection.faults:
        raise Failure("not as it should be:\n" + "\n".join(sorted(inspection.faults)))


main()
