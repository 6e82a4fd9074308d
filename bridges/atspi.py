"""The accessibility tree of a Linux desktop (AT-SPI 2), read over D-Bus within a fixed time.

What is hidden, scrolled away or covered by another window is left out, so that every node is something that a person
could see and click. `bridges.atspi_reading` reads one application; here is which ones, in what order, for how long.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any

from bridges.atspi_reading import ROOT, Application, Reading
from bridges.base import Node
from bridges.coordinates import Geometry
from bridges.dbus_calls import Call, Calls, CallsFailed
from bridges.session import connect, display_name
from bridges.windows import Windows

APPLICATION_S = 0.2
"""For one application."""
TOTAL_S = 0.3
"""For all of them."""
PAUSE_S = 5.0
"""An application that answered nothing is left alone for so long."""


class AtspiTree:
    """Reads what the applications of one display tell of themselves.

    Reading is bounded in time and never raises for an application that hangs or vanishes; ``complete`` says whether
    the last one got to its end. Not for two threads at once.
    """

    def __init__(
        self,
        display: str | None = None,
        environment: Mapping[str, str] | None = None,
        application_s: float = APPLICATION_S,
        total_s: float = TOTAL_S,
    ) -> None:
        """``environment`` names the session bus (DBUS_SESSION_BUS_ADDRESS); this process's own where it is None, as is
        the display. Nothing is connected yet.
        """
        self.complete = False
        self._display = display
        self._environment = os.environ if environment is None else environment
        self._application_s = application_s
        self._total_s = total_s
        self._calls: Calls | None = None
        self._connection: Any = None
        self._applications: dict[str, Application] = {}
        self._left_alone_until: dict[str, float] = {}

    def close(self) -> None:
        """Close the connections; a later reading opens them again."""
        if self._calls is not None:
            self._calls.close()
        if self._connection is not None:
            self._connection.close()
        self._calls = self._connection = None

    def read(self, geometry: Geometry, pid: int | None = None) -> tuple[Node, ...] | None:
        """The visible elements in frame pixels, those of the application with the focus (or of ``pid``) first.

        None where there is no accessibility bus. Raises NoDisplay, or Xlib's errors where the display is gone.
        """
        self.complete = False
        try:
            if self._calls is None:
                self._calls = self._connected()
            return self._read(self._calls, geometry, pid)
        except CallsFailed:
            if self._calls is not None:
                self._calls.close()
                self._calls = None
            return None

    def _connected(self) -> Calls:
        bus = self._environment.get("DBUS_SESSION_BUS_ADDRESS")
        if not bus:
            raise CallsFailed("there is no session bus")
        with Calls(bus) as session:
            found = session.answer(Call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress"), 1.0)
        if not found or not found[0]:
            raise CallsFailed("there is no accessibility bus")
        return Calls(found[0])

    def _read(self, calls: Calls, geometry: Geometry, pid: int | None) -> tuple[Node, ...]:
        if self._connection is None:
            self._connection = connect(display_name(self._display, self._environment), self._environment)
        windows = [window for window in Windows(self._connection).list() if not window.minimised]
        front = [pid if pid is not None else next((one.pid for one in windows if one.focused), None)]
        front += [window.pid for window in windows]
        end = time.monotonic() + self._total_s
        applications = self._running(calls, min(end, time.monotonic() + self._application_s))
        applications.sort(key=lambda one: front.index(one.pid) if one.pid in front else len(front))
        nodes: list[Node] = []
        self.complete = not self._left_alone_until
        for application in applications:
            deadline = min(end, time.monotonic() + self._application_s)
            reading = Reading(calls, application, windows, self._connection, geometry, deadline)
            nodes += reading.nodes()
            self.complete &= reading.complete
            if not reading.answered and time.monotonic() < end:
                self._leave_alone(application.service)
        return tuple(nodes)

    def _running(self, calls: Calls, deadline: float) -> list[Application]:
        """The applications on the bus that are not left alone."""
        answer = calls.answers([Call("org.a11y.atspi.Registry", *ROOT, "GetChildren")], deadline)[0]
        services = [service for service, _ in answer[0]] if answer else []
        now = time.monotonic()
        self._left_alone_until = {one: until for one, until in self._left_alone_until.items() if until > now}
        unknown = [one for one in services if one not in self._applications and one not in self._left_alone_until]
        told = iter(calls.answers([call for one in unknown for call in _introduction(one)], deadline))
        for service, pid, name, toolkit, version, _ in zip(unknown, told, told, told, told, told, strict=False):
            if pid and name and toolkit and version:
                gtk4 = toolkit[0][1] == "GTK" and version[0][1].startswith("4")
                self._applications[service] = Application(service, name[0][1], pid[0], relative=gtk4)
            else:
                self._leave_alone(service)
        self._applications = {one: known for one, known in self._applications.items() if one in services}
        return [known for one, known in self._applications.items() if one not in self._left_alone_until]

    def _leave_alone(self, service: str) -> None:
        self._left_alone_until[service] = time.monotonic() + PAUSE_S


def _introduction(service: str) -> tuple[Call, ...]:
    """Process id, name, toolkit and its version; Chromium starts to build its tree when it is asked for attributes."""
    path, accessible = ROOT
    properties, application = "org.freedesktop.DBus.Properties", "org.a11y.atspi.Application"
    return (
        Call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetConnectionUnixProcessID", "s", (service,)),
        Call(service, path, properties, "Get", "ss", (accessible, "Name")),
        Call(service, path, properties, "Get", "ss", (application, "ToolkitName")),
        Call(service, path, properties, "Get", "ss", (application, "Version")),
        Call(service, path, accessible, "GetAttributes"),
    )
