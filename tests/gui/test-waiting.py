# SPDX-License-Identifier: GPL-3.0-or-later
"""An API that asks to be left alone for a while: the window says until when, and goes on by itself."""

import json

from sluice_gui import Desktop, Sandbox

SCENARIO = {
    "faults": [
        {
            "method": "GET",
            "route": "/v1/workspace/*/audiences",
            "count": 1,
            "status": 429,
            "headers": {"Retry-After": "6"},
            "body": {"errors": [{"message": "Not so fast <b>please</b>."}]},
        }
    ]
}


def main():
    with Desktop() as desktop:
        scenario = desktop.write_file("scenario.json", json.dumps(SCENARIO))
        sandbox = Sandbox(desktop, f"--scenario={scenario}", "--seed-world")
        sandbox.add_workspace("sandbox-secret")
        app = desktop.start()
        app.click_view("Audiences")
        app.wait_for("label", contains="Waiting until ")
        app.wait_for("label", contains="Not so fast <b>please</b>.")
        app.wait_for("list item", contains="Likely to buy")
        app.wait_gone("label", contains="Waiting until ")


main()
