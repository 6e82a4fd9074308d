"""A private X server: who may connect, whether its windows are managed, and what stands behind them."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
from typing import Any

from bridges.errors import NoDisplay
from bridges.session import padded, setup_request

ANSWER_S = 5.0
INPUT_ONLY = 2
"""X.InputOnly: a window without pixels."""


def authority_entry(cookie: bytes) -> bytes:
    """A file of one X authority entry that fits any display (family "wild", no number): Xau's format, big-endian."""
    fields = (b"", b"", b"MIT-MAGIC-COOKIE-1", cookie)
    return struct.pack(">H", 0xFFFF) + b"".join(struct.pack(">H", len(field)) + field for field in fields)


def admit_user(name: str, cookie: bytes) -> None:
    """Let this user's programs connect without a cookie, so that several displays need no common authority file.

    Speaks the X protocol itself (connection setup, then ChangeHosts with the server-interpreted address "localuser"):
    libraries read the cookie from a variable of the whole process, which is not ours to change.
    """
    method = b"MIT-MAGIC-COOKIE-1"
    address = b"localuser\0#" + str(os.getuid()).encode()
    change_hosts = struct.pack("<BBHBxH", 109, 0, 2 + len(padded(address)) // 4, 5, len(address)) + padded(address)
    get_input_focus = struct.pack("<BxH", 43, 1)
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(ANSWER_S)
        with contextlib.suppress(OSError, struct.error):
            connection.connect(f"/tmp/.X11-unix/X{name.removeprefix(':')}")  # noqa: S108 - X servers put it there
            connection.sendall(setup_request(method, cookie))
            status, length = struct.unpack("<B5xH", connection.recv(8, socket.MSG_WAITALL))
            if status == 1:
                connection.recv(length * 4, socket.MSG_WAITALL)
                connection.sendall(change_hosts + get_input_focus)
                if connection.recv(32, socket.MSG_WAITALL)[:1] == b"\x01":
                    return
    raise NoDisplay(f"Connecting to the private display {name}", "the X server refused its own cookie")


class ManagerProbe:
    """Asks whether the window manager takes windows in by now.

    It announces itself long before: what is mapped while it starts stays unmapped for ever. Nothing is shown; the probe
    asks for the frame that a window would get, which only a manager at work answers.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._ask, self._answer = (
            connection.intern_atom(name) for name in ("_NET_REQUEST_FRAME_EXTENTS", "_NET_FRAME_EXTENTS")
        )
        self._window = connection.screen().root.create_window(0, 0, 1, 1, 0, 0, window_class=INPUT_ONLY)

    def answered(self) -> bool:
        """Whether one of the questions so far was answered; asks once more where none was."""
        from Xlib import X
        from Xlib.protocol import event

        if self._window.get_full_property(self._answer, X.AnyPropertyType) is not None:
            self._window.destroy()
            return True
        asked = event.ClientMessage(window=self._window, client_type=self._ask, data=(32, [0] * 5))
        mask = X.SubstructureRedirectMask | X.SubstructureNotifyMask
        self._connection.screen().root.send_event(asked, event_mask=mask)
        self._connection.flush()
        return False


def paint(root: Any, colour: int) -> None:
    """Give the root window a plain ground, and name it in the property where compositors look for one."""
    from Xlib import X, Xatom
    from Xlib.protocol import request

    display = root.display
    pixmap = root.create_pixmap(1, 1, root.get_geometry().depth)
    pixmap.fill_rectangle(pixmap.create_gc(foreground=colour), 0, 0, 1, 1)
    root.change_attributes(background_pixmap=pixmap)
    for name in ("_XROOTPMAP_ID", "ESETROOT_PMAP_ID"):
        root.change_property(display.get_atom(name), Xatom.PIXMAP, 32, [pixmap.id])
    root.clear_area()
    # The pixmap must outlive this connection.
    request.SetCloseDownMode(display=display, mode=X.RetainPermanent)
