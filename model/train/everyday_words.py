# ruff: noqa: E501, SIM905 - lists of words read better unbroken
"""Words of the screens of daily use: goods, people, files, columns, choices, keypads, tools."""

from __future__ import annotations

GOODS = "Oak lamp|Wool blanket|Steel flask|Garden shears|Desk fan|Copper pan|Linen shirt|Hiking boots|Clay pot|Paper lantern|Cork board|Brass bell|Silk scarf|Tin whistle|Rain jacket|Pocket torch|Camp stove|Picture frame|Wall clock|Bread knife|Tea chest|Folding chair|Reading glass|Alarm bell|Water jug|Bath mat|Snow shovel|Paint roller|Yoga mat|Bike pump".split(
    "|"
)
PEOPLE = "Berta Klein|Caspar Holm|Dora Lind|Emil Novak|Frida Stone|Gustav Roth|Hanna Weiss|Igor Petrov|Jasper Cole|Klara Vogel|Lukas Brandt|Mona Keller|Nils Berg|Olga Sand|Paula Reyes|Quentin Moss|Rosa Marin|Simon Falk|Tilda Grey|Ulrich Wolff|Vera Lang|Wim de Boer|Xenia Popov|Yusuf Demir|Zara Khan".split(
    "|"
)
MATTERS = "Screen stays black|Invoice is missing|Cannot log in|Wrong address on label|Keyboard does not type|Slow connection|Refund not received|Door badge lost|Meeting room is cold|Noise on the phone line|Update failed|Backup is too old|New laptop wanted|Chair is broken|Password expired|Parking space taken|Coffee machine leaks|Lamp flickers|Printer tray jams|Contract needs a signature".split(
    "|"
)
PLACES = "Lisbon|Oslo|Vienna|Turin|Ghent|Porto|Riga|Malmö|Basel|Cork|Nantes|Graz|Split|Bergen|Leeds|Tartu".split("|")
SONGS = "Slow river|Paper moons|Northern train|Glass house|Seven doors|Salt and rain|Old harbour|Golden hour|Letters home|Quiet engine|Two lanterns|Winter bees".split(
    "|"
)
FILES = "budget.ods|notes.txt|holiday.jpg|thesis.tex|main.c|readme.md|report.pdf|plan.svg|server.go|index.html|talk.odp|data.csv|render.js|parser.hs|todo.org".split(
    "|"
)
FOLDERS = "assets|build|config|docs|examples|images|lib|scripts|tests|tools|vendor|locale|themes".split("|")
TOPICS = "Home|Garden|Sports|Music|Travel|Science|Weather|Food|Health|Books|Cinema|Business|Culture|Games".split("|")
OPTIONS = "Show hidden files|Play a sound for new messages|Remember my password|Send usage reports|Check spelling while typing|Open links in a new tab|Use large icons|Lock when idle|Warn before closing|Sync over mobile data|Show line numbers|Wrap long lines|Start with the computer|Ask where to save each file|Dim the screen at night|Let others see my status|Keep a copy on the server|Translate pages automatically".split(
    "|"
)
RIGHTS = "Read|Write|Share|Print|Comment|Invite|Export|Delete".split("|")
COLUMNS = "Name|Owner|Status|Size|Changed|Priority|Type|City|Amount|Due".split("|")
STATUSES = "Open|Closed|Waiting|New|Late|Done|Paused|Urgent".split("|")
COUNTED = "Adults|Children|Rooms|Nights|Bags|Tickets|Copies|Guests|Bicycles|Seats".split("|")
CHOICES = {"Kind": "Image|Text|Table|Folder", "Mode": "Simple|Expert|Scientific", "Colour": "Red|Green|Violet", "Size": "Small|Medium|Large", "Language": "English|Deutsch|Suomi", "Sort by": "Price|Date|Rating", "Quality": "Low|Middle|Best", "Font": "Serif|Sans|Mono", "Country": "Norway|Chile|Kenya", "Speed": "Slow|Normal|Fast"}  # fmt: skip
KEYPADS = (
    (4, "C ( ) ÷ 7 8 9 × 4 5 6 − 1 2 3 + 0 . % ="), (5, "7 8 9 ÷ √ 4 5 6 × x² 1 2 3 − 1/x 0 , ± + ="), (6, "sin cos tan ln log π ( ) x² √ n! e 7 8 9 ÷ MC MR 4 5 6 × M+ M− 1 2 3 − CE C 0 . = + % ^"),
    (4, "AC ± % ÷ 7 8 9 × 4 5 6 − 1 2 3 + 0 . ⌫ ="), (3, "1 2 3 4 5 6 7 8 9 * 0 #"), (4, "€ $ £ ¥ 1 2 3 + 4 5 6 - 7 8 9 * 0 . = /"), (5, "< > ≤ ≥ ≠ [ ] { } | & @ # ; : ! ? ° _ ~"),
)  # fmt: skip
TOOLS = "arrow left|arrow right|refresh|home|search|star|download|printer|settings|user|bell|share|bookmark|undo|redo|copy|cut|save|folder|filter|grid|list|help|globe|moon|sun|maximize|zoom in|zoom out|eye|trash|edit|plus|shuffle|play|terminal|upload|attachment|mail|camera|microphone|volume|chevron left|chevron right|chevron up|more|lock|log out|sidebar|calendar|heart|underline|bold|italic|bug|image|table|link|mute|repeat|skip forward|skip back|align left|align right|align center|clipboard|external link|history|clock|map|send|tag|flag".split(
    "|"
)
