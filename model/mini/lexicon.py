"""The words of all interfaces: roles, synonyms, places, numbers, commands. No application's own words."""

from __future__ import annotations

from dataclasses import dataclass

from model.base import Role

ROLES: dict[str, frozenset[Role]] = {
    "button": frozenset({"button", "icon", "image"}),
    "key": frozenset({"button"}),
    "icon": frozenset({"icon", "image", "button"}),
    "link": frozenset({"link"}),
    "hyperlink": frozenset({"link"}),
    "tab": frozenset({"tab"}),
    "menu": frozenset({"menu", "menuitem", "button"}),
    "menu item": frozenset({"menuitem", "menu"}),
    "menu entry": frozenset({"menuitem", "menu"}),
    "field": frozenset({"field", "combobox"}),
    "text field": frozenset({"field", "combobox"}),
    "input field": frozenset({"field", "combobox"}),
    "input": frozenset({"field", "combobox"}),
    "text box": frozenset({"field", "combobox"}),
    "textbox": frozenset({"field", "combobox"}),
    "text area": frozenset({"field"}),
    "entry": frozenset({"field", "combobox", "listitem", "menuitem"}),
    "box": frozenset({"field", "combobox", "checkbox"}),
    "bar": frozenset({"field", "combobox"}),
    "checkbox": frozenset({"checkbox", "switch"}),
    "check box": frozenset({"checkbox", "switch"}),
    "tick box": frozenset({"checkbox", "switch"}),
    "radio button": frozenset({"radio"}),
    "radio": frozenset({"radio"}),
    "option": frozenset({"radio", "listitem", "menuitem", "checkbox"}),
    "switch": frozenset({"switch", "checkbox"}),
    "toggle": frozenset({"switch", "checkbox", "button"}),
    "slider": frozenset({"slider"}),
    "drop-down": frozenset({"combobox"}),
    "dropdown": frozenset({"combobox"}),
    "drop-down list": frozenset({"combobox"}),
    "drop-down menu": frozenset({"combobox"}),
    "dropdown list": frozenset({"combobox"}),
    "dropdown menu": frozenset({"combobox"}),
    "combo box": frozenset({"combobox"}),
    "combobox": frozenset({"combobox"}),
    "list": frozenset({"list", "combobox"}),
    "item": frozenset({"listitem", "menuitem", "cell"}),
    "list item": frozenset({"listitem", "cell"}),
    "row": frozenset({"listitem", "cell"}),
    "result": frozenset({"listitem", "cell", "link"}),
    "cell": frozenset({"cell"}),
    "file": frozenset({"listitem", "cell", "icon"}),
    "folder": frozenset({"listitem", "cell", "icon"}),
    "image": frozenset({"image", "icon"}),
    "picture": frozenset({"image", "icon"}),
    "label": frozenset({"text"}),
    "text": frozenset({"text"}),
    "heading": frozenset({"text"}),
    "window": frozenset({"window"}),
    "dialog": frozenset({"window"}),
}
"""What a person calls a thing, and which roles it can have."""

FIELD_ROLES: frozenset[Role] = frozenset({"field", "combobox"})
PRESSABLE: frozenset[Role] = frozenset(
    {"button", "checkbox", "radio", "switch", "tab", "menu", "menuitem", "link", "icon", "listitem", "cell", "combobox"}
)
CHECKABLE: frozenset[Role] = frozenset({"checkbox", "radio", "switch", "menuitem", "button"})

SYNONYMS: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split("|"))
    for group in (
        "settings|preferences|options|gear|cog",
        "close|x|×|✕|✖",
        "search|find|magnifying glass|magnifier|loupe",
        "menu|main menu|hamburger|hamburger menu|application menu|≡|☰",
        "more|more options|overflow|⋮|⋯|...",
        "back|go back|previous|left arrow|←|‹",
        "forward|go forward|next|right arrow|→|›",
        "delete|remove|trash|bin|trash can",
        "add|plus|+|new",
        "save|floppy disk|floppy|disk",
        "ok|okay",
        "log in|login|sign in|signin",
        "log out|logout|sign out|signout",
        "refresh|reload",
        "equals|equal|equal sign|=",
        "plus|+|add",
        "minus|-|−|subtract",
        "times|multiply|×|*|multiplication",
        "divide|divided by|÷|/|division",
        "help|?|question mark",
        "play|▶|►",
        "edit|pencil",
        "user name|username|login name",
        "e-mail|email|mail",
        "file name|filename|name",
        "minimise|minimize",
        "maximise|maximize",
        "cancel|abort",
        "trash|rubbish bin|recycle bin",
        "home|house",
        "print|printer",
        "folder|directory",
    )
)

NEGATIONS = frozenset(["don't", "dont", "don’t", "not", "no", "never", "without", "do"]) - {"do"}
WIDENINGS = frozenset(["all", "everything", "always", "permanently", "forever"])
"""A control with such a word does more than the one asked for."""

ORDINALS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "first 1st topmost",
            "second 2nd",
            "third 3rd",
            "fourth 4th",
            "fifth 5th",
            "sixth 6th",
            "seventh 7th",
            "eighth 8th",
            "ninth 9th",
            "tenth 10th",
        ),
        start=1,
    )
    for word in words.split()
} | {"last": -1, "bottommost": -1}

NUMBERS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    )
} | {"a": 1, "an": 1, "once": 1, "twice": 2, "thrice": 3, "twenty": 20, "thirty": 30, "sixty": 60}

PLACES: dict[str, tuple[str, str]] = {
    f"{vertical}{joint}{horizontal}".strip(): (place_y, place_x)
    for vertical, place_y in {"top": "top", "upper": "top", "bottom": "bottom", "lower": "bottom", "": ""}.items()
    for joint in (" ", "-", "")
    for horizontal, place_x in {
        "left": "left", "right": "right", "": "", "left-hand": "left", "right-hand": "right",
    }.items()
    if (vertical or horizontal) and not (joint == "" and vertical and horizontal)
    if not (joint == "-" and not (vertical and horizontal))
} | {
    "center": ("middle", "middle"), "centre": ("middle", "middle"), "middle": ("middle", "middle"),
    "top center": ("top", "middle"), "top centre": ("top", "middle"),
    "bottom center": ("bottom", "middle"), "bottom centre": ("bottom", "middle"),
    "leftmost": ("", "left"), "rightmost": ("", "right"),
}  # fmt: skip
"""How a person names a place, and what it means: (vertical, horizontal), each may be empty."""

BANDS: dict[str, tuple[float, float, float, float]] = {
    "toolbar": (0, 0, 1, 0.2),
    "tool bar": (0, 0, 1, 0.2),
    "menu bar": (0, 0, 1, 0.14),
    "menubar": (0, 0, 1, 0.14),
    "title bar": (0, 0, 1, 0.08),
    "titlebar": (0, 0, 1, 0.08),
    "header": (0, 0, 1, 0.2),
    "header bar": (0, 0, 1, 0.14),
    "footer": (0, 0.8, 1, 1),
    "status bar": (0, 0.88, 1, 1),
    "sidebar": (0, 0, 0.35, 1),
    "side bar": (0, 0, 0.35, 1),
    "side panel": (0, 0, 0.35, 1),
}
"""Parts of a window that have no element of their own: left, top, right, bottom as shares of the window."""

THIS_WINDOW = frozenset(
    {
        "window",
        "dialog",
        "dialogue",
        "popup",
        "pop-up",
        "message",
        "message box",
        "app",
        "application",
        "page",
        "form",
        "screen",
    }
)
"""Things to be "in" that mean the window which has the focus."""

WHOLE_FIELD = frozenset(
    {
        "document",
        "editor",
        "text editor",
        "text area",
        "text",
        "page",
        "body",
        "main text",
        "file",
        "note",
        "text view",
        "editing area",
        "main",
    }
)
"""Names for the one large field of an editor."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that every interface offers under a common name."""

    name: str
    spoken: str
    """Regular expression of what a person says."""
    labels: tuple[str, ...]
    """What a visible control for it says."""
    keys: tuple[str, ...]
    """The conventional shortcut."""
    visible: bool = True
    """False where nothing need change on the screen."""


_IT = r"(?: (?:it|that|this|the (?:selection|selected text|text)|(?:the )?last (?:action|change|step)))?"
_FILE = r"(?: (?:it|this|the (?:file|document|page|note|text|changes?)|(?:my|your) (?:file|document|changes|work)))?"

COMMANDS: tuple[Command, ...] = (
    Command("save", rf"save{_FILE}", ("Save",), ("ctrl", "s"), visible=False),
    Command("undo", rf"undo{_IT}", ("Undo",), ("ctrl", "z")),
    Command("redo", rf"redo{_IT}", ("Redo",), ("ctrl", "shift", "z")),
    Command("copy", rf"copy{_IT}(?: to the clipboard)?", ("Copy",), ("ctrl", "c"), visible=False),
    Command("cut", rf"cut{_IT}(?: to the clipboard)?", ("Cut",), ("ctrl", "x")),
    Command("paste", rf"paste{_IT}(?: (?:from the clipboard|here))?", ("Paste",), ("ctrl", "v")),
    Command(
        "select all",
        r"select (?:all|everything)(?: (?:of )?(?:the )?(?:text|items|files))?",
        ("Select All",),
        ("ctrl", "a"),
        visible=False,
    ),
    Command("close the tab", r"close (?:the |this )?(?:current )?tab", ("Close Tab",), ("ctrl", "w")),
    Command(
        "close the dialog",
        r"(?:close|dismiss) (?:the |this )?(?:dialog(?: box)?|popup|pop-up|message)",
        ("Close",),
        ("escape",),
    ),
    Command(
        "close the window",
        r"close(?: (?:it|(?:the |this )?(?:current )?(?:window|application|app|program)))?",
        ("Close",),
        ("alt", "f4"),
    ),
    Command("quit", r"(?:quit|exit)(?: (?:it|(?:the |this )?(?:application|app|program)))?", ("Quit",), ("ctrl", "q")),
    Command("open a new tab", r"(?:open |create |start )?(?:a )?new tab", ("New Tab",), ("ctrl", "t")),
    Command("open a new window", r"(?:open |create |start )?(?:a )?new window", ("New Window",), ("ctrl", "n")),
    Command(
        "create a new folder",
        r"(?:create |make |add )?(?:a )?new folder",
        ("New Folder", "Create Folder"),
        ("ctrl", "shift", "n"),
    ),
    Command(
        "start a new file",
        r"(?:create |make |open |start )?(?:a )?new (?:empty )?(?:file|document|note)",
        ("New",),
        ("ctrl", "n"),
        visible=False,
    ),
    Command("print", r"print(?: (?:it|the (?:file|document|page)))?", ("Print", "Print…"), ("ctrl", "p")),
    Command(
        "reload", r"(?:reload|refresh)(?: (?:it|the (?:page|window|view|tab|list)))?", ("Reload", "Refresh"), ("f5",)
    ),
    Command("go back", r"go back(?: one page)?|back|navigate back", ("Back", "Go back"), ("alt", "left")),
    Command("go forward", r"go forward|forward|navigate forward", ("Forward", "Go forward"), ("alt", "right")),
    Command(
        "maximise the window",
        r"maximi[sz]e(?: (?:it|(?:the |this )?window))?",
        ("Maximize", "Maximise"),
        ("super", "up"),
    ),
    Command(
        "minimise the window",
        r"minimi[sz]e(?: (?:it|(?:the |this )?window))?",
        ("Minimize", "Minimise"),
        ("super", "down"),
    ),
    Command(
        "go to full screen",
        r"(?:go |enter |toggle |switch to )?(?:to )?full ?screen(?: mode)?",
        ("Fullscreen",),
        ("f11",),
    ),
    Command("zoom in", r"zoom in", ("Zoom In",), ("ctrl", "plus")),
    Command("zoom out", r"zoom out", ("Zoom Out",), ("ctrl", "-")),
)

QUIET_KEYS = frozenset({"tab", "escape", "home", "end", "up", "down", "left", "right", "super", "capslock"})
"""Keys that often change nothing visible; any other press is given time to bring something up."""
QUIET_CHORDS = (frozenset({"ctrl", "c"}), frozenset({"ctrl", "insert"}))
