"""ADB's packets: 24 bytes of header, then the payload (AOSP, packages/modules/adb/protocol.txt)."""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from typing import Final

CNXN: Final = 0x4E584E43
AUTH: Final = 0x48545541
OPEN: Final = 0x4E45504F
OKAY: Final = 0x59414B4F
CLSE: Final = 0x45534C43
WRTE: Final = 0x45545257

VERSION_CHECKED: Final = 0x01000000
"""Peers of this version check the sum of each payload."""
VERSION: Final = 0x01000001
"""From this version on the sum is 0 and not looked at."""
MAX_PAYLOAD: Final = 1024 * 1024
MAX_PAYLOAD_OLD: Final = 4096

_HEADER: Final = struct.Struct("<6I")


class Malformed(Exception):
    """The peer sent what is no ADB packet; the connection ends."""


@dataclass(frozen=True, slots=True)
class Packet:
    """One message of the transport."""

    command: int
    arg0: int
    arg1: int
    payload: bytes = b""

    def encoded(self, version: int) -> bytes:
        """The bytes on the wire, with a checksum where the agreed version asks for one."""
        total = checksum(self.payload) if version < VERSION else 0
        magic = self.command ^ 0xFFFFFFFF
        return _HEADER.pack(self.command, self.arg0, self.arg1, len(self.payload), total, magic) + self.payload


def checksum(payload: bytes) -> int:
    """ADB's "CRC": the sum of all bytes."""
    return sum(payload) & 0xFFFFFFFF


def read_exactly(connection: socket.socket, count: int) -> bytes:
    """That many bytes. EOFError where the peer closed."""
    data = bytearray(count)
    view = memoryview(data)
    done = 0
    while done < count:
        got = connection.recv_into(view[done:])
        if not got:
            raise EOFError
        done += got
    return bytes(data)


def read_packet(connection: socket.socket, version: int) -> Packet:
    """The next packet. Malformed for a wrong magic, length or checksum, EOFError at the end."""
    command, arg0, arg1, length, total, magic = _HEADER.unpack(read_exactly(connection, _HEADER.size))
    if magic != command ^ 0xFFFFFFFF:
        raise Malformed(f"magic {magic:#x} does not belong to command {command:#x}")
    if length > MAX_PAYLOAD:
        raise Malformed(f"a payload of {length} bytes is above {MAX_PAYLOAD}")
    payload = read_exactly(connection, length)
    # The first CNXN says which version its sender speaks; senders of the old one sum up, new ones write 0.
    if (version < VERSION and command != CNXN) or (command == CNXN and arg0 < VERSION):
        found = checksum(payload)
        if found != total:
            raise Malformed(f"the payload sums up to {found}, its header says {total}")
    return Packet(command, arg0, arg1, payload)
