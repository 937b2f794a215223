# SPDX-License-Identifier: GPL-3.0-or-later
"""audience: create, calculate, connect where the API offers it, and forecast."""
import json
import subprocess

from sluicecli import SLUICECTL, CliTest, Sandbox, SandboxTest, main

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
        self.fails(*line, wrong, code=3, word="VALUE", names="/definition/audience")
        extra = self.write("extra.json", {**AUDIENCE, "size": 7})
        self.fails(*line, extra, code=3, word="VALUE", names="/size")
        numbered = self.write("numbered.json", {**AUDIENCE, "name": 7})
        self.fails(*line, numbered, code=3, word="VALUE", names="/name")
        longest = self.write("longest.json", {**AUDIENCE, "name": "ü" * 100})
        self.ctl(*line, longest)
        long = self.write("long.json", {**AUDIENCE, "name": "ü" * 101})
        self.fails(*line, long, code=3, word="VALUE", names="/name")
        unit = json.dumps(AUDIENCE).replace(
            "0.7", '{"date": {"relative": {"offset": -1, "unit": "fortnight"}}}'
        )
        place = "/definition/audience/right/date/relative/unit"
        self.fails(*line, self.write("unit.json", unit), code=3, word="VALUE", names=place)

    def test_wrong_usage(self):
        self.fails("audience", "connect", "1", "somewhere", code=2, word="USAGE", names="somewhere")
        self.fails("audience", "connect", "1", code=2, word="USAGE", names="OUTPUT")


class Repeated(SandboxTest):
    """Whatever is asked again, or broken off, makes nothing twice. In a sandbox that takes its time."""

    sandbox_args = []

    def count(self, name):
        items = self.ctl("list", "audiences", "--json").json["items"]
        return sum(item["name"] == name for item in items)

    def kill_after(self, seconds, *args):
        process = subprocess.Popen(
            [SLUICECTL, *args],
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def test_asked_twice_makes_one(self):
        path = self.write("twice.json", {**AUDIENCE, "name": "Once"})
        first = self.ctl("audience", "create", path, "--json").json
        again = self.ctl("audience", "create", path)
        self.assertIn("there already", again.out)
        self.assertEqual(self.ctl("audience", "create", path, "--json").json["id"], first["id"])
        self.assertEqual(self.count("Once"), 1)
        # Names are no keys: another definition is another audience.
        other = json.loads(json.dumps(AUDIENCE["definition"]).replace("0.7", "0.8"))
        path = self.write("other.json", {"name": "Once", "definition": other})
        self.assertNotEqual(self.ctl("audience", "create", path, "--json").json["id"], first["id"])
        self.assertEqual(self.count("Once"), 2)
        self.ctl("audience", "calculate", first["id"])
        self.fails("audience", "calculate", first["id"], code=1, word="BUSY")
        self.ctl("audience", "connect", first["id"], OUTPUT)
        self.fails("audience", "connect", first["id"], OUTPUT, code=1, word="CONFLICT")

    def test_killed_at_any_moment_makes_one(self):
        path = self.write("killed.json", {**AUDIENCE, "name": "Killed"})
        for moment in range(1, 16):
            self.kill_after(moment * 0.008, "audience", "create", path)
        made = self.ctl("audience", "create", path, "--json").json
        self.assertEqual(self.count("Killed"), 1)
        for moment in range(1, 12):
            self.kill_after(moment * 0.01, "audience", "connect", made["id"], OUTPUT)
        items = self.ctl("list", "audiences", "--json").json["items"]
        outputs = next(item for item in items if item["id"] == made["id"])["connected_outputs"]
        self.assertLessEqual(len(outputs), 1)


class CutOff(CliTest):
    """The reply to the request that makes it is lost."""

    def test_the_lost_one_is_found(self):
        for when in ("before", "after"):
            fault = {"method": "POST", "route": "*/audiences", "count": 1, "drop": when}
            sandbox = Sandbox("--scenario", self.write("scenario.json", {"faults": [fault]}))
            self.addCleanup(sandbox.stop)
            path = self.write("lost.json", AUDIENCE)
            made = self.ctl("audience", "create", path, "--json", env=sandbox.env()).json
            items = self.ctl("list", "audiences", "--json", env=sandbox.env()).json["items"]
            self.assertEqual([item["id"] for item in items], [made["id"]])


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
        rows = {row["id"]: row for row in document["outputs"]}
        self.assertEqual(rows["mailchimp"]["at_most"], 65)
        self.assertEqual(rows["aarki"]["at_least"], 100)
        self.assertEqual([one["label"] for one in rows["mailchimp"]["not_sent"]], ["IDFA"])
        self.assertEqual(rows["mailchimp"]["forwarding"], "direct")
        self.assertTrue(rows["mailchimp"]["wait"])
        self.assertIn("65 of 100 members", self.ctl("audience", "forecast", path).out)

    def test_the_guide_s_example(self):
        """100 users, 50 with an e-mail address, 80 with an Android advertising id."""
        counts = {"size": 100, "identities": {"email": 50, "GAID": 80}, "outputs": ["Mailchimp"]}
        path = self.write("counts.json", counts)
        row = self.ctl("audience", "forecast", path, "--json").json["outputs"][0]
        self.assertEqual((row["at_least"], row["at_most"]), (50, 50))
        self.assertEqual(row["not_sent"][0]["count"], 80)

    def test_files_that_are_none(self):
        path = self.write("counts.json", {"size": "many"})
        self.fails("audience", "forecast", path, code=3, word="VALUE")
        typo = {"size": 1, "identities": {}, "output": ["Mailchimp"]}
        path = self.write("typo.json", typo)
        self.fails("audience", "forecast", path, code=3, word="VALUE", names="output")
        for output in ({"accepts": ["email"]}, {"name": "Mine", "accepts": ["shoe"]}):
            path = self.write("output.json", {"size": 1, "identities": {}, "outputs": [output]})
            self.fails("audience", "forecast", path, code=3, word="VALUE", names="outputs")
        self.fails("audience", "forecast", "nowhere", code=2, word="FILE", names="nowhere")


if __name__ == "__main__":
    main()
