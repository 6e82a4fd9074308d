# ruff: noqa: E501 - wordings read better unbroken
"""Referring to things by their words, their pictures and their labels."""

from __future__ import annotations

from model.train.pointer_asking import asked
from model.train.pointer_scene import ENGLISH, GROUP_OF, LABELLED, Referred, Scene, norm, plain_name
from model.train.pointer_wordings import DOES, ROLE_WORDS


class Naming(Scene):
    """Ways to refer that need no other thing."""

    def by_text(self, at: int) -> Referred | None:
        text, said = self.text[at], self.said[at]
        if not text or len(said) > 60:
            return None
        same = [i for i, other in enumerate(self.text) if other == text]
        if len(same) > 1:  # a text and the widget around it, or a label and its field
            kinds = [i for i in same if self.kind[i] == self.kind[at]]
            if len(kinds) == 1 and self.r.random() < 0.7:
                return f"{self.quote(said)} {self.r.choice(ROLE_WORDS.get(self.kind[at], ['thing']))}", kinds
            if len({self.kind[i] for i in same}) < 2 or self.kind[at] == "text":
                return self.quote(said), same
            best = [i for i in same if self.kind[i] != "text"]
            return (self.quote(said), best if len(best) == 1 else same)
        words = text.split()
        form = said
        roll = self.r.random()
        if roll < 0.12 and len(words) >= 3:
            take = self.r.randint(max(1, len(words) // 2), len(words) - 1)
            first = self.r.randint(0, len(words) - take)
            part = " ".join(words[first : first + take])
            if sum(part in other for other in self.text) == 1 and len(part) > 3:
                form = part
        elif roll < 0.2 and len(said) >= 5 and said.isascii():
            spot = self.r.randrange(1, len(said) - 1)
            form = self.r.choice(
                (
                    said[:spot] + said[spot + 1 :],
                    said[:spot] + said[spot + 1] + said[spot] + said[spot + 2 :],
                    said[:spot] + self.r.choice("aeiorstn") + said[spot:],
                )
            )
        elif roll < 0.45:
            form = said.lower()
        elif roll < 0.48:
            form = said.upper()
        role = self.r.choice(ROLE_WORDS.get(self.kind[at], ["thing"]))
        if self.r.random() < 0.4:
            return (
                f"{self.quote(form)} {role}"
                if self.r.random() < 0.75
                else f"{role} {self.r.choice(('labeled', 'named', 'called', 'that says', 'with the text', 'saying'))} {self.quote(form)}"
            ), [at]
        return self.quote(form), [at]

    def by_name(self, at: int) -> Referred | None:
        """By what a picture shows or does, or what a text means in other words."""
        own = self.name[at] or (self.text[at] if self.text[at] in GROUP_OF and self.r.random() < 0.6 else "")
        if not own:
            return None
        if self.r.random() < 0.45 and (deeds := self.deeds(at)):
            deed = self.r.choice(deeds)
            fit = [i for i in range(len(self.e)) if self.does(i, deed)]
            pictured = [i for i in fit if self.name[i]]
            # Where a picture does it, a text that only names the thing is not meant.
            return asked(deed, self.r.random()), pictured if at in pictured and len(pictured) == 1 else fit
        pools = [ENGLISH[g] for g in (GROUP_OF.get(own) or GROUP_OF.get(plain_name(own)) or ())]
        spoken = self.r.choice(self.r.choice(pools)) if pools and self.r.random() < 0.75 else own
        wanted = GROUP_OF.get(spoken, set())
        fit = [
            i
            for i in range(len(self.e))
            if (
                self.name[i] == own
                or self.groups[i] & wanted
                or (self.name[i] and spoken in self.name[i])
                or self.text[i] == spoken
            )
        ]
        if at not in fit:
            fit.append(at)
        word = self.r.choice(
            ROLE_WORDS["icon" if not self.text[at] else self.kind[at] if self.kind[at] in ROLE_WORDS else "icon"]
        )
        forms = [
            spoken,
            f"{spoken} {word}",
            f"{spoken} {word}",
            f"{spoken} {word}",
            f"icon for {spoken}",
            f"{word} that looks like a {spoken}",
            f"{word} {self.r.choice(DOES).format(spoken)}",
        ]
        return self.r.choice(forms), fit

    def by_label(self, at: int) -> Referred | None:
        if self.kind[at] not in LABELLED:
            return None
        label = self.e[at]["label"] or self.said[at]
        if not label or len(label) > 50:
            return None
        fit = [
            i
            for i in range(len(self.e))
            if self.kind[i] == self.kind[at] and norm(label) in (norm(self.e[i]["label"]), self.text[i])
        ]
        role = self.r.choice(ROLE_WORDS.get(self.kind[at], ["field"]))
        shown = self.quote(label.rstrip(":* ") if self.r.random() < 0.7 else label.lower().rstrip(":* "))
        return self.r.choice(
            (f"{shown} {role}", f"{role} for {shown}", f"{role} labeled {shown}", f"{role} next to {shown}", shown)
        ), fit or [at]


def plural(word: str) -> str:
    """More than one of what a word names: boxes, entries, buttons."""
    if word.endswith(("x", "ch", "sh", "s")):
        return f"{word}es"
    return f"{word[:-1]}ies" if word.endswith("ry") else f"{word}s"
