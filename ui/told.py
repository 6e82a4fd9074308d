"""What the lower floors say in English, in the person's language, where a window shows it.

The loop, the guard and the doctor write sentences into events and reports that also stand in files. Here they are known
again by their pattern. A sentence that none of the patterns fits is shown as it is.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

TOLD_TOO = ("what", "where", "why")
"""Places in a sentence that hold a sentence again; all others hold names, numbers and the person's own words."""

SENTENCES = (
    # What was seen after a step
    "the caret is in the field",
    "the window “{name}” has the focus",
    "no new window has the focus",
    "nothing changed on the screen",
    "{size} pixels changed {where}",
    "all over the screen",
    "at the top left", "at the top", "at the top right",
    "in the middle left", "in the middle", "in the middle right",
    "at the bottom left", "at the bottom", "at the bottom right",
    "“{name}” can be read",
    "“{name}” cannot be read",
    "“{name}” cannot be read there",
    "“{name}” is gone",
    "“{name}” is still there",
    "nothing here can read text",
    "what was typed is too small or hidden to be read",
    # Where in the task a step stands
    "step {number} of {count}: {words}",
    "step {number} of {count}",
    # What is asked
    "press {keys}? {why}",
    "open {app}? {why}",
    "switch to {app}? {why}",
    "click “{name}” at ({x}, {y})? {why}",
    "type “{text}” into “{name}” at ({x}, {y})? {why}",
    "type “{text}” at ({x}, {y})? {why}",
    "type “{text}”? {why}",
    # Why it is asked
    "deletes what is selected",
    "{keys} deletes for good",
    "{keys} clears data",
    "closes “{name}”, which has unsaved changes",
    "sends a message",
    "leaves without saving",
    "runs a command",
    "runs a command line that was not typed here in full",
    "the command is too long to judge",
    "types “{text}” to confirm: {why}",
    "here it says: {why}",
    "“{name}” spends or sends",
    "“{name}” deletes or cannot be undone",
    "It was broken off in the middle, and part of it may be there.",
    # Why a step is not done, or a run has stopped
    "the chord {keys} is never pressed",
    "no answer in time",
    "the person said no",
    "Carrying out the task: stopped: {why}",
    "stopped by the person",
    "by the person",
    "by {keys}",
    # Why a run ended, and what to do about it
    "Carrying out “{text}”: {why}",
    "{what} were not enough",
    "{count} steps",
    "it was not resumed within {count} s",
    "the last step failed its check",
    "there is no evidence and no verified step",
    "the person has taken over",
    "Raise the limit, or say the task in smaller parts.",
    "Raise the limit.",
    "Say the task in smaller steps, or do this part by hand.",
    "See the last picture of the run.",
    "See the log.",
    "Nothing was done in this step.",
    "Nothing was done in this step. See the last picture, or record it anew.",
    "It was refused {count} times in a row.",
    "Go on with `mimic do --resume`.",
    "Start it again, then go on with `mimic do --resume`.",
    "At most {count} are allowed.",
    "Split it into several tasks.",
    "Name an element, such as: the Save button.",
    "Close it with {mark}, or quote with another kind of mark.",
    "Store it with: mimic secret set {name}",
    "Install it, or say the name that the applications menu shows.",
    "Open it first.",
    "Open it again.",
    "Close it first.",
    "Another window may hold it: close open dialogs first.",
    "Click into a text field first, or one that accepts pasted text.",
    "Copy something smaller, or clear the clipboard, and try again.",
    "Use a named key, or switch the layout.",
    "Leave it out, or press keys instead.",
    "Run `mimic doctor`.",
    "Is it running, and ready?",
    "Free some space or choose another folder (`runs` in the settings).",
    "Replay the macro again.",
    "Edit the macro instead.",
    "Give it with --set {name}=….",
    "Use the Mimic that wrote it, or a newer one.",
    "Correct it.",
    # What a replay found otherwise than recorded
    "“{name}” is not as recorded",
    "{what} moved {where}",
    "{number} pixels to the right", "{number} pixels to the left", "{number} pixels down", "{number} pixels up",
    "{number} pixels to the right and {count} down", "{number} pixels to the left and {count} down",
    "{number} pixels to the right and {count} up", "{number} pixels to the left and {count} up",
    "{what} is called “{name}” now",
    "{what} is larger", "{what} is smaller", "{what} looks different",
    "{what} had no picture to be found by",
    "{what} could not be told for sure by its look",
    "{what} was known by its name only, its place and its look are new",
    "found by what stands beside it", "found by its look", "found by its name", "found by what its name means",
    "found by what stands around it", "found by the embedded model", "found by the large model",
    "you said that it is this",
    "it",
    "what has no name", "what stands near “{name}”",
    "the button “{name}”", "the field “{name}”", "the box to tick “{name}”", "the choice “{name}”",
    "the switch “{name}”", "the slider “{name}”", "the tab “{name}”", "the menu “{name}”", "the menu entry “{name}”",
    "the link “{name}”", "the icon “{name}”", "the picture “{name}”", "the list “{name}”", "the entry “{name}”",
    "the cell “{name}”",
    # What else a replay says
    "Finding “{name}”: {what}", "it is not there ({tried}) after {number} s", "not sure enough ({tried})",
    "no rung found anything", "Is “{name}” at ({x}, {y})? {why}", "It was not found for sure ({tried}).",
    "Step “{name}”: {what}", "“{name}” is in the way", "“{name}” was in the way", "left with Escape",
    "“{name}” was brought to the front", "answered with “{name}”", "what “{name}” had opened was closed",
    "it is done again", "the text of “{name}” went to what came up", "typed again",
    "only a beginning of the text is there",
    "Scrolling to “{name}”: {what}",
    "it does not show after {count} turns", "“{name}” is still shown after {count} rounds",
    "it was broken off in the middle", "it shows", "the text did not come where it came when recorded",
    "nothing is expected to show", "the screen changed", "it looks as it did when recorded",
    "the window “{name}” came up", "the window “{name}” did not come; {what}", "“{name}” has the focus",
    "what changed may only be what came in between",
    "{number} of {count} words that were there when recorded can be read", "Replay the macro “{name}”",
    "a bare point",
    # What is wrong with a macro's file, its name, its times
    "“do: {name}” is no step", "did you mean {name}? allowed: {names}", "allowed: {names}",
    "it does not say what to do: “do:” is missing", "there is no “{name}” here", "“{name}” is not known",
    "it needs at least {count} entries, and has {number}", "it is too long: {count} at most",
    "“{name}” is no name: letters, digits, “-” and “_”, 64 at most", "it has to be a text: put quotes around it",
    "it has to be {what}, not {name}", "a number", "a text", "a list such as [a, b]",
    "a mapping such as {words: Save}", "true or false", "more than {number}", "at least {number}",
    "less than {number}", "at most {number}", "it is missing", "it is empty",
    "it stands further left or right than it should, or lacks quotes around a “:”", "“{name}” stands there twice",
    "a tab stands where only blanks may", "it holds no macro", "it is no YAML: {name}", "it is no text in UTF-8",
    "its name is “{name}”, and its folder “{other}”", "there is a macro of that name", "there is one of that name",
    "that is no name", "Choose another.", "A name has letters, digits, “-” and “_”, 64 at most.",
    "two steps have this id; heals and rows go by it", "there is no step “{name}”", "it is hardly sure ({number})",
    "among: there is no parameter “{name}”", "its picture {name} is missing; only words and place are left",
    "{name} is no parameter and is typed as it stands", "it calls the macro “{name}”, which there is not",
    "it never ends: {names}", "it calls the macro “{name}”, which cannot be read: {what}",
    "the macro “{name}” has no parameter “{other}”; it has: {names}",
    "the macro “{name}” needs a value for “{other}”", "there is no key “{name}”. {why}",
    "it has {number} fields, not 5", "the {what} “{name}” cannot be read",
    "the {what} “{name}” is not within {low} to {high}", "minute", "hour", "day", "month", "weekday",
    "it names days of the month and of the week, which cron joins by “or” and others by “and”",
    "no month of these has such a day", "Such as “0 9 * * 1-5”: at 9:00 from Monday to Friday.",
    "there is no {name} ({why})", "Install cron, or use systemd.", "{name} has no value",
    "it has no parameter called {name}", "none is left", "Delete it instead: mimic macro delete {name}",
    "its file has been changed since", "Replay it again.",
    # What the doctor looks at, and what it finds
    "private desktop", "system packages", "demonstration", "this screen", "fonts", "reading text", "deciding",
    "settings", "room for runs", "one X library", "keyring", "big models",
    "missing: {names}",
    "no {names}: only the big models need them",
    "no {names}",
    "all of the group {name}",
    "not Debian or Ubuntu: not looked at",
    "X11 display {name}",
    "there are some",
    "none, so windows would show no text",
    "the models load and run ({number} ms)",
    "model “{name}”",
    "{count} of {all} set; file {name}",
    "{size} GB free for {name}",
    "torch and transformers",
    "{name} lies in the same folder as python-xlib",
)  # fmt: skip


def told(text: str) -> str:
    """The text in the person's language: as one sentence, else each of its parts for itself."""
    whole = _said(text)
    return whole if whole != text else "; ".join(_said(part) for part in text.split("; "))


def _said(sentence: str) -> str:
    for source in SENTENCES:
        found = _pattern(source).fullmatch(sentence) or _pattern(source).fullmatch(_uncapitalised(sentence))
        if found is None:
            continue
        given = {name: told(part) if name in TOLD_TOO else part for name, part in found.groupdict().items()}
        translated = QCoreApplication.translate("told", source)
        # Where nothing is translated, nothing changes, not even the first letter.
        return sentence if translated == source else translated.format(**given)
    return sentence


def _uncapitalised(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


@cache
def _pattern(source: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", source)
    return re.compile("".join(f"(?P<{one}>.+?)" if at % 2 else re.escape(one) for at, one in enumerate(parts)))
