# ruff: noqa: E501
"""Whole screens put together from a dialect's widgets: applications, windows, dialogs, sites, phones."""

from __future__ import annotations

from model.train.dialects import mark, states
from model.train.page_views import Views


class Screen(Views):
    """Draws layouts with one dialect, one language and one seed."""

    def draw(self) -> str:
        """The body of one screen."""
        if self.width < 500:
            return self.phone()
        whole = self.r.choices(
            (self.application, self.windows, self.site, self.mail, self.main_part, self.soup, self.halves),
            (9, 6, 5, 2, 2, 2, 4),
        )[0]()
        over = ""
        if self.chance(0.22):
            shade = (
                f'<div style="position:absolute;inset:0;background:#000{self.r.choice(("5", "8", "a"))};z-index:8"></div>'
                if self.chance(0.5)
                else ""
            )
            over = shade + self.at(
                self.dialog(), self.r.uniform(0, self.width * 0.5), self.r.uniform(0, self.height * 0.4)
            )
        elif self.chance(0.25):
            over = self.at(self.open_menu(), self.r.uniform(0, self.width * 0.75), self.r.uniform(0, self.height * 0.5))
        return whole + over

    def application(self) -> str:
        parts = [self.title_bar() if self.chance(0.7) else ""]
        if self.chance(0.6):
            parts.append(self.d.menu_bar(self.w.menu(), self.r.randrange(6) if self.chance(0.2) else -1))
        parts += [self.ribbon() if self.chance(0.12) else self.toolbar() for _ in self.some(0, 2)]
        names = [self.w.noun() for _ in self.some(2, 7)]
        tabs = (
            self.d.tabs(
                names, self.r.randrange(len(names)), [self.an_icon() for _ in names] if self.chance(0.3) else ()
            )
            if self.chance(0.4)
            else ""
        )
        left = self.side(self.r.choice((self.tree, self.list_rows))()) if self.chance(0.6) else ""
        right = (
            self.side(self.r.choice((lambda: self.form(2, 6), self.list_rows, self.settings_rows))())
            if self.chance(0.3)
            else ""
        )
        middle = f'<div style="flex:1;min-width:0;overflow:{self.r.choice(("hidden", "auto", "auto"))}">{tabs}{self.main_part()}</div>'
        foot = (
            f'<div class="m-panel" style="display:flex;gap:16px;padding:2px 8px">{"".join(f"<span>{self.text(self.w.value())}</span>" for _ in self.some(1, 5))}</div>'
            if self.chance(0.5)
            else ""
        )
        if self.chance(0.15):
            foot = self.player() + foot
        return f'<div style="height:100%;display:flex;flex-direction:column">{"".join(parts)}<div style="flex:1;display:flex;min-height:0">{left}{middle}{right}</div>{foot}</div>'

    def windows(self) -> str:
        """Several windows over a desktop, with a bar."""
        parts = []
        for _ in self.some(1, 4):
            wide, high = (
                self.r.randint(260, max(300, int(self.width * 0.75))),
                self.r.randint(180, max(220, int(self.height * 0.8))),
            )
            inner = self.r.choice((self.application, self.application, self.calculator))()
            box = f'<div class="m-win" style="width:{wide}px;height:{high}px;overflow:hidden"{mark("window")}>{inner}</div>'
            parts.append(
                self.at(
                    box,
                    self.r.uniform(-20, max(1, self.width - wide)),
                    self.r.uniform(0, max(1, self.height - high - 40)),
                )
            )
        hue = self.r.randint(0, 359)
        bar = (
            f'<div class="m-panel" style="position:absolute;left:0;right:0;{self.r.choice(("top", "bottom"))}:0">{self.toolbar()}</div>'
            if self.chance(0.6)
            else ""
        )
        files = self.at(self.icon_grid(), 0, 0) if self.chance(0.3) else ""
        return f'<div style="position:absolute;inset:0;overflow:hidden;background:linear-gradient({hue}deg,hsl({hue} 40% 30%),hsl({(hue + 60) % 360} 50% 55%))">{files}{"".join(parts)}{bar}</div>'

    def site(self) -> str:
        top = f'<div class="m-raised" style="display:flex;gap:14px;align-items:center;padding:10px">{self.picture(28, 28)}<b>{self.text(self.w.noun())}</b>{"".join(self.d.link(self.w.noun()) for _ in self.some(2, 7))}<span style="flex:1"></span>{self.field()}{self.icon_button()}{self.avatar(28)}</div>'
        crumbs = " / ".join(self.d.link(self.w.noun()) for _ in self.some(2, 4)) if self.chance(0.4) else ""
        pages = (
            "".join(self.d.button(str(n), "", "" if n > 1 else "primary") for n in range(1, self.r.randint(3, 9)))
            if self.chance(0.4)
            else ""
        )
        return f'{top}<div style="padding:0 16px">{crumbs}{self.heading()}{self.main_part()}{self.paragraphs(0, 3)}{pages}</div>'

    def mail(self) -> str:
        letters = "".join(
            self.d.rows(
                [("", self.w.noun(), self.w.sentence(4, 14))],
                after=self.d.icon_button(self.r.choice(("star", "flag", "attachment")), 14, "ghost"),
            )
            for _ in self.some(4, 10)
        )
        chat = "".join(
            f'<div style="display:flex;gap:8px;margin:8px">{self.avatar()}<div class="m-panel" style="padding:6px 10px">{self.text(self.w.sentence(3, 20))}</div></div>'
            for _ in self.some(3, 9)
        )
        send = f'<div style="display:flex;gap:6px;padding:8px">{self.icon_button()}{self.field()}{self.d.button(self.w.command(), "send", "primary")}</div>'
        return f'<div style="display:flex;height:100%">{self.side(letters, 300)}<div style="flex:1;overflow:auto">{self.toolbar()}{chat}{send}</div></div>'

    def phone(self) -> str:
        bar = f'<div class="m-raised" style="display:flex;align-items:center;gap:12px;padding:12px">{self.d.icon_button(self.r.choice(("arrow left", "menu", "chevron left")), 22, "ghost")}<b style="flex:1">{self.text(self.w.noun())}</b>{self.d.icon_button("search", 22, "ghost")}{self.d.icon_button("dots vertical", 22, "ghost")}</div>'
        inner = self.r.choice(
            (self.list_rows, self.settings_rows, self.form, self.cards, self.calculator, self.calendar, self.soup)
        )()
        tabs = "".join(
            f'<span style="display:flex;flex-direction:column;align-items:center;flex:1;padding:8px"{mark("tab", states(selected=at == 0))}>{self.d.icon(self.an_icon(), 22)}<small>{self.text(self.w.noun())}</small></span>'
            for at in self.some(3, 5)
        )
        float_button = (
            f'<div style="position:absolute;right:18px;bottom:84px;width:56px;height:56px;border-radius:{self.r.choice((16, 28))}px;background:{self.d.theme.accent};display:flex;align-items:center;justify-content:center;color:#fff"{mark("button", n="plus")}>{self.d.icon("plus", 24)}</div>'
            if self.chance(0.4)
            else ""
        )
        return f'<div style="height:100%;display:flex;flex-direction:column">{bar}<div style="flex:1;overflow:hidden">{inner}</div><div class="m-panel" style="display:flex">{tabs}</div></div>{float_button}'

    def halves(self) -> str:
        """Two columns of parts, as on a crowded settings page or a dashboard."""
        share = self.r.randint(25, 75)
        return f'<div style="display:flex"><div style="width:{share}%">{self.main_part()}{self.calculator()}</div><div style="flex:1;min-width:0">{self.toolbar()}{self.main_part()}</div></div>'

    def dialog(self) -> str:
        inner = self.r.choice(
            (lambda: self.paragraphs(1, 2), lambda: self.form(1, 6), lambda: self.list_rows(3, 8), self.calendar)
        )()
        buttons = "".join(self.button() for _ in self.some(1, 3))
        wide = self.r.randint(240, min(620, max(260, self.width - 20)))
        return (
            f'<div class="m-win" style="width:{wide}px;max-width:96%"{mark("window")}>{self.title_bar() if self.chance(0.7) else ""}'
            f'<div style="padding:{self.r.randint(6, 24)}px">{"" if self.chance(0.5) else self.heading()}{inner}<div style="display:flex;gap:8px;justify-content:flex-end;margin-top:10px">{buttons}</div></div></div>'
        )

    def open_menu(self) -> str:
        keyed = self.chance(0.5)
        rows = [
            (
                self.an_icon() if self.chance(0.5) else "",
                "" if self.chance(0.12) else self.w.command(),
                f"Ctrl+{self.r.choice('ABCDEFGSVXZ')}" if keyed and self.chance(0.6) else "",
            )
            for _ in self.some(3, 14)
        ]
        return self.d.menu(rows, self.r.randrange(len(rows)) if self.chance(0.6) else -1)

    def at(self, inner: str, left: float, top: float) -> str:
        return f'<div style="position:absolute;left:{left:.0f}px;top:{top:.0f}px;z-index:9">{inner}</div>'

    def window_buttons(self) -> str:
        size = self.r.choice((9, 10, 12, 14, 16))
        names = [["minus", "square", "x"], ["minimize", "maximize", "close"], ["close"]][self.r.randrange(3)]
        if self.chance(0.2):
            dots = "".join(f'<span style="display:inline-block;width:12px;height:12px;border-radius:50%;background:{colour}"{mark("button", n=name)}></span>'
                           for colour, name in (("#ff5f57", "close"), ("#febc2e", "minimize"), ("#28c840", "maximize")))  # fmt: skip
            return f'<span style="display:flex;gap:8px">{dots}</span>'
        return f'<span style="display:flex;gap:{self.r.randint(0, 12)}px">{"".join(self.d.icon_button(name, size, "ghost") for name in names)}</span>'

    def title_bar(self) -> str:
        title = f'<span style="flex:1;text-align:{self.r.choice(("left", "center"))}">{self.text(self.w.sentence(1, 4))}</span>'
        buttons = self.window_buttons()
        return f'<div class="m-title">{buttons + title if self.chance(0.2) else title + buttons}</div>'

    def side(self, inside: str, width: int = 0) -> str:
        return f'<div class="m-panel" style="width:{width or self.r.randint(150, 300)}px;flex:none;overflow:{self.r.choice(("hidden", "auto"))}">{inside}</div>'
