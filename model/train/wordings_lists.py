"""Words that training puts in the place of those that people wrote: names of programs and things, texts, courtesies.

None is taken from what is measured. `wordings_strange` draws from these lists.
"""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


EDITORS = _listed(
    "Mousepad|gedit|Gedit|Geany|Kate|KWrite|Leafpad|Pluma|Xed|FeatherPad|GNOME Text Editor|Text Editor|Sublime Text|"
    "LibreOffice Writer|Notepad|Featherpad|Bluefish|Gnote|Tomboy|Zim|Writer|Scribes|Juffed|Emacs|Vim|Nedit|Medit|"
    "Focuswriter|Abiword|Ghostwriter|Apostrophe|Marker|Typora|Obsidian|Joplin|Simplenote|WordPad|TextEdit|Atom|"
    "Brackets|CudaText|Notepadqq|Lapce|Zed|the text editor|the editor|text editor|editor|L3afpad|Tea|Ted|Howl|"
    "Lime|Micro"
)
"""Programs that write."""
CALCULATORS = _listed(
    "galculator|KCalc|GNOME Calculator|SpeedCrunch|qalculate|Qalculate|Calculator|the calculator|calculator|"
    "xcalc|Deepin Calculator|Mate Calc|Kalk|Rechner|Calcoo|Genius|Extcalc|ATCalc|Pantheon Calculator|Libre Calc|"
    "Numbat"
)
"""Programs that calculate."""
BROWSERS = _listed(
    "Firefox|Chromium|Chrome|Google Chrome|Epiphany|Falkon|Midori|Opera|Brave|Vivaldi|GNOME Web|Konqueror|"
    "the browser|Web Browser|Safari|Edge|Dillo|Otter|Surf|Qutebrowser|LibreWolf"
)
"""Programs that show pages."""
FILERS = _listed(
    "PCManFM|Thunar|Nemo|Dolphin|Nautilus|Caja|Files|GNOME Files|Krusader|Konqueror|the file manager|SpaceFM|"
    "Pantheon Files|Rox|Xfe|Double Commander|Finder|Explorer|Index|Doublecmd|Worker"
)
"""Programs that show files."""
TERMINALS = _listed(
    "xterm|Konsole|GNOME Terminal|Terminal|the terminal|LXTerminal|Terminator|Tilix|Kitty|Alacritty|QTerminal|"
    "urxvt|Guake|Yakuake|a terminal|Xfce Terminal|st|foot|Sakura|Terminology"
)
"""Programs that run command lines."""
NAMES = _listed(
    "Prices|Fares|Menu|Opening hours|Contact|Contact us|Products|Price list|Shop|Offers|Tickets|Schedule|Rooms|"
    "About us|Team|News|Downloads|Help|Support|Library|Courses|Events|Gallery|Book now|Sign up|Subscribe|"
    "Notify me|Remind me|Tell me more|Keep me posted|Keep a copy for me|Send me a copy|I agree|Accept terms|"
    "Newsletter|Reply by post|Call me back|Ring me up|Copy to me|Lost|Lost property|Complaint|Praise|Other|"
    "General question|Billing|Refund|Delivery|Access|Parking|Send|Send it|Submit|Submit form|Save message|"
    "Post it|Go|Apply now|Ask|Done|Register|Join now|Thanks|Thank you|Thank you!|Received|All set|Got it|Welcome|"
    "Success|Noted|Message sent|We got it|Sorted|Great|Single|Return|Adult|Child|Family|Bicycle|Day pass|Weekend|"
    "Double room|Breakfast|Espresso|Large pizza|Tiramisu|Soup of the day|Express|Standard|Premium|Archive|Backup|"
    "Music|Documents|Photos|Old|Store|Safe|Vault|Attic|Trips|Data|Projects|Invoices|Work|Holiday pictures|Zoe|"
    "Yara|total|Zara|Wim|Kim|ok|Quinn|Sign me in|Count me in|Add to list|Wake me|Inform me by mail|Urgent|"
    "Monthly|Weekly|Daily|Yes please|No thanks|Gold|Silver|Blue|Red|Berlin|London|Remember me|Save my details|"
    "Hooray|Well done|Finished|Perfect|Confirm|Confirm booking|Order now|Pay later|Use my address|Wheelchair|"
    "Vegetarian|Window seat"
)
"""What stands on links, buttons, boxes, rows and folders."""
PHRASES = _listed(
    "call the dentist|pay rent|buy milk and bread|meeting at nine|hello world|see you tomorrow|"
    "the cat sat on the mat|do not forget the keys|water the plants|happy birthday|dinner with Tom at eight|"
    "call mum|remember the milk|pick up the parcel|see you on Monday|good morning|feed the cat|check the oven|"
    "all is well|back in five minutes|ring Tom|two eggs and jam|tickets for Friday|the train leaves at noon|"
    "order more paper|cancel the gym|mind the step|be quiet|loud words|shout this|small talk|"
    "thanks for everything|lunch is at one|gone fishing|my first note|book a table|fix the bike|wash the car|"
    "the end|nothing new"
)
"""Texts that people do not put in quotation marks."""
VALUES = _listed(
    "Kai|Ann Lee|Zoe Miller|Tom|Maria Lopez|Jo Smith|Wei Chen|kai@example.org|ann.lee@example.com|zoe@mail.net|"
    "tom_99@web.de|Do you take cards?|Is it open on Sundays?|I lost my umbrella.|When does it start?|Berlin|"
    "12 High Street|two adults|Any seats left?|Are dogs allowed on the boat?|Please call me back"
)
"""What people fill into fields."""
BEFORE = _listed(
    "Hi there,|Hello!|Good morning.|Hey,|Quick favour:|Okay so|Right,|I'm in a bit of a hurry.|"
    "I have a small task for you.|Listen,|Dear assistant,|So,|Here is what I need:|One more thing:|Today's job:|"
    "Please|Could you please|I was wondering if you could|It would be great if you could|You know what,|"
    "My boss asked me for this.|I keep losing things.|I have been meaning to do this all week.|Task:|Next up:|"
    "If you have a moment,|When you get a chance,|Do me a favour and|Be a dear and|Sorry to bother you."
)
"""What people say before they come to the point."""
AFTER = _listed(
    "Thanks!|Thank you very much.|please|Cheers.|That's all.|Much appreciated.|thx|That would be lovely.|Ta!|"
    "Thanks a lot in advance.|It's for my sister.|I need it for work.|No rush.|, would you?|, okay?|- thanks|"
    "That is it.|Let me know when you are done."
)
"""What people say when all is said."""
MORE = _listed(
    "and print it|and then email it to Bob|but only if it is raining|unless it exists already|"
    "and make the text bold|in red letters|twice|ten times|every day at noon|and set the font to Arial|"
    "but don't save it|without saving|and translate it into French|and encrypt it with a password|"
    "and send it to my boss|but not now|tomorrow at eight|or something like that|if there is enough space|"
    "and upload it to the cloud|then shut down the computer|and sort the lines|in reverse order|"
    "and remove the second word|except the first one|and replace every e by a|at the very beginning|"
    "before the first line|into the second line|and then delete everything|and rename all the others too|"
    "Then close every window.|Afterwards lock the screen.|Then undo the last step twice.|"
    "Then find the word boat.|Don't do it if the file exists.|Ask me before you save.|and zip the folder|"
    "and share it with Ann|and play some music|and count the words|"
    "Then print two copies.|and underline it|with a heading above it|and number the lines|and spell check it|"
    "and summarise it|and make a backup first|and round it to two digits|and convert it to euros|"
    "and draw a circle|Only if I say so.|Never mind, forget it.|Then search for more of them.|"
    "and drag it to the desktop|and move it to the trash|and compress it|for each of my friends|"
    "and one for every month|and resize the window|then take a screenshot|and zoom in|and bookmark the page|"
    "and then log out|Do the opposite.|but leave out the last word|and mark it as read|and add today's date|"
    "and sign it with my name|without the last line|instead of the old one|in the middle of the text|"
    "and repeat it three times|and check the spelling"
)
"""What makes another task of a task: it must then be refused."""
