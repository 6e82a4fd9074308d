# ruff: noqa: E501 - wordings read better unbroken
"""Instructions that nearly mean something: its counterpart, its like in another row, a thing on a side where none is."""

from __future__ import annotations

import re
from typing import Final

from model.train.pointer_purposes import Purposes
from model.train.pointer_scene import ENGLISH, GROUP_OF, distance, overlaps, plain_name
from model.train.pointer_wordings import NEAREST, ORDER, ROLE_WORDS

_PAIRS: Final = """
undo, redo | zoom in, zoom out | next, previous | back, forward | up, down | upload, download | import, export | lock, unlock | copy, paste, cut | bold, italic, underline, strikethrough
align left, align right, align center, justify | volume, mute | expand, collapse | play, stop, record | skip next, skip previous | microphone, camera | sun, moon | log in, log out
star, heart, bookmark | mail, phone, chat | save, print | rotate, flip | crop, eraser | wifi, bluetooth | file, folder | cart, gift | user, users | pencil, brush | image, video, music
calendar, clock | map, location | numbered list, bulleted list | superscript, subscript | thumb up, thumb down | arrow left, arrow right | chevron left, chevron right | arrow up, arrow down
chevron up, chevron down | indent, outdent | full screen, exit full screen | plus, minus | check, close | shuffle, repeat | reply, forward | archive, trash | pin, flag | filter, sort
eye, eye off | battery, power | laptop, smartphone | pie chart, bar chart, line chart | cloud, sun | table, list, grid
"""
PAIRS: Final = [[name.strip() for name in part.split(",")] for part in re.split(r"[|\n]", _PAIRS) if part.strip()]
"""Functions that stand beside each other and are mistaken for each other."""
SHOWN: Final = ("button", "icon", "symbol")
NOTHING: Final = ("", "")


class Nearly(Purposes):
    """Phrases about what is not there though much like it is; the second part is the kind asked for. Empty: nothing sure."""

    def shown(self, name: str) -> bool:
        """Whether something on the screen may be called so."""
        groups = GROUP_OF.get(name, set())
        if groups & self.pictured or any(groups & mine for mine in self.groups):
            return True
        words = {name, *(word for group in groups for word in ENGLISH[group])}
        texts = [*self.text, *(plain_name(own) for own in self.name), *(str(one["label"]).lower() for one in self.e)]
        return any(word in text for word in words for text in texts if text)

    def opposite(self) -> tuple[str, str]:
        """The counterpart of a picture that is there: "redo" where only "undo" is."""
        own = {plain_name(name) for name in self.name if name} | set(self.name)
        mine = set().union(*self.groups)
        pairs = [pair for pair in PAIRS if any(name in own or GROUP_OF.get(name, set()) & mine for name in pair)]
        if not pairs:
            return NOTHING
        missing = [name for name in self.r.choice(pairs) if not self.shown(name)]
        if not missing:
            return NOTHING
        name = self.r.choice(missing)
        words = [name, *(word for group in GROUP_OF.get(name, ()) for word in ENGLISH[group])]
        return f"{self.r.choice(words)} {self.r.choice((*SHOWN, *SHOWN, ''))}".strip(), "icon"

    def elsewhere(self) -> tuple[str, str]:
        """A thing that some rows have, of a row that has none."""
        named = [
            i
            for i in range(len(self.e))
            if (self.name[i] and self.kind[i] in SHOWN)
            or self.kind[i] in ("checkbox", "switch", "radio", "slider", "combobox")
        ]
        if not named:
            return NOTHING
        at = self.r.choice(named)
        kind = self.kind[at]
        fit = [i for i in range(len(self.e)) if self.kind[i] == kind or self.e[i]["role"] == kind]
        if self.name[at] and kind in SHOWN:
            names = [plain_name(self.name[at]), *(word for group in self.groups[at] for word in ENGLISH[group])]
            thing = f"{self.r.choice(names)} {self.r.choice(('icon', 'button', 'icon', ''))}".strip()
            fit = [
                i
                for i in range(len(self.e))
                if self.kind[i] in (*SHOWN, "image", "unknown", "part")
                or self.e[i]["role"] in ("icon", "image", "button", "unknown")
            ]
        else:
            thing = self.r.choice(ROLE_WORDS[kind])
        anchors = [
            i
            for i in self.anchors(at, 36)
            if self.kind[i] in ("text", "cell", "listitem", "button", "link", "checkbox")
        ]
        for anchor in anchors[:12]:
            tall = self.box[anchor][3] - self.box[anchor][1]
            near = [
                i
                for i in fit
                if i != anchor
                and (
                    (distance(self.box[i], self.box[anchor], "near") or 0.0) < 2.5 * tall + 40
                    or distance(self.box[i], self.box[anchor], "row") is not None
                )
            ]
            if not near and tall < 60:
                form = self.r.choice(
                    (
                        "{0} next to {1}",
                        "{0} of {1}",
                        "{0} in the row of {1}",
                        "{1}'s {0}",
                        "{0} beside {1}",
                        "{0} for {1}",
                        "{0} in the {1} row",
                    )
                )
                return form.format(thing, self.quote(self.said[anchor])), kind
        return NOTHING

    def nothing_beside(self) -> tuple[str, str]:
        """A thing on a side of another where nothing at all lies, or nothing of the kind; or one more than a row has."""
        at = self.r.randrange(len(self.e))
        kind = self.kind[at]
        if kind not in ROLE_WORDS or kind in ("window", "list", "text", "listitem", "cell"):
            return NOTHING
        for anchor in self.anchors(at, 36)[:8]:
            if any(
                overlaps(box, self.box[anchor]) and self.kind[i] != "text"
                for i, box in enumerate(self.box)
                if i != anchor
            ):
                continue  # a picture in an entry stands beside its words
            for side in self.r.sample(("left", "right", "above", "below"), 4):
                there = [
                    i
                    for i in range(len(self.e))
                    if i != anchor and distance(self.box[i], self.box[anchor], side) is not None
                ]
                if any(self.kind[i] != "text" or self.e[i]["role"] != "text" for i in there):
                    continue
                words = self.called(anchor)
                if words:
                    return self.r.choice(NEAREST[side]).format(self.r.choice(ROLE_WORDS[kind]), words), kind
        group = self.group(at, "row")
        if 1 < len(group) < len(ORDER) - 1 and kind in ("tab", "radio", "checkbox", "switch", "field", "slider"):
            total = max(self.kind.count(kind), sum(one["role"] == kind for one in self.e))
            if total < len(ORDER) - 1:
                return (
                    f"{self.r.choice(ORDER[self.r.randrange(total + 1, len(ORDER))])} {self.r.choice(ROLE_WORDS[kind])}",
                    kind,
                )
        return NOTHING

    def too_many(self) -> tuple[str, str]:
        """One more than there are of several that say or show the same."""
        at = self.r.randrange(len(self.e))
        fit = self.alike(at)
        if not 1 < len(fit) < len(ORDER) - 1 or self.groups[at] & self.pictured:
            return NOTHING
        name = self.said[at] if self.text[at] else plain_name(self.name[at])
        order = self.r.choice(ORDER[self.r.randrange(len(fit) + 1, len(ORDER))][:2])
        role = self.r.choice(ROLE_WORDS[self.kind[at]]) if self.kind[at] in ROLE_WORDS and self.r.random() < 0.5 else ""
        return f"{order} {name} {role}".strip(), self.kind[at]

    def in_words(self) -> tuple[str, str]:
        """A control by words that only stand in a longer text of the screen."""
        long = [
            i
            for i in range(len(self.e))
            if self.kind[i] == "text" == self.e[i]["role"] and len(self.text[i].split()) > 6
        ]
        if not long:
            return NOTHING
        words = self.text[self.r.choice(long)].split()
        size = self.r.randint(1, 2)
        first = self.r.randrange(len(words) - size)
        part = " ".join(words[first : first + size])
        if (
            min(map(len, words[first : first + size])) < 4
            or sum(part in text for text in self.text) != 1
            or part in GROUP_OF
            or not part.isascii()
        ):
            return NOTHING
        named = [*self.name, *(str(one["label"]).lower() for one in self.e)]
        if any(part in name for name in named):
            return NOTHING
        kind = self.r.choice(("button", "icon", "tab", "checkbox", "field", "slider", "combobox", "radio"))
        return f"{self.quote(part)} {self.r.choice(ROLE_WORDS[kind])}", kind
