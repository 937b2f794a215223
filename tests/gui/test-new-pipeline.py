# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the window: from a form to a pipeline that runs, also where things go wrong."""

import json
import sys
import threading

from sluice_flow import (
    QUERY,
    VALUES,
    check,
    check_made_once,
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
from sluice_keys import Keyboard
from sluice_watched import Retold, sluicectl


def choose_kind(app, key, name):
    app.click_at(app.wait_for("combo box", "Kind of warehouse"))
    app.key(key, "Return")
    app.wait(lambda: app.text_of(app.editable("Name of the new feed")) == f"Acme {name} feed", name)


def turn_kinds(app):
    """What was given for a kind of warehouse is there again when one comes back to it."""
    app.type("Database", "OTHER_DB")
    app.click("push button", "Previous")
    app.wait(lambda: selected_step(app) == "Feed", "the step Feed")
    choose_kind(app, "Down", "Google BigQuery")
    choose_kind(app, "Up", "Snowflake")
    next_step(app, "Connection")
    app.wait(lambda: app.text_of(app.editable("Database")) == "OTHER_DB", "the values of Snowflake")


def turn_schedule(app):
    """A schedule that recurs is as it was when one comes back to it; the first run is told in words."""
    app.type("First run (UTC)", "2031-12-01 00:15")
    app.wait_for("label", contains="The first run is on 1 December 2031 at 00:15 UTC.")
    app.click_at(app.wait_for("list item", contains="Once"))
    app.wait_for("label", contains="Runs once")
    app.click_at(app.wait_for("list item", contains="Again and again"))
    app.wait_for("label", contains="The first run is on 1 December 2031 at 00:15 UTC.")


def journey():
    with Desktop() as desktop:
        sandbox = Sandbox(desktop, "--speed=60")
        app = open_app(desktop, sandbox)
        prepare_warehouse(app)
        save_password(app)
        app.click("push button", "Use in a Connection")
        app.wait(lambda: selected_step(app) == "Feed", "the step Feed")
        next_step(app, "Connection")
        turn_kinds(app)
        next_step(app, "Data Model")
        write_query(app)

        # Killed in the middle, the program finds the draft as it was.
        app.process.kill()
        app.process.wait()
        app = desktop.start()
        # It goes on where something is left to do, and tells what is complete.
        app.click_view("New Pipeline")
        app.wait(lambda: selected_step(app) == "Data Model", "the step Data Model")
        app.wait_for("list item", "Feed: Complete")
        app.wait_for("list item", "Connection: Complete")
        app.wait(lambda: app.text_of(app.find("text", "SQL query")) == QUERY, "the draft")
        choose_iterator_type(app)
        next_step(app, "Mapping")
        next_step(app, "Schedule")
        turn_schedule(app)
        next_step(app, "Review")
        app.wait_for("label", contains="Only rows that changed")
        next_step(app, "Create")
        app.wait_for("label", "Will be made")
        app.click("push button", "Create")
        app.wait_for("label", "The Pipeline Is Made")
        app.wait_gone("push button", "Previous")
        app.click("push button", "Watch It in Pipelines")
        app.wait(lambda: app.find("frame").get_name().startswith("Pipelines"), "Pipelines")
        check("hunter-two" not in desktop.read_files(".local/share/sluice"), "the password is in a file")


# The replies to these come so late that nobody waits for them; what was asked for is done all the same.
LATE = {
    "faults": [
        {"method": "POST", "route": f"*/{kind}", "count": 1, "delay": 60000}
        for kind in ("connections", "data-models")
    ]
}


def wait_for_step(app, name, state):
    return app.wait_for("list item", f"{name} “Acme Snowflake {name.lower().split()[-1]}”: {state}")


def interrupted():
    """A missing secret is asked for; stopping in the middle and a server that goes away make nothing twice."""
    with Desktop() as desktop:
        scenario = desktop.write_file("late.json", json.dumps(LATE))
        sandbox = Sandbox(desktop, f"--scenario={scenario}")
        app = open_app(desktop, sandbox)
        prepare_warehouse(app)
        fill_all(app)
        go_to_create(app)
        app.click("push button", "Create")
        app.wait_for("label", "Missing Secrets")
        save_password(app)

        app.click("push button", "Resume")
        wait_for_step(app, "Connection", "Being made…")
        app.click("push button", "Stop")
        app.wait_for("label", contains="Resume goes on where this ended")
        wait_for_step(app, "Feed", "Made")
        wait_for_step(app, "Connection", "Stopped")
        check(app.find("label", "Failed") is None, "who stops is told that something failed")

        app.click("push button", "Resume")
        wait_for_step(app, "Data model", "Being made…")
        sandbox.stop()
        wait_for_step(app, "Data model", "Failed")
        app.wait_for("push button", "Remove What Was Made…")
        sandbox.restart()
        app.click("push button", "Resume")
        app.wait_for("label", "The Pipeline Is Made")
        check_made_once(sandbox)


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


class Held(Retold):
    """Keeps whoever asks for a data model waiting, while it is told to."""

    def __init__(self, url):
        super().__init__(url)
        self.let = threading.Event()
        self.let.set()
        self.answered = 0

    def answer(self, handler):
        waits = handler.command == "GET" and "/data-models/acme" in handler.path
        if waits:
            self.let.wait(60)
        try:
            super().answer(handler)
        finally:  # also to one who has hung up
            self.answered += waits


def switch_workspace(app, keyboard, key, name):
    """Of two; the list begins with the keyboard on one of them."""
    keyboard.focus = ""
    app.activate(app.wait_for("push button", contains="Workspace: "))
    keyboard.wait_until(lambda: keyboard.focus in ("Acme", "Other"), "the list of workspaces")
    if keyboard.focus != name:
        keyboard.step(key)
    keyboard.press("Return")
    app.wait_for("push button", f"Workspace: {name}")


def look_and_wait(app, button):
    app.click("push button", button)
    app.wait_for("label", "Looking at what is there…")
    app.wait_for("push button", "Stop")


def list_both(desktop):
    return [sluicectl(desktop, "-w", name, "list", "feeds") for name in ("Acme", "Other")]


def elsewhere():
    """Whoever stops while it is looked what is there, or goes to another workspace, has nothing made in
    either of the two."""
    with Desktop() as desktop:
        sandbox = Sandbox(desktop)
        held = Held(sandbox.url)
        sandbox.url = held.url
        sandbox.add_workspace()
        sandbox.add_workspace(name="Other", number=9013)
        app = desktop.start("--workspace", "Other")
        keyboard = Keyboard(app)
        app.click_view("Warehouses")
        app.click_row("Snowflake")
        save_password(app)
        switch_workspace(app, keyboard, "Up", "Acme")
        for label, value in VALUES.items():
            app.type(label, value)
        save_password(app)
        fill_all(app)
        go_to_create(app)

        held.let.clear()
        look_and_wait(app, "Create")
        app.click("push button", "Stop")
        app.wait_for("label", contains="Resume goes on where this ended")
        look_and_wait(app, "Resume")
        switch_workspace(app, keyboard, "Down", "Other")
        app.wait(lambda: selected_step(app) == "Feed", "a draft of the other workspace")
        before = held.answered
        held.let.set()
        app.wait(lambda: held.answered >= before + 2, "the late replies")
        switch_workspace(app, keyboard, "Up", "Acme")
        app.wait(lambda: selected_step(app) == "Review", "the draft that was left")
        check("".join(list_both(desktop)) == "", f"made by nobody's wish: {list_both(desktop)}")
        next_step(app, "Create")
        app.click("push button", "Create")
        app.wait_for("label", "The Pipeline Is Made")
        check("Acme" in list_both(desktop)[0], "not made where it was asked for")
        held.close()


# One bus for each run: AT-SPI stays on the first it was on.
JOURNEYS = {
    "whole": journey,
    "interrupted": interrupted,
    "elsewhere": elsewhere,
    "wrong-secret": wrong_secret,
}

JOURNEYS[sys.argv[1] if len(sys.argv) > 1 else "whole"]()
