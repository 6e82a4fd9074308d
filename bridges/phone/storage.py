"""The phone's file system, in memory: nothing that a host sends touches this machine's files."""

from __future__ import annotations

import errno
import itertools
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_WRITABLE: Final = ("/storage/emulated", "/data/local/tmp", "/tmp", "/dev")  # noqa: S108 - paths of the phone
_PRIVATE: Final = ("/data/data", "/data/user", "/data/system", "/data/misc", "/data/app", "/root")
_MOST_LINKS: Final = 16
_number = itertools.count(100)


@dataclass(eq=False)
class Entry:
    """A file, folder or link."""

    mode: int
    """Kind and permissions as stat(2) has them."""
    data: bytes = b""
    """Content of a file, target of a link."""
    children: dict[str, Entry] = field(default_factory=dict)
    mtime: int = field(default_factory=lambda: int(time.time()))
    owner: tuple[str, str] = ("root", "root")
    inode: int = field(default_factory=lambda: next(_number))

    @property
    def is_folder(self) -> bool:
        return stat.S_ISDIR(self.mode)

    @property
    def is_link(self) -> bool:
        return stat.S_ISLNK(self.mode)

    @property
    def size(self) -> int:
        return 3452 if self.is_folder else len(self.data)


def _failed(number: int, path: str) -> OSError:
    return OSError(number, os.strerror(number), path)


class Storage:
    """All files of one phone. Every method takes an absolute path and raises OSError with the errno of Android."""

    def __init__(self) -> None:
        self._root = Entry(stat.S_IFDIR | 0o755)
        for path in ("/system/bin", "/system/app", "/vendor", "/proc", "/dev", "/data/data", "/data/app", "/tmp"):  # noqa: S108
            self._folders(path)
        for path in ("/storage/emulated/0", "/data/local/tmp"):
            self._folders(path, ("shell", "shell"), 0o771)
        for name in ("Alarms", "Android", "DCIM", "Documents", "Download", "Movies", "Music", "Pictures"):
            self._folders(f"/storage/emulated/0/{name}", ("u0_a42", "media_rw"), 0o770)
        self._folders("/storage/self")
        self._link("/storage/self/primary", "/storage/emulated/0")
        self._link("/sdcard", "/storage/self/primary")
        self._link("/bin", "/system/bin")
        self.put("/dev/null", b"", 0o666)

    def _folders(self, path: str, owner: tuple[str, str] = ("root", "root"), mode: int = 0o755) -> Entry:
        here = self._root
        for name in path.strip("/").split("/"):
            here = here.children.setdefault(name, Entry(stat.S_IFDIR | mode, owner=owner))
        return here

    def _link(self, path: str, target: str) -> None:
        parent, _, name = path.rpartition("/")
        folder = self._folders(parent) if parent else self._root
        folder.children[name] = Entry(stat.S_IFLNK | 0o777, target.encode("utf-8", "surrogateescape"))

    def put(self, path: str, data: bytes, mode: int = 0o644, owner: tuple[str, str] = ("root", "root")) -> None:
        """A file of the phone's own, without asking for permission."""
        parent, _, name = path.rpartition("/")
        self._folders(parent).children[name] = Entry(stat.S_IFREG | mode, data, owner=owner)

    def resolved(self, path: str, follow_last: bool = True) -> str:
        """The path without links, "." and "..". ENOENT and ENOTDIR for what stands in its middle."""
        parts = [part for part in path.split("/") if part and part != "."]
        done: list[str] = []
        links = 0
        while parts:
            part = parts.pop(0)
            if part == "..":
                done = done[:-1]
                continue
            here = self._walk(done, path)
            if not here.is_folder:
                raise _failed(errno.ENOTDIR, path)
            found = here.children.get(part)
            if found is not None and found.is_link and (parts or follow_last):
                links += 1
                if links > _MOST_LINKS:
                    raise _failed(errno.ELOOP, path)
                target = found.data.decode("utf-8", "surrogateescape")
                done = [] if target.startswith("/") else done
                parts = [piece for piece in target.split("/") if piece] + parts
                continue
            if found is None and parts:
                raise _failed(errno.ENOENT, path)
            done.append(part)
        return "/" + "/".join(done)

    def _walk(self, parts: list[str], path: str) -> Entry:
        here = self._root
        for part in parts:
            if part not in here.children:
                raise _failed(errno.ENOENT, path)
            here = here.children[part]
        return here

    def entry(self, path: str, follow: bool = True) -> Entry:
        """What is there; like stat, or lstat where links are not followed."""
        if len(path.encode("utf-8", "surrogateescape")) > 4095:
            raise _failed(errno.ENAMETOOLONG, path)
        real = self.resolved(path, follow)
        self._may_look(real, path)
        found = self._walk([part for part in real.split("/") if part], path)
        if path.endswith("/") and not found.is_folder:
            raise _failed(errno.ENOTDIR, path)
        return found

    @staticmethod
    def _may_look(real: str, path: str) -> None:
        if any(real.startswith(f"{private}/") for private in _PRIVATE):
            raise _failed(errno.EACCES, path)

    def _may_change(self, real: str, path: str) -> None:
        if any(real.startswith(f"{root}/") for root in _WRITABLE):
            return
        raise _failed(errno.EACCES if real.startswith("/data") else errno.EROFS, path)

    def listed(self, path: str) -> Iterator[tuple[str, Entry]]:
        """Names and entries of a folder, sorted. ENOTDIR, EACCES, ENOENT."""
        folder = self.entry(path)
        if not folder.is_folder:
            raise _failed(errno.ENOTDIR, path)
        if self.resolved(path) in _PRIVATE:
            raise _failed(errno.EACCES, path)
        yield from sorted(folder.children.items())

    def read(self, path: str) -> bytes:
        """Content of a file. EISDIR and what `entry` raises."""
        found = self.entry(path)
        if found.is_folder:
            raise _failed(errno.EISDIR, path)
        return found.data

    def write(self, path: str, data: bytes, mode: int = 0o660, append: bool = False, mtime: int | None = None) -> None:
        """Make or replace a file, whose folder has to be there."""
        real, folder, name = self._place(path)
        if real == "/dev/null":
            return
        old = folder.children.get(name)
        if old is not None and old.is_folder:
            raise _failed(errno.EISDIR, path)
        if old is None:
            old = folder.children[name] = Entry(stat.S_IFREG | mode, owner=("shell", "shell"))
        old.data = old.data + data if append else data
        old.mtime = int(time.time()) if mtime is None else mtime

    def link(self, path: str, target: str) -> None:
        """Make a symbolic link, replacing a file or link."""
        _, folder, name = self._place(path, follow_last=False)
        folder.children[name] = Entry(
            stat.S_IFLNK | 0o777, target.encode("utf-8", "surrogateescape"), owner=("shell", "shell")
        )

    def make_folder(self, path: str, mode: int = 0o770) -> None:
        """Make one folder. EEXIST where something is there."""
        _, folder, name = self._place(path.rstrip("/") or "/", follow_last=False)
        if not name or name in folder.children:
            raise _failed(errno.EEXIST, path)
        folder.children[name] = Entry(stat.S_IFDIR | mode, owner=("shell", "shell"))

    def remove(self, path: str) -> None:
        """Remove a file, link or folder with all that is in it."""
        _, folder, name = self._place(path.rstrip("/"), follow_last=False)
        if name not in folder.children:
            raise _failed(errno.ENOENT, path)
        del folder.children[name]

    def move(self, path: str, to: str) -> None:
        """Rename, replacing a file."""
        _, folder, name = self._place(path, follow_last=False)
        if name not in folder.children:
            raise _failed(errno.ENOENT, path)
        _, new_folder, new_name = self._place(to, follow_last=False)
        new_folder.children[new_name] = folder.children.pop(name)

    def _place(self, path: str, follow_last: bool = True) -> tuple[str, Entry, str]:
        """Real path, folder and name of something that is to change."""
        real = self.resolved(path, follow_last)
        self._may_change(real, path)
        parent, _, name = real.rpartition("/")
        folder = self._walk([part for part in parent.split("/") if part], path)
        if not folder.is_folder:
            raise _failed(errno.ENOTDIR, path)
        if len(name.encode("utf-8", "surrogateescape")) > 255:
            raise _failed(errno.ENAMETOOLONG, path)
        return real, folder, name
