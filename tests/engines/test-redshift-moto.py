#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole of Redshift's setup.sh and teardown.sh, run by the real AWS CLI against a local moto server."""
import json
import os
import re
import subprocess
import sys
import urllib.parse

import engines
import motoserver

BASE = {"database": "dev", "schema": "crm", "tables": ["customers"], "user_name": "mparticle_user"}
CLUSTER = dict(BASE, cluster_identifier="acme-cluster", iam_role_name="cluster_role", iam_policy_name="cluster_policy")
SERVERLESS = dict(BASE, deployment="serverless", namespace="acme-namespace", iam_role_name="serverless_role",
                  iam_policy_name="serverless_policy")
ACCOUNT = "123456789012"
OTHER = f"arn:aws:iam::{ACCOUNT}:role/other"
THEIRS = "arn:aws:iam::338661164609:role/ingest-pipeline-data-external-1234-5678"
READS = ("Get", "List", "Describe")


def arn(kind, name):
    return f"arn:aws:iam::{ACCOUNT}:{kind}/{name}"


class MotoTest(engines.EngineTest):
    @classmethod
    def setUpClass(cls):
        cls.server = motoserver.Server(COMMAND)
        cls.addClassCleanup(cls.server.stop)

    def setUp(self):
        super().setUp()
        self.bin = os.path.join(self.folder, "bin")
        os.mkdir(self.bin)
        # Older AWS CLIs do not read AWS_ENDPOINT_URL, so the address goes with each call.
        self.program("aws", f'exec "{AWS}" --endpoint-url "{self.server.url}" "$@"')
        self.program("sleep", "exit 0")
        self.env = dict(os.environ, PATH=self.bin + ":" + os.environ["PATH"], HOME=self.folder, LC_ALL="C.UTF-8",
                        AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1",
                        AWS_EC2_METADATA_DISABLED="true", AWS_PAGER="")

    def program(self, name, text):
        path = os.path.join(self.bin, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n" + text + "\n")
        os.chmod(path, 0o755)

    def run_script(self, folder, name, good=True):
        """Runs one of the scripts and gives the names of the calls that changed something."""
        del self.server.calls[:]
        result = subprocess.run(["bash", os.path.join(folder, name)], capture_output=True, text=True, env=self.env, timeout=400)
        self.assertEqual(result.returncode == 0, good, result.stderr)
        self.said = result
        calls = [call.split(".")[-1] for call in self.server.calls]
        return [call for call in calls if not call.startswith(READS)]

    def aws(self, *words):
        subprocess.run([os.path.join(self.bin, "aws"), *words], check=True, stdout=subprocess.DEVNULL, env=self.env, timeout=100)

    def ask(self, action, **words):
        status, text = self.server.query("iam", action, **words)
        return text if status == 200 else None

    def documents(self, tag, text):
        return [json.loads(urllib.parse.unquote(one)) for one in re.findall(f"<{tag}>(.*?)</{tag}>", text, re.S)]

    def check_role_and_policy(self, folder, values):
        """What moto has is what the two JSON files say, and the role has nothing else."""
        policy, role = arn("policy", values["iam_policy_name"]), values["iam_role_name"]
        self.assertEqual(self.documents("AssumeRolePolicyDocument", self.ask("GetRole", RoleName=role)),
                         [json.loads(self.read(folder, "iam-trust-policy.json"))])
        self.assertEqual(re.findall("<PolicyArn>(.*?)</PolicyArn>", self.ask("ListAttachedRolePolicies", RoleName=role)), [policy])
        self.assertNotIn("<member>", self.ask("ListRolePolicies", RoleName=role))
        version = re.search("<DefaultVersionId>(.*?)</DefaultVersionId>", self.ask("GetPolicy", PolicyArn=policy)).group(1)
        text = self.ask("GetPolicyVersion", PolicyArn=policy, VersionId=version)
        self.assertEqual(self.documents("Document", text), [json.loads(self.read(folder, "iam-policy.json"))])

    def check_gone(self, values):
        self.assertIsNone(self.ask("GetRole", RoleName=values["iam_role_name"]))
        self.assertIsNone(self.ask("GetPolicy", PolicyArn=arn("policy", values["iam_policy_name"])))

    def test_cluster(self):
        self.aws("redshift", "create-cluster", "--cluster-identifier", "acme-cluster", "--node-type", "ra3.large", "--db-name",
                 "dev", "--master-username", "admin", "--master-user-password", "Str0ngEnough", "--iam-roles", OTHER)
        folder = self.render("redshift", CLUSTER)
        role = arn("role", "cluster_role")
        self.assertEqual(self.run_script(folder, "setup.sh"),
                         ["CreatePolicy", "CreateRole", "AttachRolePolicy", "ModifyClusterIamRoles"])
        self.assertEqual(self.said.stdout, role + "\n")
        self.check_role_and_policy(folder, CLUSTER)
        self.assertEqual(self.server.roles_of("acme-cluster"), [OTHER, role])

        self.assertEqual(self.run_script(folder, "setup.sh"), ["UpdateAssumeRolePolicy", "AttachRolePolicy"])
        self.assertEqual(self.server.roles_of("acme-cluster"), [OTHER, role])

        # Another text becomes the newest version, and the sixth needs room.
        for _ in range(4):
            self.ask("CreatePolicyVersion", PolicyArn=arn("policy", "cluster_policy"), SetAsDefault="true",
                     PolicyDocument=self.read(folder, "iam-policy.json").replace(THEIRS, THEIRS + "9"))
        self.assertEqual(self.run_script(folder, "setup.sh")[:2], ["DeletePolicyVersion", "CreatePolicyVersion"])
        self.check_role_and_policy(folder, CLUSTER)

        self.run_script(folder, "teardown.sh")
        self.check_gone(CLUSTER)
        self.assertEqual(self.server.roles_of("acme-cluster"), [OTHER])
        self.assertEqual(self.run_script(folder, "teardown.sh"), [])
        self.assertEqual(self.server.roles_of("acme-cluster"), [OTHER])

        # A cluster that is gone is passed over.
        self.server.query("redshift", "DeleteCluster", ClusterIdentifier="acme-cluster", SkipFinalClusterSnapshot="true")
        self.assertEqual(self.run_script(folder, "teardown.sh"), [])

    def test_serverless(self):
        self.aws("redshift-serverless", "create-namespace", "--namespace-name", "acme-namespace", "--iam-roles", OTHER,
                 OTHER + "2", "--default-iam-role-arn", OTHER)
        folder = self.render("redshift", SERVERLESS)
        role = arn("role", "serverless_role")
        space = self.server.spaces["acme-namespace"]
        for writes in (["CreatePolicy", "CreateRole", "AttachRolePolicy", "UpdateNamespace"],
                       ["UpdateAssumeRolePolicy", "AttachRolePolicy"]):
            self.assertEqual(self.run_script(folder, "setup.sh"), writes)
            self.check_role_and_policy(folder, SERVERLESS)
            self.assertEqual(space["iamRoles"], [OTHER, OTHER + "2", role])
            self.assertEqual(space["defaultIamRoleArn"], OTHER)
            # The script waited until the change was done.
            self.assertEqual(space["pending"], 0)

        for writes in (["UpdateNamespace", "DetachRolePolicy", "DeleteRole", "DeletePolicy"], []):
            self.assertEqual(self.run_script(folder, "teardown.sh"), writes)
            self.check_gone(SERVERLESS)
            self.assertEqual(space["iamRoles"], [OTHER, OTHER + "2"])
            self.assertEqual(space["defaultIamRoleArn"], OTHER)

    def test_a_role_that_somebody_uses_stays(self):
        folder = self.render("redshift", dict(SERVERLESS, namespace="gone", iam_role_name="shared", iam_policy_name="shared"))
        policy, trust = self.read(folder, "iam-policy.json"), self.read(folder, "iam-trust-policy.json")
        self.ask("CreatePolicy", PolicyName="more", PolicyDocument=policy)
        self.ask("CreateRole", RoleName="shared", AssumeRolePolicyDocument=trust)
        self.ask("AttachRolePolicy", RoleName="shared", PolicyArn=arn("policy", "more"))
        self.assertEqual(self.run_script(folder, "setup.sh", good=False), [])
        self.assertIn("something else uses it", self.said.stderr)
        self.run_script(folder, "teardown.sh", good=False)
        self.assertIn("DeleteConflict", self.said.stderr)
        self.assertIsNotNone(self.ask("GetRole", RoleName="shared"))


AWS = engines.need("aws", "bash")[0]
COMMAND = motoserver.find()
if COMMAND is None:
    print("1..0 # SKIP moto's server is not installed")
    sys.exit(0)

if __name__ == "__main__":
    engines.main()
