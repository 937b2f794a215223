# SPDX-License-Identifier: GPL-3.0-or-later
"""What pipelines are made of: changed with and without a secret, kept while in use, deleted, made again."""

import json

from sluice_gui import Desktop, Failure
from sluice_watched import add_workspace, sluicectl, start_sandbox

IN_USE = "It is in use, so it cannot be deleted."
QUERY = "SELECT o.id AS order_id, o.email, o.updated_at FROM shop.sales.orders AS o"
AUDIT = ("created_on", "created_by", "last_modified_on", "last_modified_by")


def check(truth, what):
    if not truth:
        raise Failure(what)


def show(desktop, kind, name):
    return json.loads(sluicectl(desktop, "show", kind, name, "--json"))


def is_listed(desktop, kind, name):
    items = json.loads(sluicectl(desktop, "list", kind, "--json"))["items"]
    return any(item["id"] == name for item in items)


def open_component(app, tab, name):
    if app.find("push button", "Back to the list"):
        app.click("push button", "Back to the list")
    app.wait(lambda: app.find("push button", "Refresh"), "the lists")
    app.click_at(app.wait(lambda: find_tab(app, tab), f"the tab {tab}"))
    app.click_at(app.wait_for("list item", name))
    app.wait_for("label", "Used By")


def find_tab(app, name):
    return app.find("radio button", name) or app.find("toggle button", name) or app.find(None, name)


def is_deletable(app):
    node = app.find("push button", "Delete")
    return node is not None and app.is_sensitive(node)


def wait_for_windows(app, count):
    app.wait(lambda: len(app.shown_windows()) == count, f"{count} windows")


def edit(app, name):
    app.click("push button", "Edit…")
    wait_for_windows(app, 2)
    app.type("Name", name)


def save(app):
    app.click("push button", "Save")
    wait_for_windows(app, 1)
    app.wait_for("label", "Saved.")


def change_connection(desktop, app):
    """Its password is asked for where nobody knows it: a mask is never sent back."""
    open_component(app, "Connections", "Acme Snowflake connection")
    app.wait_for("label", contains=IN_USE)
    app.wait_for("list item", "Acme customers pipeline")
    check(not is_deletable(app), "a connection in use can be deleted")
    edit(app, "Acme main connection")
    app.click("push button", "Save")
    app.wait_for("label", contains="is not in the keyring. Type it in.")
    check(show(desktop, "connections", "acme-snowflake-connection")["name"] != "Acme main connection",
          "it was sent without its password")
    app.type("Password or access token", "hunter-three")
    save(app)
    after = show(desktop, "connections", "acme-snowflake-connection")
    check(after["name"] == "Acme main connection", f"it is called {after['name']}")
    app.wait(lambda: "hunter-three" in desktop.search_keyring(), "the password in the keyring")
    check("hunter-three" not in desktop.read_files(".local/share"), "the password is in a file")
    # The next time it is known.
    edit(app, "Acme first connection")
    save(app)
    app.wait_for("label", "Acme first connection")


def change_model(desktop, app):
    open_component(app, "Data Models", "Acme orders model")
    edit(app, "Acme sales model")
    app.type("Query", QUERY)
    save(app)
    after = show(desktop, "data-models", "acme-orders-model")
    check(after["name"] == "Acme sales model", f"it is called {after['name']}")
    check(after["config"]["sql_query"] == QUERY, f"its query is {after['config']}")


def change_mapping(desktop, app):
    open_component(app, "Mappings", "Acme shop visits mapping")
    before = show(desktop, "field-transformations", "acme-visits-mapping")
    edit(app, "Acme visits mapping")
    app.type("Mappings", '[{"mapping_type":')
    app.click("push button", "Save")
    app.wait_for("label", contains="The mappings are not JSON")
    app.type("Mappings", json.dumps(before["mappings"][:-1]))
    save(app)
    after = show(desktop, "field-transformations", "acme-visits-mapping")
    check(after["mappings"] == before["mappings"][:-1], f"it maps {after['mappings']}")


def change_feed(desktop, app):
    open_component(app, "Feeds", "Acme Redshift feed")
    app.wait_for("label", contains="The API cannot delete feeds.")
    check(not is_deletable(app), "a feed can be deleted")
    edit(app, "Acme second feed")
    save(app)
    check(show(desktop, "feeds", "1002")["name"] == "Acme second feed", "the feed kept its name")


def follow(app, name):
    """A pipeline leads to what it uses, as that leads to the pipeline."""
    open_component(app, "Connections", name)
    user = app.wait_for("list item", "Acme customers pipeline")
    app.scroll_to(user)
    app.click_at(user)
    about = app.wait_for("list", "About")
    row = app.wait_for("list item", "Connection", within=about)
    app.wait_for("push button", "Copy ID", within=about)
    app.scroll_to(row)
    app.click_at(row)
    app.wait_for("label", "Used By")
    app.wait_for("label", name)
    app.wait_gone("list", "About")


def free(desktop, app, *pipelines):
    """The page that is open hears that nobody uses it any more."""
    check(not is_deletable(app), "what is in use can be deleted")
    for pipeline in pipelines:
        sluicectl(desktop, "delete", "pipelines", pipeline, "--yes")
    app.key("ctrl+r")
    app.wait_for("list item", "No pipeline")
    app.wait(lambda: is_deletable(app), "it to be deletable")


def ask_to_delete(app, name, words):
    app.click("push button", "Delete")
    wait_for_windows(app, 2)
    app.wait_for("label", f"Delete “{name}”?")
    app.wait_for("label", contains=words)


def delete(app, name, words):
    ask_to_delete(app, name, words)
    app.click("push button", "Cancel")
    wait_for_windows(app, 1)
    ask_to_delete(app, name, words)
    app.click("push button", "Delete", within=app.wait_for("dialog"))
    wait_for_windows(app, 1)
    app.wait_for("label", contains=f"“{name}” is deleted.")
    app.wait_gone("list item", name)


def undo(app, name):
    app.click("push button", "Undo")
    app.wait_for("label", contains=f"“{name}” is there again.")
    app.wait_for("list item", name)


def without_audit(thing):
    return {key: value for key, value in thing.items() if key not in AUDIT}


def delete_mapping(desktop, app):
    """All that there is to it is known, so it can be made again as it was."""
    open_component(app, "Mappings", "Acme visits mapping")
    free(desktop, app, "acme-visits-pipeline")
    before = show(desktop, "field-transformations", "acme-visits-mapping")
    delete(app, "Acme visits mapping", "For a moment it can be undone.")
    check(not is_listed(desktop, "field-transformations", "acme-visits-mapping"), "it is there")
    undo(app, "Acme visits mapping")
    after = show(desktop, "field-transformations", "acme-visits-mapping")
    check(without_audit(after) == without_audit(before), f"it is not as it was: {after}")


def delete_model(desktop, app):
    open_component(app, "Data Models", "Acme shop visits model")
    before = show(desktop, "data-models", "acme-visits-model")
    delete(app, "Acme shop visits model", "For a moment it can be undone.")
    undo(app, "Acme shop visits model")
    after = show(desktop, "data-models", "acme-visits-model")
    check(without_audit(after) == without_audit(before), f"it is not as it was: {after}")


def delete_connection(desktop, app):
    """Its secrets are known to nobody, so there is no way back, and the question says so."""
    open_component(app, "Connections", "Acme Redshift connection")
    free(desktop, app, "acme-orders-pipeline", "acme-newsletter-pipeline")
    delete(app, "Acme Redshift connection", "This cannot be undone.")
    check(app.find("push button", "Undo") is None, "an undo is offered that cannot be had")
    check(not is_listed(desktop, "connections", "acme-redshift-connection"), "it is there")


def main():
    with Desktop() as desktop:
        add_workspace(desktop, start_sandbox(desktop))
        app = desktop.start("--workspace", "Watched")
        app.click_view("Components")
        change_connection(desktop, app)
        change_model(desktop, app)
        change_mapping(desktop, app)
        change_feed(desktop, app)
        follow(app, "Acme first connection")
        delete_mapping(desktop, app)
        delete_model(desktop, app)
        delete_connection(desktop, app)


main()
