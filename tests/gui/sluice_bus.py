# SPDX-License-Identifier: GPL-3.0-or-later
"""Services that a desktop has and a test has to stand in for, on the test's own bus."""

import threading

from sluice_gui import poll, skip

try:
    from gi.repository import Gio, GLib
except ImportError:
    skip("the GObject bindings of Python are not installed")

NOTIFICATIONS = """<node><interface name='org.freedesktop.Notifications'>
<method name='Notify'>
<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>
<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>
<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/>
</method>
<method name='CloseNotification'><arg type='u' direction='in'/></method>
<method name='GetCapabilities'><arg type='as' direction='out'/></method>
<method name='GetServerInformation'><arg type='s' direction='out'/><arg type='s' direction='out'/>
<arg type='s' direction='out'/><arg type='s' direction='out'/></method>
<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>
<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>
</interface></node>"""

PORTAL = """<node><interface name='org.freedesktop.portal.Background'>
<method name='RequestBackground'>
<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>
</method></interface></node>"""


class Service:
    """One object on the bus that answers in a thread of its own."""

    def __init__(self, desktop, name, path, description):
        self.path = path
        self.interface = Gio.DBusNodeInfo.new_for_xml(description).interfaces[0]
        ready = threading.Event()
        address = desktop.env["DBUS_SESSION_BUS_ADDRESS"]
        thread = threading.Thread(target=self._serve, args=(address, name, ready), daemon=True)
        thread.start()
        ready.wait(10)

    def _serve(self, address, name, ready):
        context = GLib.MainContext()
        context.push_thread_default()
        flags = Gio.DBusConnectionFlags
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None
        )
        self.bus.set_exit_on_close(False)
        self.bus.register_object(self.path, self.interface, self._on_call, None, None)
        self.bus.call_sync(
            *("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "RequestName"),
            *(GLib.Variant("(su)", (name, 4)), None, 0, -1, None),
        )
        ready.set()
        GLib.MainLoop(context).run()

    def _on_call(self, bus, sender, path, interface, method, arguments, invocation):
        answer = getattr(self, "on_" + method)(sender, *arguments.unpack())
        invocation.return_value(answer)

    def emit(self, signal, arguments):
        self.bus.emit_signal(None, self.path, self.interface.name, signal, arguments)


class Notifications(Service):
    """Keeps what it is told, as a desktop shows it."""

    def __init__(self, desktop):
        self.all = []  # what was ever told: id, title, body
        self.shown = {}  # id -> title
        self.next_id = 0
        super().__init__(
            *(desktop, "org.freedesktop.Notifications", "/org/freedesktop/Notifications"),
            NOTIFICATIONS,
        )

    def on_Notify(self, sender, app, replaces, icon, title, body, actions, hints, timeout):
        if replaces:
            number = replaces
        else:
            self.next_id += 1
            number = self.next_id
        self.shown[number] = title
        self.all.append((number, title, body))
        self.actions = actions
        return GLib.Variant("(u)", (number,))

    def on_CloseNotification(self, sender, number):
        self.shown.pop(number, None)
        self.emit("NotificationClosed", GLib.Variant("(uu)", (number, 3)))

    def on_GetCapabilities(self, sender):
        return GLib.Variant("(as)", (["actions", "body"],))

    def on_GetServerInformation(self, sender):
        return GLib.Variant("(ssss)", ("test", "test", "1", "1.2"))

    def find(self, title):
        return [entry for entry in self.all if entry[1] == title]

    def wait_for(self, title):
        poll(
            lambda: self.find(title),
            f"the notification {title}",
            otherwise=lambda: f"told: {self.all}",
        )
        return self.find(title)[-1]

    def click(self, number):
        self.emit("ActionInvoked", GLib.Variant("(us)", (number, "default")))


class BackgroundPortal(Service):
    """A desktop that lets programs go on in the background, or does not."""

    def __init__(self, desktop, grants):
        self.grants = grants
        self.asked = []
        super().__init__(
            *(desktop, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"), PORTAL
        )

    def on_RequestBackground(self, sender, parent, options):
        self.asked.append(options)
        token = options.get("handle_token", "t")
        name = sender.removeprefix(":").replace(".", "_")
        handle = f"/org/freedesktop/portal/desktop/request/{name}/{token}"
        granted = GLib.Variant("b", self.grants)
        answer = GLib.Variant(
            "(ua{sv})", (0 if self.grants else 1, {"background": granted, "autostart": granted})
        )
        self.bus.emit_signal(sender, handle, "org.freedesktop.portal.Request", "Response", answer)
        return GLib.Variant("(o)", (handle,))
