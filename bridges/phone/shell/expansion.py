"""From words to arguments: variables, substitutions, splitting at blanks, names of files."""

from __future__ import annotations

import ast
import fnmatch
import operator
import re
from collections.abc import Callable
from typing import Final

from bridges.phone.shell.parts import Arithmetic, Bad, Literal, Part, Substitution, Variable, Word
from bridges.phone.shell.process import Surroundings

Runner = Callable[[str], str]
"""Gives the output of a command line."""

_OPERATIONS: Final[dict[type[ast.AST], Callable[[int, int], int]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda a, b: int(a / b),
    ast.Mod: lambda a, b: a - b * int(a / b),
    ast.Lt: lambda a, b: int(a < b),
    ast.Gt: lambda a, b: int(a > b),
    ast.LtE: lambda a, b: int(a <= b),
    ast.GtE: lambda a, b: int(a >= b),
    ast.Eq: lambda a, b: int(a == b),
    ast.NotEq: lambda a, b: int(a != b),
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.LShift: lambda a, b: a << min(b, 64),
    ast.RShift: operator.rshift,
}


def substitutes(word: Word) -> bool:
    """Whether a word runs a command."""
    return any(isinstance(part, Substitution) for part in word)


def text(word: Word, around: Surroundings, run: Runner) -> str:
    """The word as one string, as in an assignment."""
    return "".join(_value(part, around, run) for part in word)


def fields(word: Word, around: Surroundings, run: Runner) -> list[str]:
    """The arguments that a word becomes: none, one or several."""
    pieces: list[list[tuple[str, bool]]] = [[]]
    quoted_any = False
    for part in word:
        value = _value(part, around, run)
        if part.quoted or isinstance(part, Literal):
            quoted_any = quoted_any or part.quoted
            if value:
                pieces[-1].append((value, part.quoted))
            continue
        split = re.split(r"[ \t\n]+", value)
        for index, one in enumerate(split):
            if index:
                pieces.append([])
            if one:
                pieces[-1].append((one, False))
    done: list[str] = []
    for piece in pieces:
        if piece or (quoted_any and len(pieces) == 1):
            done += _files(piece, around)
    return done


def _files(piece: list[tuple[str, bool]], around: Surroundings) -> list[str]:
    """Names that an unquoted pattern matches; the pattern itself where none does."""
    plain = "".join(value for value, _ in piece)
    if not any(sign in value for value, quoted in piece if not quoted for sign in "*?["):
        return [_home(plain, piece)]
    pattern = "".join(re.sub(r"([*?\[])", r"[\1]", value) if quoted else value for value, quoted in piece)
    found = [""]
    steps = pattern.split("/")
    for index, step in enumerate(steps):
        following = []
        for base in found:
            if not index and pattern.startswith("/"):
                following.append("/")
            elif not re.search(r"[*?\[]", step):
                following.append(f"{base}{step}")
            else:
                following += [base + name for name in _matching(around, base or ".", step)]
        more = index + 1 < len(steps)
        found = [name if name.endswith("/") or not more else f"{name}/" for name in following]
    kept = [name for name in found if _there(around, name)]
    return sorted(kept) or [plain]


def _home(plain: str, piece: list[tuple[str, bool]]) -> str:
    return "/" + plain[2:] if plain.startswith("~/") and piece and not piece[0][1] else plain


def _matching(around: Surroundings, folder: str, step: str) -> list[str]:
    try:
        names = [name for name, _ in around.storage.listed(around.path(folder))]
    except OSError:
        return []
    return [name for name in names if fnmatch.fnmatchcase(name, step) and name.startswith(".") <= step.startswith(".")]


def _there(around: Surroundings, name: str) -> bool:
    try:
        around.storage.entry(around.path(name))
    except OSError:
        return False
    return True


def _value(part: Part, around: Surroundings, run: Runner) -> str:
    if isinstance(part, Literal):
        return part.text
    if isinstance(part, Substitution):
        return run(part.line)
    if isinstance(part, Arithmetic):
        return str(arithmetic(part.expression, around))
    return _variable(part, around, run)


def _variable(part: Variable, around: Surroundings, run: Runner) -> str:
    if part.name.startswith("#") and len(part.name) > 1:
        return str(len(around.variables.get(part.name[1:], "")))
    special = {"?": str(around.status), "$": "4711", "#": "0", "@": "", "*": "", "!": "", "-": "", "0": "sh"}
    value = special.get(part.name, around.variables.get(part.name))
    sign = part.operator.lstrip(":")
    empty = value is None or (part.operator.startswith(":") and not value)
    if sign in ("#", "##", "%", "%%"):
        return _trimmed(value or "", text(part.argument, around, run), sign)
    if sign == "+":
        return "" if empty else text(part.argument, around, run)
    if empty and sign in ("-", "="):
        value = text(part.argument, around, run)
        if sign == "=":
            around.variables[part.name] = value
    if empty and sign == "?":
        raise Bad(f"{part.name}: {text(part.argument, around, run) or 'parameter null or not set'}")
    return value or ""


def _trimmed(value: str, pattern: str, sign: str) -> str:
    cuts = range(len(value) + 1) if sign in ("#", "%%") else range(len(value), -1, -1)
    for cut in cuts:
        head, tail = value[:cut], value[cut:]
        if fnmatch.fnmatchcase(head if sign[0] == "#" else tail, pattern):
            return tail if sign[0] == "#" else head
    return value


def arithmetic(expression: str, around: Surroundings) -> int:
    """Whole numbers, variables, the usual operators. Bad for anything else."""
    filled = re.sub(r"\$?\b([A-Za-z_]\w*)", lambda found: around.variables.get(found.group(1)) or "0", expression)
    if len(filled) > 500:
        raise Bad("expression too long")
    try:
        tree = ast.parse(re.sub(r"\b0+(?=\d)", "", filled.strip()) or "0", mode="eval").body
        return _computed(tree)
    except (SyntaxError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise Bad(f"{expression}: unexpected '{filled.strip()[-1:]}'") from error
    except ZeroDivisionError as error:
        raise Bad(f"{expression}: zero divisor") from error


def _computed(tree: ast.expr) -> int:
    """The value of a tree of numbers and operators; nothing in it can name or call anything."""
    if isinstance(tree, ast.Constant) and isinstance(tree.value, int):
        return int(tree.value)
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub):
        return -_computed(tree.operand)
    if isinstance(tree, ast.BinOp):
        return _OPERATIONS[type(tree.op)](_computed(tree.left), _computed(tree.right))
    if isinstance(tree, ast.Compare) and len(tree.ops) == 1:
        return _OPERATIONS[type(tree.ops[0])](_computed(tree.left), _computed(tree.comparators[0]))
    raise TypeError(type(tree).__name__)
