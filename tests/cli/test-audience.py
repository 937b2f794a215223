# SPDX-License-Identifier: GPL-3.0-or-later
"""audience: create, calculate, connect where the API offers it, and forecast."""
from sluicecli import CliTest, SandboxTest, main

OUTPUT = "505"
AUDIENCE = {
    "name": "Likely to buy again",
    "definition": {
        "schema_version": "1.0.0",
        "audience": {
            "operator": "greater_than",
            "left": {"model": "user", "path": "propensity_to_buy"},
            "right": 0.7,
        },
    },
}


class Preview(SandboxTest):
    def test_from_file_to_output(self):
        path = self.write("audience.json", AUDIENCE)
        made = self.ctl("audience", "create", path, "--json").json
        self.assertEqual(made["name"], AUDIENCE["name"])
        listed = self.ctl("list", "audiences", "--json").json["items"]
        self.assertIn(made["id"], [item["id"] for item in listed])
        self.ctl("audience", "calculate", made["id"])
        connection = self.ctl("audience", "connect", made["id"], OUTPUT, "--json").json
        self.assertEqual(str(connection["service_configuration_id"]), OUTPUT)
        self.ctl("delete", "audiences", made["id"], "--yes")
        self.fails("audience", "calculate", made["id"], code=1, word="NOT_FOUND")

    def test_files_that_are_none(self):
        line = ["audience", "create"]
        self.fails(*line, "nowhere.json", code=2, word="FILE", names="nowhere.json")
        self.fails(*line, self.write("no.json", "{"), code=3, word="FILE")
        nameless = self.write("nameless.json", {"definition": AUDIENCE["definition"]})
        self.fails(*line, nameless, code=3, word="VALUE", names="name")
        empty = self.write("empty.json", {"name": "x"})
        self.fails(*line, empty, code=3, word="VALUE", names="definition")
        wrong = self.write("wrong.json", {"name": "x", "definition": {"schema_version": "1.0.0"}})
        self.fails(*line, wrong, code=3, word="VALUE", names="/definition")

    def test_wrong_usage(self):
        self.fails("audience", "connect", "1", "somewhere", code=2, word="USAGE", names="somewhere")
        self.fails("audience", "connect", "1", code=2, word="USAGE", names="OUTPUT")


class NoPreview(SandboxTest):
    sandbox_args = ["--no-preview-audiences"]

    def test_says_what_to_do_instead(self):
        path = self.write("audience.json", AUDIENCE)
        error = self.fails("audience", "create", path, code=1, word="NOT_FOUND")
        self.assertIn("mParticle", error["remedy"])
        self.fails("audience", "calculate", "1", code=1, word="NOT_FOUND")


class Forecast(CliTest):
    def test_the_documents_own_example(self):
        counts = {"size": 100, "identities": {"ios_advertising_id": 100, "email": 65}}
        path = self.write("counts.json", counts)
        document = self.ctl("audience", "forecast", path, "--json").json
        self.assertEqual(document["size"], 100)
        self.assertTrue(document["outputs"])
        self.assertTrue(self.ctl("audience", "forecast", path).out)

    def test_files_that_are_none(self):
        path = self.write("counts.json", {"size": "many"})
        self.fails("audience", "forecast", path, code=3, word="VALUE")
        self.fails("audience", "forecast", "nowhere", code=2, word="FILE", names="nowhere")


if __name__ == "__main__":
    main()
