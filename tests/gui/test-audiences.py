# SPDX-License-Identifier: GPL-3.0-or-later
"""From a definition to an output: build, make, calculate, connect, and forecast what arrives."""

import contextlib
import json
import os
import signal
import sqlite3
import sys
import time

from sluice_gui import Desktop, Failure, Sandbox

SEEDED = (
    "Likely to buy",
    "Likely to leave",
    "Big spenders",
    "Frequent shoppers",
    "One order only",
    "Bargain hunters",
    "Newsletter readers",
    "Visited a shop",
)
SLOW = 90.0


def check(truth, what):
    if not truth:
        raise Failure(what)


def show_list(app):
    app.click("push button", "Try the Sandbox")
    app.wait_for("push button", "Workspace: Sandbox")
    app.click_view("Audiences")
    for name in SEEDED:
        app.wait_for("label", name)
    # The movement is in words and signs, not in colours.
    app.wait_for("label", contains="added, −")


def choose(app, name, steps):
    """Moves a drop-down down by some entries."""
    app.click_at(app.wait_for(None, name))
    for _ in range(steps):
        app.key("Down")
    app.key("Return")


def read_definition(app):
    return json.loads(app.text_of(app.editable("Definition as JSON")))


def build(app):
    app.click("push button", "New audience")
    app.type("Name of the audience", "Propensity over 0.7")
    app.wait_for("label", contains="Type the attribute's name.")
    # The sandbox's own data model loads it, so that it is known for a number. (Names lose underscores.)
    app.click_at(app.wait_for(None, "Choose an attribute of your data models"))
    app.wait_for("list item", "propensitytobuy")
    app.key("Down")
    app.key("Down")
    app.key("Return")
    app.wait(lambda: app.text_of(app.editable("Attribute")) == "propensity_to_buy", "the attribute")
    app.wait_for("label", contains="Type a number")
    choose(app, "Comparison", 2)
    app.type("Value", "a lot")
    app.wait_for("label", contains="Type a number")
    app.type("Value", "0.7")
    app.wait_for("label", contains="propensity_to_buy is greater than 0.7")
    definition = read_definition(app)
    check(
        definition["audience"]
        == {
            "operator": "greater_than",
            "left": {"model": "user", "path": "propensity_to_buy"},
            "right": 0.7,
        },
        f"the JSON does not say what the form says: {definition}",
    )


def edit_json(app):
    """What is changed in the JSON is in the form and in the sentence at once."""
    definition = read_definition(app)
    definition["audience"]["right"] = 0.8
    app.type("Definition as JSON", json.dumps(definition))
    app.wait_for("label", contains="is greater than 0.8")
    app.wait(lambda: app.text_of(app.editable("Value")) == "0.8", "the form to follow")
    app.type("Definition as JSON", '{"schema_version": "1.0.0"}')
    app.wait_for("label", contains="“audience” is missing")
    definition["audience"]["right"] = 0.7
    app.type("Definition as JSON", json.dumps(definition))
    app.wait_for("label", contains="is greater than 0.7")


def make(app):
    app.click("push button", "Create")
    app.wait_for("label", "Draft")
    # The sandbox calculates in less than a second; the journey below watches it for longer.
    app.click("push button", "Calculate")
    app.wait_for("label", "Active", timeout=SLOW)


def connect(app):
    app.click("push button", "Connect…")
    app.click("push button", "Connect")
    app.wait_for("list item", contains="Airship production", timeout=SLOW)
    app.wait_for("label", contains="Forwarding:", timeout=SLOW)


def hold(app):
    """Pauses, goes on, and takes the connection away."""
    app.click("push button", "Pause forwarding")
    app.wait_for("label", contains="Paused:", timeout=SLOW)
    app.click("push button", "Resume forwarding")
    app.wait_for("label", contains="Forwarding:", timeout=SLOW)
    app.click("push button", "Remove the connection…")
    app.wait_for("label", contains="Remove the Connection to “Airship production”?")
    app.click("push button", "Remove", within=app.root_windows()[-1])
    app.wait_for("label", "Not connected", timeout=SLOW)


def count(app, name, value):
    """Types a number as a person does: libatspi cannot set a value without falling over."""
    app.click_at(app.wait_for("spin button", name))
    app.key("ctrl+a")
    app.xdotool("type", str(value))
    app.key("Tab")


def forecast(app):
    """The example of mParticle's guide: 100 people, 50 of them with an e-mail address, 80 devices."""
    app.click("push button", "Back to the list")
    app.activate(app.wait_for("push button", "More"))
    app.click("menu item", "Forecast Outputs")
    count(app, "Size of the audience", 100)
    count(app, "Email", 50)
    count(app, "GAID", 80)
    app.type("Search for an output", "Mailchimp")
    app.wait_for("label", contains="50 of 100")


def whole(desktop):
    app = desktop.start()
    show_list(app)
    build(app)
    edit_json(app)
    make(app)
    connect(app)
    hold(app)
    forecast(app)


def open_audiences(desktop, sandbox):
    sandbox.add_workspace()
    app = desktop.start()
    app.wait_for("push button", "Workspace: Acme")
    app.click_view("Audiences")
    app.wait_for("push button", "New audience")
    return app


def fill(app, name="Half done"):
    app.click("push button", "New audience")
    app.type("Name of the audience", name)
    app.type("Attribute", "plan")
    app.type("Value", "gold")
    app.wait_for("label", contains="plan is “gold”")


def value_is(app, text):
    app.wait(lambda: app.text_of(app.editable("Value")) == text, f"the value {text!r}")


def step_back(app):
    """What was typed is a step; going back and forth brings the form and the JSON along."""
    app.click("push button", "Undo")
    value_is(app, "")
    app.wait(lambda: read_definition(app)["audience"]["right"] == "", "the JSON to follow")
    app.click("push button", "Redo")
    value_is(app, "gold")


def leave(app, answer):
    app.click("push button", "Back to the list")
    app.wait_for("label", "Keep This Audience as a Draft?")
    app.click("push button", answer)


def break_json(app):
    """A fault is told where it is, the form waits, and nothing that was typed is lost."""
    app.type("Definition as JSON", '{"schema_version": "1.0.0",\n "audience" 7}')
    app.wait_for("label", contains="line 2, column")
    app.wait_for("label", contains="The form waits")
    check(not app.is_sensitive(app.find("push button", "Create")), "broken JSON can be created")
    leave(app, "Keep")
    app.click("push button", "New audience")
    app.wait_for("label", contains="line 2, column")
    check('"audience" 7' in app.text_of(app.editable("Definition as JSON")), "the text is lost")


def drafts(desktop):
    """Unfinished work: steps back, asked about, and there again after a crash."""
    sandbox = Sandbox(desktop, "--seed-world")
    app = open_audiences(desktop, sandbox)
    fill(app)
    step_back(app)
    leave(app, "Cancel")
    value_is(app, "gold")
    app.process.send_signal(signal.SIGKILL)
    app.process.wait(10)
    app = desktop.start()
    app.wait_for("push button", "Workspace: Acme")
    app.click_view("Audiences")
    app.click("push button", "New audience")
    value_is(app, "gold")
    app.type("Name of the audience", "x" * 101)
    app.wait_for("label", contains="101 characters")
    check(not app.is_sensitive(app.find("push button", "Create")), "a name too long is taken")
    break_json(app)
    leave(app, "Discard")
    app.wait_for("label", "The draft is discarded.")
    app.wait_gone("push button", "Redo")
    app.click("push button", "Undo")
    app.wait(lambda: app.text_of(app.editable("Name of the audience")) == "x" * 101, "the draft")
    leave(app, "Discard")
    app.click("push button", "New audience")
    value_is(app, "")


def no_preview(desktop):
    """Where the API only reads: steps to follow by hand, and the list that notices by itself."""
    sandbox = Sandbox(desktop, "--no-preview-audiences")
    app = open_audiences(desktop, sandbox)
    app.wait_for("label", contains="No Audiences")
    fill(app, "By hand")
    app.click("push button", "Show Steps")
    app.wait_for("label", contains="plan is “gold”")
    for what in ("Copy the address", "Copy the name", "Copy the attribute", "Copy the value"):
        app.wait_for("push button", what)
    app.wait_for("label", contains="Waiting for it")
    # Somebody makes it in mParticle's pages: the same world, served with the routes that can.
    sandbox.stop()
    sandbox.options = ()
    sandbox.restart()
    sandbox.run("audience", "create", desktop.write_file("made.json", json.dumps(MADE)))
    app.wait_for("label", contains="It has appeared", timeout=SLOW)
    app.key("Escape")


MADE = {
    "name": "By hand",
    "definition": {
        "schema_version": "1.0.0",
        "audience": {
            "operator": "equals",
            "left": {"model": "user", "path": "plan"},
            "right": "gold",
        },
    },
}


def from_pipeline(desktop):
    """An audience of a pipeline begins with what that loads, and does not cost the unfinished one."""
    sandbox = Sandbox(desktop, "--seed-world")
    app = open_audiences(desktop, sandbox)
    fill(app)
    leave(app, "Keep")
    app.click_view("Pipelines")
    app.click_at(app.wait_for("list item", contains="Acme orders pipeline", timeout=SLOW))
    row = app.wait_for("label", "Make an Audience of This", timeout=SLOW)
    app.xdotool("mousemove", 760, 600)
    app.scroll_to(row)
    app.click_at(row)
    app.wait_for("label", contains="“Acme orders pipeline” loads into the feed")
    value_is(app, "")
    app.click("push button", "Go On with It")
    value_is(app, "gold")


def server_gone(desktop):
    """The server goes away while it calculates: that is said, and it goes on by itself afterwards."""
    sandbox = Sandbox(desktop, "--seed-world", "--speed=4")
    app = open_audiences(desktop, sandbox)
    fill(app, "Interrupted")
    app.click("push button", "Create")
    app.wait_for("label", "Draft")
    app.click("push button", "Calculate")
    app.wait_for("label", contains="mParticle is calculating", timeout=SLOW)
    sandbox.stop()
    app.wait_for("label", contains="could not be read again", timeout=SLOW)
    sandbox.restart()
    app.wait_gone("label", contains="could not be read again", timeout=SLOW)
    app.wait_for("label", "Active", timeout=SLOW)


def remember_sizes(desktop, sandbox, size):
    """Writes down what two weeks of watching the first audience would have."""
    path = next(
        os.path.join(folder, name)
        for folder, _, names in os.walk(desktop.env["XDG_DATA_HOME"])
        for name in names
        if name == "sluice.db"
    )
    now = int(time.time())
    with contextlib.closing(sqlite3.connect(path)) as store:
        for day in range(1, 15):
            row = (f"{sandbox.url}#9012", "2224", (now - day * 86400) * 1000000, size, 9, 9)
            store.execute("INSERT INTO audience_sizes VALUES (?, ?, ?, ?, ?, ?)", row)
        store.commit()


def unusual(desktop):
    """A size far off the usual is told, and stands on the audience's page with what to look at."""
    sandbox = Sandbox(desktop, "--seed-world")
    sandbox.add_workspace()
    remember_sizes(desktop, sandbox, 100)
    app = desktop.start()
    app.wait_for("push button", "Workspace: Acme")
    app.click_view("Audiences")
    app.wait_for("label", contains="It jumped to")
    app.click_at(app.wait_for("list item", "Likely to buy"))
    app.wait_for("label", contains="Look whether its definition or the data behind it changed")
    app.wait_for("image", contains="seen 15 times: between")


def delete(desktop):
    """An audience is deleted only by those who type its name."""
    sandbox = Sandbox(desktop, "--seed-world")
    app = open_audiences(desktop, sandbox)
    app.click_at(app.wait_for("list item", "Bargain hunters"))
    app.click("push button", "Delete")
    app.wait_for("label", contains="Delete “Bargain hunters”")
    dialog = app.root_windows()[-1]
    check(not app.is_sensitive(app.find("push button", "Delete", within=dialog)), "no name needed")
    app.type("Name of the audience", "Bargain hunter")
    check(not app.is_sensitive(app.find("push button", "Delete", within=dialog)), "half a name is enough")
    app.type("Name of the audience", "Bargain hunters")
    app.click("push button", "Delete", within=dialog)
    app.wait_for("push button", "New audience", timeout=SLOW)
    app.wait_gone("list item", "Bargain hunters", timeout=SLOW)


JOURNEYS = {
    "whole": whole,
    "drafts": drafts,
    "from-pipeline": from_pipeline,
    "no-preview": no_preview,
    "server-gone": server_gone,
    "delete": delete,
    "unusual": unusual,
}

with Desktop() as here:
    JOURNEYS[sys.argv[1]](here)
