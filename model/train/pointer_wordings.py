# ruff: noqa: E501, SIM905 - lists of wordings read better unbroken
"""Words that instructions are put together from: roles, ways to ask, places, orders, texts to type."""

from __future__ import annotations

ROLE_WORDS = {
    "button": ["button"] * 6 + ["btn", "push button", "control"], "field": ["field"] * 4 + ["box", "text box", "input", "text field", "input field", "entry", "textbox"],
    "checkbox": ["check box", "checkbox", "checkbox", "tick box", "box", "option"], "radio": ["radio button", "option", "radio", "choice"],
    "switch": ["switch", "toggle", "slider switch", "toggle switch"], "slider": ["slider", "slide control", "range slider"], "tab": ["tab"] * 4 + ["tab header", "page tab"],
    "menuitem": ["menu", "menu item", "menu entry", "menu option"], "link": ["link", "link", "hyperlink", "text link"], "icon": ["icon"] * 4 + ["button", "icon button", "symbol"],
    "image": ["image", "picture"], "listitem": ["item", "list item", "row", "entry", "list entry"], "cell": ["cell", "table cell", "entry"], "scrollbar": ["scroll bar", "scrollbar"],
    "combobox": ["drop-down", "dropdown", "combo box", "select box", "drop-down list", "selector"], "handle": ["handle", "thumb", "slider handle"], "text": ["text", "label", "line"],
    "window": ["window", "dialog"], "list": ["menu", "list"],
}  # fmt: skip
ZH_ROLE = {
    "button": "按钮",
    "field": "输入框",
    "checkbox": "复选框",
    "radio": "单选按钮",
    "switch": "开关",
    "slider": "滑块",
    "tab": "标签页",
    "menuitem": "菜单",
    "link": "链接",
    "icon": "图标",
    "image": "图片",
    "listitem": "列表项",
    "cell": "单元格",
    "combobox": "下拉框",
    "text": "文字",
}
PRE = [
    "",
    "",
    "",
    "",
    "",
    "",
    "please ",
    "Please ",
    "could you ",
    "can you ",
    "I want to ",
    "I'd like to ",
    "now ",
    "go ahead and ",
    "just ",
    "you should ",
    "let's ",
    "kindly ",
    "I need you to ",
    "next, ",
    "ok, ",
    "would you mind to ",
    "try to ",
    "make sure to ",
]
POST = [
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    " please",
    " now",
    " for me",
    ", thanks",
    " next",
    " once",
    ".",
    ".",
    "!",
    " then",
]
CLICK = [
    "click",
    "click",
    "click",
    "click on",
    "click on",
    "press",
    "press",
    "tap",
    "tap on",
    "hit",
    "push",
    "select",
    "choose",
    "pick",
    "activate",
    "use",
    "go to",
    "open",
    "left-click",
    "point at",
    "find",
    "locate",
    "move to",
]
BARE = [
    "{}",
    "{}",
    "{}",
    "where is {}?",
    "show me {}",
    "the location of {}",
    "find {}",
    "{} please",
    "which one is {}",
    "look for {}",
    "it is {}",
    "target: {}",
]
SPECIAL = {
    "checkbox": ["check {}", "tick {}", "uncheck {}", "enable {}", "toggle {}", "turn on {}", "mark {}", "untick {}"], "radio": ["choose {}", "select {}", "pick {}", "set it to {}"],
    "switch": ["turn on {}", "turn off {}", "switch on {}", "toggle {}", "flip {}", "enable {}", "disable {}"], "tab": ["switch to {}", "go to {}", "open {}", "show {}"], "menuitem": ["open {}", "open {}", "go to {}", "choose {} from the menu"],
    "field": ["focus {}", "click into {}", "put the cursor in {}", "type in {}", "write into {}", "fill in {}", "fill out {}"], "combobox": ["open {}", "expand {}", "drop down {}"], "slider": ["drag {}", "move {}", "adjust {}"],
    "link": ["follow {}", "open {}", "go to {}", "visit {}"], "listitem": ["open {}", "select {}", "highlight {}"], "image": ["open {}", "view {}"], "icon": ["click {}", "use {}"], "text": ["read {}", "click {}"],
}  # fmt: skip
PLACES = {
    (0, 0): ["top left", "upper left", "top-left", "left top"], (2, 0): ["top right", "upper right", "top-right", "right top"], (0, 2): ["bottom left", "lower left", "bottom-left"], (2, 2): ["bottom right", "lower right", "bottom-right"],
    (1, 0): ["top", "upper edge"], (1, 2): ["bottom", "lower edge"], (0, 1): ["left", "far left"], (2, 1): ["right", "far right"], (1, 1): ["middle", "center", "centre"],
}  # fmt: skip
ZH_PLACE = {
    (0, 0): "左上角",
    (2, 0): "右上角",
    (0, 2): "左下角",
    (2, 2): "右下角",
    (1, 0): "顶部",
    (1, 2): "底部",
    (0, 1): "左边",
    (2, 1): "右边",
    (1, 1): "中间",
}
ORDER = [
    ["first", "1st", "topmost"],
    ["second", "2nd"],
    ["third", "3rd"],
    ["fourth", "4th"],
    ["fifth", "5th"],
    ["sixth", "6th"],
]
SIDES = {"left": ["to the left of {}", "left of {}", "on the left side of {}", "just left of {}", "before {}"], "right": ["to the right of {}", "right of {}", "on the right side of {}", "just right of {}", "after {}"],
         "above": ["above {}", "over {}", "right above {}", "on top of {}"], "below": ["below {}", "under {}", "beneath {}", "directly below {}", "underneath {}"], "near": ["next to {}", "beside {}", "near {}", "by {}", "closest to {}"],
         "row": ["in the row of {}", "in the same row as {}", "in the line with {}", "on the {} row", "of the row {}"]}  # fmt: skip
DOES = ["that {}s", "to {}", "for {}", "which lets you {}", "used to {}"]
TYPED = "hello|Ada Lovelace|42|report|blue sky|test@mail.org|Berlin|3.14|good morning|secret|2024-05-06|my notes|Jane|new folder|apples and pears|12:30|Übung|你好|+49 30 1234|http://x.org".split(
    "|"
)

OTHERS = (
    "Garden Winter Budget Invoice River Mirror Signal Planet Silver Quarter Copper Station Market Bridge Forest Engine Marble Velvet Harbor Candle Meadow Lantern "
    "Rocket Basket Pepper Cotton Ribbon Thunder Orchid Falcon Tunnel Pocket Saddle Anchor Compass Domain Ledger Portal Summary Outline Margin Column Pattern Schedule "
    "Payroll Roster Backup Restore Mirror Publish Deploy Billing Refund Coupon Voucher Subtitle Caption Gallery Playlist Podcast Chapter Glossary Appendix Footnote "
    "Bluetooth Firmware Hotspot Router Sensor Battery Charger Display Speaker Keyboard Bookmark Wishlist Warranty Customs Freight Parcel Courier Tariff Journal"
).split()  # fmt: skip

EDGES = {
    "left": ["leftmost", "first", "far left", "left-most", "left outermost"],
    "right": ["rightmost", "last", "far right", "right-most", "right outermost"],
    "top": ["topmost", "top", "uppermost", "highest", "upper"],
    "bottom": ["bottommost", "bottom", "lowest", "lower", "lowermost"],
}
"""The one farthest to a side."""
LINES = {
    "top": ["", " in the toolbar", " in the top row", " at the top", " in the upper row", " in the bar at the top"],
    "bottom": [
        "",
        " at the bottom",
        " in the bottom row",
        " in the bar at the bottom",
        " in the lower row",
        " in the footer",
    ],
    "": ["", " in the row", " in the line"],
}
"""Where a line of things lies, if it is the highest or the lowest."""
UNDER = [
    "{} under {}",
    "{} under the heading {}",
    "{} in the {} section",
    "{} in the section {}",
    "{} of the {} group",
    "{} below the title {}",
    "{} in {}",
    "{} in the {} panel",
    "{} on the {} card",
    "in the {1} part, {0}",
]
BETWEEN = [
    "{} between {} and {}",
    "{} between {} and {}",
    "{} in the middle of {} and {}",
    "{0} after {1} and before {2}",
]
CELLS = [
    "{header} of {row}",
    "{row}'s {header}",
    "{header} in the row {row}",
    "{header} for {row}",
    "the {header} of {row}",
    "what is the {header} of {row}?",
    "the cell in column {header} and row {row}",
    "value in the {header} column of the {row} row",
    "in the row of {row}, the {header}",
]
NTH_CELLS = [
    "{header} in the {row} row",
    "{header} of the {row} row",
    "{row} row's {header}",
    "{row} {header}",
    "{header} of the {row} entry",
    "the {row} cell under {header}",
    "in the {row} row, the {header}",
    "{row} one in the {header} column",
]
VALUES = [
    "value of {}",
    "value beside {}",
    "what is the {}?",
    "what does it say next to {}?",
    "text after {}",
    "what stands beside {}",
    "the entry for {}",
    "read the {}",
    "the {} shown",
]

REGIONS = {
    "top": ["in the header", "in the top bar", "at the top of the window", "in the upper bar", "in the title area"],
    "bottom": ["in the footer", "in the status bar", "at the foot of the page", "in the bottom bar"],
    "left": ["in the side bar", "in the left pane", "in the left column", "in the navigation on the left"],
    "right": ["in the right pane", "in the right column", "on the right edge", "in the panel on the right"],
}
HOLDING = {
    "window": ["in the dialog", "in the window", "in the pop-up", "of the message box", "in the dialog box"],
    "list": ["in the menu", "in the list", "in the open menu", "of the drop-down"],
    "menu": ["in the menu", "in the open menu", "of the pop-up menu"],
}
"""Kinds that hold other things."""

NEAREST = {
    "left": ["{0} to the left of {1}", "{0} left of {1}", "{0} just left of {1}", "{0} before {1}", "{0} directly left of {1}", "{0} on the left of {1}", "{0} in front of {1}", "{0} left beside {1}", "to the left of {1}: {0}"],
    "right": ["{0} to the right of {1}", "{0} right of {1}", "{0} just right of {1}", "{0} after {1}", "{0} directly right of {1}", "{0} on the right of {1}", "{0} behind {1}", "{0} following {1}", "to the right of {1}: {0}"],
    "above": ["{0} above {1}", "{0} right above {1}", "{0} over {1}", "{0} on top of {1}", "{0} just above {1}", "{0} directly above {1}", "above {1}: {0}"],
    "below": ["{0} below {1}", "{0} under {1}", "{0} beneath {1}", "{0} directly below {1}", "{0} underneath {1}", "{0} just under {1}", "{0} right under {1}", "under {1} the {0}", "below {1}: {0}"],
    "near": ["{0} next to {1}", "{0} beside {1}", "{0} by {1}", "{0} near {1}", "{0} closest to {1}", "{0} right next to {1}", "{0} that belongs to {1}", "{0} at {1}", "{0} adjoining {1}"],
}  # fmt: skip
"""The nearest {0} on a side of {1}, which brings its own article."""
STEPS = {
    ("row", 1): ["{0} right after {1}", "next {0} after {1}", "{0} that follows {1}", "{0} directly to the right of {1}", "{0} one to the right of {1}", "next {0} to the right of {1}"],
    ("row", -1): ["{0} right before {1}", "{0} just before {1}", "{0} that comes before {1}", "{0} directly to the left of {1}", "{0} one to the left of {1}", "next {0} to the left of {1}"],
    ("row", 2): ["second {0} after {1}", "{0} two to the right of {1}", "second {0} to the right of {1}", "{0} two places after {1}"],
    ("row", -2): ["second {0} before {1}", "{0} two to the left of {1}", "second {0} to the left of {1}", "{0} two places before {1}"],
    ("column", 1): ["{0} directly below {1}", "{0} right after {1}", "next {0} after {1}", "{0} just under {1}", "{0} one below {1}", "next {0} below {1}", "{0} that follows {1}"],
    ("column", -1): ["{0} directly above {1}", "{0} right before {1}", "{0} just above {1}", "{0} one above {1}", "next {0} above {1}", "{0} that comes before {1}"],
    ("column", 2): ["second {0} below {1}", "{0} two below {1}", "second {0} after {1}", "{0} two places under {1}", "{0} two rows below {1}"],
    ("column", -2): ["second {0} above {1}", "{0} two above {1}", "{0} two places over {1}", "{0} two rows above {1}"],
}  # fmt: skip
BOTH = {
    "left": ["left of the two {1}", "left one of the two {1}", "left {0}", "left-hand {0}", "first of the two {1}", "{0} further to the left"],
    "right": ["right of the two {1}", "right one of the two {1}", "right {0}", "right-hand {0}", "second of the two {1}", "{0} further to the right"],
    "above": ["upper of the two {1}", "upper one of the two {1}", "upper {0}", "higher of the two {1}", "first of the two {1}", "{0} further up"],
    "below": ["lower of the two {1}", "lower one of the two {1}", "lower {0}", "second of the two {1}", "other {0}, further down", "{0} further down"],
}  # fmt: skip
"""One of two {1}, by which side of the other it lies on."""
ROWED = [
    "{0} in the {1} row", "{0} of the {1} row", "{0} in the {1} line", "{1} {0}", "{1} row's {0}", "{0} of the {1} entry", "in the {1} row the {0}", "{0} on the {1} row",
    "{1} {0} from the top", "{0} of the {1} item",
]  # fmt: skip
ENDS_OF = {
    "right": ["{0} at the end of the row of {1}", "{0} at the right end of the line with {1}", "last {0} in the row of {1}", "rightmost {0} in the row with {1}", "{0} at the far right of {1}", "{0} at the right edge, level with {1}"],
    "left": ["{0} at the beginning of the row of {1}", "{0} at the left end of the line with {1}", "first {0} in the row of {1}", "leftmost {0} in the row with {1}", "{0} at the far left of {1}", "{0} at the left edge, level with {1}"],
}  # fmt: skip
ARROWS = [
    "arrow of {}", "arrow at the right end of {}", "little arrow in {}", "arrow that opens {}", "down arrow of {}", "drop-down arrow of {}", "triangle at the end of {}", "arrow at the end of {}",
]  # fmt: skip
INNER = {
    "left": ["{0} left of {1}", "{0} before {1}", "{0} in front of {1}", "{0} to the left of {1}", "{0} at the beginning of the entry {1}", "{0} beside {1} on the left"],
    "right": ["{0} right of {1}", "{0} after {1}", "{0} behind {1}", "{0} at the right end of {1}", "{0} at the end of the entry {1}", "{0} to the right of {1}", "{0} on the right of the {1} entry"],
}  # fmt: skip
"""A picture within an entry, left or right of its words."""
