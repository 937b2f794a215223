# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows: two at once keep out of each other's way, and the last one's place and size come back."""

from sluice_flow import check
from sluice_gui import Desktop


def titles(app):
    return sorted(app.name_of(node) for node in app.root_windows())


def main():
    with Desktop(size=(1200, 700)) as desktop:
        app = desktop.start()
        app.click("push button", "Try the Sandbox")
        app.wait_for("push button", "Workspace: Sandbox")
        app.click_view("Activity")
        app.key("ctrl+shift+n")
        app.wait(lambda: len(titles(app)) == 2, "a second window")

        # The new one has the keyboard; the other stays where it is.
        app.key("alt+2")
        app.wait(lambda: "Pipelines – Sandbox" in titles(app), "Pipelines in the second window")
        check(len(set(titles(app))) == 2, f"both windows went along: {titles(app)}")
        app.key("ctrl+w")
        app.wait(lambda: len(titles(app)) == 1, "the second window to close")
        check(titles(app) == ["Activity – Sandbox"], f"the first window shows {titles(app)}")

        app = desktop.restart()
        app.wait(lambda: titles(app) == ["Activity – Sandbox"], "the last place")
        box = app.atspi.Component.get_extents(app.find("frame"), app.atspi.CoordType.WINDOW)
        check(abs(box.width - 1200) < 40, f"the window is {box.width} wide")


main()
