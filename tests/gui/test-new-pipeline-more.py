# SPDX-License-Identifier: GPL-3.0-or-later
"""The guided flow beside its main road: events with a mapping over what exists already, and all of it by
keyboard alone."""

import json
import sys

from sluice_flow import (
    QUERY,
    VALUES,
    check,
    check_made_once,
    choose_iterator_type,
    next_step,
    open_app,
    selected_step,
    wait_in_window,
)
from sluice_gui import Desktop, Sandbox
from sluice_keys import Keyboard, expect_order

KINDS = ("feeds", "connections", "data-models", "field-transformations", "pipelines")
EVENTS = (
    "SELECT e.updated_at, e.customer_id, e.event_name, e.price, e.note FROM acme_db.crm.events e"
)


def find_by_name(sandbox, kind, name):
    found = [item for item in sandbox.list(kind) if item["name"] == name]
    check(len(found) == 1, f"{len(found)} {kind} are called {name}")
    return found[0]


def reuse(app, row, title, wanted, unfit="-"):
    """Chooses from what the workspace has; what is for another kind of warehouse is not offered."""
    app.click_row(row)
    app.wait_for_window(title)
    app.wait_for("list item", wanted)
    check(app.find("list item", unfit) is None, f"{unfit} is offered for Snowflake")
    app.xdotool("type", "--delay", "1", wanted)
    app.wait(lambda: app.text_of(app.editable("Search")) == wanted, "the search")
    app.key("Return")
    app.wait(lambda: len(app.shown_windows()) == 1, "the list to close")


def choose_typed(app, label, typed, wanted):
    """Types a part of a name, and takes what is proposed."""
    entry = app.wait(lambda: app.editable(label), label)
    app.click_at(entry)
    app.key("ctrl+a")
    app.xdotool("type", "--delay", "1", typed)
    app.wait_for("list item", wanted.replace("_", ""))
    app.key("Down", "Return")
    app.wait(lambda: app.text_of(app.editable(label)) == wanted, f"{label}: {wanted}")
    app.wait_gone("list item", wanted.replace("_", ""))


def write_model(app):
    app.click_at(app.wait_for("list item", contains="Events"))
    app.type("SQL query", EVENTS)
    app.wait_for("list item", "price: Not mapped yet")
    app.key("alt+r")
    wait_in_window(app, "Iterator field")
    choose_typed(app, "Iterator field", "UPD", "updated_at")
    choose_iterator_type(app)


def tab_through(app):
    """Each control of the table is reached, and it is left again."""
    keyboard = Keyboard(app)
    keyboard.press("alt+i")
    stops = keyboard.walk("Next")
    expect_order(stops, ["Add a Fixed Value", "What becomes of price", "Where price goes"])
    expect_order(stops, ["Where price goes", "What becomes of note", "Previous", "Next"])


def change_rows(app):
    """A column is ignored by choice; only what is no column can be removed."""
    check(app.find("push button", "Remove the mapping of note") is None, "a column can be lost")
    app.click_at(app.wait_for("combo box", "What becomes of note"))
    app.key("Down", "Down", "Return")
    app.wait(lambda: app.editable("Where note goes") is None, "the column to be ignored")
    app.click("push button", "Add a Fixed Value")
    app.wait_for("list item", "Mapping: 1 thing to do")
    app.xdotool("type", "--delay", "1", "from the warehouse")
    app.wait_for("push button", "Remove the mapping of the value “from the warehouse”")
    app.type("Where the value “from the warehouse” goes", "events.data.custom_attributes.origin")
    app.wait_for("list item", "Mapping: Complete")
    app.click("push button", "Remove the mapping of the value “custom_event”".replace("_", ""))
    app.wait_gone("push button", "Remove the mapping of the value “customevent”")


def map_columns(app):
    """Each column comes with a proposal; a field that no event has is told of, and stops Next."""
    places = {
        "customerid": "user_identities.customer_id",
        "eventname": "events.data.event_name",
        "price": "events.data.custom_attributes.price",
    }
    for column, place in places.items():
        entry = app.wait(lambda: app.editable(f"Where {column} goes"), f"the row of {column}")
        check(app.text_of(entry) == place, f"{column} goes to {app.text_of(entry)}")
    check(
        app.text_of(app.editable("ID of the field transformation"))
        == "acme-snowflake-model-mapping",
        "the id does not follow the name",
    )
    app.type("Where price goes", "events.data.prize")
    app.wait_for("label", contains="An event batch has no field “events.data.prize”")
    app.click("push button", "Next")
    app.wait_for("list item", "Mapping: 1 thing to do")
    check(selected_step(app) == "Mapping", "Next went on with a field that no event has")
    choose_typed(app, "Where price goes", "total_am", "events.data.product_action.total_amount")
    app.wait_for("list item", "Mapping: Complete")
    tab_through(app)
    change_rows(app)


def check_sent(sandbox, before):
    transformation = find_by_name(
        sandbox, "field-transformations", "Acme Snowflake model mapping"
    )
    goes = {m.get("source", m.get("value")): m for m in transformation["mappings"]}
    check(
        goes["from the warehouse"]["destination"] == "events.data.custom_attributes.origin",
        f"the fixed value at the server: {goes}",
    )
    check(
        goes["price"]["destination"] == "events.data.product_action.total_amount",
        f"the mapping at the server: {goes['price']}",
    )
    pipeline = find_by_name(sandbox, "pipelines", "Acme Snowflake pipeline")
    check(goes["note"]["mapping_type"] == "ignore", f"the mapping at the server: {goes['note']}")
    check(pipeline["data_type"] == "events", "not a pipeline of events")
    check(pipeline["connection_id"] == before["connection"]["id"], "another connection")
    check(str(pipeline["partner_feed_id"]) == str(before["feed"]["id"]), "another feed")
    check(pipeline["field_transformation_id"] == transformation["id"], "another transformation")


def events():
    with Desktop() as desktop:
        sandbox = Sandbox(desktop, "--seed-world")
        app = open_app(desktop, sandbox)
        before = {kind: len(sandbox.list(kind)) for kind in KINDS}
        before["feed"] = find_by_name(sandbox, "feeds", "Acme Snowflake feed")
        before["connection"] = find_by_name(sandbox, "connections", "Acme Snowflake connection")
        app.click_view("New Pipeline")
        app.wait(lambda: selected_step(app) == "Feed", "the step Feed")
        reuse(app, "Use an existing feed…", "Choose a Feed", "Acme Snowflake feed")
        app.wait_for("label", "This feed exists and is used as it is.")
        next_step(app, "Connection")
        reuse(
            app,
            "Use an existing connection…",
            "Choose a Connection",
            "Acme Snowflake connection",
            "Acme Redshift connection",
        )
        app.wait(lambda: app.text_of(app.editable("Database")), "the values of the connection")
        next_step(app, "Data Model")
        write_model(app)
        next_step(app, "Mapping")
        map_columns(app)
        next_step(app, "Schedule")
        next_step(app, "Review")
        app.wait_for("label", contains="“Acme Snowflake model mapping” says where 6 values go.")
        next_step(app, "Create")
        app.wait_for("list item", contains="Connection “Acme Snowflake connection”: Was there")
        app.click("push button", "Create")
        app.wait_for("label", "The Pipeline Is Made")
        more = {"data-models": 1, "field-transformations": 1, "pipelines": 1}
        for kind in KINDS:
            count = len(sandbox.list(kind)) - before[kind]
            check(count == more.get(kind, 0), f"{count} more {kind}")
        check_sent(sandbox, before)


def fill_connection(app, keyboard):
    """Field by field, each with its help; the id follows the name until it is changed."""
    keyboard.fill("Name of the connection", "By keyboard", "alt+a")
    app.wait(lambda: app.text_of(app.editable("ID of the connection")) == "by-keyboard", "the id")
    keyboard.fill("ID of the connection", "keys")
    keyboard.step()
    for label in list(VALUES)[:-1]:
        keyboard.fill(label, VALUES[label])
        keyboard.step()
    check(keyboard.focus == "Help: User", f"the focus is at {keyboard.focus}")
    keyboard.fill("Password or access token", "hunter-two")
    keyboard.walk("Save: Password or access token")
    keyboard.press("space")
    app.wait_for("label", contains="Saved in the keyring")
    last = list(VALUES)[-1]
    keyboard.walk("Help: Password or access token")
    keyboard.fill(last, VALUES[last])


def fill_model(app, keyboard):
    keyboard.fill("Name of the data model", "Model by keyboard", "alt+a")
    stops = keyboard.walk(
        "Next",
        entries={
            "Name of the data model": 1,
            "Everything": 1,
            "Type of the iterator": 1,
            "Pick: Not before (UTC), optional": 1,
        },
    )
    expect_order(
        stops,
        [
            "SQL query",
            "Only what changed",
            "Everything",
            "Choose one of the columns",
            "Type of the iterator",
            "Pick: Not before (UTC), optional",
            "Pick: Not after (UTC), optional",
            "Previous",
            "Next",
        ],
    )
    keyboard.go_to("alt+q", "SQL query")
    keyboard.write(QUERY)
    app.wait(lambda: app.text_of(app.find("text", "SQL query")) == QUERY, "the query")
    keyboard.fill("Iterator field", "upd", "alt+r")
    app.wait_for("list item", "updatedat")
    keyboard.press("Down", "Return")
    app.wait(lambda: app.text_of(app.editable("Iterator field")) == "updated_at", "the column")
    keyboard.step("alt+t")
    keyboard.press("Down", "Return")
    app.wait_for("list item", "Data Model: Complete")


def next_by_key(app, keyboard, step):
    keyboard.press("alt+n")
    app.wait(lambda: selected_step(app) == step, f"the step {step}")


def read_requests(app, keyboard):
    """The requests as JSON, and by the keyboard as cURL."""
    app.wait_for("text", "Request", contains='"module_name"')
    keyboard.walk("cURL")
    keyboard.press("space")
    app.wait_for("text", "Request", contains="curl ")
    check("hunter-two" not in app.text_of(app.find("text", "Request")), "the request tells the secret")
    keyboard.walk("Next")


def by_keyboard():
    with Desktop() as desktop:
        sandbox = Sandbox(desktop)
        app = open_app(desktop, sandbox)
        keyboard = Keyboard(app)
        keyboard.press("alt+4")
        app.wait(lambda: selected_step(app) == "Feed", "the step Feed")
        # Round and round: there is a way out of everything, and back.
        keyboard.fill("Name of the new feed", "Feed by keyboard", "alt+f")
        keyboard.walk("Next")
        stops = keyboard.walk("Next", entries={"Kind of warehouse": 1})
        expect_order(stops, ["Main menu", "Workspace: Acme", "Drafts and files"])
        expect_order(stops, ["Drafts and files", "Create", "Kind of warehouse", "Next"])
        keyboard.walk("Create", "shift+Tab", entries={"Next": 1})
        keyboard.fill("Name of the new feed", "Feed by keyboard alone", "alt+f")
        next_by_key(app, keyboard, "Connection")
        fill_connection(app, keyboard)
        next_by_key(app, keyboard, "Data Model")
        fill_model(app, keyboard)
        next_by_key(app, keyboard, "Mapping")
        next_by_key(app, keyboard, "Schedule")
        next_by_key(app, keyboard, "Review")
        read_requests(app, keyboard)
        next_by_key(app, keyboard, "Create")
        app.wait_for("label", "Will be made")
        keyboard.press("alt+c")
        app.wait_for("label", "The Pipeline Is Made")
        keyboard.press("alt+w")
        app.wait(lambda: app.find("frame").get_name().startswith("Pipelines"), "Pipelines")
        check_made_once(sandbox)
        find_by_name(sandbox, "feeds", "Feed by keyboard alone")


# One bus for each run: AT-SPI stays on the first it was on.
JOURNEYS = {"events": events, "by-keyboard": by_keyboard}

JOURNEYS[sys.argv[1] if len(sys.argv) > 1 else "events"]()
