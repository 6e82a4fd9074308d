# ruff: noqa: E501 - markup and lists of words read better unbroken
"""Screens as one meets them every day: goods with buttons, tables with actions, tabs with crosses, counters, keys, players."""

from __future__ import annotations

from collections.abc import Callable

from model.train.dialects import mark, states
from model.train.drills import Drills
from model.train.everyday_words import (
    CHOICES,
    COLUMNS,
    COUNTED,
    FILES,
    FOLDERS,
    GOODS,
    KEYPADS,
    MATTERS,
    OPTIONS,
    PEOPLE,
    PLACES,
    RIGHTS,
    SONGS,
    STATUSES,
    TOOLS,
    TOPICS,
)


class Everyday(Drills):
    """A Screen of which some are pages and windows of daily use, in English words that mean something."""

    def some_of(self, words: list[str], low: int, high: int) -> list[str]:
        return self.r.sample(words, min(len(words), self.r.randint(low, high)))

    def act(self, words: str, icon: str) -> str:
        """A button that says what it does, or shows it; one look for all of a screen, but for a few."""
        if not self._look or self.chance(0.05):
            self._look = self.r.choice(("plain", "line", "primary"))
        if not words:
            return self.d.icon_button(icon, self.r.choice((14, 16, 18, 20)), "ghost")
        return self.d.button(words, icon if self.chance(0.1) else "", "" if self._look == "plain" else self._look)

    _look = ""

    def shop(self) -> str:
        """Goods on cards, each with the same buttons."""
        word = self.r.choice(("Add to cart", "Add to basket", "Buy", "View", "Details", "Order", ""))
        hearts, stars, steps = self.chance(0.6), self.chance(0.3), self.chance(0.2)

        def card(name: str) -> str:
            top = self.d.icon_button("heart", 18, "ghost") if hearts else ""
            count = (
                self.d.icon_button("minus", 12, "line") + "<span>1</span>" + self.d.icon_button("plus", 12, "line")
                if steps
                else ""
            )
            price = f"{self.r.choice('€$£')}{self.r.randint(3, 240)}.{self.r.choice(('00', '50', '90', '99'))}"
            rate = "".join(self.d.icon("star", 12) for _ in range(5)) if stars else ""
            return f'<div class="m-panel" style="padding:10px;width:{wide}px">{self.picture(wide - 20, high)}<div style="display:flex;justify-content:space-between"><b>{name}</b>{top}</div><div>{price}</div>{rate}<div style="display:flex;gap:6px;align-items:center">{self.act(word, "shopping cart")}{count}</div></div>'

        wide, high = self.r.randint(150, 260), self.r.randint(60, 140)
        crumbs = (
            f"<p>{self.r.choice((' / ', ' › ', ' > ')).join(self.d.link(topic) for topic in self.some_of(TOPICS, 2, 4))}</p>"
            if self.chance(0.5)
            else ""
        )
        lists = "".join(
            f"<label>{name} {self.d.choice(self.r.choice(CHOICES[name].split('|')))}</label>"
            for name in self.some_of(list(CHOICES), 0, 2)
        )
        return f'<div style="padding:12px">{crumbs}<div style="display:flex;gap:12px;margin:8px 0">{lists}{self.d.button("Clear filters") if self.chance(0.3) else ""}</div><div style="display:flex;flex-wrap:wrap;gap:{self.r.randint(8, 20)}px">{"".join(map(card, self.some_of(GOODS, 3, 12)))}</div>{self.numbers() if self.chance(0.5) else ""}</div>'

    def numbers(self) -> str:
        """The pages of a list."""
        count, now = self.r.randint(3, 9), self.r.randint(1, 3)
        ends = self.r.choice(
            (("chevron left", "chevron right"), ("arrow left", "arrow right"), ("‹", "›"), ("Previous", "Next"))
        )
        before, after = (
            self.d.icon_button(end, 14, "ghost") if " " in end else self.d.button(end, "", "line") for end in ends
        )
        middle = "".join(
            self.d.button(str(n), "", "line", on=n == now) if self.chance(0.9) else self.d.link(str(n))
            for n in range(1, count + 1)
        )
        return f'<div style="display:flex;gap:{self.r.randint(0, 8)}px;padding:8px">{before}{middle}{after}</div>'

    def tickets(self) -> str:
        """A table of people or matters with the same actions in every row."""
        first = self.r.choice((PEOPLE, MATTERS, FILES, GOODS, PLACES))
        heads = [self.r.choice(("Name", "Subject", "Title", "Item")), *self.some_of(COLUMNS[1:], 1, 4)]
        rights = self.some_of(RIGHTS, 1, 4) if self.chance(0.35) else []
        control: Callable[[], str] = self.r.choice(
            (lambda: self.d.switch(self.chance(0.5)), lambda: self.d.check("", self.chance(0.4)))
        )
        actions = self.r.choice(((("Edit", "edit"),), (("View", "eye"), ("Edit", "edit")), (("", "edit"), ("", "trash")), (("", "star"), ("", "more")), (("Open", "folder"),), (("Reply", "mail"), ("Delete", "trash")), (("", "download"), ("", "share"), ("", "trash")), (("Select", "check"),), (("", "eye"),), (("Book", "check"),)))  # fmt: skip
        marks, links = self.chance(0.35), self.chance(0.3)
        rows = []
        for name in self.some_of(first, 4, 12):
            cells = [
                self.d.choice(self.r.choice(STATUSES))
                if head == "Status" and self.chance(0.2)
                else self.r.choice(STATUSES)
                if head in ("Status", "Priority")
                else self.r.choice(PLACES)
                if head == "City"
                else self.r.choice(PEOPLE)
                if head == "Owner"
                else self.w.value()
                for head in heads[1:]
            ]
            buttons = f'<span style="display:inline-flex;gap:4px">{"".join(self.d.link(word) if word and links else self.act(word, icon) for word, icon in actions)}</span>'
            rows.append(
                [
                    *([self.d.check("", self.chance(0.2))] if marks else []),
                    name,
                    *cells,
                    *(control() for _ in rights),
                    buttons,
                ]
            )
        return self.d.table([*([""] if marks else []), *heads, *rights, self.r.choice(("", "Actions", "Do"))], rows, -1)

    def trips(self) -> str:
        """Journeys to choose from, by time and price."""
        hours = sorted(self.r.sample(range(300, 1400, 5), self.r.randint(3, 8)))
        word = self.r.choice(("Select", "Book", "Choose", "Details"))
        rows = "".join(
            f'<div class="m-panel" style="display:flex;gap:24px;align-items:center;padding:10px;margin:6px 0"><b>{at // 60:02}:{at % 60:02}</b><span>{self.r.choice(PLACES)} – {self.r.choice(PLACES)}</span><span style="flex:1">{self.r.randint(1, 9)} h {self.r.randint(5, 59)} min</span><b>€{self.r.randint(29, 420)}</b>{self.act(word, "check")}</div>'
            for at in hours
        )
        return f'<div style="padding:10px;max-width:900px">{self.counters() if self.chance(0.5) else ""}{rows}</div>'

    def counters(self) -> str:
        """How many of each: a minus, a number, a plus."""
        signs = self.chance(0.4)

        def step(name: str, sign: str) -> str:
            return self.d.button(sign, "", "line") if signs else self.d.icon_button(name, 14, "line")

        rows = "".join(
            f'<div style="display:flex;align-items:center;gap:10px;margin:{self.r.randint(2, 10)}px 0"><span style="width:110px">{name}</span>{step("minus", self.r.choice("-−–"))}<span style="min-width:20px;text-align:center">{self.r.randint(0, 9)}</span>{step("plus", "+")}</div>'
            for name in self.some_of(COUNTED, 2, 5)
        )
        return f'<div class="m-panel" style="padding:10px;display:inline-block">{rows}</div>'

    def options(self) -> str:
        """Preferences: a name, at times a line about it, a switch or a box at the right or the left."""
        side, control = self.chance(0.6), self.r.choice(("switch", "check", "words"))
        rows = []
        for name in self.some_of(OPTIONS, 4, 12):
            on = self.chance(0.5)
            if control == "words":
                rows.append(f'<div style="margin:6px 0">{self.d.check(name, on)}</div>')
                continue
            tick = self.d.switch(on) if control == "switch" else self.d.check("", on)
            words = f'<span style="flex:1">{name}</span>'
            rows.append(
                f'<div class="m-line" style="display:flex;gap:12px;align-items:center;padding:{self.r.randint(4, 12)}px 8px;border-bottom:1px solid">{words + tick if side else tick + words}</div>'
            )
        lists = "".join(
            f'<div style="margin:8px"><span style="display:inline-block;width:120px">{name}</span>{self.d.choice(self.r.choice(CHOICES[name].split("|")))}</div>'
            for name in self.some_of(list(CHOICES), 1, 4)
        )
        return f'<div style="padding:10px;max-width:{self.r.randint(420, 900)}px">{"".join(rows)}{lists}</div>'

    def crossed(self, names: list[str], active: int) -> str:
        """Tabs with a cross each, and at times a plus behind them."""
        size = self.r.choice((9, 10, 12, 14))
        made = "".join(
            f'<span style="display:inline-flex;align-items:center"><span class="m-b {"on" if at == active else ""}" style="padding:5px 8px"{mark("tab", states(selected=at == active))}>{name}</span>{self.d.icon_button("close", size, "ghost")}</span>'
            for at, name in enumerate(names)
        )
        return f'<div class="m-raised" style="display:flex;gap:{self.r.randint(0, 8)}px;align-items:center">{made}{self.d.icon_button("plus", 14, "ghost") if self.chance(0.6) else ""}</div>'

    def tools(self, low: int = 4, high: int = 16) -> str:
        """Buttons that show what they do."""
        size, gap = self.r.choice((14, 16, 18, 20, 24)), self.r.randint(0, 12)
        return f'<div class="m-raised" style="display:flex;gap:{gap}px;padding:4px;align-items:center">{"".join(self.d.icon_button(name, size, "ghost") for name in self.some_of(TOOLS, low, high))}</div>'

    def browser(self) -> str:
        """Tabs with crosses, an address, tools, a page below."""
        address = self.d.field(f"https://{self.w.noun().lower().replace(' ', '')}.example", "Search or enter address")
        names = ("arrow left", "arrow right", "refresh", "home")
        bar = "".join(self.d.icon_button(name, 16, "ghost") for name in names[: self.r.randint(2, 4)])
        end = "".join(
            self.d.icon_button(name, 16, "ghost")
            for name in (
                *self.some_of(["download", "bookmark", "user", "extension", "share", "star"], 1, 3),
                self.r.choice(("menu", "dots vertical", "more")),
            )
        )
        tabs = self.some_of(TOPICS, 2, 6)
        return f'{self.crossed(tabs, self.r.randrange(len(tabs)))}<div class="m-raised" style="display:flex;gap:6px;align-items:center;padding:4px">{bar}<span style="flex:1">{address}</span>{end}</div>{self.r.choice((self.shop, self.tickets, self.trips, self.paragraphs, self.options))()}'

    def workshop(self) -> str:
        """A program for code: files at the left, tabs with crosses, tools, a terminal or a bar for finding below."""
        tree = "".join(
            f'<div class="m-i" style="display:flex;gap:4px;padding:3px 6px 3px {8 + 14 * deep}px"{mark("listitem")}>{self.d.icon(self.r.choice(("chevron right", "chevron down")), 10) if folder else ""}{self.d.icon("folder" if folder else "file", 14)}<span>{name}</span></div>'
            for name, deep, folder in [
                *((name, 0, True) for name in self.some_of(FOLDERS, 2, 6)),
                *((name, 1, False) for name in self.some_of(FILES, 2, 7)),
            ]
        )
        names = self.some_of(FILES, 2, 5)
        find = (
            f'<div class="m-panel" style="display:flex;gap:6px;align-items:center;padding:4px">{self.d.field("", "Find")}{"".join(self.d.icon_button(name, 14, "ghost") for name in ("arrow up", "arrow down", "close"))}</div>'
            if self.chance(0.4)
            else ""
        )
        strip = (
            f'<div class="m-panel" style="display:flex;gap:8px;align-items:center;padding:4px">{self.d.tabs(["Problems", "Output", "Terminal"], 2)}<span style="flex:1"></span>{"".join(self.d.icon_button(name, 14, "ghost") for name in ("plus", "trash", "chevron up", "close"))}</div>'
            if self.chance(0.5)
            else ""
        )
        return f'<div style="display:flex;height:100%">{self.side(self.tools(2, 6) + tree, 220)}<div style="flex:1;min-width:0">{self.crossed(names, self.r.randrange(len(names)))}{self.tools(3, 9) if self.chance(0.5) else ""}{find}{self.code()}{strip}</div></div>'

    def keypad(self) -> str:
        """A calculator, a telephone, a palette of signs; of two blocks at times."""
        size, gap = self.r.randint(30, 64), self.r.randint(0, 8)

        def block(columns: int, keys: str) -> str:
            wide = self.r.choice(("0", "=", ""))
            cells = "".join(
                f'<div style="display:grid;min-width:{size}px;min-height:{round(size * 0.75)}px;{"grid-column:span 2" if key == wide else ""}">{self.d.button(key, "", self.r.choice(("", "", "line")))}</div>'
                for key in keys.split()
            )
            return f'<div style="display:grid;grid-template-columns:repeat({columns},auto);gap:{gap}px;align-content:start">{cells}</div>'

        blocks = "".join(block(*one) for one in self.r.sample(KEYPADS, self.r.choice((1, 1, 2))))
        return f'<div class="m-panel" style="display:inline-block;padding:10px;margin:10px">{self.d.choice(self.r.choice(("Basic", "Scientific", "Programmer"))) if self.chance(0.4) else ""}{self.d.field(str(self.r.randint(0, 99999)))}<div style="display:flex;gap:{gap + 24}px;margin-top:8px">{blocks}</div></div>'

    def songs(self) -> str:
        """Songs with their buttons, and a player at the bottom."""
        icons = self.some_of(["heart", "more", "plus", "download", "play"], 1, 3)
        rows = [
            [
                str(at + 1),
                name,
                self.r.choice(PEOPLE),
                f"{self.r.randint(2, 6)}:{self.r.randint(10, 59)}",
                "".join(self.d.icon_button(icon, 16, "ghost") for icon in icons),
            ]
            for at, name in enumerate(self.some_of(SONGS, 4, 10))
        ]
        names = ["shuffle", "skip back", self.r.choice(("play", "pause")), "skip forward", "repeat"]
        bar = f'<div class="m-raised" style="display:flex;gap:10px;align-items:center;padding:8px">{"".join(self.d.icon_button(name, self.r.choice((16, 18, 22)), "ghost") for name in names)}{self.d.slider(self.r.randint(0, 100))}{self.d.icon_button("volume", 16, "ghost")}{self.d.icon_button(self.r.choice(("list", "maximize", "heart", "cast")), 16, "ghost")}</div>'
        return f"{self.d.table(['#', 'Title', 'Artist', 'Time', ''], rows, -1)}{bar}"

    def letters(self) -> str:
        """Messages with who wrote them, each with a star or a flag, and what can be done above."""
        icon = self.r.choice(("star", "flag", "pin", "trash", "archive"))
        ticks = self.chance(0.5)
        rows = "".join(
            f'<div class="m-line" style="display:flex;gap:12px;align-items:center;padding:8px;border-bottom:1px solid">{self.d.check("", self.chance(0.2)) if ticks else ""}{self.d.icon_button(icon, 16, "ghost")}<b style="width:130px">{name}</b><span style="flex:1">{self.r.choice(MATTERS)}</span><span>{self.r.randint(0, 23)}:{self.r.randint(10, 59)}</span></div>'
            for name in self.some_of(PEOPLE, 4, 12)
        )
        return f"{self.tools(4, 9)}{rows}{self.numbers() if self.chance(0.3) else ''}"

    def framed(self) -> str:
        """Two or three windows with titles and their three buttons over a desktop."""
        made = []
        for title in self.some_of([*TOPICS, *FILES, "Calculator", "Settings", "Messages", "Players"], 1, 3):
            names = self.r.choice(
                (("minimize", "maximize", "close"), ("minus", "square", "x"), ("minimize", "close"), ("close",))
            )
            buttons = "".join(self.d.icon_button(name, self.r.choice((10, 12, 14)), "ghost") for name in names)
            words = f'<b style="flex:1;text-align:{self.r.choice(("left", "center"))}">{title}</b>'
            inner = self.r.choice((self.keypad, self.options, self.counters, self.songs, self.letters, self.tickets))()
            wide, high = (
                self.r.randint(300, max(320, self.width // 2)),
                self.r.randint(200, max(220, self.height // 2 + 60)),
            )
            bar = f'<div class="m-title" style="display:flex;align-items:center;gap:4px">{words + buttons if self.chance(0.85) else buttons + words}</div>'
            made.append(
                self.at(
                    f'<div class="m-win" style="width:{wide}px;height:{high}px;overflow:hidden"{mark("window")}>{bar}{inner}</div>',
                    self.r.uniform(0, max(1, self.width - wide)),
                    self.r.uniform(0, max(1, self.height - high - 40)),
                )
            )
        hue = self.r.randint(0, 359)
        return f'<div style="position:absolute;inset:0;overflow:hidden;background:hsl({hue} 35% {self.r.randint(20, 70)}%)">{"".join(made)}</div>'

    def everyday(self) -> str:
        parts = (
            self.shop,
            self.tickets,
            self.trips,
            self.options,
            self.keypad,
            self.songs,
            self.letters,
            lambda: f"{self.counters()}{self.tools(6, 20)}",
        )
        if self.width < 500:
            top = f'<div class="m-raised" style="display:flex;align-items:center;gap:12px;padding:10px">{self.d.icon_button("arrow left", 20, "ghost")}<b style="flex:1">{self.r.choice(TOPICS)}</b>{self.d.icon_button("search", 20, "ghost")}{self.d.icon_button("dots vertical", 20, "ghost")}</div>'
            return top + self.r.choice(parts)()
        whole = self.r.choices(
            (self.browser, self.workshop, self.framed, lambda: "".join(part() for part in self.r.sample(parts, 2))),
            (4, 2, 4, 6),
        )[0]()
        return self.tools(6, 20) + whole if self.chance(0.3) and whole.find("position:absolute") < 0 else whole

    def body(self) -> str:
        """Nearly half of the screens in English are of daily use."""
        if self.w.language == "en" and self.chance(0.45):
            return self.everyday()
        return super().body()
