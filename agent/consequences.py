"""What a step can do to the world, judged from the action and from everything that stands where it acts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from agent.base import Consequence
from agent.chords import chord_of
from agent.labels import (
    AFFIRMS,
    ASKS_TO_SAVE,
    CANCELS,
    LABEL_WORDS,
    MAY_EDIT,
    READS,
    Judgement,
    folded,
    gravest,
    of_bin,
    of_label,
    of_text,
    says,
)
from agent.reading import elements_at, elements_in, words_of
from agent.steps import Step
from agent.terminal import PendingLine, is_terminal, judged_command
from agent.wording import shortened
from bridges.action import AppSwitch, Drag, Hover, Input, Open, Press, RightClick, Scroll, Select, Wait
from bridges.base import Observation
from bridges.coordinates import Box
from model.base import Element

UNSAVED = re.compile(
    r"^\s*[*●•]|[*●•]\s*$|\(?(unsaved|modified|not saved|nicht gespeichert|geändert|未保存|已修改)\b", re.IGNORECASE
)
FILE_VIEWS = re.compile(
    r"nautilus|pcmanfm|thunar|dolphin|nemo|caja|finder|explorer|\bfiles?\b|dateien|文件|ranger|doublecmd|mail|thunderbird|photos",
    re.IGNORECASE,
)
CHATS = re.compile(
    r"slack|telegram|signal|discord|whatsapp|element|teams|skype|messenger|wechat|weixin|微信|\bqq\b|chat|messages|pidgin|hexchat|irc|zoom|mattermost|threads",
    re.IGNORECASE,
)  # fmt: skip
BROWSERS = re.compile(r"chrom|firefox|safari|edge|opera|brave|vivaldi|epiphany|falkon|browser", re.IGNORECASE)

DIALOG = 0.5
"""Part of the frame that a window covers at most to be taken for a dialog."""
AROUND = 220.0
"""Pixels around a plain “OK” that count as what it says yes to, where there is no dialog."""
BESIDE = 48.0
"""Pixels around a target without any words of its own that may hold its name, where there is no dialog."""
GRAVE_CHORDS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"shift", "delete"}), "deletes for good"),
    (frozenset({"ctrl", "shift", "delete"}), "clears data"),
)
CLOSING = (frozenset({"alt", "f4"}), frozenset({"ctrl", "w"}), frozenset({"ctrl", "q"}), frozenset({"ctrl", "f4"}))
PRESSED_ROLES = {"button", "icon", "link", "menuitem"}


def judged(step: Step, seen: Observation, elements: Callable[[], Sequence[Element]], line: PendingLine) -> Judgement:
    """What the step can do. ``elements`` reads the screen and is only called where that is needed."""
    return _Scene(step, seen, elements, line).judgement()


@dataclass(frozen=True)
class _Scene:
    """A step on its screen."""

    step: Step
    seen: Observation
    read: Callable[[], Sequence[Element]]
    line: PendingLine

    def judgement(self) -> Judgement:
        match self.step.action:
            case Wait() | Hover() | Scroll() | RightClick():
                return READS
            case Open() | AppSwitch() as opening:
                return gravest(READS, of_label(opening.app), self._opened_by_command(opening.app))
            case Press() as press:
                return self._press(press)
            case Input() | Select() as typing:
                return self._typed(typing.text)
            case Drag():
                return gravest(MAY_EDIT, *map(of_bin, self._names))
            case _:
                return self._pressed(self._names, grave_when_wordless=True)

    # Typing and keys

    def _typed(self, text: str) -> Judgement:
        found = [MAY_EDIT]
        if isinstance(self.step.action, Select):
            found += [of_label(text), self._enter(text)]
        elif "\n" in text or "\r" in text:
            found.append(self._enter(text))
        if self._is_confirming_word(text):
            found.append(
                Judgement(self.context.consequence, f"types “{shortened(text)}” to confirm: {self.context.why}")
            )
        return gravest(*found)

    def _is_confirming_word(self, text: str) -> bool:
        # The text first: what it stands in has to be read.
        return len(text) < 40 and of_label(text).consequence.risky and self.context.consequence.risky

    def _press(self, press: Press) -> Judgement:
        chord = chord_of(press.keys)
        grave = next((why for keys, why in GRAVE_CHORDS if keys <= chord), None)
        if grave:
            return Judgement(Consequence.DESTROYS, f"{'+'.join(press.keys)} {grave}")
        if chord in CLOSING:
            unsaved = bool(UNSAVED.search(self.seen.window))
            why = f"closes “{shortened(self.seen.window)}”, which has unsaved changes"
            return Judgement(Consequence.DESTROYS, why) if unsaved else MAY_EDIT
        if "delete" in chord and FILE_VIEWS.search(self._program):
            return Judgement(Consequence.DESTROYS, "deletes what is selected")
        if "enter" in chord or chord in ({"ctrl", "m"}, {"ctrl", "j"}):
            return self._enter("")
        if chord == {"space"}:
            return gravest(MAY_EDIT, *(self._pressed([name]) for name in self._focused_names()))
        return self._mnemonic(chord)

    def _mnemonic(self, chord: frozenset[str]) -> Judgement:
        """Alt and a letter, or a lone letter, press a button of a dialog: as grave as the dialog."""
        letter = next((key for key in chord - {"alt"} if len(key) == 1), None)
        if letter and chord <= {"alt", letter} and self._is_question:
            named = [w for w in self._buttons if letter in w.casefold() and of_label(w).consequence.risky]
            if named:
                return gravest(*map(of_label, named))
        return MAY_EDIT if chord - {"tab", "escape", "up", "down", "left", "right", "pageup", "pagedown"} else READS

    def _enter(self, typed: str) -> Judgement:
        found = [MAY_EDIT]
        if is_terminal(self.seen):
            found.append(self._runs(typed))
        if CHATS.search(self._program):
            found.append(Judgement(Consequence.SPENDS, "sends a message"))
        found += [self._pressed([name]) for name in self._focused_names()]
        if self._is_question:
            found += [self._pressed([name]) for name in self._choices if not says(CANCELS, name)]
        return gravest(*found)

    def _runs(self, typed: str) -> Judgement:
        if not self.line.known:
            return Judgement(Consequence.DESTROYS, "runs a command line that was not typed here in full")
        consequence, why = judged_command(self.line.with_typed(typed))
        last = self._last_line()
        on_screen, also = judged_command(last) if last else (Consequence.READS, "")
        asked = of_text(last) if last.rstrip().endswith(("?", ":", "]", ")")) else READS
        return gravest(Judgement(consequence, why), Judgement(on_screen, also), asked)

    # Pressing things

    def _pressed(self, names: Sequence[str], *, grave_when_wordless: bool = False) -> Judgement:
        """Pressing what bears these names; in a dialog, a plain yes is as grave as what the dialog says."""
        labels = [name for name in names if name.strip()]
        own = gravest(READS, *map(of_label, labels))
        if own.consequence.risky:
            return own
        if any(says(CANCELS, label) for label in labels):
            loses = ASKS_TO_SAVE.search(folded(self._surroundings))
            leaves = any(folded(label) in ("no", "nein", "否", "non", "discard", "close") for label in labels)
            return Judgement(Consequence.DESTROYS, "leaves without saving") if loses and leaves else own
        plain_yes = any(says(AFFIRMS, label) for label in labels)
        if (plain_yes or (grave_when_wordless and not labels)) and self.context.consequence.risky:
            return self.context
        return own

    @cached_property
    def _names(self) -> list[str]:
        """What stands at the points, and what the model says stands there."""
        found = [words_of(e) or e.label for point in self.step.points for e in elements_at(point, self.elements)[:3]]
        target = self.step.target
        told = [target.words, target.element.text, target.element.label] if target and target.element else []
        told += [target.words] if target and not target.element else []
        return [words for words in (*found, *told, getattr(self.step.action, "text", None) or "") if words]

    def _focused_names(self) -> list[str]:
        return [
            node.name for node in self.seen.tree or ()
            if node.name and ("focused" in node.states or "selected" in node.states) and _pressable(node.role)
        ]  # fmt: skip

    # Surroundings

    @cached_property
    def elements(self) -> Sequence[Element]:
        return self.read()

    @cached_property
    def context(self) -> Judgement:
        """What the dialog, or the neighbourhood of the target, is about."""
        found = gravest(of_text(self.seen.window), of_text(self._surroundings))
        return Judgement(found.consequence, f"here it says: {found.why}") if found.consequence.risky else READS

    @cached_property
    def _surroundings(self) -> str:
        return "\n".join(words_of(element) for element in self._near if len(words_of(element)) < 400)

    @cached_property
    def _near(self) -> list[Element]:
        if self._is_question:
            return self._in_window
        reach = AROUND if any(says(AFFIRMS, name) for name in self._names) else BESIDE
        boxes = [Box(p.x, p.y, p.x, p.y).expanded(reach) for p in self.step.points]
        return [element for box in boxes for element in elements_in(box, self.elements)]

    @cached_property
    def _in_window(self) -> list[Element]:
        box = self.seen.window_box
        return elements_in(box, self.elements) if box else list(self.elements)

    @cached_property
    def _is_question(self) -> bool:
        """Whether the focused window is small and offers a plain yes or no."""
        height, width = self.seen.frame.shape[:2]
        box = self.seen.window_box
        if box is None or box.area >= DIALOG * width * height:
            return False
        return any(says(CANCELS, name) or says(AFFIRMS, name) for name in self._buttons)

    @cached_property
    def _offers(self) -> list[tuple[str, Box]]:
        """What the focused window offers to press, with its place."""
        named = [(words_of(e) or e.label, e.box) for e in self._in_window if e.role in PRESSED_ROLES]
        named += [(node.name, node.box) for node in self.seen.tree or () if node.name and "button" in node.role]
        return named

    @cached_property
    def _buttons(self) -> list[str]:
        """The names of what is offered; where nothing tells buttons from texts, all short texts."""
        texts = [words_of(element) or element.label for element in self._in_window]
        buttons = [words for words, _ in self._offers]
        return buttons or [words for words in texts if words and len(words.split()) <= LABEL_WORDS]

    @cached_property
    def _choices(self) -> list[str]:
        """What Enter may press in a dialog: the buttons in a row or stacked with its plain yes or no.

        A file dialog's tools (trash, up, new folder) stand elsewhere. Where no button says yes or no, every button.
        """
        plain = [box for words, box in self._offers if says(CANCELS, words) or says(AFFIRMS, words)]
        beside = [words for words, box in self._offers if any(_together(box, other) for other in plain)]
        return beside or self._buttons

    @property
    def _program(self) -> str:
        """Name of the program that has the focus; in a browser, or where it is unknown, the title says which."""
        known = self.seen.application and not BROWSERS.search(self.seen.application)
        return self.seen.application if known else f"{self.seen.application} {self.seen.window}"

    def _last_line(self) -> str:
        lowest = max(self._in_window, key=lambda element: element.box.bottom, default=None)
        return words_of(lowest) if lowest else ""

    def _opened_by_command(self, name: str) -> Judgement:
        consequence, why = judged_command(name)
        return Judgement(consequence, why) if consequence.risky else READS


def _together(one: Box, other: Box) -> bool:
    """Whether two buttons stand in one row, or right above each other."""
    if abs(one.center.y - other.center.y) < min(one.height, other.height) / 2:
        return True
    gap = max(one.top, other.top) - min(one.bottom, other.bottom)
    return min(one.right, other.right) > max(one.left, other.left) and gap < max(one.height, other.height)


def _pressable(role: str) -> bool:
    return any(word in role for word in ("button", "menu", "link", "item", "icon", "toggle"))
