# SPDX-License-Identifier: GPL-3.0-or-later
"""What sluicectl does to the workspaces shows in a window that is open."""

from sluice_gui import Desktop
from sluice_watched import add_workspace, sluicectl, start_sandbox


def main():
    with Desktop() as desktop:
        url = start_sandbox(desktop)
        app = desktop.start()
        app.wait_for("push button", "Try the Sandbox")
        add_workspace(desktop, url, "First")
        app.wait_for(None, "Workspace: First")
        app.click_view("Pipelines")
        app.wait_for("label", "Acme customers pipeline")

        add_workspace(desktop, url, "Second")
        app.click("push button", "Workspace: First")
        app.wait_for("label", "Second")
        app.key("Escape")

        sluicectl(desktop, "workspace", "remove", "First")
        app.wait_for(None, "Workspace: Second")
        app.wait_for("label", "Acme customers pipeline")


main()
