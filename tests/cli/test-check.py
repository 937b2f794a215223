# SPDX-License-Identifier: GPL-3.0-or-later
"""check: a setup file looked over before anything is sent."""
import json
import os

from sluicecli import CliTest, main, new_setup


class Check(CliTest):
    def test_a_good_file(self):
        path = self.write("good.json", new_setup())
        self.assertEqual(self.ctl("check", path).out, "")
        document = self.ctl("check", path, "--json").json
        self.assertEqual(document["findings"], [])
        self.assertEqual(
            document["columns"],
            [
                {"name": "updated_at", "becomes": "iterator"},
                {"name": "customer_id", "becomes": "identity"},
                {"name": "propensity_to_buy", "becomes": "attribute"},
            ],
        )

    def test_findings(self):
        setup = new_setup()
        setup["data_model"]["sql_query"] += ";"
        del setup["pipeline"]["schedule"]["frequency"]
        path = self.write("bad.json", setup)
        lines = self.ctl("check", path, code=3).out.splitlines()
        self.assertEqual(
            sorted(line.split()[:2] for line in lines),
            [["error", "schedule-frequency"], ["error", "sql-semicolon"]],
        )
        for finding in self.ctl("check", path, "--json", code=3).json["findings"]:
            self.assertEqual(
                sorted(finding), ["code", "column", "line", "message", "path", "severity"]
            )
            if finding["code"] == "sql-semicolon":
                self.assertEqual(finding["path"], "/data_model/sql_query")
                self.assertEqual(finding["line"], 1)
                self.assertGreater(finding["column"], 1)

    def test_json_looks_as_any_other(self):
        """The lists are printed item by item, in the layout of all other documents."""
        setup = new_setup()
        setup["data_model"]["sql_query"] = 'SELECT x AS "a\\b ""c"" ü", y AS plan, z AS Plan FROM t'
        for content, code in ((new_setup(), 0), (setup, 3), ("no setup", 3)):
            path = self.write("any.json", content)
            text = self.ctl("check", path, "--json", code=code).out
            self.assertEqual(
                text, json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
            )

    def test_a_long_value_is_not_repeated_whole(self):
        setup = new_setup()
        setup["pipeline"]["schedule"]["frequency"] = "é" * 70000 + "END"
        path = self.write("long.json", setup)
        (finding,) = self.ctl("check", path, "--json", code=3).json["findings"]
        self.assertLess(len(finding["message"]), 501)
        self.assertRegex(finding["message"], "ééé…é+END.*monthly")
        error = self.fails("list", "x" * 70000, code=2, word="USAGE", names="xxx…xxx")
        self.assertLess(len(error["message"]), 501)

    def test_warnings_are_no_failure(self):
        setup = new_setup()
        setup["data_model"]["sql_query"] = setup["data_model"]["sql_query"].replace(
            "customer_id", "colour"
        )
        path = self.write("warning.json", setup)
        findings = self.ctl("check", path, "--json").json["findings"]
        self.assertEqual(
            [(finding["severity"], finding["code"]) for finding in findings],
            [("warning", "sql-no-identity")],
        )

    def test_no_setup_file(self):
        for content in ("", "{", "[]", "{}", '{"format": "other/1"}', b"\xff\xfe", "[" * 9999):
            with self.subTest(content[:20]):
                path = self.write("no.json", content)
                findings = self.ctl("check", path, "--json", code=3).json["findings"]
                self.assertEqual([finding["code"] for finding in findings], ["file"])
                self.assertTrue(self.ctl("check", path, code=3).out.startswith("error file "))

    def test_a_file_that_cannot_be_read(self):
        self.fails("check", "nowhere.json", code=2, word="FILE", names="nowhere.json")
        self.fails("check", self.home, code=2, word="FILE")
        self.fails("check", code=2, word="USAGE", names="FILE")
        self.fails("check", "a", "b", code=2, word="USAGE", names="b")

    def test_standard_input(self):
        self.ctl("check", "-", stdin=json.dumps(new_setup()).encode())
        self.fails("check", "--fix", "-", code=2, word="USAGE", stdin=json.dumps(new_setup()).encode())

    def test_fix(self):
        setup = new_setup()
        setup["data_model"]["sql_query"] += ";"
        path = self.write("bad.json", setup)
        os.chmod(path, 0o640)
        self.ctl("check", "--fix", path)
        self.ctl("check", path)
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o640)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.assertEqual(json.loads(text), new_setup())
        before = os.stat(path)
        self.ctl("check", "--fix", path)
        self.assertEqual(os.stat(path).st_ino, before.st_ino)

    def test_columns_with_v(self):
        path = self.write("good.json", new_setup())
        self.assertIn("customer_id: identity", self.ctl("check", "-v", path).err)


if __name__ == "__main__":
    main()
