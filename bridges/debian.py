"""The Debian and Ubuntu packages that Mimic uses, and their installation: the only list of them.

    python3 bridges/debian.py missing core demo     prints the missing ones
    python3 bridges/debian.py install core demo     installs them, or prints the line that does and exits with 1

Standard library only, for any Python from 3.9 on: it runs before there is an environment.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

GROUPS: dict[str, tuple[str, ...]] = {
    # A private desktop: X server, window manager, compositor, session bus, accessibility, readable text. And the
    # libraries that mss looks at a screen with.
    "core": (
        "xvfb",
        "openbox",
        "picom",
        "dbus",
        "at-spi2-core",
        "fonts-dejavu-core",
        "libxcb-randr0",
        "libxcb-render0",
        "libxcb-shm0",
        "libxcb-xfixes0",
    ),
    # What `make run` shows; its sentence has Chinese words.
    "demo": ("mousepad", "galculator", "fonts-wqy-zenhei"),
    # What the tests and the evaluation use.
    "apps": (
        "chromium",
        "featherpad",
        "fonts-liberation",
        "fonts-noto-color-emoji",
        "fonts-wqy-zenhei",
        "galculator",
        "gnome-calculator",
        "gnome-text-editor",
        "kcalc",
        "mousepad",
        "pcmanfm",
        "trayer",
        "x11-utils",
        "x11-xkb-utils",
        "x11-xserver-utils",
        "xclip",
        "xdotool",
        "xterm",
    ),
    # Libraries that the Qt of PySide6 loads.
    "qt": (
        "libdbus-1-3",
        "libegl1",
        "libfontconfig1",
        "libgl1",
        "libxcb-cursor0",
        "libxcb-icccm4",
        "libxcb-image0",
        "libxcb-keysyms1",
        "libxcb-randr0",
        "libxcb-render-util0",
        "libxcb-shape0",
        "libxcb-xinerama0",
        "libxcb-xkb1",
        "libxkbcommon-x11-0",
    ),
    # The client of Android's debugging bridge, and the font that the pretend phone is drawn with.
    "phone": ("adb", "fonts-roboto-unhinted"),
    # For a system's Python that cannot make environments.
    "python": ("python3-venv",),
}


def packages(groups: list[str]) -> list[str]:
    """The packages of the groups, each once. KeyError for an unknown group."""
    return list(dict.fromkeys(name for group in groups for name in GROUPS[group]))


def missing(names: list[str]) -> list[str]:
    """Those of the packages that are not installed. FileNotFoundError where there is no dpkg."""
    query = ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\\n", *names]
    listed = subprocess.run(query, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout.decode()
    installed = {line.split()[0] for line in listed.splitlines() if line.endswith(" installed")}
    return [name for name in names if name not in installed]


def install_command(names: list[str]) -> list[str]:
    """The command that installs the packages; as root, or through sudo."""
    return _root("apt-get", "install", "--yes", "--no-install-recommends", *names)


def install_line(names: list[str]) -> str:
    """The same as a line to type."""
    return " ".join(install_command(names))


def install(names: list[str]) -> int:
    """Install what is missing; an exit status. Where it needs a password, print the line and return 1."""
    wanted = missing(names)
    if not wanted:
        return 0
    may = os.geteuid() == 0 or (
        shutil.which("sudo") is not None
        and subprocess.run(["sudo", "--non-interactive", "true"], stderr=subprocess.DEVNULL, check=False).returncode
        == 0
    )
    if not may:
        print(f"Mimic needs {len(wanted)} more packages of the system. Please run:\n\n    {install_line(wanted)}\n")
        return 1
    print(f"Installing {len(wanted)} packages of the system: {' '.join(wanted)} …", flush=True)
    return _apt_get(wanted)


def _apt_get(wanted: list[str]) -> int:
    """Install; after a failure once more with fresh package lists, which a new machine lacks."""
    done = _as_root(install_command(wanted))
    if done.returncode:
        _as_root(_root("apt-get", "update"))
        known = _known(wanted)
        for name in sorted(set(wanted) - set(known)):
            print(f"This system has no package called {name}; what needs it will say so.")
        done = _as_root(install_command(known))
    if done.returncode:
        print(done.stdout.decode(errors="replace"))
        print(f"The packages could not be installed. By hand:\n\n    {install_line(wanted)}\n")
    return min(done.returncode, 1)


def _as_root(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)


def _root(*command: str) -> list[str]:
    return [*command] if os.geteuid() == 0 else ["sudo", *command]


def _known(names: list[str]) -> list[str]:
    """Those that can be installed at all: Ubuntu, for one, has no `chromium`."""
    return [name for name in names if _as_root(["apt-get", "install", "--simulate", name]).returncode == 0]


def main(arguments: list[str]) -> int:
    verb, groups = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb not in ("missing", "install") or not groups or not set(groups) <= set(GROUPS):
        print(f"usage: debian.py missing|install GROUP…    groups: {' '.join(GROUPS)}", file=sys.stderr)
        return 2
    names = packages(groups)
    if shutil.which("dpkg-query") is None:
        print(f"This is no Debian or Ubuntu. Mimic needs what these packages hold:\n\n    {' '.join(names)}\n")
        return 1
    if verb == "install":
        return install(names)
    for name in missing(names):
        print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
