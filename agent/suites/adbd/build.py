"""Build AOSP's adbd: ``python -m agent.suites.adbd.build`` prints where it is, in the user's cache folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = "android-platform-tools"
HEADERS = (
    "android-libbase-dev",
    "android-libcutils-dev",
    "android-liblog-dev",
    "android-libboringssl-dev",
    "dpkg-dev",
    "g++",
)
FILES = [
    "adb.cpp",
    "adb_io.cpp",
    "adb_listeners.cpp",
    "adb_trace.cpp",
    "adb_unique_fd.cpp",
    "adb_utils.cpp",
    "fdevent/fdevent.cpp",
    "fdevent/fdevent_poll.cpp",
    "fdevent/fdevent_epoll.cpp",
    "services.cpp",
    "sockets.cpp",
    "socket_spec.cpp",
    "sysdeps/errno.cpp",
    "transport.cpp",
    "transport_fd.cpp",
    "transport_local.cpp",
    "types.cpp",
    "sysdeps_unix.cpp",
    "sysdeps/posix/network.cpp",
    "daemon/file_sync_service.cpp",
    "daemon/services.cpp",
    "daemon/shell_service.cpp",
    "shell_service_protocol.cpp",
]
SOURCES = """Types: deb-src
URIs: http://deb.debian.org/debian
Suites: bookworm
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
"""


class CannotBuild(Exception):
    """Why there is no adbd; the message says what would help."""


def cached() -> Path:
    """Where the program is, or will be."""
    # Not by the environment: the tests run in a home of their own.
    return Path(pwd.getpwuid(os.getuid()).pw_dir) / ".cache" / "mimic" / "adbd" / "adbd"


def build() -> Path:
    """The program; built now if it is not there. Half a minute on a quiet machine. Raises CannotBuild."""
    program = cached()
    if program.exists():
        return program
    if not Path("/usr/include/android/android-base").is_dir() or shutil.which("g++") is None:
        raise CannotBuild(f"the headers are missing: apt-get install {' '.join(HEADERS)}")
    program.parent.mkdir(parents=True, exist_ok=True)
    tree = _unpacked(program.parent) / "system/core/adb"
    objects = program.parent / "objects"
    objects.mkdir(exist_ok=True)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        made = list(pool.map(lambda name: _compiled(tree, Path(name), objects), [*FILES, str(HERE / "stub.cpp")]))
    libraries = next(Path("/usr/lib").glob("*/android"))
    _run(
        [
            "g++",
            *map(str, made),
            "-o",
            str(program),
            f"-L{libraries}",
            f"-Wl,-rpath={libraries}",
            "-lbase",
            "-lcutils",
            "-llog",
            "-lcrypto",
            "-lpthread",
        ],
        tree,
    )
    return program


def _unpacked(folder: Path) -> Path:
    """The source tree, downloaded with package lists of its own: nothing of the system's is changed."""
    tree = folder / "src"
    if tree.is_dir():
        return tree
    (folder / "parts").mkdir(exist_ok=True)
    (folder / "parts" / "source.sources").write_text(SOURCES)
    (folder / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    options = [
        f"-oDir::Etc::sourceparts={folder}/parts",
        "-oDir::Etc::sourcelist=/dev/null",
        f"-oDir::State::lists={folder}/lists",
    ]
    _run(["apt-get", *options, "update"], folder)
    _run(["apt-get", *options, "source", "--download-only", SOURCE], folder)
    _run(["dpkg-source", "-x", str(next(folder.glob("*.dsc"))), str(tree)], folder)
    return tree


def _compiled(tree: Path, source: Path, objects: Path) -> Path:
    made = objects / f"{str(source).replace('/', '_')}.o"
    if made.exists() and made.stat().st_mtime > (tree / source).stat().st_mtime:
        return made
    around = [
        HERE / "include",
        "/usr/include/android",
        ".",
        "daemon/include",
        "../base/include",
        "../include",
        "../libcrypto_utils/include",
        "../libcutils/include",
        "../diagnose_usb/include",
    ]
    defines = ("_GNU_SOURCE", "ADB_HOST=0", "ADB_NON_ANDROID=1", 'ADB_VERSION="29"', 'PLATFORM_TOOLS_VERSION="29.0.6"')
    _run(
        [
            "g++",
            "-c",
            "-std=gnu++2a",
            "-O0",
            "-w",
            *[f"-D{one}" for one in defines],
            *[f"-I{one}" for one in around],
            str(source),
            "-o",
            str(made),
        ],
        tree,
    )
    return made


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise CannotBuild(f"{command[0]} failed: {done.stdout.decode(errors='replace')[-2000:]}")


if __name__ == "__main__":
    try:
        print(build())
    except CannotBuild as why:
        sys.exit(f"adbd cannot be built: {why}")
