"""Reading a command line: words with their quotes, pipes, lists, if, for and while, as mksh reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bridges.phone.shell.parts import Bad, Word
from bridges.phone.shell.words import Reader

_SEPARATORS: Final = (";", "\n", "&")
_CLOSERS: Final = frozenset({"then", "else", "elif", "fi", "do", "done", "}"})


@dataclass(frozen=True)
class Redirect:
    """``2>file``, ``>>file``, ``<file``, ``2>&1``, ``<<word``."""

    channel: int
    operator: str
    target: Word


@dataclass
class Simple:
    """One command with its arguments."""

    assignments: list[tuple[str, Word]] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    redirects: list[Redirect] = field(default_factory=list)


@dataclass
class Group:
    """``( … )`` or ``{ …; }``."""

    body: Listing
    subshell: bool
    redirects: list[Redirect] = field(default_factory=list)


@dataclass
class If:
    """``if … then … elif … else … fi``."""

    branches: list[tuple[Listing, Listing]]
    otherwise: Listing | None


@dataclass
class Loop:
    """``while … do … done`` and ``until``."""

    condition: Listing
    body: Listing
    until: bool


@dataclass
class For:
    """``for x in … do … done``."""

    name: str
    words: list[Word]
    body: Listing


Command: TypeAlias = Simple | Group | If | Loop | For


@dataclass
class Pipeline:
    """Commands joined by ``|``."""

    commands: list[Command]
    negated: bool = False


@dataclass
class AndOr:
    """Pipelines joined by ``&&`` and ``||``."""

    first: Pipeline
    rest: list[tuple[str, Pipeline]] = field(default_factory=list)


@dataclass
class Listing:
    """What ``;``, ``&`` and line ends separate."""

    items: list[AndOr]


def parse(line: str) -> Listing:
    """The tree of a command line. Bad where mksh would complain."""
    parser = _Parser(Reader(line))
    listing = parser.listing(frozenset())
    if parser.reader.operator() or not parser.reader.at_end:
        raise Bad(f"syntax error: unexpected '{parser.reader.peek_operator() or parser.reader.rest[:1]}'")
    return listing


class _Parser:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def listing(self, until: frozenset[str]) -> Listing:
        items: list[AndOr] = []
        while True:
            while self.reader.take(*_SEPARATORS):
                pass
            if self.reader.at_end or self.reader.peek_operator() == ")" or self.reader.peek_word() in until:
                return Listing(items)
            items.append(self.and_or())
            if not self.reader.take(*_SEPARATORS):
                return Listing(items)

    def and_or(self) -> AndOr:
        found = AndOr(self.pipeline())
        while operator := self.reader.take("&&", "||"):
            self.reader.skip_lines()
            found.rest.append((operator, self.pipeline()))
        return found

    def pipeline(self) -> Pipeline:
        negated = self.reader.take_word("!")
        commands = [self.command()]
        while self.reader.take("|"):
            self.reader.skip_lines()
            commands.append(self.command())
        return Pipeline(commands, negated)

    def command(self) -> Command:
        if self.reader.take("("):
            body = self.listing(frozenset())
            if not self.reader.take(")"):
                raise Bad("syntax error: unmatched '('")
            return Group(body, subshell=True, redirects=self.redirects())
        word = self.reader.peek_word()
        if word in ("if", "while", "until", "for", "{"):
            self.reader.take_word(word)
            if word == "if":
                return self._if()
            if word == "for":
                return self._for()
            return self._group() if word == "{" else self._loop(word)
        if word in _CLOSERS:
            raise Bad(f"syntax error: unexpected '{word}'")
        return self.simple()

    def _expect(self, word: str) -> None:
        if not self.reader.take_word(word):
            found = self.reader.peek_word() or self.reader.peek_operator() or "EOF"
            raise Bad(f"syntax error: unexpected '{found}'")

    def _group(self) -> Group:
        body = self.listing(frozenset({"}"}))
        self._expect("}")
        return Group(body, subshell=False, redirects=self.redirects())

    def _if(self) -> If:
        branches = []
        otherwise = None
        closers = frozenset({"elif", "else", "fi"})
        while True:
            condition = self.listing(frozenset({"then"}))
            self._expect("then")
            branches.append((condition, self.listing(closers)))
            if self.reader.take_word("elif"):
                continue
            if self.reader.take_word("else"):
                otherwise = self.listing(frozenset({"fi"}))
            self._expect("fi")
            return If(branches, otherwise)

    def _loop(self, kind: str) -> Loop:
        condition = self.listing(frozenset({"do"}))
        return Loop(condition, self._body(), until=kind == "until")

    def _for(self) -> For:
        name = self.reader.peek_word()
        self.reader.take_word(name)
        words = []
        if self.reader.take_word("in"):
            while word := self.reader.word():
                words.append(word)
        self.reader.take(";")
        self.reader.skip_lines()
        return For(name, words, self._body())

    def _body(self) -> Listing:
        self._expect("do")
        body = self.listing(frozenset({"done"}))
        self._expect("done")
        return body

    def redirects(self) -> list[Redirect]:
        found = []
        while one := self.reader.redirect():
            found.append(Redirect(*one))
        return found

    def simple(self) -> Simple:
        found = Simple()
        while True:
            if redirect := self.reader.redirect():
                found.redirects.append(Redirect(*redirect))
                continue
            assignment = None if found.words else self.reader.assignment()
            if assignment:
                found.assignments.append(assignment)
                continue
            word = self.reader.word()
            if word is None:
                break
            found.words.append(word)
        if not found.words and not found.assignments and not found.redirects:
            raise Bad(f"syntax error: unexpected '{self.reader.peek_operator() or 'EOF'}'")
        return found
