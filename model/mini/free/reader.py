"""The steps of a task in free wording."""

from __future__ import annotations

import re

from bridges.errors import UnreadableTask
from model.mini.chinese import to_english
from model.mini.clause import clauses, sentences
from model.mini.free.applications import find_applications
from model.mini.free.entities import Entities, find_entities, with_applications
from model.mini.free.framing import wishes_of
from model.mini.free.goal import READER
from model.mini.free.order import in_order
from model.mini.free.pieces import Piece, read_sentence
from model.mini.free.plan import plan
from model.mini.free.progress import Unclear
from model.mini.free.tokens import tokens_of
from model.mini.free.words import COURTESY, LEMMAS, lemma
from model.mini.quotation import FIRST_MARK, MARK, Quoted
from model.mini.step import Step

SURE = 0.7
"""How sure the trained reader must be of a task as a whole."""
CLEAR = 0.3
"""How sure it must be of each of its words."""
SURE_TO_DELETE, CLEAR_TO_DELETE = 0.9, 0.8
"""The same for what cannot be had back; the guard asks besides."""
NEVER = 0.85
"""How sure it must be that a task is one which nothing here does, before the rules are no longer asked."""


def by_rules(quoted: Quoted) -> list[tuple[Step, str]]:
    """The steps with the words they came from. Raises UnreadableTask with the sentence that is not understood."""
    quoted = foreign_quoted(quoted)
    if _HAN.search(quoted.outline):
        quoted = _in_english(quoted)
    entities = find_entities(quoted)
    entities = with_applications(entities, find_applications(entities))
    if _is_elsewhere(entities):
        raise UnreadableTask("Reading the task", "it says a place in a file that is not its end", "")
    return _all_used(_by_pieces(quoted, entities), entities)


def by_training(quoted: Quoted) -> list[tuple[Step, str]] | None:
    """The steps as the trained reader tells them, where it is sure and all that is named has its part in them."""
    quoted = foreign_quoted(quoted)
    entities = find_entities(quoted)
    if _is_elsewhere(entities) or not (tokens := tokens_of(entities)):
        return None
    told = READER.tell(tokens)
    if told.goal == "no" and told.sure >= NEVER and any(part.part == "APP" for part in told.parts):
        raise UnreadableTask("Reading the task", "it asks for something that is not understood", "")
    sure, clear = (SURE_TO_DELETE, CLEAR_TO_DELETE) if told.goal == "delete" else (SURE, CLEAR)
    if told.sure < sure or told.least < clear or (wishes := wishes_of(told, tokens)) is None:
        return None
    try:
        done = _all_used(plan([(wish, "") for wish in wishes]), entities)
    except (Unclear, UnreadableTask):
        return None
    spoken = [quoted.show(entities.plain(sentence)) for sentence in sentences(entities.outline)]
    return [(step, _said_of(step, spoken)) for step, _ in done]


def _said_of(step: Step, spoken: list[str]) -> str:
    """The sentence that names what the step is about; the last one where none does."""
    names = [name.casefold() for name in _strings(step)]
    return next((said for said in spoken if any(name and name in said.casefold() for name in names)), spoken[-1])


def _all_used(done: list[tuple[Step, str]], entities: Entities) -> list[tuple[Step, str]]:
    """The steps, where every text, file and address that was named has its part in them."""
    held = "\n".join(_strings([step for step, _ in done])).casefold()
    for mark, kind in entities.kinds.items():
        name = entities.value(mark).strip("/").casefold()
        name = name.rsplit("/", 1)[-1] if kind == "path" else name
        if kind in ("text", "path", "address") and mark in entities.outline and name not in held:
            raise UnreadableTask("Reading the task", f"it does not say what to do with {entities.value(mark)!r}", "")
    return done


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | tuple):
        return [each for part in value for each in _strings(part)]
    return [each for name in getattr(value, "__slots__", ()) for each in _strings(getattr(value, name))]


def _by_pieces(quoted: Quoted, entities: Entities) -> list[tuple[Step, str]]:
    """The steps of the task, sentence by sentence."""
    read: list[list[Piece]] = []
    for sentence in _sentences(entities):
        if COURTESY.fullmatch(sentence.strip(" ,")):
            continue
        pieces = read_sentence(sentence, entities, read[-1][-1] if read else None)
        if pieces is None and _is_background(sentence, entities):
            continue
        if pieces is None:
            raise UnreadableTask(
                "Reading the task", f"this part was not understood: {quoted.show(entities.plain(sentence))}", ""
            )
        read.append(pieces)
    try:
        return plan(in_order(read))
    except Unclear as error:
        raise UnreadableTask("Reading the task", f"this part was not understood: {error.said}", "") from error


_ELSEWHERE = re.compile(
    r"\bbefore (?:the (?:first|existing|old|rest|text|other)|every)|\b(?:above|in front of) (?:the|every|it\b)|"
    r"\b(?:at|to|near|from) the (?:very )?(?:beginning|start|top|front)\b|\b(?:in|into) the middle\b|"
    r"\b(?:beginning|start|top|middle) of\b",
    re.IGNORECASE,
)
"""Places in a document that are neither its end nor the whole."""


def _is_elsewhere(entities: Entities) -> bool:
    """Whether something is to be written into a file at a place that nothing here goes to."""
    kinds = list(entities.kinds.values())
    one = kinds.count("text") == 1 and "path" in kinds and "address" not in kinds
    return one and _ELSEWHERE.search(entities.outline) is not None


_STATEMENT = re.compile(r"(?:i|we|my|our|this|that|it|he|she|they|there|the|a|an|today|tomorrow|all)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:should|must|need|needs|wish|like|have to|has to|ought|please|let|make|do|use|only|be|never|"
    r"not|no|nothing|"
    r"if|unless|until|when|before|after|otherwise|instead|don['’]t|can|could|will|would)\b|\d|[?>]",
    re.IGNORECASE,
)


def _is_background(sentence: str, entities: Entities) -> bool:
    """Whether a sentence only tells how things are: a statement that asks for nothing and names nothing."""
    if re.search(MARK, sentence) or _ASKS.search(sentence) or not _STATEMENT.match(sentence.strip()):
        return False
    return not re.search(r"\s[A-Z]", entities.plain(sentence).replace(" I ", " "))


_HAN = re.compile(r"[\u3400-\u9fff]")


_WORDS = re.compile(r"[A-Za-z]{2,}")
_RUN = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff，。！？、]*")


def foreign_quoted(quoted: Quoted) -> Quoted:
    """The task with Chinese words in an English sentence set aside, as if they stood in quotation marks."""
    if len(_WORDS.findall(quoted.outline)) < 3 * len(_RUN.findall(quoted.outline)):
        return quoted
    literals = list(quoted.literals)

    def aside(found: re.Match[str]) -> str:
        literals.append(found.group())
        return chr(FIRST_MARK + len(literals) - 1)

    return Quoted(_RUN.sub(aside, quoted.outline), tuple(literals))


def _in_english(quoted: Quoted) -> Quoted:
    """The task in English, its quotations as they are. Raises UnreadableTask for a clause that is not understood."""
    said = clauses(quoted.outline)
    english = [to_english(clause) if _HAN.search(clause) else clause for clause in said]
    for clause, words in zip(said, english, strict=True):
        if words is None:
            raise UnreadableTask("Reading the task", f"this part was not understood: {quoted.show(clause)}", "")
    return Quoted(". ".join(filter(None, english)), quoted.literals)


_TO_THE_LETTER = re.compile(
    r",?\s*\(?(?:but )?(?:without|not including|excluding|minus) (?:the |its )?(?:quotes|quotation marks|inverted "
    r"commas)\)?|"
    r",?\s*\(?exactly (?:as|like) (?:(?:it|that|this) (?:is|stands)|written|this|that|shown|given)(?: here)?\)?|"
    r",?\s*\(?(?:word for word|letter for letter|character (?:for|by) character|verbatim)\)?",
    re.IGNORECASE,
)
"""What is so with every quoted text."""


_KEYS_BESIDE = re.compile(
    r"\s*\((?:with |using |by |use |press(?:ing)? )?(?:(?:ctrl|control|alt|shift) ?\+ ?)+\w+\)", re.IGNORECASE
)
"""The keys for what was just said: "paste (Ctrl+V)"."""
_BY_COMMAND = re.compile(
    r"\b(?:use|using|choose|with|via|through) (?:the )?(?:menu )?(?:File > )?Save As(?: dialog(?:ue)?| command|"
    r" menu)? (?:to|and) "
    r"(?=save|store|keep|name)",
)
_ARROW = re.compile(rf"(?P<before>{MARK})?\s*(?:→|-+>|=>|»|›|⇒)\s*(?=(?P<after>{MARK})?(?P<word>[\w'’]+)?)")


def _arrow(found: re.Match[str], entities: Entities) -> str:
    """What an arrow says: from one name to another, one thing after another, or the way through a menu."""
    before, after = found["before"] or "", found["after"] or ""
    kinds = [entities.kinds.get(mark) for mark in (before, after)]
    if kinds == ["path", "path"]:
        return f"{before} to "
    if lemma(found["word"] or "") in LEMMAS.values() and found["word"].islower() and after == "":
        return f"{before}, "
    if re.search(r"\bsave$", found.string[: found.start()], re.IGNORECASE):
        return f"{before} as "
    return f"{before}, " if before or after or (found["word"] or "").lower() in ("what", "how") else " > "


def _sentences(entities: Entities) -> list[str]:
    """Sentences; what stands in parentheses stands between commas."""
    outline = re.sub(r"\s*\((?:and )?not [^()]*\)", "", entities.outline)
    outline = _TO_THE_LETTER.sub("", outline)
    outline = re.sub(rf"({MARK})['’]s (?:own )?(name|contents?|text|end|title)\b", r"the \2 of \1", outline)
    outline = re.sub(
        r",? followed by (?:the )?(?:enter|return)(?: key)?\b", " and press enter", outline, flags=re.IGNORECASE
    )
    outline = _KEYS_BESIDE.sub("", outline)
    outline = _BY_COMMAND.sub("", outline)
    outline = _ARROW.sub(lambda found: _arrow(found, entities), outline)
    outline = re.sub(r"\bthe (?:words?|phrase) (?=[A-Z]|" + MARK + ")", "", outline)
    outline = re.sub(
        rf"\b([Tt]he )[A-Z][a-z]+(?:ese|ish|ian|man|ch|ic|ek) (?=(?:text|words?|sentence|line) {MARK})", r"\1", outline
    )
    return sentences(re.sub(r"\s*\(([^()]*)\)", r", \1, ", outline))
