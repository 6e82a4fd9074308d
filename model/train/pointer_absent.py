"""Instructions whose target is not on the screen: words changed, things that no picture shows, relations to nothing."""

from __future__ import annotations

from model.train.pointer_asking import asked
from model.train.pointer_deeds import DEED_OF
from model.train.pointer_nearly import Nearly
from model.train.pointer_orders import CONTROLS
from model.train.pointer_others import Others, borne
from model.train.pointer_scene import CHINESE, ENGLISH, GROUP_OF, Sample, norm
from model.train.pointer_wordings import BARE, CLICK, ORDER, OTHERS, POST, PRE, ROLE_WORDS, SIDES, SPECIAL, UNDER

NEARLY = 0.5
"""Share of them that resemble something that is there."""
FOREIGN = 0.4
"""Share of the others that name what another screen has."""
NO_ARTICLE = ('"', "“", "'", "the ", "to the ", "under ", "below ", "above ", "in the ")


class Missing(Nearly):
    """Writes what must be refused, and the frame of any instruction."""

    others: Others | None = None
    """What other screens bear."""

    def frame(self, phrase: str, kind: str) -> tuple[str, str]:
        """A whole instruction, and the kind of action that it asks for."""
        r = self.r
        article = "the " if r.random() < 0.7 and not phrase.startswith(NO_ARTICLE) else ""
        roll = r.random()
        if roll < 0.22:
            task = r.choice(BARE).format(f"{article}{phrase}" if r.random() < 0.6 else phrase)
            return (task[0].upper() + task[1:] if r.random() < 0.3 else task), "click"
        if roll < 0.3:
            verb, action = r.choice(
                (
                    ("double-click", "doubleclick"),
                    ("double click on", "doubleclick"),
                    ("right-click", "rightclick"),
                    ("right click on", "rightclick"),
                    ("hover over", "hover"),
                    ("long-press", "longpress"),
                    ("open the context menu of", "rightclick"),
                )
            )
        elif kind in SPECIAL and roll < 0.5:
            task = r.choice(PRE) + r.choice(SPECIAL[kind]).format(article + phrase) + r.choice(POST)
            return (task[0].upper() + task[1:] if r.random() < 0.5 else task), "click"
        else:
            verb, action = r.choice(CLICK), "click"
        task = f"{r.choice(PRE)}{verb} {article}{phrase}{r.choice(POST)}"
        return (task[0].upper() + task[1:] if r.random() < 0.5 else task), action

    def absent(self) -> Sample | None:  # noqa: C901, PLR0912 - one way to be absent after another
        """An instruction whose target is not there."""
        r = self.r
        roll = r.random()
        if r.random() < NEARLY:
            phrase, kind = r.choice(
                (self.opposite, self.opposite, self.elsewhere, self.nothing_beside, self.in_words)
            )()
            return Sample(self.frame(phrase, kind)[0], (), "refuse", None, "nearly") if phrase else None
        if self.others is not None and r.random() < FOREIGN:
            return self.foreign(self.others)
        if roll < 0.12:
            return self.absent_relation()
        if roll < 0.16:
            return self.absent_frame()
        if roll < 0.27:
            deed = r.choice(list(DEED_OF))
            heads = DEED_OF[deed]
            if any(self.does(i, deed) for i in range(len(self.e))) or any(head in self.all for head in heads):
                return None
            if any(GROUP_OF.get(head, set()) & self.pictured for head in heads):
                return None
            return Sample(asked(deed, r.random()), (), "refuse", None, "absent")
        if roll < 0.33:
            chosen = r.randrange(len(ENGLISH))
            names = CHINESE[chosen]
            if (
                not names
                or chosen in self.pictured
                or any(chosen in g for g in self.groups)
                or any(n in t for n in names for t in self.text)
            ):
                return None
            return Sample(
                r.choice(("点击{}", "打开{}", "{}", "{}按钮", "请点{}图标")).format(r.choice(names)),
                (),
                "refuse",
                None,
                "absent",
            )
        if roll < 0.5:
            group = r.randrange(len(ENGLISH))
            word = r.choice(ENGLISH[group])
            if (
                len(word) < 3
                or word in self.all
                or group in self.pictured
                or GROUP_OF.get(word, set()) & self.pictured
                or any(group in g or GROUP_OF.get(word, set()) & g for g in self.groups)
                or any(word in n for n in self.name)
            ):
                return None
            phrase = r.choice(
                (word, f"{word} button", f"{word} icon", f"{word} icon", f"{word} link", f"{word.title()} tab")
            )
        elif roll < 0.62:
            kind = r.choice(("checkbox", "radio", "slider", "tab", "switch", "combobox", "scrollbar", "field"))
            roles = {one["role"] for one in self.e} | set(self.kind)
            if (
                kind in roles
                or (kind in ("checkbox", "radio", "switch") and roles & {"checkbox", "radio", "switch"})
                or (kind in ("combobox", "field") and roles & {"combobox", "field"})
                or (kind in ("slider", "scrollbar") and roles & {"slider", "scrollbar", "handle"})
            ):
                return None
            phrase = r.choice(("", "first ", "second ")) + r.choice(ROLE_WORDS[kind])
        elif roll < 0.85:
            at = r.choice([i for i, t in enumerate(self.text) if len(t) > 2] or [0])
            words = self.said[at].split()
            if not words or len(words) > 6:
                return None
            change = r.randrange(len(words))
            words[change] = str(r.randint(2, 99)) if words[change].isdecimal() else r.choice(OTHERS)
            phrase = " ".join(words)
            if norm(phrase) in self.all or any(w in self.all for w in [norm(phrase)]):
                return None
            if r.random() < 0.4:
                phrase = f"{phrase} {r.choice(ROLE_WORDS.get(self.kind[at], ['button']))}"
        else:
            words = r.sample(OTHERS, r.randint(1, 3))
            if any(w.lower() in self.all for w in words):
                return None
            phrase = " ".join(words) + r.choice(("", " button", " field", " tab", " link", " menu"))
        task, kind = self.frame(
            self.quote(phrase) if r.random() < 0.3 else phrase, r.choice(("button", "field", "icon", "tab"))
        )
        return Sample(task, (), "refuse", None, "absent")

    def foreign(self, others: Others) -> Sample | None:
        """What a control of another screen is called, where nothing here is called so or means the same."""
        drawn = others.draw(self.r)
        if drawn is None:
            return None
        words, kind = drawn
        key = norm(words)
        texts = [*self.text, *(norm(str(one["label"])) for one in self.e), *self.name]
        if self.shown(key) or borne(key, texts):
            return None
        role = self.r.choice(("", "", *ROLE_WORDS[kind]))
        task, _ = self.frame(f"{self.quote(words)} {role}".strip(), kind)
        return Sample(task, (), "refuse", None, "absent")

    def absent_frame(self) -> Sample | None:
        """A window is to be made small or large whose frame has no button for that."""
        deed, picture = self.r.choice((("minimise", "minimize"), ("maximise", "maximize")))
        groups = GROUP_OF.get(picture, set())
        if (
            groups & self.pictured
            or any(groups & own for own in self.groups)
            or picture in self.all
            or deed in self.all
        ):
            return None
        if any(CONTROLS.get(name) == deed for name in self.name):
            return None
        return Sample(self.to_window(deed, "the program", "this dialog"), (), "refuse", None, "absent")

    def absent_relation(self) -> Sample | None:
        """A thing that is there, beside one that is not; or one more than there are."""
        r = self.r
        at = r.randrange(len(self.e))
        kind = self.kind[at]
        if kind not in ROLE_WORDS or kind in ("window", "text", "list"):
            return None
        if r.random() < 0.3:
            roles = [*self.kind, *(one["role"] for one in self.e)]
            count = max(self.kind.count(kind), roles.count(kind))
            if count + 1 >= len(ORDER) or kind in ("icon", "image", "button", "listitem", "cell", "link", "menuitem"):
                return None  # too many look alike to be counted surely
            task, _ = self.frame(f"{r.choice(ORDER[r.randrange(count + 1, len(ORDER))])} {self.role(at)}", kind)
            return Sample(task, (), "refuse", None, "absent")
        words = " ".join(r.sample(OTHERS, r.randint(1, 2)))
        if any(word.lower() in self.all for word in words.split()):
            return None
        thing = self.thing(at, self.alike(at))
        form = r.choice((r.choice(SIDES[r.choice(list(SIDES))]), "of {}", "for {}", "in the {} row"))
        phrase = (
            r.choice(UNDER).format(thing, self.quote(words))
            if r.random() < 0.3
            else f"{thing} {form.format(self.quote(words))}"
        )
        task, _ = self.frame(phrase, kind)
        return Sample(task, (), "refuse", None, "absent")
