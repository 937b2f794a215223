# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of the main job, which several journeys take: a form, a draft, a pipeline."""

from sluice_gui import Failure

VALUES = {
    "Account identifier": "gd1234",
    "Region": "us-east-1",
    "Virtual warehouse": "COMPUTE_WH",
    "Database": "ACME_DB",
    "Role": "MPARTICLE_ROLE",
    "User": "MPARTICLE_USER",
    "Storage integration": "MP_US1_1234_5678_S3",
}
BROKEN = "SELECT updated_at, id AS customer_id, email FROM acme_db.crm.users;"
QUERY = "SELECT updated_at, id AS customer_id, email FROM acme_db.crm.users"


def check(truth, what):
    if not truth:
        raise Failure(what)


def open_app(desktop, sandbox, secret="secret"):
    sandbox.add_workspace(secret)
    app = desktop.start()
    app.wait_for("push button", "Workspace: Acme")
    return app


def prepare_warehouse(app):
    app.click_view("Warehouses")
    app.click_row("Snowflake")
    app.wait_for("label", "Region")
    for label, value in VALUES.items():
        app.type(label, value)


def save_password(app):
    app.wait_for("label", contains="Not saved yet")
    app.type("Password or access token", "hunter-two")
    app.click("push button", "Save: Password or access token")
    app.wait_for("label", contains="Saved in the keyring")


def read_clipboard(app):
    """What was copied, by pasting it where it is not kept: into the search of the calls."""
    app.click_view("Activity")
    app.wait_for("list", "Calls")
    app.key("ctrl+f")
    app.key("ctrl+a", "ctrl+v")
    text = app.wait(lambda: app.text_of(app.editable("Search")), "what was copied")
    app.key("ctrl+a", "Delete")
    app.wait(lambda: app.text_of(app.editable("Search")) == "", "an empty search")
    return text


def next_step(app, landmark):
    app.click("push button", "Next")
    app.wait(lambda: selected_step(app) == landmark, f"the step {landmark}")


def selected_step(app):
    """The step that the list of steps has selected."""
    steps = app.find("list", "Steps")
    for node in app.find_all("list item", within=steps) if steps is not None else []:
        if node.get_state_set().contains(app.atspi.StateType.SELECTED):
            return app.name_of(node).split(":")[0]
    return None


def write_query(app):
    """Next does not go on without a query, says so, and a finding can be fixed with one click."""
    app.click("push button", "Next")
    app.wait_for("label", contains="iterator")
    check(selected_step(app) == "Data Model", "Next went on without a query")
    app.type("SQL query", BROKEN)
    app.click("push button", "Remove the semicolon")
    app.wait(lambda: app.text_of(app.find("text", "SQL query")) == QUERY, "the query to be fixed")
    app.wait_for("list item", "email: Identity")
    app.type("Iterator field", "updated_at")
    app.wait_for("list item", contains=": Iterator")


def wait_in_window(app, name):
    """What has got the focus is scrolled to; a list that drops down from it needs a place on the screen."""

    def is_in_window():
        x, y = app.settled_centre(app.find(None, name))
        return 0 < y < app.desktop.size[1]

    app.wait(is_in_window, f"{name} to be in the window")


def choose_iterator_type(app):
    app.click("push button", "Next")  # leads to what is missing
    app.wait_for("label", contains="data type of its iterator")
    wait_in_window(app, "Type of the iterator")
    app.key("space")
    app.key("Down")
    app.key("Return")
    app.wait_gone("label", contains="data type of its iterator")


def go_to_create(app):
    next_step(app, "Mapping")
    next_step(app, "Schedule")
    next_step(app, "Review")
    app.wait_for("label", contains="Only rows that changed")
    next_step(app, "Create")
    app.wait_for("label", "Will be made")


def fill_all(app):
    """The shortest way to the last step, from values that were typed in the form."""
    app.click("push button", "Use in a Connection")
    app.wait(lambda: selected_step(app) == "Feed", "the step Feed")
    next_step(app, "Connection")
    next_step(app, "Data Model")
    app.type("SQL query", QUERY)
    app.type("Iterator field", "updated_at")
    choose_iterator_type(app)


def check_made_once(sandbox, kinds=("feeds", "connections", "data-models", "pipelines")):
    """Whatever happened on the way, there is one of each."""
    for kind in kinds:
        names = [item["name"] for item in sandbox.list(kind)]
        check(len(names) == 1, f"{kind} at the server: {names}")
