# SPDX-License-Identifier: GPL-3.0-or-later
"""From a definition to an output: build, make, calculate, connect, and forecast what arrives."""

import json

from sluice_gui import Desktop, Failure

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
    app.wait_for("label", contains="added, ↓ −")


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
    app.click("push button", "Calculate")
    app.wait_for("label", "Calculating", timeout=SLOW)
    app.wait_for("label", "Active", timeout=SLOW)


def connect(app):
    app.click("push button", "Connect…")
    app.click("push button", "Connect")
    app.wait_for("list item", contains="Airship production", timeout=SLOW)
    app.wait_for("label", contains="Forwarding:", timeout=SLOW)


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


def main():
    with Desktop() as desktop:
        app = desktop.start()
        show_list(app)
        build(app)
        edit_json(app)
        make(app)
        connect(app)
        forecast(app)


main()
