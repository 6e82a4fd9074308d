"""What stands for itself in a task besides quotations: addresses, paths, file names, sums, keys of a calculator.

Each becomes a mark in the outline, as quotations are, with its kind kept beside; `Entities.plain` puts them back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from model.mini.free import sums
from model.mini.quotation import FIRST_MARK, MARK, Quoted

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


def find_entities(quoted: Quoted) -> Entities:
    """Mark all entities but applications, which need the whole task to be told."""
    marks = _Marks(quoted)
    outline = _ADDRESS.sub(lambda m: marks.add(m.group(), "address"), quoted.outline)
    outline = _DOMAIN.sub(lambda m: marks.add(m.group(), "address"), outline)
    outline = _PATH.sub(lambda m: marks.add(m.group(), "path"), outline)
    outline = sums.KEYS.sub(lambda m: marks.add(" ".join(sums.keys(m.group())), "keys", m.group()), outline)
    outline = sums.replace_sums(outline, lambda found, said: marks.add(found, "sum", said))
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
