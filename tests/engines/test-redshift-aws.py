#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Redshift's AWS part: the scripts against recording stand-ins, their arguments against the real AWS CLI,
the policies against a validator and a simulator where npm has put them."""
import json
import os
import shutil
import subprocess

import engines

POLICY = "arn:aws:iam::111122223333:policy/mparticle_redshift_assume_role_policy"
ROLE = "arn:aws:iam::111122223333:role/mparticle_redshift_role"
THEIRS = "arn:aws:iam::338661164609:role/ingest-pipeline-data-external-1234-5678"
OTHER = "arn:aws:iam::111122223333:role/other"
BASE = {"database": "dev", "schema": "crm", "tables": ["customers"], "user_name": "mparticle_user"}
CLUSTER = dict(BASE, cluster_identifier="acme-cluster")
SERVERLESS = dict(BASE, deployment="serverless", namespace="acme-namespace")
IDENTITY = [
    {"when": "get-caller-identity --query Account", "out": "111122223333\n"},
    {"when": "get-caller-identity --query Arn", "out": "arn:aws:iam::111122223333:user/admin\n"},
]
ABSENT = [{"when": "iam get-(policy|role)", "err": "An error occurred (NoSuchEntity) when calling it", "exit": 254}]
MODULES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "node_modules")


class AwsTest(engines.EngineTest):
    def setUp(self):
        super().setUp()
        self.aws = engines.Recorder(self.folder, ["aws"])

    def play(self, folder, script, rules, code=0):
        self.aws.rules(IDENTITY + rules)
        result = self.aws.run(os.path.join(folder, script))
        self.assertEqual(result.returncode, code, result.stderr)
        writes = [call[1:] for call in self.aws.calls()
                  if not any(word.startswith(("get-", "list-", "describe-")) or word == "wait" for word in call[2:3])]
        return result, writes

    def test_first_run_on_a_cluster(self):
        folder = self.render("redshift", CLUSTER)
        result, writes = self.play(folder, "setup.sh", ABSENT + [{"when": "describe-clusters", "out": OTHER + "\n"}])
        self.assertEqual(writes, [
            ["iam", "create-policy", "--policy-name", "mparticle_redshift_assume_role_policy", "--policy-document",
             "file://iam-policy.json", "--description", "mParticle Warehouse Sync"],
            ["iam", "create-role", "--role-name", "mparticle_redshift_role", "--assume-role-policy-document",
             "file://iam-trust-policy.json", "--description", "mParticle Warehouse Sync"],
            ["iam", "attach-role-policy", "--role-name", "mparticle_redshift_role", "--policy-arn", POLICY],
            ["redshift", "modify-cluster-iam-roles", "--cluster-identifier", "acme-cluster", "--add-iam-roles", ROLE],
        ])
        self.assertEqual(result.stdout, ROLE + "\n")

    def test_second_run_makes_nothing_twice(self):
        folder = self.render("redshift", CLUSTER)
        _, writes = self.play(folder, "setup.sh", [
            {"when": "list-policy-versions", "out": "v5\tv4\tv3\tv2\n"},
            {"when": "describe-clusters", "out": f"{OTHER}\t{ROLE}\n"}])
        self.assertEqual([call[1] for call in writes],
                         ["delete-policy-version", "create-policy-version", "update-assume-role-policy", "attach-role-policy"])
        self.assertEqual(writes[0][-1], "v2", "the oldest version makes room")

    def test_a_policy_that_says_the_same_stays(self):
        folder = self.render("redshift", CLUSTER)
        _, writes = self.play(folder, "setup.sh", [
            {"when": "get-policy .*DefaultVersionId", "out": "v2\n"},
            {"when": "get-policy-version .*--version-id v2 ", "out": f"Allow\tsts:AssumeRole\t{THEIRS}\tNone\n"},
            {"when": "describe-clusters", "out": ROLE + "\n"}])
        self.assertEqual([call[1] for call in writes], ["update-assume-role-policy", "attach-role-policy"])

    def test_only_a_plain_no_is_a_no(self):
        """An expired sign-in must not pass for a role that is not there yet, nor for one that is gone."""
        expired = [{"when": "iam get-", "err": "An error occurred (ExpiredToken) when calling it\n", "exit": 254}]
        for values in (CLUSTER, SERVERLESS):
            folder = self.render("redshift", values)
            for script in ("setup.sh", "teardown.sh"):
                result, writes = self.play(folder, script, expired + [{"when": "describe-clusters|get-namespace", "out": OTHER + "\n"}],
                                           code=1)
                self.assertEqual(writes, [])
                self.assertIn("ExpiredToken", result.stderr)

    def test_a_role_of_something_else_is_left_alone(self):
        folder = self.render("redshift", CLUSTER)
        result, writes = self.play(folder, "setup.sh", [{"when": "list-attached", "out": POLICY + "2\n"}], code=1)
        self.assertEqual(writes, [])
        self.assertIn("something else uses it", result.stderr)

    def test_a_role_from_before_is_not_waited_for(self):
        folder = self.render("redshift", CLUSTER)
        _, writes = self.play(folder, "setup.sh", [{"when": "modify-cluster", "exit": 254}], code=1)
        self.assertEqual([call[1] for call in writes].count("modify-cluster-iam-roles"), 1)

    def test_fewer_versions_stay(self):
        folder = self.render("redshift", CLUSTER)
        _, writes = self.play(folder, "setup.sh", [
            {"when": "list-policy-versions", "out": "v2\tv1\n"}, {"when": "describe-clusters", "out": ROLE + "\n"}])
        self.assertNotIn("delete-policy-version", [call[1] for call in writes])

    def test_stops_at_the_first_error(self):
        folder = self.render("redshift", CLUSTER)
        _, writes = self.play(folder, "setup.sh", ABSENT + [{"when": "create-role", "exit": 254}], code=254)
        self.assertEqual(writes[-1][1], "create-role")

    def test_patience_with_a_new_role(self):
        folder = self.render("redshift", CLUSTER)
        _, writes = self.play(folder, "setup.sh", ABSENT + [
            {"when": "describe-clusters", "out": "\n"}, {"when": "modify-cluster", "exit": 254, "times": 2}])
        self.assertEqual([call[1] for call in writes].count("modify-cluster-iam-roles"), 3)

    def test_serverless_keeps_the_roles_it_has(self):
        told = f"IamRole(applyStatus=in-sync, iamRoleArn={OTHER})\tIamRole(applyStatus=in-sync, iamRoleArn={OTHER}2)\n"
        folder = self.render("redshift", SERVERLESS)
        _, writes = self.play(folder, "setup.sh", ABSENT + [
            {"when": "namespace.iamRoles", "out": told}, {"when": "defaultIamRoleArn", "out": OTHER + "\n"},
            {"when": "namespace.status", "out": "AVAILABLE\n"}])
        self.assertEqual(writes[-1], ["redshift-serverless", "update-namespace", "--namespace-name", "acme-namespace",
                                      "--iam-roles", OTHER, OTHER + "2", ROLE, "--default-iam-role-arn", OTHER])

    def test_serverless_first_role(self):
        folder = self.render("redshift", SERVERLESS)
        _, writes = self.play(folder, "setup.sh", ABSENT + [
            {"when": "namespace.iamRoles", "out": "None\n"}, {"when": "defaultIamRoleArn", "out": "None\n"},
            {"when": "namespace.status", "out": "AVAILABLE\n"}])
        self.assertEqual(writes[-1][-4:], ["--iam-roles", ROLE, "--default-iam-role-arn", ""])

    def test_serverless_has_it_already(self):
        folder = self.render("redshift", SERVERLESS)
        _, writes = self.play(folder, "setup.sh", [
            {"when": "namespace.iamRoles", "out": f"{ROLE}\n"}, {"when": "defaultIamRoleArn", "out": "None\n"}])
        self.assertNotIn("update-namespace", [call[1] for call in writes])

    def test_serverless_that_never_is_ready(self):
        folder = self.render("redshift", SERVERLESS)
        result, _ = self.play(folder, "setup.sh", ABSENT + [
            {"when": "namespace.iamRoles", "out": "None\n"}, {"when": "defaultIamRoleArn", "out": "None\n"},
            {"when": "namespace.status", "out": "MODIFYING\n"}], code=1)
        self.assertIn("still MODIFYING", result.stderr)

    def test_tear_down_a_cluster(self):
        folder = self.render("redshift", CLUSTER)
        _, writes = self.play(folder, "teardown.sh", [
            {"when": "describe-clusters", "out": f"{OTHER}\t{ROLE}\n"}, {"when": "list-attached", "out": POLICY + "\n"},
            {"when": "list-policy-versions", "out": "v2\tv3\n"}])
        self.assertEqual([call[1] for call in writes], ["modify-cluster-iam-roles", "detach-role-policy", "delete-role",
                                                        "delete-policy-version", "delete-policy-version", "delete-policy"])
        self.assertEqual(writes[0][-2:], ["--remove-iam-roles", ROLE])

    def test_tear_down_again(self):
        folder = self.render("redshift", CLUSTER)
        _, writes = self.play(folder, "teardown.sh", ABSENT + [{"when": "describe-clusters", "out": OTHER + "\n"}])
        self.assertEqual(writes, [])

    def test_tear_down_without_cluster_or_namespace(self):
        for values, error in ((CLUSTER, "ClusterNotFound"), (SERVERLESS, "ResourceNotFoundException")):
            folder = self.render("redshift", values)
            _, writes = self.play(folder, "teardown.sh", ABSENT + [
                {"when": "describe-clusters|get-namespace", "err": f"An error occurred ({error})", "exit": 254}])
            self.assertEqual(writes, [])

    def test_tear_down_never_empties_a_namespace(self):
        folder = self.render("redshift", SERVERLESS)
        rules = [{"when": "namespace.iamRoles", "out": ROLE + "\n"}, {"when": "defaultIamRoleArn", "out": "None\n"}]
        result, writes = self.play(folder, "teardown.sh", rules, code=1)
        self.assertEqual(writes, [])
        self.assertIn("only one", result.stderr)

    def test_tear_down_of_a_namespace_keeps_the_others(self):
        folder = self.render("redshift", SERVERLESS)
        _, writes = self.play(folder, "teardown.sh", ABSENT + [
            {"when": "namespace.iamRoles", "out": f"{OTHER}\t{ROLE}\n"}, {"when": "defaultIamRoleArn", "out": ROLE + "\n"},
            {"when": "namespace.status", "out": "AVAILABLE\n"}])
        self.assertEqual(writes, [["redshift-serverless", "update-namespace", "--namespace-name", "acme-namespace",
                                   "--iam-roles", OTHER, "--default-iam-role-arn", ""]])

    def test_awkward_values_stay_one_word(self):
        folder = self.render("redshift", dict(CLUSTER, iam_role_name="a+=,.@-b", iam_policy_name="p@q"))
        _, writes = self.play(folder, "setup.sh", ABSENT + [{"when": "describe-clusters", "out": "\n"}])
        self.assertIn(["iam", "create-role", "--role-name", "a+=,.@-b", "--assume-role-policy-document",
                       "file://iam-trust-policy.json", "--description", "mParticle Warehouse Sync"], writes)

    def test_the_real_aws_cli_knows_every_argument(self):
        real = shutil.which("aws")
        if real is None:
            self.skipTest("the AWS CLI is not installed")
        seen = set()
        for values in (CLUSTER, SERVERLESS):
            folder = self.render("redshift", values)
            for script, rules in (("setup.sh", ABSENT), ("setup.sh", [{"when": "list-policy-versions", "out": "5\t4\t3\t2"}]),
                                  ("teardown.sh", [{"when": "list-attached", "out": POLICY}])):
                self.aws.rules(IDENTITY + rules + [
                    {"when": "describe-clusters|namespace.iamRoles", "out": f"{OTHER}\t{ROLE}\n" if script == "teardown.sh" else OTHER},
                    {"when": "namespace.status", "out": "AVAILABLE"}, {"when": "list-policy-versions", "out": "v1"}])
                self.aws.run(os.path.join(folder, script))
                seen.update(tuple(call[1:]) for call in self.aws.calls())
        self.assertGreater(len(seen), 15)
        for call in sorted(seen):
            if "wait" in call:
                continue
            arguments = [a.replace("file://", f"file://{folder}/") for a in call]
            self.assertNotIn(self.ask(real, *arguments), self.REFUSED, call)

    # The AWS CLI's exit codes for a wrong command line and for a configuration that lacks something.
    REFUSED = (2, 252, 253)

    def ask(self, real, *arguments):
        """The exit code of the AWS CLI, which checks its arguments and sends nothing."""
        return subprocess.run([real, *arguments, "--generate-cli-skeleton", "output", "--region", "us-east-1"],
                              capture_output=True, timeout=60, env=dict(os.environ, HOME=self.folder)).returncode

    def test_the_real_aws_cli_refuses_wrong_arguments(self):
        real = shutil.which("aws")
        if real is None:
            self.skipTest("the AWS CLI is not installed")
        self.assertIn(self.ask(real, "iam", "create-role", "--role", "x"), self.REFUSED)
        self.assertIn(self.ask(real, "redshift", "modify-cluster-iam-roles", "--add-iam-roles", "x"), self.REFUSED)
        self.assertIn(self.ask(real, "redshift-serverless", "update-namespaces"), self.REFUSED)

    def test_trust_policies(self):
        cluster = json.loads(self.read(self.render("redshift", CLUSTER), "iam-trust-policy.json"))
        serverless = json.loads(self.read(self.render("redshift", SERVERLESS), "iam-trust-policy.json"))
        self.assertEqual(cluster["Statement"][0]["Principal"]["Service"], "redshift.amazonaws.com")
        self.assertEqual(serverless["Statement"][0]["Principal"]["Service"],
                         ["redshift-serverless.amazonaws.com", "redshift.amazonaws.com"])

    def test_policies_are_valid_and_allow_exactly_one_role(self):
        if not os.path.isdir(os.path.join(MODULES, "@cloud-copilot")):
            self.skipTest("the IAM validators of npm are not installed")
        for values in (CLUSTER, SERVERLESS):
            folder = self.render("redshift", values)
            result = subprocess.run(["node", os.path.join(os.path.dirname(os.path.abspath(__file__)), "iam.mjs"), folder, THEIRS],
                                    capture_output=True, text=True, timeout=120)
            self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_scripts_please_shellcheck(self):
        if shutil.which("shellcheck") is None:
            self.skipTest("shellcheck is not installed")
        for values in (CLUSTER, SERVERLESS):
            folder = self.render("redshift", values)
            for script in ("setup.sh", "teardown.sh"):
                result = subprocess.run(["shellcheck", os.path.join(folder, script)], capture_output=True, text=True)
                self.assertEqual(result.returncode, 0, result.stdout)
                self.assertTrue(os.access(os.path.join(folder, script), os.X_OK))


if __name__ == "__main__":
    engines.main()
