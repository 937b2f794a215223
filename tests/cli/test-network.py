# SPDX-License-Identifier: GPL-3.0-or-later
"""Between sluicectl and the API: IPv6, a proxy, an authority of one's own, and redirects."""
import http.server
import json
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
import urllib.parse

from sluicecli import SECRET, SLUICECTL, CliTest, Sandbox, SandboxTest, main

TOKEN = "token-that-nobody-else-may-see"
# Where glib-networking's TLS looks for the system's authorities on this kind of system.
AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"


class Api(http.server.ThreadingHTTPServer):
    """Gives a token and an empty list, over TLS where it has a certificate."""

    daemon_threads = True

    def __init__(self, certificate=None, key=None):
        super().__init__(("127.0.0.1", 0), ApiHandler)
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, key)
            # As the services in front of the API do; who takes HTTP/2 up gets nothing here.
            context.set_alpn_protocols(["h2", "http/1.1"])
            # Shaking hands is for the thread of each connection: one who hangs up must not keep the others.
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.requests = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        """A client that does not trust us hangs up."""

    def stop(self):
        self.shutdown()
        self.server_close()


class ApiHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self):
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.server.requests.append(f"{self.command} {self.path} {self.headers}")
        document = {"access_token": TOKEN, "expires_in": 3600} if self.path.endswith("/token") else []
        text = json.dumps(document).encode()
        self.send_response_only(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = answer


class Proxy:
    """Opens tunnels, all of them to one port of this machine."""

    def __init__(self, port):
        self.port = port
        self.heads = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.tunnel, args=(client,), daemon=True).start()

    def tunnel(self, client):
        head = b""
        while b"\r\n\r\n" not in head:
            part = client.recv(4096)
            if not part:
                client.close()
                return
            head += part
        self.heads.append(head.decode())
        if not head.startswith(b"CONNECT "):
            client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            client.close()
            return
        server = socket.create_connection(("127.0.0.1", self.port))
        client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        threading.Thread(target=self.copy, args=(client, server), daemon=True).start()
        self.copy(server, client)

    @staticmethod
    def copy(source, target):
        try:
            while part := source.recv(65536):
                target.sendall(part)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def stop(self):
        self.socket.close()


class NetworkTest(CliTest):
    def setUp(self):
        super().setUp()
        for name in list(self.env):
            if name.lower().endswith("_proxy") or name in ("XDG_CURRENT_DESKTOP", "DESKTOP_SESSION"):
                del self.env[name]
        # The leak checker stumbles over the threads of TLS that end while it looks at them.
        self.env["ASAN_OPTIONS"] = self.env.get("ASAN_OPTIONS", "") + ":detect_leaks=0"

    def env_of(self, url):
        return {
            "SLUICE_POD": "us1",
            "SLUICE_ORG_ID": "1234",
            "SLUICE_ACCOUNT_ID": "5678",
            "SLUICE_WORKSPACE_ID": "9012",
            "SLUICE_CLIENT_ID": "tester",
            "SLUICE_CLIENT_SECRET": SECRET,
            "SLUICE_API_URL": url,
            "SLUICE_TOKEN_URL": f"{url}/oauth/token",
        }

    def make_certificate(self, *names):
        if shutil.which("openssl") is None:
            self.skipTest("openssl is missing")
        certificate, key = self.path("certificate.pem"), self.path("key.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Acme",
             "-keyout", key, "-out", certificate, "-addext", "subjectAltName=" + ",".join(names)],
            check=True, capture_output=True,
        )  # fmt: skip
        return certificate, key

    def ctl_trusting(self, certificate, *args, env):
        """In a view of the files of its own, where the system's authorities are that certificate."""
        if not os.path.exists(AUTHORITIES):
            self.skipTest(f"this system does not keep its authorities in {AUTHORITIES}")
        script = f'mount --bind "$0" {AUTHORITIES} && exec "$@"'
        line = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, certificate]
        env = {**self.env, **env}
        if shutil.which("unshare") is None or subprocess.run([*line, "true"], env=env, check=False).returncode != 0:
            self.skipTest("this machine lets nobody else arrange its files")
        return subprocess.run(
            [*line, SLUICECTL, *args], env=env, capture_output=True, text=True, timeout=60, check=False
        )


class Addresses(SandboxTest):
    def test_each_loopback_address(self):
        port = urllib.parse.urlparse(self.sandbox.url).port
        for host in ("127.0.0.1", "localhost", "[::1]"):
            with self.subTest(host):
                if host == "[::1]":
                    try:
                        socket.create_connection(("::1", port)).close()
                    except OSError:
                        self.skipTest("this machine has no IPv6")
                url = f"http://{host}:{port}"
                env = {"SLUICE_API_URL": url, "SLUICE_TOKEN_URL": f"{url}/oauth/token"}
                self.assertEqual(self.ctl("list", "feeds", "--json", env=env).json, {"items": []})


class Proxies(NetworkTest):
    def test_this_machine_needs_none(self):
        api = Api()
        self.addCleanup(api.stop)
        proxy = Proxy(api.server_port)
        self.addCleanup(proxy.stop)
        for host in ("127.0.0.1", "localhost"):
            env = {**self.env_of(f"http://{host}:{api.server_port}"), "http_proxy": proxy.url}
            self.ctl("list", "feeds", env=env)
        self.assertEqual(proxy.heads, [])

    def test_tunnel_and_authority(self):
        """An address that only the proxy can find, behind a certificate that only this test trusts."""
        certificate, key = self.make_certificate("DNS:api.sluice.invalid")
        api = Api(certificate, key)
        self.addCleanup(api.stop)
        proxy = Proxy(api.server_port)
        self.addCleanup(proxy.stop)
        env = {**self.env_of("https://api.sluice.invalid"), "https_proxy": proxy.url}
        error = self.fails("list", "feeds", code=5, word="TLS", env=env)
        self.assertIn("certificate", error["remedy"])
        if not proxy.heads:
            self.skipTest("this machine's proxy settings do not come from the environment")
        self.assertEqual(api.requests, [])

        process = self.ctl_trusting(certificate, "list", "feeds", "--json", env=env)
        self.assertEqual((process.returncode, process.stdout.strip()[:10]), (0, '{\n  "items'), process.stderr)
        self.assertEqual(len(api.requests), 2)
        for head in proxy.heads:
            self.assertTrue(head.startswith("CONNECT api.sluice.invalid:443 HTTP/1.1\r\n"), head)
            self.assertNotIn("Authorization", head)

    def test_proxy_that_wants_a_password(self):
        proxy = Proxy(0)
        self.addCleanup(proxy.stop)
        proxy.tunnel = lambda client: (
            proxy.heads.append(client.recv(4096).decode()),
            client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"),
            client.close(),
        )
        env = {**self.env_of("https://api.sluice.invalid"), "https_proxy": proxy.url}
        error = self.fails("list", "feeds", code=5, word="NETWORK", env=env)
        if not proxy.heads:
            self.skipTest("this machine's proxy settings do not come from the environment")
        self.assertIn("proxy", error["remedy"])
        self.assertNotIn(SECRET, "".join(proxy.heads))


class Authorities(NetworkTest):
    def test_own_authority_for_an_address(self):
        certificate, key = self.make_certificate("DNS:localhost", "IP:127.0.0.1")
        api = Api(certificate, key)
        self.addCleanup(api.stop)
        for host in ("localhost", "127.0.0.1"):
            env = self.env_of(f"https://{host}:{api.server_port}")
            self.fails("list", "feeds", code=5, word="TLS", env=env)
            self.assertEqual(api.requests, [])
        process = self.ctl_trusting(certificate, "list", "feeds", "--json", env=env)
        self.assertEqual(process.returncode, 0, process.stderr)
        self.assertEqual(len(api.requests), 2)

    def test_certificate_of_another_host(self):
        certificate, key = self.make_certificate("DNS:elsewhere.example")
        api = Api(certificate, key)
        self.addCleanup(api.stop)
        env = self.env_of(f"https://localhost:{api.server_port}")
        process = self.ctl_trusting(certificate, "list", "feeds", "--json", env=env)
        self.assertEqual(process.returncode, 5, process.stdout)
        self.assertEqual(json.loads(process.stdout)["error"]["code"], "TLS")
        self.assertEqual(api.requests, [])


class Waits(CliTest):
    def test_the_time_that_the_server_asks_for(self):
        fault = {"method": "GET", "route": "*/connections", "count": 1, "status": 429}
        fault["headers"] = {"Retry-After": "2"}
        sandbox = Sandbox("--scenario", self.write("scenario.json", {"faults": [fault]}))
        self.addCleanup(sandbox.stop)
        self.env.update(sandbox.env())
        begun = time.monotonic()
        result = self.ctl("list", "connections", "--json")
        self.assertGreater(time.monotonic() - begun, 1.5)
        self.assertEqual(result.json, {"items": []})
        self.assertRegex(result.err, r"^Waiting until \d{4}-\d\d-\d\dT[\d:]+Z: ")

    def test_a_time_that_is_too_long(self):
        fault = {"route": "*/connections", "status": 429, "headers": {"Retry-After": "3600"}}
        sandbox = Sandbox("--scenario", self.write("scenario.json", {"faults": [fault]}))
        self.addCleanup(sandbox.stop)
        self.env.update(sandbox.env())
        begun = time.monotonic()
        error = self.fails("list", "connections", code=1, word="RATE_LIMITED")
        self.assertLess(time.monotonic() - begun, 10)
        self.assertEqual(error["http_status"], 429)
        self.assertIn("again from", error["remedy"])


if __name__ == "__main__":
    main()
