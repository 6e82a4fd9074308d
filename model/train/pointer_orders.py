# ruff: noqa: E501 - lists of wordings read better unbroken
"""Wordings of orders that are about something: verbs by what is pressed, windows, counters, boxes, pages, heads."""

from __future__ import annotations

from typing import Final

_VERBS: Final = """
edit | edit {} | change {} | modify {} | make changes to {} | alter {} | rework {} | correct {}
pencil | edit {} | rename {} | change {} | write something else for {}
delete | delete {} | throw {} away | remove {} | get rid of {} | bin {} | erase {} | discard {}
trash | delete {} | throw {} away | put {} into the bin | get rid of {} | remove {} for good
remove | remove {} | take {} out | take {} off the list | drop {}
star | star {} | give {} a star | mark {} as a favourite | put a star on {} | add {} to my favorites
heart | like {} | give {} a heart | the heart of {} | love {} | say that I like {} | add {} to the wish list
bookmark | bookmark {} | keep {} for later | remember {}
flag | flag {} | report {} | mark {} as important | put a flag on {}
attachment | the attachment of {} | see what is attached to {} | open the file that came with {}
pin | pin {} | keep {} on top | fix {} in place
view | view {} | look at {} | show {} | have a look at {} | see {} in full
eye | look at {} | show {} | preview {} | make {} visible | view {}
open | open {} | show {} | go into {}
details | the details of {} | show more about {} | tell me more about {}
download | download {} | fetch {} | save {} to my computer | get {}
upload | upload {} | send {} up
share | share {} | pass {} on | send {} to a friend | let others see {}
copy | copy {} | duplicate {} | make a copy of {}
duplicate | duplicate {} | make another {} | copy {}
reply | reply to {} | answer {} | write back to {}
send | send {} | dispatch {}
archive | archive {} | put {} away | move {} to the archive
print | print {} | put {} on paper | make a printout of {}
play | play {} | listen to {} | start {} | let me hear {}
pause | pause {} | hold {}
stop | stop {} | end {}
add to cart | put {} into the cart | buy {} | add {} to the basket | I'll take {} | order {} | {} into my basket
shopping cart | put {} into the cart | buy {} | add {} to the basket | order {}
cart | put {} into the cart | buy {} | add {} to the trolley
buy now | buy {} | order {} at once | get {} right now
add | add {} | put {} on the list | take {} as well | include {}
plus | add {} | one more of {} | include {}
install | install {} | get {} | set up {}
update | update {} | bring {} up to date | get the new version of {}
more | more options for {} | further actions for {} | the menu of {} | the three dots of {} | what else can I do with {}
dots vertical | more options for {} | the menu of {} | the three dots next to {} | further actions for {}
settings | the settings of {} | configure {} | set up {} | adjust {}
info | details about {} | tell me about {} | more information on {}
help | help with {} | explain {}
phone | call {} | ring {} | phone {}
mail | write to {} | send a mail to {} | e-mail {}
message | write to {} | send {} a message | chat with {}
chat | chat with {} | write to {}
lock | lock {} | protect {}
unlock | unlock {} | open {} for changes
refresh | refresh {} | load {} again | update {}
calendar | choose the date for {} | set the day of {} | plan {}
link | copy the address of {} | the link to {}
follow | follow {} | subscribe to {}
accept | accept {} | agree to {} | say yes to {}
decline | decline {} | say no to {} | turn {} down
select | select {} | choose {} | take {} | pick {}
book | book {} | reserve {} | take {}
up | move {} up | put {} higher
down | move {} down | put {} lower
arrow up | move {} up | put {} higher
arrow down | move {} down | put {} lower
close | close {} | dismiss {} | make {} go away
check | confirm {} | mark {} as done | {} is done | accept {}
""".strip().splitlines()
VERBS: Final[dict[str, list[str]]] = {
    parts[0]: parts[1:] for parts in ([part.strip() for part in line.split("|")] for line in _VERBS)
}
"""Orders about {} by what the button that fulfils them says or shows."""
WORDS: Final = frozenset(
    [
        "edit",
        "view",
        "open",
        "delete",
        "remove",
        "add",
        "show",
        "play",
        "pause",
        "stop",
        "install",
        "update",
        "download",
        "upload",
        "share",
        "copy",
        "reply",
        "send",
        "archive",
        "print",
        "book",
        "buy",
        "order",
        "select",
        "choose",
        "follow",
        "accept",
        "decline",
        "confirm",
        "cancel",
        "rename",
        "move",
        "export",
        "import",
        "join",
        "leave",
        "call",
        "rate",
        "review",
        "report",
        "block",
        "mute",
        "pin",
        "star",
        "like",
        "save",
        "close",
        "start",
        "restart",
        "run",
        "test",
        "reset",
        "clear",
        "apply",
        "enable",
        "disable",
        "manage",
        "configure",
        "preview",
        "details",
        "read",
        "mark",
        "compare",
        "track",
        "pay",
        "renew",
        "extend",
        "invite",
        "assign",
        "approve",
        "reject",
        "publish",
        "restore",
        "hide",
    ]
)
"""Words of buttons that are verbs as they stand."""
ROWS: Final = (
    "the one about {}", "the {} one", "the entry with {}", "the one that mentions {}", "the row about {}", "the one with {} in it", "the item that says {}", "{}", "the one from {}",
)  # fmt: skip
"""A row by a part of its words."""
MARKED: Final = {
    "checkbox": ("tick {}", "check {}", "mark {}", "tick the box of {}", "put a tick at {}", "the check box of {}", "untick {}", "select {}", "the box beside {}", "tick off {}"),
    "radio": ("choose {}", "select {}", "pick {}", "the option of {}", "set it to {}", "I'd like {}"),
    "switch": ("switch on {}", "switch off {}", "turn {} on", "turn {} off", "toggle {}", "the switch of {}", "flip the switch for {}", "enable {}", "disable {}"),
}  # fmt: skip
COUNTERS: Final = {
    "more": ("one more {}", "increase {}", "raise {}", "{}: one more", "add one to {}", "more {}", "the plus of {}", "plus for {}", "make {} higher by one", "+ at {}"),
    "less": ("one {} fewer", "one less {}", "decrease {}", "lower {}", "{}: one less", "take one from {}", "fewer {}", "the minus of {}", "minus for {}", "- at {}"),
}  # fmt: skip
CONTROLS: Final = {
    "close": "close", "x": "close", "minimize": "minimise", "minimise": "minimise", "minus": "minimise", "maximize": "maximise", "maximise": "maximise", "square": "maximise",
}  # fmt: skip
"""What the buttons of a title bar do, by what they show."""
WINDOWS: Final = {
    "close": ("close {}", "close the {} window", "shut {}", "shut the window {}", "dismiss {}", "close the window called {}", "the cross of the {} window", "close button of {}", "quit {}", "make the {} window go away", "close the dialog {}", "shut {} by its x", "the x of {}", "I'm done with {}", "exit {}", "get rid of the {} window", "dismiss {} with the cross in its corner", "the little x at the top of {}", "end {}", "leave {}"),
    "minimise": ("minimise {}", "minimize the {} window", "put {} away for now", "send {} to the task bar", "make {} small", "hide {} for now", "minimise button of {}", "iconify {}", "get {} out of the way", "put {} down in the task bar", "get {} off the screen but keep it running", "tuck {} away", "hide {} without closing it", "fold {} down into the bar"),
    "maximise": ("maximise {}", "maximize the {} window", "make {} fill the screen", "enlarge {}", "make {} as large as possible", "maximise button of {}", "blow up {}", "let {} take all the room", "make {} as big as possible", "make {} full size", "give {} the whole screen", "use the whole screen for {}", "stretch {} over the whole screen", "{}: bigger, please", "maximize {}"),
}  # fmt: skip
SHOWN: Final = {
    "combobox": ("the list that shows {value}", "the drop-down set to {value}", "the one set to {value}", "change {value} to something else", "open the list with {value}", "the selector that says {value}", "where it says {value}, choose another", "not {value}, something else", "pick something else instead of {value}"),
    "field": ("the field that contains {value}", "the box with {value} in it", "change {value} to something else", "replace {value}", "correct {value}", "the entry that reads {value}", "edit the text {value}", "the input showing {value}"),
}  # fmt: skip
NEGATED: Final = (
    "stop it: {}", "no longer {}", "do not {} any more", "don't {}", "I don't want it to {}", "from now on {}", "I don't need “{}”", "make sure that {} is on", "{} should be off", "turn {} off", "turn on {}", "switch off {}",
    "do without {}", "{} please", "always {}", "never {}", "I want {}", "see to it that {} is ticked", "no {} for me",
)  # fmt: skip
PAGES: Final = (
    "page {}", "go to page {}", "page number {}", "jump to page {}", "the page number {}", "show page {}", "turn to page {}", "number {} of the pages", "open page no. {}", "leaf to page {}",
)  # fmt: skip
HEADS: Final = (
    "sort by {}", "order the list by {}", "sort the table by {}", "the head of the column {}", "{} column header", "the title of the {} column", "arrange them by {}", "column head {}", "put them in order of {}", "sort on {}", "the heading of column {}",
)  # fmt: skip
FOLDS: Final = {
    "chevron right": "open", "caret right": "open", "chevron down": "shut", "caret down": "shut",
}  # fmt: skip


def unnamed(form: str, thing: str) -> str:
    """An order about a window that has no name: what the form says around the name goes."""
    plain = (
        form.replace("the {} window", "{}")
        .replace("the window called {}", "{}")
        .replace("the window {}", "{}")
        .replace("the dialog {}", "{}")
    )
    return plain.format(thing)
