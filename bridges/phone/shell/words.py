"""Words of a command line: what is quoted, what is substituted, where a word ends."""

from __future__ import annotations

import re
from typing import Final

from bridges.phone.shell.parts import Arithmetic, Bad, Literal, Part, Substitution, Variable, Word, c_unescaped

OPERATORS: Final = ("&&", "||", ";;", ";", "&", "|", "(", ")", "\n")
_META: Final = " \t\n;&|()<>"
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_REDIRECT: Final = re.compile(r"(\d?)(>>|>\||>&|<&|<<<|<<-?|>|<)")
_ASSIGN: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=")


class Reader:
    """Reads tokens from a line, front to back."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._at = 0

    @property
    def rest(self) -> str:
        return self._line[self._at :]

    @property
    def at_end(self) -> bool:
        self._skip()
        return self._at >= len(self._line)

    def _skip(self) -> None:
        """Over blanks, escaped line ends and comments."""
        while self._at < len(self._line):
            if self._line[self._at] in " \t":
                self._at += 1
            elif self._line.startswith("\\\n", self._at):
                self._at += 2
            elif self._line[self._at] == "#":
                end = self._line.find("\n", self._at)
                self._at = len(self._line) if end < 0 else end
            else:
                return

    def skip_lines(self) -> None:
        """Over line ends, where the grammar lets them stand."""
        while self.take("\n"):
            pass

    def peek_operator(self) -> str:
        """The operator that comes next, empty for none."""
        self._skip()
        return next((one for one in OPERATORS if self._line.startswith(one, self._at)), "")

    operator = peek_operator

    def take(self, *operators: str) -> str:
        """The next operator if it is one of these."""
        found = self.peek_operator()
        if found not in operators or not found:
            return ""
        self._at += len(found)
        return found

    def peek_word(self) -> str:
        """The next word if nothing in it is quoted or substituted; for reserved words."""
        self._skip()
        end = self._at
        while end < len(self._line) and self._line[end] not in _META + "'\"\\$`":
            end += 1
        if end < len(self._line) and self._line[end] in "'\"\\$`":
            return ""
        return self._line[self._at : end]

    def take_word(self, word: str) -> bool:
        """Whether the next word is this reserved one; it is read then."""
        if not word or self.peek_word() != word:
            return False
        self._at += len(word)
        return True

    def redirect(self) -> tuple[int, str, Word] | None:
        """The next redirection."""
        self._skip()
        found = _REDIRECT.match(self._line, self._at)
        if not found:
            return None
        self._at = found.end()
        operator = found.group(2)
        channel = int(found.group(1)) if found.group(1) else int(operator.startswith(">"))
        target = self.word()
        if target is None:
            raise Bad("syntax error: unexpected 'newline'")
        if operator in ("<<", "<<-"):
            return channel, "<<<", self._here_document(target, operator == "<<-")
        return channel, operator, target

    def _here_document(self, mark: Word, tabs: bool) -> Word:
        word = "".join(part.text for part in mark if isinstance(part, Literal))
        first = self._line.find("\n", self._at)
        lines = self._line[first + 1 :].split("\n") if first >= 0 else []
        body: list[str] = []
        for index, line in enumerate(lines):
            if (line.lstrip("\t") if tabs else line) == word:
                rest = "\n".join(lines[index + 1 :])
                self._line = self._line[: first + 1] + rest
                text = "".join(f"{one.lstrip(chr(9)) if tabs else one}\n" for one in body)
                if any(isinstance(part, Literal) and part.quoted for part in mark):
                    return (Literal(text[:-1], True),)
                return Reader(text[:-1]).all_of_it()
            body.append(line)
        raise Bad(f"here document '{word}' unclosed")

    def all_of_it(self) -> Word:
        """The whole line as if it stood in double quotes."""
        parts: list[Part] = []
        while self._at < len(self._line):
            self._double_part(parts)
        return tuple(parts)

    def assignment(self) -> tuple[str, Word] | None:
        """The next ``name=value``."""
        self._skip()
        found = _ASSIGN.match(self._line, self._at)
        if not found:
            return None
        self._at = found.end()
        return found.group(1), self._parts()

    def word(self) -> Word | None:
        """The next word, None where an operator or the end comes."""
        self._skip()
        if self._at >= len(self._line) or self._line[self._at] in _META:
            return None
        return self._parts()

    def _parts(self) -> Word:
        parts: list[Part] = []
        while self._at < len(self._line):
            sign = self._line[self._at]
            if sign in _META:
                break
            if sign == "'":
                parts.append(Literal(self._until("'", self._at + 1), True))
            elif sign == '"':
                self._double(parts)
            elif sign == "\\":
                self._escape(parts)
            elif sign in "$`":
                self._dollar(parts, quoted=False)
            else:
                end = self._at
                while end < len(self._line) and self._line[end] not in _META + "'\"\\$`":
                    end += 1
                parts.append(Literal(self._line[self._at : end], False))
                self._at = end
        return tuple(parts)

    def _until(self, closer: str, start: int) -> str:
        end = self._line.find(closer, start)
        if end < 0:
            raise Bad("no closing quote")
        self._at = end + 1
        return self._line[start:end]

    def _escape(self, parts: list[Part]) -> None:
        following = self._line[self._at + 1 : self._at + 2]
        if following != "\n":
            parts.append(Literal(following or "\\", True))
        self._at += 2

    def _double(self, parts: list[Part]) -> None:
        self._at += 1
        parts.append(Literal("", True))
        while True:
            if self._at >= len(self._line):
                raise Bad("no closing quote")
            if self._line[self._at] == '"':
                self._at += 1
                return
            self._double_part(parts)

    def _double_part(self, parts: list[Part]) -> None:
        sign = self._line[self._at]
        if sign == "\\":
            following = self._line[self._at + 1 : self._at + 2]
            if following in ("$", "`", '"', "\\"):
                parts.append(Literal(following, True))
            elif following != "\n":
                parts.append(Literal("\\" + following, True))
            self._at += 2
        elif sign in "$`":
            self._dollar(parts, quoted=True)
        else:
            end = self._at
            while end < len(self._line) and self._line[end] not in '"\\$`':
                end += 1
            end = max(end, self._at + 1)
            parts.append(Literal(self._line[self._at : end], True))
            self._at = end

    def _dollar(self, parts: list[Part], quoted: bool) -> None:
        line, at = self._line, self._at
        if line[at] == "`":
            text = re.sub(r"\\([$`\\])", r"\1", self._until("`", at + 1))
            parts.append(Substitution(text, quoted))
        elif line.startswith("$((", at):
            self._at = at + 3
            inner = self._balanced()
            if self._line[self._at : self._at + 1] != ")":
                raise Bad("syntax error: missing '))'")
            self._at += 1
            parts.append(Arithmetic(inner, quoted))
        elif line.startswith("$(", at):
            self._at = at + 2
            parts.append(Substitution(self._balanced(), quoted))
        elif line.startswith("${", at):
            self._at = at + 2
            self._braced(parts, quoted)
        elif line.startswith("$'", at) and not quoted:
            self._c_string(parts)
        elif found := _NAME.match(line, at + 1):
            self._at = found.end()
            parts.append(Variable(found.group(), quoted))
        elif line[at + 1 : at + 2] and line[at + 1] in "?$#@*!-0123456789":
            self._at = at + 2
            parts.append(Variable(line[at + 1], quoted))
        else:
            self._at = at + 1
            parts.append(Literal("$", quoted))

    def _balanced(self) -> str:
        """What stands before the bracket that closes this one, quotes respected."""
        start, depth = self._at, 1
        while self._at < len(self._line):
            sign = self._line[self._at]
            if sign == "'":
                self._until("'", self._at + 1)
                continue
            if sign == '"':
                self._double([])
                continue
            self._at += 2 if sign == "\\" else 1
            depth += {"(": 1, ")": -1}.get(sign, 0)
            if not depth:
                return self._line[start : self._at - 1]
        raise Bad("syntax error: unmatched '('")

    def _braced(self, parts: list[Part], quoted: bool) -> None:
        found = re.compile(r"(#?)([A-Za-z_][A-Za-z0-9_]*|[?$#@*0-9])").match(self._line, self._at)
        if not found:
            raise Bad(f"{self._line}: bad substitution")
        self._at = found.end()
        operator = re.compile(r":?[-=+?]|##?|%%?|").match(self._line, self._at)
        assert operator is not None
        self._at = operator.end()
        argument: list[Part] = []
        while self._line[self._at : self._at + 1] != "}":
            if self._at >= len(self._line):
                raise Bad("syntax error: missing '}'")
            sign = self._line[self._at]
            if sign == "'" and not quoted:
                argument.append(Literal(self._until("'", self._at + 1), True))
            elif sign == '"':
                self._double(argument)
            elif sign in "$`\\":
                self._double_part(argument)
            else:
                argument.append(Literal(sign, quoted))
                self._at += 1
        self._at += 1
        name = f"#{found.group(2)}" if found.group(1) else found.group(2)
        parts.append(Variable(name, quoted, operator.group(), tuple(argument)))

    def _c_string(self, parts: list[Part]) -> None:
        end = self._at + 2
        while end < len(self._line) and self._line[end] != "'":
            end += 2 if self._line[end] == "\\" else 1
        if end >= len(self._line):
            raise Bad("no closing quote")
        parts.append(Literal(c_unescaped(self._line[self._at + 2 : end]), True))
        self._at = end + 1
