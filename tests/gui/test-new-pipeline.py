# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the window: from a form to a pipeline that runs, also where things go wrong."""

import sys

from sluice_flow import (
    QUERY,
    check,
    choose_iterator_type,
    fill_all,
    go_to_create,
    next_step,
    open_app,
    prepare_warehouse,
    save_password,
    selected_step,
    write_query,
)
from sluice_gui import Desktop, Sandbox

def journey():
    with Desktop() as desktop:
        sandbox = Sandbox(desktop, "--speed=60")
        app = open_app(desktop, sandbox)
        prepare_warehouse(app)
        save_password(app)
        app.click("push button", "Use in a Connection")
        app.wait(lambda: selected_step(app) == "Feed", "the step Feed")
        next_step(app, "Connection")
        next_step(app, "Data Model")
        write_query(app)

        # Killed in the middle, the program finds the draft as it was.
        app.process.kill()
        app.process.wait()
        app = desktop.start()
        app.click_view("New Pipeline")
        next_step(app, "Connection")
        next_step(app, "Data Model")
        app.wait(lambda: app.text_of(app.find("text", "SQL query")) == QUERY, "the draft")
        choose_iterator_type(app)
        go_to_create(app)
        app.click("push button", "Create")
        app.wait_for("label", "The Pipeline Is Made")
        app.click("push button", "Watch It in Pipelines")
        app.wait(lambda: app.find("frame").get_name().startswith("Pipelines"), "Pipelines")
        check("hunter-two" not in desktop.read_files(".local/share/sluice"), "the password is in a file")


def server_gone():
    """A secret that is missing is asked for, and a server that went away costs nothing."""
    with Desktop() as desktop:
        sandbox = Sandbox(desktop, "--latency=600")
        app = open_app(desktop, sandbox)
        prepare_warehouse(app)
        fill_all(app)
        go_to_create(app)
        app.click("push button", "Create")
        app.wait_for("label", "Missing Secrets")
        save_password(app)
        app.click("push button", "Resume")
        app.wait_for("label", "Made")
        sandbox.stop()
        app.wait_for("label", "Failed")
        app.wait_for("push button", "Remove What Was Made…")
        sandbox.restart()
        app.click("push button", "Resume")
        app.wait_for("label", "The Pipeline Is Made")


def wrong_secret():
    with Desktop() as desktop:
        sandbox = Sandbox(desktop)
        app = open_app(desktop, sandbox, "wrong-secret")
        prepare_warehouse(app)
        save_password(app)
        fill_all(app)
        next_step(app, "Mapping")
        next_step(app, "Schedule")
        next_step(app, "Review")
        next_step(app, "Create")
        app.wait_for("label", "What is there could not be looked at")
        app.wait_for("push button", "Look Again")


# One bus for each run: AT-SPI stays on the first it was on.
JOURNEYS = {"whole": journey, "server-gone": server_gone, "wrong-secret": wrong_secret}

JOURNEYS[sys.argv[1] if len(sys.argv) > 1 else "whole"]()
