"""Terminals: there, typed text is a command, and what it can do is judged when something would run it."""

from __future__ import annotations

import re
import unicodedata

from agent.base import Consequence
from agent.chords import chord_of
from bridges.action import Action, Drag, Input, Press, RightClick, Select
from bridges.base import Observation

TERMINALS = re.compile(
    r"(?<![a-z])(x?term(inal)?s?|u?rxvt|konsole|alacritty|kitty|wezterm|foot|tilix|terminator|guake|yakuake|st|"
    r"ptyxis|kgx|console|qterminal|lxterminal|iterm2?|warp|ghostty|cmd(\.exe)?|powershell|pwsh|tmux|bash|zsh|fish|ssh|"
    r"konsole|run|krunner|rofi|dmenu|launcher)(?![a-z])"
)
"""Names of programs that run what is typed into them."""
PROMPT = re.compile(r"^[\w.-]+@[\w.-]+:|[$#%>❯]\s*$")
"""A window title or last line of a shell."""

DESTROYING = {
    "deletes files": "rm rmdir unlink shred srm wipe del erase rd remove-item trash trash-put trash-empty deltree",
    "overwrites a disk": "dd mkfs mke2fs mkswap wipefs fdisk sfdisk cfdisk parted gdisk format diskpart blkdiscard",
    "ends the session or the machine": "shutdown reboot poweroff halt init telinit logout loginctl",
    "takes another user's rights": "sudo su doas pkexec runas gksu kdesu",
    "ends programs": "kill pkill killall xkill taskkill stop-process",
    "changes the system": "truncate crontab at chattr setfacl userdel usermod passwd iptables nft mount umount "
    "modprobe rmmod insmod sysctl gsettings dconf",
    "runs code from text": "eval source powershell pwsh cmd",
}
"""Commands that are grave whatever follows."""

SENDING = {
    "reaches another machine": "scp sftp ftp rsync rclone nc ncat netcat socat telnet ssh mail mailx mutt sendmail "
    "msmtp swaks",
}

DESTROYING_WITH = {
    "runs code from text": r"(python[\d.]*|perl|ruby|node|php|(ba|z|da|k|fi)?sh)\b.*\s-\w*[cer]",
    "changes the rights of whole folders": r"(chmod|chown|chgrp)\b.*\s-\w*r",
    "overwrites files": r"(mv|cp|install|ln)\b.*\s(-\w*f|--force)",
    "stops services": r"(systemctl|service|launchctl|sc)\b.*\b"
    r"(stop|disable|mask|kill|poweroff|reboot|halt|suspend|delete)\b",
    "uninstalls software": r"(apt|apt-get|dpkg|dnf|yum|rpm|pacman|zypper|snap|flatpak|brew|pip3?|npm|cargo|winget)\b"
    r".*\s(remove|purge|autoremove|uninstall|erase|-r\w*|-e)\b",
    "deletes resources": r"(docker|podman|kubectl|helm|virsh|terraform|aws|gcloud|az)\b.*\b"
    r"(rm|rmi|prune|delete|destroy|kill|down|terminate)\b",
    "throws work away": r"git\b.*\b(reset\b.*--hard|clean\b|checkout\s+(--|\.)|restore\b|branch\s+-d|"
    r"stash\s+(drop|clear)|push\b.*(-f\b|--force|--delete))",
    "acts on every file that it finds": r"find\b.*-(delete|exec\w*|ok\w*)\b",
}
SENDING_WITH = {
    "sends data out": r"(curl|wget|https?)\b.*\s"
    r"(-d|--data\S*|-f|--form\S*|-t|--upload-file|--post-\w+|-x\s*(post|put|delete|patch)|--method)\b",
    "publishes": r"git\b.*\bpush\b|(npm|cargo|twine|docker|gh)\b.*\b(publish|upload|push|release|create)\b",
}

DESTROYING_ANYWHERE = {
    "runs or stores what another command gives": r"\|[^\w|]*(?:[\w./-]*/)?((ba|z|da|k|fi|c)?sh|python[\d.]*|perl|ruby|"
    r"node|tee|xargs|iex)\b",
    "starts itself without end": r":\s*\(\s*\)\s*\{",
    "overwrites system or settings files": r">\s*\|?\s*['\"]?"
    r"(/(dev/(?!null)|etc|boot|usr|bin|sbin|lib|sys|proc|var|root)|~/?\.|\$home/?\.)",
    "empties a file": r"(?:^|[;&|(`\n])\s*>[^>]",
    "deletes data": r"\b(drop|truncate)\s+(table|database|schema)\b|\bdelete\s+from\b",
    "hides which command it runs": r"(?:^|[;&|(\n])\s*['\"]?\$(?![ \n])|(?:^|[;&|(\n])\s*`|\$\{?ifs|\\x[\da-f]{2}|\$'",
}

LONGEST = 4000
"""Characters that a command may have and still be judged."""

# Where a command may begin, with what may stand before its name and with its path.
_BEGIN = (
    r"(?:^|[;&|(`{!\n]|\$\s|#\s|\$\(|\b(?:then|do|else|exec|nohup|time|env|xargs|command|builtin|busybox|\w+=\S*)\s)"
    r"[^\w/;&|.~-]*(?:[\w.~-]*/)*"
)


def _rules() -> tuple[tuple[re.Pattern[str], Consequence, str], ...]:
    destroys, spends = Consequence.DESTROYS, Consequence.SPENDS
    found = [(f"(?:{_BEGIN})(?:{_any(names)})(?![\\w-])", spends, why) for why, names in SENDING.items()]
    found += [(f"(?:{_BEGIN})(?:{pattern})", spends, why) for why, pattern in SENDING_WITH.items()]
    found += [(f"(?:{_BEGIN})(?:{_any(names)})(?![\\w-])", destroys, why) for why, names in DESTROYING.items()]
    found += [(f"(?:{_BEGIN})(?:{pattern})", destroys, why) for why, pattern in DESTROYING_WITH.items()]
    found += [(pattern, destroys, why) for why, pattern in DESTROYING_ANYWHERE.items()]
    return tuple((re.compile(pattern), consequence, why) for pattern, consequence, why in found)


def _any(names: str) -> str:
    return "|".join(map(re.escape, names.split()))


_RULES = _rules()


def is_terminal(seen: Observation) -> bool:
    """Whether the focus is on a terminal or launcher; also where nothing is known about the focus."""
    name = (seen.application or seen.window).casefold()
    return not name.strip() or bool(TERMINALS.search(name)) or bool(PROMPT.search(seen.window))


def judged_command(line: str) -> tuple[Consequence, str]:
    """What a command line can do, with the reason; quotes and backslashes do not hide a name."""
    if len(line) > LONGEST:
        return Consequence.DESTROYS, "the command is too long to judge"
    folded = unicodedata.normalize("NFKC", line).casefold()
    bare = re.sub(r"(?<!\$)['\"]|\\(?!x[\da-f])|\$@|\$\*", "", folded)
    for text in (folded, bare):
        for pattern, consequence, why in _RULES:
            if pattern.search(text):
                return consequence, f"the command {why}"
    return Consequence.EDITS, "runs a command"


class PendingLine:
    """What has been typed and not yet run."""

    def __init__(self) -> None:
        self.text = ""
        self.known = True
        """False where something other than typing changed the line: a recalled command, a completion, a paste."""

    def with_typed(self, text: str) -> str:
        return self.text + text

    def take(self, action: Action) -> None:
        """Follow an action that was performed."""
        match action:
            case Input() | Select():
                self.text = self.with_typed(action.text).rpartition("\n")[2][-10_000:]
            case Press():
                self._press(chord_of(action.keys), action.keys)
            case RightClick() | Drag():
                self.known = False
            case _:
                pass

    def _press(self, chord: frozenset[str], keys: list[str]) -> None:
        letter = chord - {"shift"}
        if chord & {"enter"} or chord in ({"ctrl", "c"}, {"ctrl", "u"}, {"ctrl", "j"}, {"ctrl", "m"}):
            self.text, self.known = "", True
        elif chord == {"backspace"}:
            self.text = self.text[:-1]
        elif chord == {"space"}:
            self.text += " "
        elif len(letter) == 1 and len(next(iter(letter))) == 1:
            self.text += keys[-1] if len(keys[-1]) == 1 else next(iter(letter))
        elif chord - {"shift", "ctrl", "alt", "super"}:
            self.known = False
