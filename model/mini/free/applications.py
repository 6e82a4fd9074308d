"""Which words of a task name applications: told by how they are spoken of, not by a list of programs."""

from __future__ import annotations

import re

from model.mini.free.entities import Entities
from model.mini.free.mentions import (
    BESIDE_SUM,
    FIRST,
    GENERIC,
    LEADING,
    MENTIONS,
    PASTE,
    STRONG,
    SUBJECT,
    VOCATIVE,
    WEAK,
)
from model.mini.free.words import CHANGES_MEANING, GLUE, LEMMAS, lemma, mended, words
from model.mini.keys import MODIFIERS
from model.mini.lexicon import BANDS, ROLES, THIS_WINDOW
from model.mini.quotation import MARK

TERMINALS = re.compile(r"term|console|konsole|shell|kitty|alacritty|tilix|bash|prompt", re.IGNORECASE)
_NO_NAME = GLUE | set(LEMMAS) | words(
    "file files folder folders directory document documents note notes text word words line lines name title content "
    "contents form page site website web link tab menu item items button buttons key keys field fields box boxes row "
    "rows cell column table list entry option icon dialog dialogue window screen desktop toolbar bar sidebar header "
    "footer panel section view capitals capital caps uppercase upper lowercase lower case letters letter mouse "
    "keyboard keypad clicks click copy paste result answer number numbers sum total value order place end bottom top "
    "left right middle center centre front back background beginning start full half general english chinese french "
    "german yes no nothing something everything anything whom yourself myself care ease parentheses brackets quotes "
    "spaces space enter return escape home full detail mind question shift ctrl control alt super command turn "
        "question "
    "short long small quick brief little simple plain nice good personal private similar further last next given "
        "same text-only three-line two-line four-line step on-screen only first second third line it he she that "
        "this text monday ok "
        "cancel apply submit plus minus equals times time hand addition new old whole entire empty separate "
        "different single clipboard changes change somewhere someplace someone something anything anyone "
        "somebody both original fresh blank "
        "cat head tail sort grep ls"
) | set(ROLES) | set(BANDS) | set(THIS_WINDOW)  # fmt: skip
_PRESSED = re.compile(
    r"\b(?:submit|send|confirm|continue|proceed|carry on|go on|finish|answer|out of)(?:t?ing|ed|s)?"
    r"(?: (?:it|this|that|here|off|(?:the|this) (?:form|question|dialog|page)))* with\s*$",
    re.IGNORECASE,
)
"""What follows is a button or a text, and no application."""
_PART_OF_A_WINDOW = re.compile(
    r"\s+(?:menu|button|link|tab|field|box|row|folder|directory|drop-?down|checkbox|list|dialog|page|section|"
    r"option|item|"
    r"icon|key|toolbar)\b|\s*[>→+=]",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"['’]s\b|\s*(?:$|[.,:;?!)\n–—]|{MARK})|\s(?:and|then|to|for|please|so|in|by|on|whose|which|that|containing|"
    r"with|from|at|as|is|will|should|must|can|has|new|app|application|program|keys?|buttons?|"
    rf"keypad|prompt|document|window|file|note|{'|'.join(LEMMAS)})\b"
)
_LABEL_BEFORE = re.compile(
    r"\b(?:tap|click|press|choose|select|hit|pick|open|enable|disable|tick|check|turn on|turn "
    r"off)\s+(?:on\s+)?[A-Z][\w ]*$",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"[.!?:;\n–—(]\s*$|^\s*$")
_FILE_WORK = re.compile(r"\b(?:folder|directory|command|calculate|compute|rename|run|execute)\b", re.IGNORECASE)


def find_applications(entities: Entities) -> list[tuple[int, int, str]]:
    """Where applications are named: start, end, name; in order, none within another."""
    outline = entities.outline
    found: dict[int, tuple[int, int, str]] = {}
    names: set[str] = set()
    for pattern in MENTIONS:
        for match in pattern.finditer(outline):
            if not _fits(match, entities):
                continue
            if (span := _span(match, outline)) and _is_name(span[2], match):
                found.setdefault(span[0], span)
                names.add(span[2])
    for match in WEAK.finditer(outline):
        span = _span(match, outline)
        if span is None or span[0] in found:
            continue
        known = span[2] in names or re.fullmatch(GENERIC, span[2], re.IGNORECASE)
        if known or (
            all(re.fullmatch(GENERIC, name) for name in names) and _about_files(entities) and _is_name(span[2], match)
        ):
            found[span[0]] = span
            names.add(span[2])
    for name in names:
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", outline):
            found.setdefault(match.start(), (*match.span(), match.group()))
    return _apart(sorted(_meant(list(found.values()))))


def _fits(match: re.Match[str], entities: Entities) -> bool:
    """Whether what stands around the words allows an application there."""
    if match.re is FIRST:
        return _begins_with_it(match, entities)
    if match.re is BESIDE_SUM:
        return entities.kinds[match.group()[0]] in ("sum", "keys")
    if match.re is PASTE:  # "need a.txt copied to Safe" names a folder
        before = re.search(rf"(?P<mark>{MARK})\s+(?:(?:to|should|must) be |be )?$", match.string[: match.start()])
        return before is None or entities.kinds[before["mark"]] != "path"
    if match.re is not LEADING:
        return True
    if not match["next"]:
        return not match.string[: match.start()].rstrip().endswith((",", "and", "then"))
    follows = match["next"].lower()
    if follows in ("the", "a", "an", "my") and _stands_out(match["name"]):
        return True
    return follows in LEMMAS.keys() | {"please", "there", "i", "you", "at", "on"}


def _stands_out(name: str) -> bool:
    return name[:1].isupper() or re.fullmatch(GENERIC, name, re.IGNORECASE) is not None


def _begins_with_it(match: re.Match[str], entities: Entities) -> bool:
    """Whether what follows the first words of a task makes them an application, and no field, verb or adverb."""
    name, after = match["name"], match.string[match.end() :].lstrip(" ,:.–—→->=")
    first = mended(name.split(" ")[0])
    if CHANGES_MEANING.search(name) or re.search(r"(?:ly|ing)$", first) or first.lower() in LEMMAS:
        return False
    if first.lower() in _OFTEN_FIRST or (
        match["next"] and lemma(match["next"]) not in {*LEMMAS.values(), "new", "please"}
    ):
        return False
    if re.fullmatch(GENERIC, name, re.IGNORECASE):
        return True
    kind = entities.kinds.get(after[:1])
    if re.match(r"\s*:", match.string[match.end() :]) and kind == "text":
        return any(each == "path" for each in entities.kinds.values()) and name.lower() not in _FIELDS
    return match["mark"] is None or kind in ("address", "sum", "keys")


_OFTEN_FIRST = words(
    "plese pleas double right left long step task today tomorrow tonight later soon never always dear hello goal "
    "result aim quick "
    "important question yes no ok okay what how why who when where which if because since as although"
)
_FIELDS = words("name email e-mail message subject title address phone city comment comments note text username user")


def _meant(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Without "the editor" where it is another word for the one application that was named before it."""
    own = {span[2].casefold() for span in spans if not re.fullmatch(GENERIC, span[2], re.IGNORECASE)}
    if len(own) != 1:
        return spans
    first = min(span[0] for span in spans if span[2].casefold() in own)
    return [span for span in spans if span[2].casefold() in own or span[0] < first]


def _span(match: re.Match[str], outline: str) -> tuple[int, int, str] | None:
    """The name without what follows it by chance; "GNOME Text Editor" whole, "Kate and" without the "and"."""
    start, end = match.span("name2" if match.groupdict().get("name2") else "name")
    name = outline[start:end]
    if re.fullmatch(GENERIC, name, re.IGNORECASE):
        return start, end, name
    parts = name.split(" ")
    kept = [parts[0]]
    for part in parts[1:]:
        if not part[:1].isupper() and not part[:1].isdigit():
            break
        kept.append(part)
    name = " ".join(kept)
    return start, start + len(name), name


def _is_name(name: str, match: re.Match[str]) -> bool:
    if (
        match.re is STRONG
        and match.start()
        and match.group()[0].isupper()
        and not _BEGINS.search(match.string[: match.start()])
    ):
        return False  # "turn off Use location" names a control
    if re.fullmatch(GENERIC, name, re.IGNORECASE):
        return True
    if re.match(r"(?:Save|Open|Select|Copy|Paste|Cut|Undo|Redo|Print|Find|Replace)(?: As| All)?$", name):
        return False  # a command of every interface
    first = name.split(" ", maxsplit=1)[0]
    at = match.start("name2" if match.groupdict().get("name2") else "name")
    if at and match.string[at - 1] in "'’":
        return False
    if (first.casefold() in _NO_NAME or first.casefold().removesuffix("s") in _NO_NAME) and (
        " " not in name or first.islower() or match.re in (VOCATIVE, SUBJECT, FIRST)
    ):
        return False
    if (
        match.re is STRONG
        and match.group().lower().startswith("from ")
        and _LABEL_BEFORE.search(match.string[: match.start()])
    ):
        return False  # "tap Remove from Favourites"
    before = match.string[: match.start()]
    if re.match(r"with the\b", match.group(), re.IGNORECASE) and re.search(r"\b(?:page|link|section)\s+$", before):
        return False  # "the page with the prices"
    if re.split(r"[+-]", first)[0].casefold() in MODIFIERS or _PRESSED.search(match.string[:at]):
        return False
    after = match.string[at + len(name) :]
    if _PART_OF_A_WINDOW.match(after):
        return False
    return not first.islower() or bool(_GOES_ON.match(after))


def _about_files(entities: Entities) -> bool:
    """Whether the task is of a kind that needs an application: something written, saved, computed, visited."""
    kinds = entities.kinds.values()
    return any(kind in ("path", "address", "sum", "keys") for kind in kinds) or bool(
        _FILE_WORK.search(entities.outline)
    )


def _apart(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
