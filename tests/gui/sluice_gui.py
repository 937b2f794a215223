# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window: a private X server, D-Bus session, keyring and home, and AT-SPI in it.

    with Desktop() as desktop:
        app = desktop.start()
        app.click("button", "Try the sandbox")
        app.type("text", "Database", "ACME")
        app.wait_for("label", contains="Sandbox")

Nothing sleeps to synchronise: what is waited for is polled until a deadline, and the failure says
what was on screen instead.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import sluice_stalls

SKIP = 77
TIMEOUT = 20.0
POLL = 0.05
VANISHING = 5.0
# The header bar is not higher: what is clicked must not be under it.
BAR = 60
NEEDED = ("Xvfb", "dbus-daemon", "xdotool")

# Roles that a person can act on: each must have a name.
CONTROLS = (
    "push button",
    "button",
    "toggle button",
    "check box",
    "radio button",
    "switch",
    "text",
    "entry",
    "password text",
    "combo box",
    "slider",
    "spin button",
    "link",
    "list item",
    "menu item",
    "table cell",
)


def skip(why):
    print("SKIP:", why)
    sys.exit(SKIP)


# What GTK says where nobody named a widget.
CLASS_NAME = re.compile(r"(Gtk|Adw|Sluice)[A-Z][A-Za-z]+$")


def is_called(label, name):
    """A control in a row is called by its own name and the row's."""
    return label == name or label.startswith(name + " ") or label.endswith(" " + name)


def find_program():
    return os.path.join(find_build(), "src", "ui", "sluice")


def find_build():
    return os.environ.get("SLUICE_BUILD_DIR", "_build")


class Failure(AssertionError):
    """Something that was waited for did not come."""


def is_vanished(error):
    """Whether a node went away while it was read."""
    return error.__class__.__name__ in ("Error", "GError")


def look_again(look):
    """What was left is taken down piece by piece, so a window is read anew where some of it vanished."""
    deadline = time.monotonic() + VANISHING
    while True:
        try:
            return look()
        except Exception as error:
            if not is_vanished(error) or time.monotonic() > deadline:
                raise
        time.sleep(POLL)


def poll(check, what, timeout=TIMEOUT, otherwise=None):
    """Returns the first true result of check(); fails with what was expected."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            result = check()
        except Exception as error:
            if not is_vanished(error):
                raise
            result = None
        if result:
            return result
        if time.monotonic() > deadline:
            extra = otherwise() if otherwise else ""
            raise Failure(f"waited {timeout:g} s for {what}\n{extra}")
        time.sleep(POLL)


class Desktop:
    """A machine of its own: display, bus, keyring, home. Ends all it started."""

    def __init__(self, size=(1280, 800), keyring="unlocked", settings=None, env=None):
        self.size = size
        self.keyring = keyring  # "unlocked", "locked" or None
        self.settings = dict(settings or {})
        self.extra_env = dict(env or {})
        self.children = []
        self.app = None

    def __enter__(self):
        for tool in NEEDED:
            if shutil.which(tool) is None:
                skip(f"{tool} is not installed")
        if self.keyring and shutil.which("gnome-keyring-daemon") is None:
            skip("gnome-keyring-daemon is not installed")
        self.work = tempfile.mkdtemp(prefix="sluice-gui-")
        self.stall_file = os.path.join(self.work, "stalls")
        self.log_file = os.path.join(self.work, "log")
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind, *_):
        self.end_children()
        try:
            log = self._read_log()
            sys.stderr.write(log)
            if kind is None:
                self._check_log(log)
                self._check_stalls()
        finally:
            self.close()

    def _prepare(self):
        home = os.path.join(self.work, "home")
        runtime = os.path.join(self.work, "run")
        os.makedirs(home)
        os.makedirs(runtime, mode=0o700)
        env = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
        env.update(
            HOME=home,
            XDG_RUNTIME_DIR=runtime,
            XDG_DATA_HOME=f"{home}/.local/share",
            XDG_CONFIG_HOME=f"{home}/.config",
            XDG_CACHE_HOME=f"{home}/.cache",
            XDG_STATE_HOME=f"{home}/.local/state",
            GDK_BACKEND="x11",
            GSK_RENDERER="cairo",
            LIBGL_ALWAYS_SOFTWARE="1",
            ADW_DISABLE_PORTAL="1",
            GTK_USE_PORTAL="0",
            GSETTINGS_BACKEND="keyfile",
            NO_AT_BRIDGE="0",
            GTK_A11Y="atspi",
            TZ="UTC",
            LC_ALL="C.UTF-8",
        )
        env.pop("WAYLAND_DISPLAY", None)
        env.update(self.extra_env)
        self.env = env
        self._start_display()
        self._start_bus()
        if self.keyring:
            self._start_keyring()
        self.write_settings(
            **{"window-width": self.size[0], "window-height": self.size[1], **self.settings}
        )
        os.environ.update(env)

    def spawn(self, *command, **options):
        child = subprocess.Popen(command, **{"env": self.env, **options})
        self.children.append(child)
        return child

    def spawn_probed(self, *command):
        """Starts the program with the probe that measures its main loop, where it was built."""
        probe = os.environ.get("SLUICE_STALL_PROBE", "")
        env = dict(self.env)
        if os.path.exists(probe):
            env.update(LD_PRELOAD=probe, SLUICE_STALL_FILE=self.stall_file)
        with open(self.log_file, "a", encoding="utf-8") as log:
            return self.spawn(*command, env=env, stderr=log)

    def _start_display(self):
        read, write = os.pipe()
        # Without a compositor GTK draws a frame around its windows.
        width, height = self.size[0] + 12, self.size[1] + 12
        self.spawn(
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            f"{width}x{height}x24",
            # A server that begins anew when its last client has gone turns the next one away meanwhile.
            "-noreset",
            "-nolisten",
            "tcp",
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as stream:
            number = stream.readline().strip()
        if not number:
            skip("Xvfb does not start")
        self.env["DISPLAY"] = f":{number}"

    def _write_bus_config(self):
        """A bus that starts nothing but AT-SPI: no keyring, and nobody who asks for its password."""
        services = os.path.join(self.work, "services")
        config = os.path.join(self.work, "bus.conf")
        os.makedirs(services)
        shutil.copy("/usr/share/dbus-1/services/org.a11y.Bus.service", services)
        with open(config, "w", encoding="utf-8") as stream:
            stream.write(
                "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
                f"<servicedir>{services}</servicedir>"
                "<policy context='default'><allow send_destination='*' eavesdrop='true'/>"
                "<allow eavesdrop='true'/><allow own='*'/></policy></busconfig>"
            )
        return config

    def _start_bus(self):
        alone = self.keyring != "unlocked"
        bus = self.spawn(
            "dbus-daemon",
            f"--config-file={self._write_bus_config()}" if alone else "--session",
            "--nofork",
            "--print-address",
            stdout=subprocess.PIPE,
            text=True,
        )
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()

    def _start_keyring(self):
        os.makedirs(self.env["XDG_DATA_HOME"], exist_ok=True)
        daemon = self.spawn(
            "gnome-keyring-daemon",
            "--foreground",
            "--unlock",
            "--components=secrets",
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        daemon.stdin.write(b"test\n")
        daemon.stdin.close()
        poll(self._has_secret_service, "the keyring to answer")
        if self.keyring == "locked":
            self.lock_keyring()

    def _call(self, destination, path, method, *arguments):
        return subprocess.run(
            ["gdbus", "call", "--session", "-d", destination, "-o", path, "-m", method, *arguments],
            env=self.env,
            capture_output=True,
            text=True,
        ).stdout

    def _has_secret_service(self):
        return "true" in self._call(
            "org.freedesktop.DBus",
            "/",
            "org.freedesktop.DBus.NameHasOwner",
            "org.freedesktop.secrets",
        )

    def lock_keyring(self):
        self._call(
            "org.freedesktop.secrets",
            "/org/freedesktop/secrets",
            "org.freedesktop.Secret.Service.Lock",
            "['/org/freedesktop/secrets/collection/login']",
        )

    def _list_keyring_items(self):
        import gi

        gi.require_version("Secret", "1")
        from gi.repository import Secret

        # What was read before may be gone.
        Secret.Service.disconnect()
        service = Secret.Service.get_sync(Secret.ServiceFlags.LOAD_COLLECTIONS, None)
        for collection in service.get_collections():
            collection.load_items_sync(None)
            yield from collection.get_items()

    def search_keyring(self):
        """The secrets of the keyring, in clear: for a test that the real keyring has them."""
        secrets = []
        for item in self._list_keyring_items():
            item.load_secret_sync(None)
            value = item.get_secret()
            secrets.append(value.get_text() if value is not None else "")
        return secrets

    def clear_keyring(self):
        for item in self._list_keyring_items():
            item.delete_sync(None)

    def read_files(self, under):
        """All that is in files below a folder of the home, as one text."""
        texts = []
        for folder, _, names in os.walk(os.path.join(self.env["HOME"], under)):
            for name in names:
                with open(os.path.join(folder, name), "rb") as stream:
                    texts.append(stream.read().decode("utf-8", "replace"))
        return "\n".join(texts)

    def write_file(self, name, text):
        path = os.path.join(self.work, name)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        return path

    def write_settings(self, **values):
        folder = os.path.join(self.env["XDG_CONFIG_HOME"], "glib-2.0", "settings")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as stream:
            stream.write("[io/github/sluicehq/Sluice]\n")
            for key, value in values.items():
                text = f"'{value}'" if isinstance(value, str) else str(value).lower()
                stream.write(f"{key}={text}\n")

    def start(self, *arguments):
        """Starts the program and waits for its window."""
        program = find_program()
        if not os.access(program, os.X_OK):
            skip("the application is not built")
        self.app = App(self, self.spawn_probed(program, *arguments))
        self.app.wait_for("frame")
        return self.app

    def restart(self, *arguments):
        """Closes the window as a person does, and starts the program again."""
        self.app.key("ctrl+q")
        poll(lambda: self.app.process.poll() is not None, "the program to end")
        return self.start(*arguments)

    def screenshot(self, path):
        subprocess.run(["import", "-window", "root", path], env=self.env, check=True)

    def _read_log(self):
        if not os.path.exists(self.log_file):
            return ""
        with open(self.log_file, encoding="utf-8", errors="replace") as stream:
            return stream.read()

    def _check_log(self, log):
        """The program may not complain of itself, but for what GTK 4.8 says when it is asked of a window
        that it is just making."""
        found = [
            line
            for line in log.splitlines()
            if "-CRITICAL **" in line and "g_variant_is_object_path" not in line
        ]
        if found:
            raise Failure("the program complained:\n" + "\n".join(found))

    def _check_stalls(self):
        """No journey may hold up the window for longer than a frame."""
        turns = sluice_stalls.read_turns(self.stall_file)
        print(sluice_stalls.describe(turns))
        stalls = sluice_stalls.find_stalls(turns, find_program())
        if stalls:
            raise Failure("the main loop stalled:\n" + stalls)

    def end_children(self):
        for child in reversed(self.children):
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
                try:
                    child.wait(5)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()

    def close(self):
        self.end_children()
        shutil.rmtree(self.work, ignore_errors=True)


class Sandbox:
    """A stand-in API of our own, which can be taken away and brought back."""

    def __init__(self, desktop, *options):
        self.desktop = desktop
        self.options = options
        self.address = os.path.join(desktop.work, "address")
        self.state = os.path.join(desktop.work, "state.json")
        self.url = None
        self.start("0")

    def start(self, port):
        if os.path.exists(self.address):
            os.remove(self.address)
        self.process = self.desktop.spawn(
            os.path.join(find_build(), "src", "sandbox", "sluice-sandbox"),
            f"--port={port}",
            f"--address-file={self.address}",
            f"--state={self.state}",
            "--failure-rate=0",
            *self.options,
            stdout=subprocess.DEVNULL,
        )
        poll(lambda: os.path.exists(self.address), "the sandbox to serve")
        with open(self.address, encoding="utf-8") as stream:
            self.url = stream.read().strip()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)

    def restart(self):
        self.start(self.url.rsplit(":", 1)[1].strip("/"))

    def run(self, *arguments, text=""):
        """Runs sluicectl beside the window."""
        program = os.path.join(find_build(), "src", "cli", "sluicectl")
        env = self.desktop.env
        subprocess.run([program, *arguments], env=env, input=text, text=True, check=True)

    def list(self, kind):
        """What there is of a kind, as sluicectl tells."""
        program = os.path.join(find_build(), "src", "cli", "sluicectl")
        command = [program, "list", kind, "--json"]
        env = self.desktop.env
        output = subprocess.run(command, env=env, capture_output=True, check=True).stdout
        return json.loads(output)["items"]

    def add_workspace(self, secret="secret", name="Acme", number=9012):
        self.run(
            *("workspace", "add", name, "--pod", "us1", "--org", "1234"),
            *("--account", "5678", "--workspace", str(number), "--client-id", "client"),
            *("--api-url", self.url, "--token-url", self.url + "/oauth/token"),
            text=secret,
        )


class App:
    """The running program, seen through AT-SPI."""

    def __init__(self, desktop, process):
        try:
            import gi

            gi.require_version("Atspi", "2.0")
            from gi.repository import Atspi
        except (ImportError, ValueError):
            skip("AT-SPI for Python is not installed")
        # On a loaded machine an answer may take longer than the 0.8 s that AT-SPI waits.
        Atspi.set_timeout(15000, 30000)
        self.atspi = Atspi
        self.desktop = desktop
        self.process = process

    # Finding

    def root(self):
        desktop = self.atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def walk(self, node=None, showing=True):
        """All nodes below, depth first. Those not on screen are left out unless told."""
        node = node or self.root()
        if node is None:
            return
        stack = [node]
        while stack:
            current = stack.pop()
            yield current
            for index in reversed(range(current.get_child_count())):
                child = current.get_child_at_index(index)
                if child is not None and (not showing or self.is_showing(child)):
                    stack.append(child)

    def is_showing(self, node):
        # GTK 4.8 tells of SHOWING for windows only.
        return node.get_state_set().contains(self.atspi.StateType.VISIBLE)

    def is_sensitive(self, node):
        return node.get_state_set().contains(self.atspi.StateType.SENSITIVE)

    def is_checked(self, node):
        return node.get_state_set().contains(self.atspi.StateType.CHECKED)

    def matches(self, node, role, name, contains):
        if role and node.get_role_name() != role:
            return False
        label = self.name_of(node)
        if name is not None and not is_called(label, name):
            return False
        return contains is None or contains in label or contains in self.text_of(node)

    def find_all(self, role=None, name=None, contains=None, within=None):
        def look():
            return [n for n in self.walk(within) if self.matches(n, role, name, contains)]

        return look_again(look)

    def find(self, role=None, name=None, contains=None, within=None):
        """One node, or None. Ask for what is on screen by role, exact name or a part of the text."""

        def look():
            nodes = (n for n in self.walk(within) if self.matches(n, role, name, contains))
            return next(nodes, None)

        return look_again(look)

    def wait_for(self, role=None, name=None, contains=None, within=None, timeout=TIMEOUT):
        what = " ".join(str(part) for part in (role, name, contains) if part)
        return poll(
            lambda: self._alive() and self.find(role, name, contains, within),
            what,
            timeout,
            self.describe,
        )

    def wait_gone(self, role=None, name=None, contains=None, timeout=TIMEOUT):
        what = " ".join(str(part) for part in (role, name, contains) if part)
        poll(lambda: self.find(role, name, contains) is None, f"{what} to go", timeout)

    def wait(self, check, what, timeout=TIMEOUT):
        return poll(lambda: self._alive() and check(), what, timeout, self.describe)

    def _alive(self):
        if self.process.poll() is not None:
            raise Failure(f"the program ended with {self.process.returncode}")
        return True

    # Reading

    def name_of(self, node):
        """The name as a person hears it: without mnemonics, and empty where it is a class name."""
        name = (node.get_name() or "").replace("_", "").strip()
        return "" if CLASS_NAME.match(name) else name

    def text_of(self, node):
        try:
            count = self.atspi.Text.get_character_count(node)
            return self.atspi.Text.get_text(node, 0, count) if count > 0 else ""
        except Exception:  # not every node has text
            return ""

    def describe(self):
        lines = []
        for node in self.walk():
            name = self.name_of(node)
            text = self.text_of(node)
            if name or text:
                lines.append(f"  {node.get_role_name()}: {name} {text[:80]!r}")
        return "on screen:\n" + "\n".join(lines[:200])

    def unnamed(self):
        """Controls on screen that assistive technology cannot name. A row that is taken away while it is
        asked has no name, either, and AT-SPI does not say why: so it is asked twice."""
        found = self._list_unnamed()
        return [control for control in self._list_unnamed() if control in found] if found else []

    def _list_unnamed(self):
        found = []
        for node in self.walk():
            role = node.get_role_name()
            if role in CONTROLS and not self.name_of(node):
                if not self._is_named_by_parent(node):
                    found.append(f"{role} in {self._path(node)}")
        return found

    # An entry row of libadwaita is named; the bare text inside it belongs to it.
    def _is_named_by_parent(self, node):
        for _ in range(4):
            node = node.get_parent()
            if node is None:
                return False
            if node.get_role_name() in CONTROLS and self.name_of(node):
                return True
        return False

    def _path(self, node):
        names = []
        while node is not None and len(names) < 8:
            names.append(f"{node.get_role_name()} {self.name_of(node)}".strip())
            node = node.get_parent()
        return " < ".join(names)

    # Acting

    def centre(self, node):
        box = self.atspi.Component.get_extents(node, self.atspi.CoordType.WINDOW)
        return box.x + box.width // 2, box.y + box.height // 2

    def xdotool(self, *arguments):
        subprocess.run(["xdotool", *map(str, arguments)], env=self.desktop.env, check=True)

    def key(self, *keys):
        self.xdotool("key", *keys)

    def click_at(self, node):
        """A real click, for rows and drop-downs, which AT-SPI cannot activate."""
        x, y = self.settled_centre(node)
        self.xdotool("mousemove", x, y, "click", 1)

    def settled_centre(self, node):
        """Where a control is once it does not slide any more."""
        places = [self.centre(node)]

        def is_still():
            time.sleep(2 * POLL)
            places.append(self.centre(node))
            return places[-1] == places[-2]

        self.wait(is_still, "a control to stand still")
        return places[-1]

    def scroll_to(self, node):
        """Turns the wheel where the pointer is until a control is in the window; a page may still grow."""

        def is_in_window():
            height = self.settled_centre(node)[1]
            if BAR < height < self.desktop.size[1]:
                return True
            wheel = 4 if height <= BAR else 5
            self.xdotool("click", "--repeat", 5, "--delay", 5, wheel)
            return False

        self.wait(is_in_window, "a control to be scrolled to")

    def activate(self, node):
        try:
            if self.atspi.Action.get_n_actions(node) > 0 and self.atspi.Action.do_action(node, 0):
                return
        except Exception:  # no action interface
            pass
        self.click_at(node)

    def click(self, role, name=None, contains=None, within=None, timeout=TIMEOUT):
        """Waits for the control to be there and usable, then acts on it."""
        what = f"{role} {name or contains} to be usable"

        def usable():
            node = self.find(role, name, contains, within)
            return node if node is not None and self.is_sensitive(node) else None

        node = self.wait(usable, what, timeout)
        self.activate(node)
        return node

    def click_row(self, name, timeout=TIMEOUT):
        """Activates a row of a list by its name."""
        node = self.wait_for("list item", name, timeout=timeout)
        self.click_at(node)
        return node

    def click_view(self, name):
        """Goes to a view by the sidebar, which a narrow window has folded away."""
        # In a list, because "no" is an answer, too; asked again where a node vanished meanwhile.
        folded = self.wait(lambda: [self.find("push button", "Back")], "the header bar")
        if folded[0] is not None:
            self.key("F9")
        self.click_at(self.wait_for("list item", name, within=self.wait_for("list", "Views")))
        self.wait(lambda: self._is_at(name), f"the view {name}")

    def _is_at(self, name):
        frame = self.find("frame")
        title = frame.get_name() if frame is not None else ""
        return title == name or title.startswith(name + " –")

    def choose_folder(self, path):
        """Answers the folder chooser of GTK by typing the path."""
        self.type_path(path)
        if self._closes(5):
            return
        # The first Return only completed what was typed.
        self.key("Return")
        if self._closes(10):
            return
        # A chooser that was just shown did not have the keyboard yet.
        self.xdotool("key", "ctrl+l", "ctrl+a")
        self.xdotool("type", "--delay", "1", path)
        self.key("Return")
        self.wait(self._is_alone, "the chooser to close")

    def _closes(self, timeout):
        try:
            return self.wait(self._is_alone, "the chooser to close", timeout)
        except Failure:
            return False

    def type_path(self, path):
        """Answers a chooser that leads on to another window."""
        self.wait(lambda: len(self.shown_windows()) > 1, "a chooser")
        self.xdotool("key", "ctrl+l")
        self.xdotool("type", "--delay", "1", path)
        self.key("Return")

    def wait_for_window(self, title):
        """Asks the display, not the program: GTK 4.8 warns when it is asked of a window it is making."""
        self.xdotool("search", "--sync", "--onlyvisible", "--name", title)

    def choose_new_file(self, path):
        """Answers the chooser that asks where to save: its name takes a whole path."""
        self.wait(lambda: len(self.shown_windows()) > 1, "a file chooser")
        self.wait(lambda: self.find("push button", "Save"), "the button of the chooser")
        self.key("ctrl+a")
        self.xdotool("type", "--delay", "1", path)
        self.key("Return")
        self.wait(self._is_alone, "the chooser to close")

    def shown_windows(self):
        """The windows with a title, as the display knows them: GTK 4.8 may crash when an assistive technology
        asks for a window that it is making or taking away."""
        return self._search_windows("--onlyvisible", "--name", ".")

    def _search_windows(self, *options):
        search = ["xdotool", "search", *options]
        result = subprocess.run(search, env=self.desktop.env, capture_output=True, text=True)
        return result.stdout.split()

    def count_windows(self, pattern):
        """How many windows there are of such a title, on screen or only hidden."""
        return len(self._search_windows("--name", pattern))

    def _is_alone(self):
        return len(self.shown_windows()) == 1

    def root_windows(self):
        root = self.root()
        return [root.get_child_at_index(i) for i in range(root.get_child_count())] if root else []

    def editable(self, name):
        """The editable text of the entry row of that name."""
        for node in self.walk():
            if not is_called(self.name_of(node), name):
                continue
            for inner in self.walk(node):
                states = inner.get_state_set()
                if states.contains(self.atspi.StateType.EDITABLE):
                    return inner
        return None

    def type(self, name, text, timeout=TIMEOUT):
        """Sets the text of the entry with that label."""
        node = self.wait(lambda: self.editable(name), f"an entry {name}", timeout)
        self.atspi.EditableText.set_text_contents(node, text)
        self.wait(lambda: self.text_of(node) == text or text == "", f"{name} to read {text}")
        return node

    def screenshot(self, path):
        self.desktop.screenshot(path)
