"""What stands for itself in a task besides quotations: addresses, paths, file names, sums, keys of a calculator.

Each becomes a mark in the outline, as quotations are, with its kind kept beside; `Entities.plain` puts them back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from model.mini.free import sums
from model.mini.quotation import FIRST_MARK, LAST_MARK, MARK, Quoted

Kind: TypeAlias = Literal["text", "path", "address", "sum", "keys", "app"]

EXTENSIONS = (
    "txt|md|rst|log|csv|tsv|json|xml|html?|css|js|py|sh|c|h|cpp|ini|conf|cfg|ya?ml|toml|pdf|odt|ods|odp|docx?|xlsx?|"
    "pptx?|rtf|tex|png|jpe?g|gif|svg|webp|bmp|tiff?|mp3|mp4|ogg|wav|flac|avi|mkv|mov|zip|tar|gz|tgz|bz2|xz|7z|deb|"
    "iso|bak|tmp|dat|db|sql|eml|ics|vcf"
)
_ADDRESS = re.compile(
    r"(?:https?://|file://|about:)[^\s,;\"“”()]*[^\s,;.?!:\"“”()–—]|"
    r"(?<![\w/.~-])localhost(?::\d+)?(?:/[^\s,;()]*[^\s,;.?!:()])?",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"(?<![\w/.@~-])(?:[\w-]+\.)+(?:com|org|net|edu|gov|io|dev|info|co\.uk|uk|de|ch|at|fr|es|it|nl|eu|cn|jp|br|in|"
    r"us|ca|au)"
    r"(?![\w-])(?:/[^\s,;()]*[^\s,;.?!:()])?",
    re.IGNORECASE,
)
_PATH = re.compile(
    rf"(?<![\w/.~-])(?:~|\.{{1,2}})?/(?:[\w.+@%-]+/)*[\w.+@%-]*[\w/](?![\w/])"
    rf"|(?<![\w/.~-])[\w-]+(?:\.[\w-]+)*\.(?:{EXTENSIONS})(?![\w/-])",
    re.IGNORECASE,
)
COMMANDS = (
    "cat|head|tail|less|more|ls|sort|uniq|wc|grep|awk|sed|cut|tr|rm|cp|mv|echo|printf|touch|chmod|file|"
    "stat|nano|vi|vim|python3?|bash|sh|diff|tee|nl|tac|rev"
)
_FILE = re.compile(
    rf"(?:~|\.{{1,2}})?/[^*<>|&;$\n]*|(?!(?:{COMMANDS})\s)[^/*<>|&;$\n]*[^\s/*<>|&;$]\.(?:{EXTENSIONS})", re.IGNORECASE
)


_AT_A_PROMPT = re.compile(r"term\b|terminal|console|konsole|shell|bash|prompt", re.IGNORECASE)
_COMMAND_LINE = re.compile(
    rf"(?<![\w/.~-])(?:{COMMANDS}) (?:(?! and | then |"
    rf"\.\s)[^,;\n{chr(FIRST_MARK)}-{chr(LAST_MARK)}])*?\s(?:>{{1,2}}(?!=)|\|)\s*"
    r"(?:(?! and | then |\.\s)[^,;\n\s])+",
    re.IGNORECASE,
)
"""A command line with a pipe or a redirection, without quotes."""
_FOLDERS = {"home": "~", "desktop": "~/Desktop", "documents": "~/Documents", "downloads": "~/Downloads"}
_IN_FOLDER = (
    r"(?:in|into|inside|to|under|within) (?:my|the|your|our) (?P<{0}>home|desktop|documents|downloads)"
    r"(?: (?:folder|directory|dir))?(?! (?:page|tab|link|button|screen|menu))\b"
)
_PERSONAL = re.compile(
    rf"(?P<a>{MARK})(?: (?:right |directly )?|, ){_IN_FOLDER.format('f')}|"
    rf"{_IN_FOLDER.format('g')},? (?:as|under(?: the name(?: of)?)?|called|named|with the name) (?P<b>{MARK})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entities:
    """An outline in which all that stands for itself is a mark."""

    outline: str
    quoted: Quoted
    """With the literals of all marks; its outline is the one of the quotations alone."""
    kinds: dict[str, Kind]
    said: dict[str, str]
    """What stood in the person's words for each mark that is no quotation of theirs."""

    def value(self, mark: str) -> str:
        return self.quoted.literals[ord(mark) - FIRST_MARK]

    def meant(self, word: str) -> str:
        """What a word of a piece stands for: a mark's value, any other word itself."""
        return self.value(word) if re.fullmatch(MARK, word) else word

    def plain(self, piece: str) -> str:
        """The piece with only the person's own quotations as marks."""
        return re.sub(MARK, lambda m: self.said.get(m.group(), m.group()), piece)

    def of(self, piece: str, kind: Kind) -> list[str]:
        """The marks of a kind in the piece, in order."""
        return [mark for mark in re.findall(MARK, piece) if self.kinds[mark] == kind]


class _Marks:
    """Adds marks to those of the quotations."""

    def __init__(self, quoted: Quoted) -> None:
        self.literals = list(quoted.literals)
        self.kinds: dict[str, Kind] = {
            chr(FIRST_MARK + at): _kind_of(literal) for at, literal in enumerate(self.literals)
        }
        self.said: dict[str, str] = {}

    def add(self, literal: str, kind: Kind, said: str = "") -> str:
        mark = chr(FIRST_MARK + len(self.literals))
        self.literals.append(literal)
        self.kinds[mark] = kind
        self.said[mark] = said or literal
        return mark


def _kind_of(literal: str) -> Kind:
    if re.match(r"https?://|file://", literal):
        return "address"
    return "path" if _FILE.fullmatch(literal) else "text"


def _personal(found: re.Match[str], marks: _Marks) -> str:
    """A file's name with the folder of the person's own that it lies in: "a.txt in my home folder"."""
    mark, folder = found["a"] or found["b"], found["f"] or found["g"]
    literal = marks.literals[ord(mark) - FIRST_MARK]
    if marks.kinds[mark] != "path" or "/" in literal:
        return found.group()
    said = re.sub(MARK, lambda each: marks.said.get(each.group(), each.group()), found.group())
    joined = marks.add(f"{_FOLDERS[folder.lower()]}/{literal}", "path", said)
    return f"as {joined}" if found["b"] else joined


def _unquoted_keys(quoted: Quoted) -> str:
    """The outline with single digits and signs that were quoted one by one, as keys are, without their quotes."""
    keys = [mark for mark in re.findall(MARK, quoted.outline) if re.fullmatch(r"[-\d+*/=.×÷−]", quoted.restore(mark))]
    if len(keys) < 3:
        return quoted.outline
    return re.sub(MARK, lambda m: quoted.restore(m.group()) if m.group() in keys else m.group(), quoted.outline)


def find_entities(quoted: Quoted) -> Entities:
    """Mark all entities but applications, which need the whole task to be told."""
    marks = _Marks(quoted)
    outline = _unquoted_keys(quoted)
    if _AT_A_PROMPT.search(outline):
        outline = _COMMAND_LINE.sub(lambda m: marks.add(m.group(), "text"), outline)
    outline = _ADDRESS.sub(lambda m: marks.add(m.group(), "address"), outline)
    outline = _DOMAIN.sub(lambda m: marks.add(m.group(), "address"), outline)
    outline = _PATH.sub(lambda m: marks.add(m.group(), "path"), outline)
    outline = _PERSONAL.sub(lambda m: _personal(m, marks), outline)
    outline = sums.KEYS.sub(lambda m: marks.add(" ".join(sums.keys(m.group())), "keys", m.group()), outline)
    outline = sums.replace_sums(sums.in_digits(outline), lambda found, said: marks.add(found, "sum", said))
    return Entities(outline, Quoted(quoted.outline, tuple(marks.literals)), marks.kinds, marks.said)


def with_applications(entities: Entities, spans: list[tuple[int, int, str]]) -> Entities:
    """The outline with these places marked as names of applications; the places in order, none within another."""
    marks = _Marks(entities.quoted)
    marks.kinds, marks.said = dict(entities.kinds), dict(entities.said)
    outline, end = "", 0
    for start, stop, name in spans:
        outline += entities.outline[end:start] + marks.add(name, "app")
        possessive = re.match(r"['’]s\b", entities.outline[stop:])
        end = stop + (possessive.end() if possessive else 0)
    outline += entities.outline[end:]
    return Entities(outline, Quoted(entities.quoted.outline, tuple(marks.literals)), marks.kinds, marks.said)


def without_application(piece: str, entities: Entities) -> str:
    """The piece without the words that say in which application it is done."""
    for mark in entities.of(piece, "app"):
        piece = re.sub(
            rf"(?:^(?:use|have|let|get|ask|make)\s+(?=(?:the |a |my )?{mark}(?: app| program)?(?: to)? \w)|^|"
            r"\s*,?\s+)(?:(?:in|with(?: the help of)?|using|on|via|within|through|from|by (?:using|means of)|"
            r"of|at|inside|into|according to)\s+)?(?:the |a |my )?(?:app |program )?"
            rf"{mark}(?: app| application| program| prompt| window)?(?:(?<!\w)|\b)(?=[\s,:]|$)",
            "",
            piece,
            count=1,
            flags=re.IGNORECASE,
        )
    piece = re.sub(r"^\s*(?:to|should|must|has to|can|could|will|would|is to) (?=[a-z])", "", piece)
    return piece.strip(" ,")
