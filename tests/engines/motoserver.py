# SPDX-License-Identifier: GPL-3.0-or-later
"""A moto server of the test's own, and in front of it what moto does not know.

moto plays IAM, STS and Redshift. Of the calls that our scripts make, its releases up to 5.2 lack
ModifyClusterIamRoles and the whole of Redshift Serverless. The front passes every request on, and only what
moto cannot answer is answered here: the roles of a cluster of moto's, once they are changed, and namespaces,
told and taken in the two formats of AWS."""
import http.server
import json
import re
import shutil
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request


def find():
    """The command line that starts moto's server, or None."""
    for python in ("python3", "/usr/bin/python3"):
        path = shutil.which(python)
        if path and subprocess.run([path, "-c", "import moto.server"], capture_output=True).returncode == 0:
            return [path, "-m", "moto.server"]
    path = shutil.which("moto_server")
    if path and subprocess.run([path, "--help"], capture_output=True).returncode == 0:
        return [path]
    return None


class _Front(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        target = self.headers.get("X-Amz-Target", "")
        query = dict(urllib.parse.parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        self.server.calls.append(target or query.get("Action", ""))
        if target.startswith("RedshiftServerless."):
            self.answer(*self.server.namespaces(target.split(".")[1], json.loads(body)), "application/x-amz-json-1.1")
            return
        answer = self.server.ask(body, self.headers)
        if answer[0] >= 500 and query.get("Action") == "ModifyClusterIamRoles":
            answer = self.server.modify_roles(query)
        if query.get("Action") == "DescribeClusters":
            answer = self.server.with_roles(query, *answer)
        self.answer(*answer, "text/xml")

    def answer(self, status, body, kind):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, command):
        super().__init__(("127.0.0.1", 0), _Front)
        self.calls = []
        self.spaces = {}
        self.clusters = {}
        self.moto = subprocess.Popen([*command, "-H", "127.0.0.1", "-p", "0"], text=True,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.address = self.read_address()
        threading.Thread(target=self.drain, daemon=True).start()
        threading.Thread(target=self.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def read_address(self):
        """moto says where it listens once it does."""
        for line in self.moto.stderr:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                return found.group()
        sys.exit("moto ended before it listened")

    def drain(self):
        for _ in self.moto.stderr:
            pass

    def stop(self):
        self.shutdown()
        self.server_close()
        self.moto.terminate()
        self.moto.wait(timeout=20)
        self.moto.stderr.close()

    def ask(self, body, headers):
        """What moto answers: its status and its body."""
        kept = {name: value for name, value in headers.items() if name.lower() not in ("host", "content-length")}
        request = urllib.request.Request(self.address + "/", data=body, headers=kept, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return reply.status, reply.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def query(self, service, action, **words):
        """A question to moto without the AWS CLI, which takes a second for each: the status and the text."""
        version = {"iam": "2010-05-08", "redshift": "2012-12-01"}[service]
        scope = f"AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0"
        status, body = self.ask(urllib.parse.urlencode(dict(words, Action=action, Version=version)).encode(),
                                {"Authorization": scope, "Content-Type": "application/x-www-form-urlencoded"})
        return status, body.decode()

    def roles_of(self, cluster):
        """The roles of a cluster as the AWS CLI is told them."""
        if cluster not in self.clusters:
            self.clusters[cluster] = re.findall(r"<IamRoleArn>([^<]*)</IamRoleArn>",
                                                self.query("redshift", "DescribeClusters", ClusterIdentifier=cluster)[1])
        return self.clusters[cluster]

    def with_roles(self, query, status, body):
        """The answer of DescribeClusters with the roles as they were changed here."""
        roles = self.clusters.get(query.get("ClusterIdentifier"))
        if status != 200 or roles is None:
            return status, body
        told = "".join(f"<ClusterIamRole><IamRoleArn>{role}</IamRoleArn><ApplyStatus>in-sync</ApplyStatus></ClusterIamRole>"
                       for role in roles)
        return status, re.sub(rb"<IamRoles>.*?</IamRoles>|<IamRoles */>", f"<IamRoles>{told}</IamRoles>".encode(), body, flags=re.S)

    def modify_roles(self, query):
        """ModifyClusterIamRoles: moto says whether the cluster is there and which roles it began with."""
        cluster = query["ClusterIdentifier"]
        status, body = self.query("redshift", "DescribeClusters", ClusterIdentifier=cluster)
        if status != 200:
            return status, body.encode()
        roles = self.roles_of(cluster)
        gone = [value for name, value in query.items() if name.startswith("RemoveIamRoles.")]
        roles = [role for role in roles if role not in gone]
        roles += [value for name, value in query.items() if name.startswith("AddIamRoles.") and value not in roles]
        self.clusters[cluster] = roles
        return 200, (b'<ModifyClusterIamRolesResponse xmlns="http://redshift.amazonaws.com/doc/2012-12-01/">'
                     b"<ModifyClusterIamRolesResult/></ModifyClusterIamRolesResponse>")

    def namespaces(self, action, words):
        """CreateNamespace, GetNamespace and UpdateNamespace of Redshift Serverless."""
        name = words["namespaceName"]
        if action == "CreateNamespace":
            self.spaces[name] = {"namespaceName": name, "iamRoles": words.get("iamRoles", []), "pending": 0,
                                 "defaultIamRoleArn": words.get("defaultIamRoleArn", "")}
        space = self.spaces.get(name)
        if space is None:
            return self.refuse("ResourceNotFoundException", f"The namespace {name} is not there.")
        if action == "UpdateNamespace":
            if space["pending"]:
                return self.refuse("ConflictException", "The namespace is being changed.")
            if "iamRoles" in words and "defaultIamRoleArn" not in words:
                return self.refuse("ValidationException", "iamRoles must be updated together with defaultIamRoleArn.")
            if [role for role in words.get("iamRoles", []) if not re.fullmatch(r"arn:aws:iam::\d{12}:role/\S+", role)]:
                return self.refuse("ValidationException", "A role is no ARN.")
            space.update({key: words[key] for key in ("iamRoles", "defaultIamRoleArn") if key in words})
            # Its state shows after a moment only, and then for a while.
            space["pending"] = 3
        elif action == "GetNamespace" and space["pending"]:
            space["pending"] -= 1
        told = {"namespaceName": name, "status": "MODIFYING" if space["pending"] in (1, 2) else "AVAILABLE",
                "iamRoles": [f"IamRole(applyStatus=in-sync, iamRoleArn={role})" for role in space["iamRoles"]]}
        if space["defaultIamRoleArn"]:
            told["defaultIamRoleArn"] = space["defaultIamRoleArn"]
        return 200, json.dumps({"namespace": told}).encode()

    def refuse(self, kind, message):
        return 400, json.dumps({"__type": kind, "message": message}).encode()
