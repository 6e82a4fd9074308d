"""AT-SPI's numbers for roles and states, as words: the enumerations AtspiRole and AtspiStateType of at-spi2-core."""

from __future__ import annotations

ROLES = tuple(
    """invalid|accelerator label|alert|animation|arrow|calendar|canvas|check box|check menu item|color chooser
    |column header|combo box|date editor|desktop icon|desktop frame|dial|dialog|directory pane|drawing area
    |file chooser|filler|focus traversable|font chooser|frame|glass pane|html container|icon|image
    |internal frame|label|layered pane|list|list item|menu|menu bar|menu item|option pane|page tab|page tab list
    |panel|password text|popup menu|progress bar|push button|radio button|radio menu item|root pane|row header
    |scroll bar|scroll pane|separator|slider|spin button|split pane|status bar|table|table cell
    |table column header|table row header|tearoff menu item|terminal|text|toggle button|tool bar|tool tip|tree
    |tree table|unknown|viewport|window|extended|header|footer|paragraph|ruler|application|autocomplete|editbar
    |embedded|entry|chart|caption|document frame|heading|page|section|redundant object|form|link
    |input method window|table row|tree item|document spreadsheet|document presentation|document text
    |document web|document email|comment|list box|grouping|image map|notification|info bar|level bar|title bar
    |block quote|audio|video|definition|article|landmark|log|marquee|math|rating|timer|static|math fraction
    |math root|subscript|superscript|description list|description term|description value|footnote
    |content deletion|content insertion|mark|suggestion|push button menu|switch""".replace("\n    ", "").split("|")
)
"""A role's name by its number. One name for one role, whichever words the toolkit itself uses."""

CHECKED, EDITABLE, ENABLED, EXPANDED, FOCUSED = 4, 7, 8, 10, 12
PRESSED, SELECTED, SENSITIVE, SHOWING, VISIBLE = 20, 23, 24, 25, 30

STATES = {CHECKED: "checked", EDITABLE: "editable", EXPANDED: "expanded", FOCUSED: "focused", SELECTED: "selected"}
"""The states that an element carries over as they are."""

SCAFFOLDING = frozenset(
    """application|filler|panel|grouping|section|redundant object|unknown|layered pane|glass pane|root pane|viewport
    |scroll pane|split pane|page tab list|form|embedded|internal frame|invalid|extended|separator|drawing area
    |description list|landmark|window|frame|article|notification|tool bar|menu bar|status bar|document web""".replace(
        "\n    ", ""
    ).split("|")
)
"""Roles that only hold others: of no interest without a name."""

LEAVES = frozenset(
    """label|static|icon|image|separator|slider|check box|radio button|entry|password text|text|scroll bar|progress bar
    |spin button|check menu item|radio menu item|accelerator label|level bar|terminal""".replace("\n    ", "").split(
        "|"
    )
)
"""Roles whose children are parts of their drawing."""

TOP = frozenset({"frame", "dialog", "alert", "window", "file chooser", "color chooser", "font chooser"})
POPUPS = frozenset({"popup menu", "tool tip"})
"""What lies in a window of its own, in front of all others."""
OPENS_POPUP = frozenset({"menu", "combo box", *POPUPS})
"""What holds things that lie in such a window."""
CLIPPING = frozenset(
    """scroll pane|viewport|document web|document frame|filler|panel|layered pane|split pane|list|list box|table
    |tree|tree table""".replace("\n    ", "").split("|")
)
"""What shows its children through its own box only, as windows do. Not so the paragraphs of a web page."""
TEXTUAL = frozenset({"text", "entry", "editbar", "document text"})
NUMERIC = frozenset({"slider", "spin button", "progress bar", "level bar", "dial"})
CROWDED = frozenset({"table", "tree table", "tree", "list", "list box", "icon"})
"""What may have any number of children, most of them out of sight."""
BUTTONS = frozenset({"push button", "toggle button", "push button menu", "link", "menu item"})
PARTS = frozenset({"push button", "label", "static", "icon", "image"})
"""What is only a part of a button where it lies in one."""
DESCRIBED = frozenset({"push button", "toggle button", "icon", "image", "combo box", "entry", "text", "slider"})
"""What is worth asking for a description where it has no name."""
