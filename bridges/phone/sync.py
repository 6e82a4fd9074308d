"""The sync service: push, pull, stat and list (AOSP, adb/SYNC.TXT, file_sync_protocol.h, file_sync_service.cpp)."""

from __future__ import annotations

import errno
import os
import stat
import struct
from typing import Final

from bridges.phone.storage import Entry, Storage
from bridges.phone.stream import Closed, Stream

DATA_MOST: Final = 64 * 1024
_STAT_V2: Final = struct.Struct("<4sIQQIIIIQqqq")
_WIRE_ERRORS: Final = {errno.EACCES: 13, errno.ENOENT: 2, errno.ENOTDIR: 20, errno.ELOOP: 40, errno.ENAMETOOLONG: 36}
_UIDS: Final = {"root": 0, "shell": 2000, "media_rw": 1023, "u0_a42": 10042}


class _Refused(Exception):
    """A request that fails; the message goes to the host."""


def serve_sync(stream: Stream, storage: Storage) -> None:
    """Answer requests until QUIT. Raises Closed when the host goes."""
    session = _Session(stream, storage)
    while session.one():
        pass


class _Session:
    def __init__(self, stream: Stream, storage: Storage) -> None:
        self._stream = stream
        self._storage = storage

    def one(self) -> bool:
        """Read a request and answer it; whether there may be another."""
        verb, length = struct.unpack("<4sI", self._stream.read(8))
        if length > 1024:
            self._fail("path too long")
            return False
        path = self._stream.read(length).decode("utf-8", "surrogateescape")
        handler = {
            b"STAT": self._stat_v1,
            b"STA2": lambda name: self._stat_v2(verb, name, follow=True),
            b"LST2": lambda name: self._stat_v2(verb, name, follow=False),
            b"LIST": self._list_v1,
            b"LIS2": self._list_v2,
            b"SEND": self._send_v1,
            b"SND2": self._send_v2,
            b"RECV": self._receive,
            b"RCV2": self._receive_v2,
        }.get(verb)
        if verb == b"QUIT":
            return False
        if handler is None:
            self._fail(f"unknown command {int.from_bytes(verb, 'little'):08x}")
            return False
        try:
            handler(path)
        except _Refused as refused:
            self._fail(str(refused))
            return False
        return True

    def _fail(self, message: str) -> None:
        text = message.encode("utf-8", "surrogateescape")
        self._stream.write(struct.pack("<4sI", b"FAIL", len(text)) + text)

    def _stat_v1(self, path: str) -> None:
        try:
            entry = self._storage.entry(path, follow=False)
        except OSError:
            self._stream.write(struct.pack("<4sIII", b"STAT", 0, 0, 0))
        else:
            self._stream.write(struct.pack("<4sIII", b"STAT", entry.mode, entry.size & 0xFFFFFFFF, entry.mtime))

    def _stat_v2(self, verb: bytes, path: str, follow: bool) -> None:
        try:
            self._stream.write(_full(verb, self._storage.entry(path, follow)))
        except OSError as error:
            number = _WIRE_ERRORS.get(error.errno or 0, errno.EIO)
            self._stream.write(_STAT_V2.pack(verb, number, *[0] * 10))

    def _list_v1(self, path: str) -> None:
        parts = []
        for name, entry in self._around(path):
            text = name.encode("utf-8", "surrogateescape")
            parts.append(struct.pack("<4sIIII", b"DENT", entry.mode, entry.size, entry.mtime, len(text)) + text)
        self._stream.write(b"".join(parts) + struct.pack("<4sIIII", b"DONE", 0, 0, 0, 0))

    def _list_v2(self, path: str) -> None:
        parts = []
        for name, entry in self._around(path):
            text = name.encode("utf-8", "surrogateescape")
            parts.append(_full(b"DNT2", entry) + struct.pack("<I", len(text)) + text)
        self._stream.write(b"".join(parts) + _STAT_V2.pack(b"DONE", 0, *[0] * 10) + struct.pack("<I", 0))

    def _around(self, path: str) -> list[tuple[str, Entry]]:
        """What readdir gives, with the two dots; nothing where the folder cannot be read."""
        try:
            inside = list(self._storage.listed(path))
            here = self._storage.entry(path)
        except OSError:
            return []
        return [(".", here), ("..", here), *inside]

    def _send_v1(self, specification: str) -> None:
        path, comma, mode = specification.rpartition(",")
        if not comma:
            raise _Refused("missing , in ID_SEND")
        try:
            self._take(path, int(mode, 0) if not mode.isdigit() else int(mode))
        except ValueError as error:
            raise _Refused("bad mode") from error

    def _send_v2(self, path: str) -> None:
        verb, mode, flags = struct.unpack("<4sII", self._stream.read(12))
        if verb != b"SND2" or flags & ~0x80000000:
            raise _Refused("unknown flags" if verb == b"SND2" else "invalid setup")
        self._take(path, mode, dry=bool(flags))

    def _take(self, path: str, mode: int, dry: bool = False) -> None:
        """Read DATA until DONE, then store; all is read even where it cannot be stored, as adbd does."""
        parts: list[bytes] = []
        while True:
            verb, size = struct.unpack("<4sI", self._stream.read(8))
            if verb == b"DONE":
                break
            if verb != b"DATA":
                raise _Refused("invalid data message")
            if size > DATA_MOST:
                raise _Refused("oversize data message")
            parts.append(self._stream.read(size))
        if not dry:
            self._store(path, mode, b"".join(parts), size)
        self._stream.write(struct.pack("<4sI", b"OKAY", 0))

    def _store(self, path: str, mode: int, data: bytes, mtime: int) -> None:
        try:
            self._make_parents(path)
        except OSError as error:
            raise _Refused(f"secure_mkdirs failed: {os.strerror(error.errno or 0)}") from error
        try:
            if stat.S_ISLNK(mode):
                self._storage.link(path, data.rstrip(b"\x00").decode("utf-8", "surrogateescape"))
                return
            bits = mode & 0o777
            bits |= (bits >> 3) & 0o070
            bits |= (bits >> 3) & 0o007
            self._storage.write(path, data, bits, mtime=mtime)
            self._storage.entry(path).mode = stat.S_IFREG | bits
        except OSError as error:
            raise _Refused(f"couldn't create file: {os.strerror(error.errno or 0)}") from error

    def _make_parents(self, path: str) -> None:
        parent = path.rpartition("/")[0]
        made = ""
        for part in parent.split("/"):
            if not part:
                continue
            made = f"{made}/{part}"
            try:
                self._storage.entry(made)
            except FileNotFoundError:
                self._storage.make_folder(made, 0o775)

    def _receive(self, path: str) -> None:
        try:
            data = self._storage.read(path)
        except IsADirectoryError as error:
            raise _Refused(f"read failed: {os.strerror(errno.EISDIR)}") from error
        except OSError as error:
            raise _Refused(f"open failed: {os.strerror(error.errno or 0)}") from error
        step = DATA_MOST - 8
        for start in range(0, len(data), step):
            part = data[start : start + step]
            self._stream.write(struct.pack("<4sI", b"DATA", len(part)) + part)
        self._stream.write(struct.pack("<4sI", b"DONE", 0))

    def _receive_v2(self, path: str) -> None:
        verb, flags = struct.unpack("<4sI", self._stream.read(8))
        if verb != b"RCV2" or flags:
            raise _Refused("unknown flags" if verb == b"RCV2" else "invalid setup")
        self._receive(path)


def _full(verb: bytes, entry: Entry) -> bytes:
    uid, gid = (_UIDS.get(name, 0) for name in entry.owner)
    times = (entry.mtime, entry.mtime, entry.mtime)
    return _STAT_V2.pack(verb, 0, 64768, entry.inode, entry.mode, 1, uid, gid, entry.size, *times)


__all__ = ["Closed", "serve_sync"]
