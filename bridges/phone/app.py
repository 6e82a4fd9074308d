"""Applications of the phone: what they are called, and how their pages are built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from bridges.phone.phone import Phone
    from bridges.phone.screen.view import View

Builder: TypeAlias = "Callable[[Phone, Page], View]"


@dataclass(eq=False)
class Page:
    """One open page of an application (an activity)."""

    package: str
    name: str
    arguments: dict[str, Any] = field(default_factory=dict)
    memory: dict[str, Any] = field(default_factory=dict)
    """Texts being edited and choices made; gone when the page is left."""
    scrolls: dict[str, float] = field(default_factory=dict)
    """Pixels that each scrolling view has travelled."""
    focus: str = ""
    """Key of the field that has the focus."""
    cursor: tuple[int, int] = (0, 0)
    """Start and end of the selection in that field."""


@dataclass(frozen=True)
class App:
    """An installed application."""

    package: str
    label: tuple[str, str]
    """English, Chinese."""
    icon: str
    colour: str
    activity: str
    """Name of the main activity, as in ``-n package/.Name``."""
    pages: Mapping[str, Builder]
    """Builders by page name; the main page is ""."""
    permissions: tuple[str, ...] = ()
    """Dangerous permissions that it asks for."""
    system: bool = True
    hosts: tuple[str, ...] = ()
    """Schemes of links that it opens: "http", "tel", …"""
    link_page: str = ""
    """The page that shows a link."""
    activities: Mapping[str, str] = field(default_factory=dict)
    """Further activities that can be started by name, to page names."""
    actions: Mapping[str, str] = field(default_factory=dict)
    """Intent actions that it answers, to page names."""
    secure: tuple[str, ...] = ()
    """Pages with FLAG_SECURE."""
    listed: bool = True
    """Whether the launcher shows it."""
    tick: Callable[[Phone], None] | None = None
    """Called several times a second."""
    root: Callable[[Phone], None] | None = None
    """Called when the phone starts, to fill in the app's data."""


@dataclass(eq=False)
class Task:
    """A stack of pages, as the recents screen shows it."""

    app: App
    pages: list[Page]
    number: int


@dataclass(eq=False)
class Dialog:
    """A modal window above the application."""

    package: str
    title: str
    build: Callable[[Phone, Page], View]
    """Gives the card's content."""
    page: Page
    cancel: Callable[[], None] | None = None
    """Back, or a touch outside; None where it has to be answered."""
    activity: str = ""
    """Named where the dialog is an activity of its own, as the permission controller's is."""
    about: str = ""
    """The package that it tells of, where the system shows it."""
