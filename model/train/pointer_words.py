# ruff: noqa: E501, SIM905 - lists of wordings read better unbroken
"""Instructions for screens: wordings are put together from frames and ways to refer, and checked to mean one thing."""

from __future__ import annotations

import random
import re
from typing import Any, NamedTuple

from model.train.synonyms import groups

ROLE_WORDS = {
    "button": ["button"] * 6 + ["btn", "push button", "control"], "field": ["field"] * 4 + ["box", "text box", "input", "text field", "input field", "entry", "textbox"],
    "checkbox": ["check box", "checkbox", "checkbox", "tick box", "box", "option"], "radio": ["radio button", "option", "radio", "choice"],
    "switch": ["switch", "toggle", "slider switch", "toggle switch"], "slider": ["slider", "slide control", "range slider"], "tab": ["tab"] * 4 + ["tab header", "page tab"],
    "menuitem": ["menu", "menu item", "menu entry", "menu option"], "link": ["link", "link", "hyperlink", "text link"], "icon": ["icon"] * 4 + ["button", "icon button", "symbol"],
    "image": ["image", "picture"], "listitem": ["item", "list item", "row", "entry", "list entry"], "cell": ["cell", "table cell", "entry"], "scrollbar": ["scroll bar", "scrollbar"],
    "combobox": ["drop-down", "dropdown", "combo box", "select box", "drop-down list", "selector"], "handle": ["handle", "thumb", "slider handle"], "text": ["text", "label", "line"],
    "window": ["window", "dialog"], "list": ["menu", "list"],
}  # fmt: skip
ZH_ROLE = {
    "button": "按钮",
    "field": "输入框",
    "checkbox": "复选框",
    "radio": "单选按钮",
    "switch": "开关",
    "slider": "滑块",
    "tab": "标签页",
    "menuitem": "菜单",
    "link": "链接",
    "icon": "图标",
    "image": "图片",
    "listitem": "列表项",
    "cell": "单元格",
    "combobox": "下拉框",
    "text": "文字",
}
PRE = [
    "",
    "",
    "",
    "",
    "",
    "",
    "please ",
    "Please ",
    "could you ",
    "can you ",
    "I want to ",
    "I'd like to ",
    "now ",
    "go ahead and ",
    "just ",
    "you should ",
    "let's ",
    "kindly ",
    "I need you to ",
    "next, ",
    "ok, ",
    "would you mind to ",
    "try to ",
    "make sure to ",
]
POST = [
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    " please",
    " now",
    " for me",
    ", thanks",
    " next",
    " once",
    ".",
    ".",
    "!",
    " then",
]
CLICK = [
    "click",
    "click",
    "click",
    "click on",
    "click on",
    "press",
    "press",
    "tap",
    "tap on",
    "hit",
    "push",
    "select",
    "choose",
    "pick",
    "activate",
    "use",
    "go to",
    "open",
    "left-click",
    "point at",
    "find",
    "locate",
    "move to",
]
BARE = [
    "{}",
    "{}",
    "{}",
    "where is {}?",
    "show me {}",
    "the location of {}",
    "find {}",
    "{} please",
    "which one is {}",
    "look for {}",
    "it is {}",
    "target: {}",
]
SPECIAL = {
    "checkbox": ["check {}", "tick {}", "uncheck {}", "enable {}", "toggle {}", "turn on {}", "mark {}", "untick {}"], "radio": ["choose {}", "select {}", "pick {}", "set it to {}"],
    "switch": ["turn on {}", "turn off {}", "switch on {}", "toggle {}", "flip {}", "enable {}", "disable {}"], "tab": ["switch to {}", "go to {}", "open {}", "show {}"], "menuitem": ["open {}", "open {}", "go to {}", "choose {} from the menu"],
    "field": ["focus {}", "click into {}", "put the cursor in {}", "type in {}", "write into {}", "fill in {}", "fill out {}"], "combobox": ["open {}", "expand {}", "drop down {}"], "slider": ["drag {}", "move {}", "adjust {}"],
    "link": ["follow {}", "open {}", "go to {}", "visit {}"], "listitem": ["open {}", "select {}", "highlight {}"], "image": ["open {}", "view {}"], "icon": ["click {}", "use {}"], "text": ["read {}", "click {}"],
}  # fmt: skip
PLACES = {
    (0, 0): ["top left", "upper left", "top-left", "left top"], (2, 0): ["top right", "upper right", "top-right", "right top"], (0, 2): ["bottom left", "lower left", "bottom-left"], (2, 2): ["bottom right", "lower right", "bottom-right"],
    (1, 0): ["top", "upper edge"], (1, 2): ["bottom", "lower edge"], (0, 1): ["left", "far left"], (2, 1): ["right", "far right"], (1, 1): ["middle", "center", "centre"],
}  # fmt: skip
ZH_PLACE = {
    (0, 0): "左上角",
    (2, 0): "右上角",
    (0, 2): "左下角",
    (2, 2): "右下角",
    (1, 0): "顶部",
    (1, 2): "底部",
    (0, 1): "左边",
    (2, 1): "右边",
    (1, 1): "中间",
}
ORDER = [
    ["first", "1st", "topmost"],
    ["second", "2nd"],
    ["third", "3rd"],
    ["fourth", "4th"],
    ["fifth", "5th"],
    ["sixth", "6th"],
]
SIDES = {"left": ["to the left of {}", "left of {}", "on the left side of {}", "just left of {}", "before {}"], "right": ["to the right of {}", "right of {}", "on the right side of {}", "just right of {}", "after {}"],
         "above": ["above {}", "over {}", "right above {}", "on top of {}"], "below": ["below {}", "under {}", "beneath {}", "directly below {}", "underneath {}"], "near": ["next to {}", "beside {}", "near {}", "by {}", "closest to {}"],
         "row": ["in the row of {}", "in the same row as {}", "in the line with {}", "on the {} row", "of the row {}"]}  # fmt: skip
DOES = ["that {}s", "to {}", "for {}", "which lets you {}", "used to {}"]
SYNONYMS: dict[str, list[list[str]]] = {}
for english, chinese in groups():
    for name in english:
        SYNONYMS.setdefault(name, []).append(english)
    for name in chinese:
        SYNONYMS.setdefault(name, []).append([*english, *chinese])
EN_GROUPS = [english for english, _ in groups()]
groups_zh = [chinese for _, chinese in groups()]
GROUP_OF: dict[str, set[int]] = {}
for at, (english, chinese) in enumerate(groups()):
    for name in [*english, *chinese]:
        GROUP_OF.setdefault(name, set()).add(at)
TYPED = "hello|Ada Lovelace|42|report|blue sky|test@mail.org|Berlin|3.14|good morning|secret|2024-05-06|my notes|Jane|new folder|apples and pears|12:30|Übung|你好|+49 30 1234|http://x.org".split(
    "|"
)


DEEDS = {
    "bold": "set the text in bold|use bold type|embolden the selection", "italic": "slant the text|use italics", "underline": "put a line under the text", "strikethrough": "cross the words out",
    "undo": "take back the last change|reverse what I just did", "redo": "do the undone step again", "search": "look something up|start searching", "settings": "change the preferences|adjust the options|configure this app",
    "close": "shut this|get rid of this panel", "menu": "show the main menu|unfold the navigation", "back": "return to the page before|step back", "forward": "go one page ahead", "up": "go to the parent directory|move up a level",
    "home": "jump to the start page", "refresh": "load it again|update the view", "play": "start the playback|begin playing", "pause": "halt the playback", "stop": "end the playback", "shuffle": "play in random order|mix the songs",
    "repeat": "play it over and over|loop", "skip next": "jump to the following track|next song", "skip previous": "jump to the track before|last song again", "volume": "change how loud it is", "mute": "silence the sound|turn the sound off",
    "copy": "duplicate the selection|put it on the clipboard", "cut": "snip it out", "paste": "insert what I copied", "print": "put it on paper|send it to the printer", "save": "store my work|keep the changes|write it to disk",
    "open": "open a document|get something from disk|load a document", "file": "start an empty document", "new file": "start an empty document|begin a fresh page", "add": "create another one|make a new entry|put in one more", "remove": "take one away",
    "delete": "throw it away|bin it|discard it", "edit": "make changes to it|alter the entry", "download": "fetch it to my computer|get a copy of it", "upload": "send a file to the server", "share": "pass it on to others", "send": "dispatch the message",
    "mail": "write an e-mail|look at the messages", "phone": "ring somebody", "chat": "write a message to someone", "notifications": "see the alerts|what is new", "user": "see my account|my profile", "users": "see the members", "log out": "end my session",
    "lock": "make it secure", "eye": "make it visible|have a look at it", "hide": "make it invisible", "star": "mark it as a favourite", "heart": "say that I like it", "bookmark": "keep the page for later", "flag": "report it", "pin": "keep it on top",
    "calendar": "choose a date", "clock": "see the time", "history": "see what happened earlier", "help": "get assistance|explain this to me", "info": "get details|learn more about it", "filter": "narrow down the results", "sort": "put them in order",
    "grid": "show them as tiles", "list": "show them in a list", "zoom in": "make it larger|enlarge the view", "zoom out": "make it smaller|shrink the view", "full screen": "fill the whole display", "align left": "line the text up on the left side",
    "align center": "centre the text", "align right": "line the text up on the right side", "link": "insert a web address", "attachment": "add a file to the message", "terminal": "start a shell|get a command line", "code": "show the source", "branch": "see the version control",
    "moon": "use the night theme|darken the interface", "sun": "use the bright theme", "percent": "format as a percentage", "dollar": "format as money", "chart": "draw a graph", "table": "insert a grid of cells", "image": "insert a picture", "camera": "take a photo",
    "microphone": "record my voice", "more": "see further options|what else can I do", "next": "turn to the following page", "previous": "turn to the page before", "expand": "unfold it", "collapse": "fold it up", "trash": "throw it away", "check": "confirm it|mark as done",
    "shopping cart": "see what I am buying", "location": "where am I", "globe": "change the language", "power": "turn the machine off", "new folder": "make a directory", "extension": "see the add-ons", "bug": "search for errors in the program", "paint": "choose a colour",
}  # fmt: skip
"""What pictures do, in a sentence."""
DEED_OF = {deed: name for name, deeds in DEEDS.items() for deed in deeds.split("|")}
STRIP = (
    "format",
    "content",
    "action",
    "navigation",
    "media",
    "file",
    "editor",
    "control",
    "social",
    "outline",
    "filled",
    "circle",
    "square",
    "player",
    "music",
    "arrow",
)


def plain_name(name: str) -> str:
    """An icon's name without what its family adds: "format bold" is "bold"."""
    words = [word for word in name.split() if word not in STRIP]
    return " ".join(words) or name


class Sample(NamedTuple):
    """An instruction and the elements that it may mean; empty: it must be refused."""

    task: str
    targets: tuple[int, ...]
    kind: str = "click"
    span: tuple[int, int] | None = None
    sort: str = ""


def norm(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


class Writer:
    """Writes instructions for one screen. Elements as in `pointer_screens`; `true` is [kind, text, icon name, states] or None."""

    def __init__(self, elements: list[dict[str, Any]], size: tuple[int, int], source: random.Random) -> None:
        self.e, self.size, self.r = elements, size, source
        self.kind = [one["true"][0] if one["true"] else one["role"] for one in elements]
        self.text = [
            norm((one["true"][1] if one["true"] else "") or one["text"] or one["label"] or "") for one in elements
        ]
        self.said = [
            ((one["true"][1] if one["true"] else "") or one["text"] or one["label"] or "").replace("\n", " ").strip()
            for one in elements
        ]
        self.name = [one["true"][2] if one["true"] else "" for one in elements]
        self.groups = [self._groups(at) for at in range(len(elements))]
        self.box = [one["box"] for one in elements]
        self.all = " | ".join(self.text)

    def _groups(self, at: int) -> set[int]:
        found: set[int] = set()
        for word in (self.name[at], plain_name(self.name[at]), self.text[at]):
            found |= GROUP_OF.get(word, set())
        return found

    def deeds(self, at: int) -> list[str]:
        """What the thing does, in sentences."""
        names = {self.name[at], plain_name(self.name[at]), self.text[at]} - {""}
        heads = [name for name in DEEDS if name in names or GROUP_OF.get(name, set()) & self.groups[at]]
        return [deed for head in heads for deed in DEEDS[head].split("|")]

    def does(self, at: int, deed: str) -> bool:
        head = DEED_OF[deed]
        own = {self.name[at], plain_name(self.name[at]), self.text[at]}
        return (
            head in own
            or bool(GROUP_OF.get(head, set()) & self.groups[at])
            or (bool(self.name[at]) and head in self.name[at].split())
        )

    # -- ways to refer: each gives words and the elements that fit
    def by_text(self, at: int) -> tuple[str, list[int]] | None:
        text, said = self.text[at], self.said[at]
        if not text or len(said) > 60:
            return None
        same = [i for i, other in enumerate(self.text) if other == text]
        if len(same) > 1:  # a text and the widget around it, or a label and its field
            kinds = [i for i in same if self.kind[i] == self.kind[at]]
            if len(kinds) == 1 and self.r.random() < 0.7:
                return f"{self.quote(said)} {self.r.choice(ROLE_WORDS.get(self.kind[at], ['thing']))}", kinds
            if len({self.kind[i] for i in same}) < 2 or self.kind[at] == "text":
                return self.quote(said), same
            best = [i for i in same if self.kind[i] != "text"]
            return (self.quote(said), best if len(best) == 1 else same)
        words = text.split()
        form = said
        roll = self.r.random()
        if roll < 0.12 and len(words) >= 3:
            take = self.r.randint(max(1, len(words) // 2), len(words) - 1)
            first = self.r.randint(0, len(words) - take)
            part = " ".join(words[first : first + take])
            if sum(part in other for other in self.text) == 1 and len(part) > 3:
                form = part
        elif roll < 0.2 and len(said) >= 5 and said.isascii():
            spot = self.r.randrange(1, len(said) - 1)
            form = self.r.choice(
                (
                    said[:spot] + said[spot + 1 :],
                    said[:spot] + said[spot + 1] + said[spot] + said[spot + 2 :],
                    said[:spot] + self.r.choice("aeiorstn") + said[spot:],
                )
            )
        elif roll < 0.45:
            form = said.lower()
        elif roll < 0.48:
            form = said.upper()
        role = self.r.choice(ROLE_WORDS.get(self.kind[at], ["thing"]))
        if self.r.random() < 0.4:
            return (
                f"{self.quote(form)} {role}"
                if self.r.random() < 0.75
                else f"{role} {self.r.choice(('labeled', 'named', 'called', 'that says', 'with the text', 'saying'))} {self.quote(form)}"
            ), [at]
        return self.quote(form), [at]

    def quote(self, text: str) -> str:
        return text if self.r.random() < 0.65 else self.r.choice(('"{}"', "“{}”", "'{}'")).format(text)

    def by_name(self, at: int) -> tuple[str, list[int]] | None:
        """By what a picture shows or does, or what a text means in other words."""
        own = self.name[at] or (self.text[at] if self.text[at] in GROUP_OF and self.r.random() < 0.6 else "")
        if not own:
            return None
        if self.r.random() < 0.35 and (deeds := self.deeds(at)):
            deed = self.r.choice(deeds)
            fit = [i for i in range(len(self.e)) if self.does(i, deed)]
            pictured = [i for i in fit if self.name[i]]
            # Where a picture does it, a text that only names the thing is not meant.
            return deed, pictured if at in pictured and len(pictured) == 1 else fit
        pools = [EN_GROUPS[g] for g in (GROUP_OF.get(own) or GROUP_OF.get(plain_name(own)) or ())]
        spoken = self.r.choice(self.r.choice(pools)) if pools and self.r.random() < 0.75 else own
        wanted = GROUP_OF.get(spoken, set())
        fit = [
            i
            for i in range(len(self.e))
            if (
                self.name[i] == own
                or self.groups[i] & wanted
                or (self.name[i] and spoken in self.name[i])
                or self.text[i] == spoken
            )
        ]
        if at not in fit:
            fit.append(at)
        word = self.r.choice(
            ROLE_WORDS["icon" if not self.text[at] else self.kind[at] if self.kind[at] in ROLE_WORDS else "icon"]
        )
        forms = [
            spoken,
            f"{spoken} {word}",
            f"{spoken} {word}",
            f"{spoken} {word}",
            f"icon for {spoken}",
            f"{word} that looks like a {spoken}",
            f"{word} {self.r.choice(DOES).format(spoken)}",
        ]
        return self.r.choice(forms), fit

    def by_label(self, at: int) -> tuple[str, list[int]] | None:
        label = self.e[at]["label"] or (
            self.text[at] if self.kind[at] in ("checkbox", "radio", "switch", "field", "combobox", "slider") else ""
        )
        if not label or len(label) > 50:
            return None
        fit = [
            i
            for i in range(len(self.e))
            if self.kind[i] == self.kind[at] and norm(self.e[i]["label"] or self.said[i]) == norm(label)
        ]
        role = self.r.choice(ROLE_WORDS.get(self.kind[at], ["field"]))
        shown = self.quote(label.rstrip(":* ") if self.r.random() < 0.7 else label.lower().rstrip(":* "))
        return self.r.choice(
            (f"{shown} {role}", f"{role} for {shown}", f"{role} labeled {shown}", f"{role} next to {shown}", shown)
        ), fit or [at]

    def by_role(self, at: int) -> tuple[str, list[int]] | None:
        kind = self.kind[at]
        if kind in ("text", "window", "unknown", "list") or kind not in ROLE_WORDS:
            return None
        fit = [i for i, other in enumerate(self.kind) if other == kind]
        if len(fit) == 1:
            return self.r.choice(("", "only ", "")) + self.r.choice(ROLE_WORDS[kind]), fit
        state = self.e[at]["true"][3].split() if self.e[at]["true"] else []
        for word, on in (("checked", True), ("unchecked", False), ("selected", True), ("disabled", True)):
            base = word.removeprefix("un")
            alike = [i for i in fit if ((base in (self.e[i]["true"] or ["", "", "", ""])[3].split()) == on)]
            if alike == [at] and (on or kind in ("checkbox", "radio", "switch")) and (not on or word in state):
                return f"{word} {self.r.choice(ROLE_WORDS[kind])}", [at]
        return self.by_order(at, fit)

    def by_order(self, at: int, fit: list[int]) -> tuple[str, list[int]] | None:
        if len(fit) > 14:
            return None
        ordered = sorted(fit, key=lambda i: (round((self.box[i][1] + self.box[i][3]) / 24), self.box[i][0]))
        place = ordered.index(at)
        role = self.r.choice(ROLE_WORDS[self.kind[at]])
        if place == len(ordered) - 1 and self.r.random() < 0.6:
            return self.r.choice(
                (
                    f"last {role}",
                    f"last of the {role}s",
                    f"bottom {role}"
                    if self.box[at][1] > max(self.box[i][1] for i in fit if i != at)
                    else f"last {role}",
                )
            ), [at]
        if place >= len(ORDER):
            return None
        if self.r.random() < 0.15:
            return f"{self.r.choice(ORDER[place])} of the {role}s", [at]
        word = self.r.choice(ORDER[place]) if self.r.random() < 0.85 else None
        return (f"{word} {role}" if word else f"{role} number {place + 1}"), [at]

    def by_place(self, at: int) -> tuple[str, list[int]] | None:
        kind = self.kind[at]
        fit = [i for i, other in enumerate(self.kind) if other == kind]
        if kind in ("text", "window", "unknown", "list") or kind not in ROLE_WORDS or len(fit) < 2:
            return None
        width, height = self.size

        def middle(i: int) -> tuple[float, float]:
            return (self.box[i][0] + self.box[i][2]) / 2 / width, (self.box[i][1] + self.box[i][3]) / 2 / height

        for spot in self.r.sample(list(PLACES), len(PLACES)):
            aim = (spot[0] / 2, spot[1] / 2)
            away = {
                i: (abs(middle(i)[0] - aim[0]) * (spot[0] != 1 or spot == (1, 1)))
                + abs(middle(i)[1] - aim[1]) * (spot[1] != 1 or spot == (1, 1))
                for i in fit
            }
            ranked = sorted(fit, key=lambda i: away[i])
            if ranked[0] == at and away[at] < 0.35 and away[ranked[1]] - away[at] > 0.06:
                role, place = self.r.choice(ROLE_WORDS[kind]), self.r.choice(PLACES[spot])
                tail = self.r.choice(
                    (
                        "",
                        "",
                        " corner" if 1 not in spot else " side",
                        " of the window",
                        " of the screen",
                        " of the page",
                    )
                )
                return self.r.choice(
                    (
                        f"{role} {self.r.choice(('in', 'at', 'on'))} the {place}{tail}",
                        f"{place} {role}",
                        f"{role} at the {place}{tail}",
                    )
                ), [at]
        return None

    def by_neighbour(self, at: int) -> tuple[str, list[int]] | None:
        """One of several alike by what stands in its row or on its card: "edit Alice", "the star of the second book"."""
        key = self.text[at] or self.name[at]
        fit = [
            i for i in range(len(self.e)) if key and (self.text[i] or self.name[i]) == key and self.kind[i] != "text"
        ]
        if len(fit) < 2 or at not in fit:
            return None
        mine = self.box[at]
        anchors = [
            i
            for i in range(len(self.e))
            if i not in fit
            and len(self.text[i]) > 2
            and len(self.said[i]) < 40
            and self.text.count(self.text[i]) == 1
            and not overlaps(self.box[i], mine)
        ]
        self.r.shuffle(anchors)
        for anchor in anchors[:20]:
            other = self.box[anchor]
            rows = [i for i in fit if distance(self.box[i], other, "row") is not None]
            near = sorted((distance(self.box[i], other, "near") or 0.0, i) for i in fit)
            if rows == [at] or (
                not rows and near[0][1] == at and near[0][0] < 160 and near[1][0] > 1.6 * near[0][0] + 20
            ):
                own = (
                    self.said[at].lower()
                    if self.text[at]
                    else self.r.choice([plain_name(self.name[at]), *(n for g in self.groups[at] for n in EN_GROUPS[g])])
                )
                name = self.quote(self.said[anchor])
                if self.r.random() < 0.3:
                    words = self.said[anchor].split()
                    part = max(words, key=len)
                    if len(part) > 3 and sum(norm(part) in other_text for other_text in self.text) == 1:
                        name = part.lower()
                forms = [
                    "{0} {1}",
                    "{0} the {1}",
                    "{0} for {1}",
                    "{0} of {1}",
                    "{0} of the {1}",
                    "{0} the one about {1}",
                    "{0} in the {1} row",
                    "{0} next to {1}",
                    "{1}: {0}",
                    "{0} button of {1}",
                    "{0} the entry {1}",
                    "{1}'s {0}",
                ]
                return self.r.choice(forms).format(own, name), [at]
        return None

    def by_side(self, at: int) -> tuple[str, list[int]] | None:
        """Seen from another element with words of its own."""
        mine = self.box[at]
        _x, y = (mine[0] + mine[2]) / 2, (mine[1] + mine[3]) / 2
        anchors = [
            i
            for i in range(len(self.e))
            if i != at
            and self.text[i]
            and len(self.said[i]) < 40
            and self.text.count(self.text[i]) == 1
            and abs((self.box[i][1] + self.box[i][3]) / 2 - y) < 160
            and not overlaps(self.box[i], mine)
        ]
        self.r.shuffle(anchors)
        kind = self.kind[at]
        fit = [i for i, other in enumerate(self.kind) if other == kind]
        same = self.text[at] and [i for i in fit if self.text[i] == self.text[at]]
        pool = same if same and len(same) > 1 else fit
        if kind in ("window", "unknown", "list") or kind not in ROLE_WORDS:
            return None
        for anchor in anchors[:12]:
            other = self.box[anchor]
            for side in self.r.sample(list(SIDES), len(SIDES)):
                scored = sorted(
                    (d, i) for i in pool if i != anchor and (d := distance(self.box[i], other, side)) is not None
                )
                if (
                    scored
                    and scored[0][1] == at
                    and (len(scored) == 1 or scored[1][0] > scored[0][0] * 1.3 + 6)
                    and scored[0][0] < (700 if side == "row" else 160)
                ):
                    if side == "row" and len(scored) > 1:
                        continue
                    thing = (
                        f"{self.said[at]} {self.r.choice(ROLE_WORDS[kind])}"
                        if pool is same and self.said[at]
                        else self.r.choice(ROLE_WORDS[kind])
                    )
                    return f"{thing} {self.r.choice(SIDES[side]).format(self.quote(self.said[anchor]))}", [at]
        return None

    def frame(self, phrase: str, kind: str) -> tuple[str, str]:
        """A whole instruction, and the kind of action that it asks for."""
        r = self.r
        article = "the " if r.random() < 0.7 and not phrase.startswith(('"', "“", "'")) else ""
        roll = r.random()
        if roll < 0.22:
            task = r.choice(BARE).format(f"{article}{phrase}" if r.random() < 0.6 else phrase)
            return (task[0].upper() + task[1:] if r.random() < 0.3 else task), "click"
        if roll < 0.3:
            verb, action = r.choice(
                (
                    ("double-click", "doubleclick"),
                    ("double click on", "doubleclick"),
                    ("right-click", "rightclick"),
                    ("right click on", "rightclick"),
                    ("hover over", "hover"),
                    ("long-press", "longpress"),
                    ("open the context menu of", "rightclick"),
                )
            )
        elif kind in SPECIAL and roll < 0.5:
            task = r.choice(PRE) + r.choice(SPECIAL[kind]).format(article + phrase) + r.choice(POST)
            return (task[0].upper() + task[1:] if r.random() < 0.5 else task), "click"
        else:
            verb, action = r.choice(CLICK), "click"
        task = f"{r.choice(PRE)}{verb} {article}{phrase}{r.choice(POST)}"
        return (task[0].upper() + task[1:] if r.random() < 0.5 else task), action

    def chinese(self, at: int) -> Sample | None:
        kind, r = self.kind[at], self.r
        role = ZH_ROLE.get(kind, "")
        words: str | None = None
        fit = [at]
        if re.search(r"[\u4e00-\u9fff]", self.said[at]) or (self.text[at] and r.random() < 0.4):
            if self.text.count(self.text[at]) > 1 or len(self.said[at]) > 40:
                return None
            words = r.choice(("“{}”{}", "{}{}", "「{}」{}", "“{}”")).format(self.said[at], role)
        elif self.groups[at]:
            group = r.choice(sorted(self.groups[at]))
            names = list(groups()[group][1])
            fit = [i for i in range(len(self.e)) if group in self.groups[i]]
            if names:
                words = r.choice(names) + r.choice(("", "按钮", "图标"))
        if words is None and (placed := self.by_place(at)) is not None and role:
            spot = next((s for s, forms in PLACES.items() if any(f in placed[0] for f in forms) and 1 not in s), None)
            if spot:
                words = f"{ZH_PLACE[spot]}的{role}"
        if words is None or len(fit) > 1:
            return None
        return Sample(
            r.choice(
                ("点击{}", "请点击{}", "点一下{}", "选择{}", "打开{}", "{}", "按{}", "帮我点{}", "单击{}", "找到{}")
            ).format(words),
            (at,),
            "click",
            None,
            "zh",
        )

    def absent(self) -> Sample | None:  # noqa: C901, PLR0912 - one way to be absent after another
        """An instruction whose target is not there."""
        r = self.r
        roll = r.random()
        if roll < 0.2:
            deed = r.choice(list(DEED_OF))
            if any(self.does(i, deed) for i in range(len(self.e))):
                return None
            return Sample(r.choice(PRE) + deed + r.choice(POST), (), "refuse", None, "absent")
        if roll < 0.26:
            chosen = r.randrange(len(EN_GROUPS))
            names = groups_zh[chosen]
            if not names or any(chosen in g for g in self.groups) or any(n in t for n in names for t in self.text):
                return None
            return Sample(
                r.choice(("点击{}", "打开{}", "{}", "{}按钮", "请点{}图标")).format(r.choice(names)),
                (),
                "refuse",
                None,
                "absent",
            )
        if roll < 0.45:
            group = r.randrange(len(EN_GROUPS))
            word = r.choice(EN_GROUPS[group])
            if (
                len(word) < 3
                or word in self.all
                or any(group in g or GROUP_OF.get(word, set()) & g for g in self.groups)
                or any(word in n for n in self.name)
            ):
                return None
            phrase = r.choice(
                (word, f"{word} button", f"{word} icon", f"{word} icon", f"{word} link", f"{word.title()} tab")
            )
        elif roll < 0.6:
            kind = r.choice(("checkbox", "radio", "slider", "tab", "switch", "combobox", "scrollbar", "field"))
            roles = {one["role"] for one in self.e} | set(self.kind)
            if (
                kind in roles
                or (kind in ("checkbox", "radio", "switch") and roles & {"checkbox", "radio", "switch"})
                or (kind in ("combobox", "field") and roles & {"combobox", "field"})
                or (kind in ("slider", "scrollbar") and roles & {"slider", "scrollbar", "handle"})
            ):
                return None
            phrase = r.choice(("", "first ", "second ")) + r.choice(ROLE_WORDS[kind])
        elif roll < 0.85:
            at = r.choice([i for i, t in enumerate(self.text) if len(t) > 2] or [0])
            words = self.said[at].split()
            if not words or len(words) > 6:
                return None
            change = r.randrange(len(words))
            words[change] = str(r.randint(2, 99)) if words[change].isdigit() else r.choice(OTHERS)
            phrase = " ".join(words)
            if norm(phrase) in self.all or any(w in self.all for w in [norm(phrase)]):
                return None
            if r.random() < 0.4:
                phrase = f"{phrase} {r.choice(ROLE_WORDS.get(self.kind[at], ['button']))}"
        else:
            words = r.sample(OTHERS, r.randint(1, 3))
            if any(w.lower() in self.all for w in words):
                return None
            phrase = " ".join(words) + r.choice(("", " button", " field", " tab", " link", " menu"))
        task, kind = self.frame(
            self.quote(phrase) if r.random() < 0.3 else phrase, r.choice(("button", "field", "icon", "tab"))
        )
        return Sample(task, (), "refuse", None, "absent")

    def one(self) -> Sample | None:
        """One instruction, or None where the draw meant nothing clear."""
        r = self.r
        if r.random() < 0.2:
            return self.absent()
        pool = [i for i in range(len(self.e)) if self.e[i]["true"] is not None or r.random() < 0.15]
        if not pool:
            return None
        kinds = sorted({self.kind[i] for i in pool})
        weight = {"text": 0.3, "listitem": 0.5, "cell": 0.4, "image": 0.3, "window": 0.02, "list": 0.02}
        kind = r.choices(kinds, [weight.get(k, 1.0) for k in kinds])[0]
        at = r.choice([i for i in pool if self.kind[i] == kind])
        if r.random() < 0.1:
            return self.chinese(at)
        ways = [
            ("text", self.by_text, 4),
            ("icon", self.by_name, 6 if self.name[at] else 2),
            ("label", self.by_label, 2),
            ("role", self.by_role, 2),
            ("place", self.by_place, 2),
            ("side", self.by_side, 3),
        ]
        for sort, way, _ in r.choices(ways, [w for _, _, w in ways], k=3):
            found = way(at)
            if found is None:
                continue
            phrase, fit = found
            if at not in fit or len(fit) > 4:
                continue
            if len(fit) > 1:
                placed = self.narrowed(phrase, fit, at)
                if placed is None:
                    if r.random() < 0.85:
                        continue
                    return Sample(self.frame(phrase, kind)[0], tuple(fit), "click", None, "several")
                phrase, fit = placed, [at]
            if kind in ("field", "combobox") and r.random() < 0.5:
                typed = r.choice(TYPED) if r.random() < 0.5 else " ".join(r.sample(OTHERS, r.randint(1, 3)))
                shown = r.choice(('"{}"', "'{}'", "{}", "“{}”")).format(typed)
                task = r.choice(PRE) + r.choice(
                    (
                        "type {} into the {}",
                        "enter {} in the {}",
                        "write {} in {}",
                        "put {} into the {}",
                        "fill the {1} with {0}",
                        "fill in {0} for {1}",
                        "set the {1} to {0}",
                        "in the {1}, type {0}",
                    )
                ).format(shown, phrase)
                start = task.find(shown) + shown.find(typed)
                return Sample(task, (at,), "input", (start, start + len(typed)), sort)
            if sort in ("icon", "row") and (phrase in DEED_OF or (sort == "row" and r.random() < 0.6)):
                return Sample(r.choice(PRE) + phrase + r.choice(POST), (at,), "click", None, sort)
            task, action = self.frame(phrase, kind)
            return Sample(task, (at,), action, None, sort)
        return None

    def narrowed(self, phrase: str, fit: list[int], at: int) -> str | None:
        """The same words with what tells the one from the others."""
        if len(fit) < 2 or self.r.random() < 0.3:
            return None
        ordered = sorted(fit, key=lambda i: (round((self.box[i][1] + self.box[i][3]) / 24), self.box[i][0]))
        place = ordered.index(at)
        spread = (
            max(abs(self.box[i][0] - self.box[at][0]) for i in fit),
            max(abs(self.box[i][1] - self.box[at][1]) for i in fit),
        )
        if self.r.random() < 0.5 and max(spread) > 80:
            axis = 0 if spread[0] > spread[1] else 1
            line = sorted(fit, key=lambda i: self.box[i][axis])
            if line[0] == at:
                return (
                    f"{phrase} {('on the left', 'at the top')[axis]}"
                    if self.r.random() < 0.5
                    else f"{('leftmost', 'topmost')[axis]} {phrase}"
                )
            if line[-1] == at:
                return (
                    f"{phrase} {('on the right', 'at the bottom')[axis]}"
                    if self.r.random() < 0.5
                    else f"{('rightmost', 'bottom')[axis]} {phrase}"
                )
        if place == len(ordered) - 1 and self.r.random() < 0.4:
            return f"last {phrase}"
        return f"{self.r.choice(ORDER[place])} {phrase}" if place < len(ORDER) else None


def overlaps(one: list[float], other: list[float]) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])


def distance(box: list[float], anchor: list[float], side: str) -> float | None:
    """How far a box lies on a side of an anchor, in pixels; None where it does not."""
    level = min(box[3], anchor[3]) - max(box[1], anchor[1])
    column = min(box[2], anchor[2]) - max(box[0], anchor[0])
    row = level > 0.4 * min(box[3] - box[1], anchor[3] - anchor[1])
    stacked = column > 0.3 * min(box[2] - box[0], anchor[2] - anchor[0])
    gaps = {
        "left": anchor[0] - box[2],
        "right": box[0] - anchor[2],
        "above": anchor[1] - box[3],
        "below": box[1] - anchor[3],
    }
    if side in gaps:
        fits = row if side in ("left", "right") else stacked
        return gaps[side] if fits and gaps[side] > -4 else None
    if side == "row":
        return abs(box[0] - anchor[0]) if row else None
    across, down = max(0.0, box[0] - anchor[2], anchor[0] - box[2]), max(0.0, box[1] - anchor[3], anchor[1] - box[3])
    return (across**2 + down**2) ** 0.5


OTHERS = (
    "Garden Winter Budget Invoice River Mirror Signal Planet Silver Quarter Copper Station Market Bridge Forest Engine Marble Velvet Harbor Candle Meadow Lantern "
    "Rocket Basket Pepper Cotton Ribbon Thunder Orchid Falcon Tunnel Pocket Saddle Anchor Compass Domain Ledger Portal Summary Outline Margin Column Pattern Schedule "
    "Payroll Roster Backup Restore Mirror Publish Deploy Billing Refund Coupon Voucher Subtitle Caption Gallery Playlist Podcast Chapter Glossary Appendix Footnote "
    "Bluetooth Firmware Hotspot Router Sensor Battery Charger Display Speaker Keyboard Bookmark Wishlist Warranty Customs Freight Parcel Courier Tariff Journal"
).split()  # fmt: skip
