# ruff: noqa: E501 - lists of wordings read better unbroken
"""What pictures on buttons do, in sentences: a name of the synonym groups, then orders that somebody might give."""

from __future__ import annotations

from typing import Final

_DEEDS: Final = """
bold | set the text in bold | use bold type | embolden the selection | make the letters thicker | make this word stand out heavily | give it a heavier weight
italic | slant the text | use italics | make it italic | set it in a sloping face | lean the letters
underline | put a line under the text | underline it | draw a line beneath the words | underscore the selection
strikethrough | cross the words out | strike it out | put a line through the text
undo | take back the last change | reverse what I just did | undo that | revert the last step | that was a mistake, go one step back | cancel my last edit
redo | do the undone step again | redo it | repeat what was undone | bring the change back
search | look something up | start searching | search for something | find a word | search the page | query for an item
settings | change the preferences | adjust the options | configure this app | configure the program | tweak how it behaves | get to the preferences | alter the configuration
close | shut this | get rid of this panel | close it | dismiss this | make this go away | exit from here | leave this dialog
minimise | make the window small | send the window to the task bar | put the window away for now
maximise | make the window as large as possible | let the window fill the screen | enlarge the window
menu | show the main menu | unfold the navigation | open the menu | bring up the side menu | show the list of commands
back | return to the page before | step back | go back | go to where I was | take me back one page | previous screen
forward | go one page ahead | go forward | advance to the next page
up | go to the parent directory | move up a level | move it higher | go to the enclosing folder
down | move it lower | move down | shift the entry downwards
home | jump to the start page | go home | return to the main page | open the home folder | take me to the start
refresh | load it again | update the view | refresh this | get the newest state | fetch it anew | sync again
play | start the playback | begin playing | play it | start the song | run the video | let me hear it
pause | halt the playback | hold the video for a moment
stop | end the playback | stop it | stop playing | abort what is running
record | start recording | make a recording
shuffle | play in random order | mix the songs
repeat | play it over and over | loop | repeat the song | start over when it ends
skip next | jump to the following track | next song | skip this one | play the next title | go to the next track
skip previous | jump to the track before | last song again | play the title before | go to the previous track
fast forward | wind on | speed through it
rewind | wind back | go back some seconds
volume | change how loud it is | make it louder | adjust the loudness | turn the sound up
mute | silence the sound | turn the sound off | make it quiet | no sound please
headphones | listen privately | choose the headset
copy | duplicate the selection | put it on the clipboard | copy it | make a copy | copy this text
cut | snip it out | cut it out | move the selection to the clipboard
paste | insert what I copied | paste it here | put in what is on the clipboard | insert the clipboard
print | put it on paper | send it to the printer | print this | make a hard copy | get a printout
save | store my work | keep the changes | write it to disk | save the file | save this document | store it
open | open a document | get something from disk | load a document | browse for a file
file | start an empty document
new file | start an empty document | begin a fresh page | create a new document | make a blank file
new folder | make a directory | create a folder | add a folder
folder | browse the files | look into the directory | open the folder
add | create another one | make a new entry | put in one more | add an item | insert a new one | add something
remove | take one away | remove it | take it out of the list
minus | lower the number | one less | decrease the value
plus | one more | raise the number | increase the value
delete | throw it away | bin it | discard it | delete it | erase this for good | get rid of the file | remove it for ever
trash | throw it away | put it in the bin | delete this
edit | make changes to it | alter the entry | edit this | change the text | rename it | modify the details | write something different
download | fetch it to my computer | get a copy of it | download it | save it from the web | pull it down
upload | send a file to the server | upload something | put a file on the net | hand in my file
share | pass it on to others | share it | send it to friends | let others see it
send | dispatch the message | send it off | submit the message | deliver it
reply | answer the message | write back | respond to it
reply all | answer everybody
mail | write an e-mail | look at the messages | check my mail | open the inbox | send an e-mail
inbox | see what has arrived | look at incoming messages
archive | put it away for later reference | archive it | move it to the archive
phone | ring somebody | make a call | phone them | call this person
video call | start a video chat | call with picture | turn on the camera for a meeting
chat | write a message to someone | start a conversation | leave a comment | talk to somebody
comment | say something about it | leave a remark
notifications | see the alerts | what is new | show the notices | any news for me?
user | see my account | my profile | open the account page | who am I signed in as | personal details
users | see the members | show the people | manage the team | list all participants
add user | invite somebody | add a person | add a new member | make a new contact
log in | sign in | log on to my account
log out | end my session | sign out | log off | leave my account
lock | make it secure | lock it | protect it against changes | keep it locked
unlock | allow changes again | unlock it | remove the protection
key | enter a password | manage the access keys
shield | see the security settings | protect the system
eye | make it visible | have a look at it | show the password | view it | preview it
hide | make it invisible | hide it | conceal the password | do not show this
star | mark it as a favourite | give it a star | add it to my favourites | rate it
heart | say that I like it | like it | love this one | add it to my loved songs
thumbs up | approve of it | like the post | vote for it
thumbs down | vote against it | I do not like this
bookmark | keep the page for later | bookmark it | remember this page
flag | report it | flag this | mark it as important
pin | keep it on top | pin it | fix it in place
tag | give it a label | add a keyword | tag it
calendar | choose a date | pick a day | see my appointments | set the date
clock | see the time | set the time | pick a time
alarm | wake me up | set an alarm
timer | count down the seconds | start a countdown
history | see what happened earlier | show the earlier versions | what did I do before | recent activity
help | get assistance | explain this to me | open the manual | I do not understand this | how does it work?
info | get details | learn more about it | show the properties | tell me about it | about this program
warning | see what is wrong | show the problems
error | see what went wrong | show the failures
filter | narrow down the results | filter the list | show only some of them | restrict the view
sort | put them in order | sort the list | order them by name | change the order
grid | show them as tiles | switch to the grid | tile view | display in a grid
list | show them in a list | switch to the list | list view | display as lines
bulleted list | make bullet points | put dots before the lines | start a list with bullets
numbered list | number the lines | make a list with numbers
indent | move the paragraph to the right | shift the line inwards
outdent | move the paragraph to the left | shift the line outwards
quote | mark it as a quotation | put it in quotes
heading | make it a headline | format it as a title
text color | colour the letters | change the colour of the text
highlight | mark it with a colour | use the marker | put colour behind the text
zoom in | make it larger | enlarge the view | zoom in | show it bigger | get closer
zoom out | make it smaller | shrink the view | zoom out | show more of it at once | get further away
full screen | fill the whole display | go full screen | use all of the screen | show nothing else
exit full screen | leave the full screen | give me the window back
fit | fit it to the window | show all of it
align left | line the text up on the left side | flush left
align center | centre the text | put the text in the middle
align right | line the text up on the right side | flush right
justify | make both edges straight | align both sides
link | insert a web address | make it a link | add a hyperlink | copy the address
external link | open it in a new window | open it elsewhere
attachment | add a file to the message | attach something | put in an attachment
terminal | start a shell | get a command line | open a console
code | edit the code | look at the program text
branch | see the version control | switch the branch
database | look at the stored data | manage the tables
server | see the machines | manage the hosts
cloud | look at the online storage | sync with the cloud
moon | use the night theme | darken the interface | dark mode please | switch to dark
sun | use the bright theme | light mode please | switch to light | make it brighter
contrast | change the contrast | make it easier to read
percent | format as a percentage | work out the percentage
dollar | format as money | show as currency | pay for it
calculator | work something out | do some sums
sum | add up the numbers | total the column | build the sum
function | insert a formula | enter a function
chart | draw a graph | show the statistics | see it as a diagram
pie chart | show the shares | see a pie
trending up | see how it grows | show the trend
table | insert a grid of cells | insert a table | add a table
image | insert a picture | add a photo | put in an image | open the gallery
camera | take a photo | take a picture | use the camera
video | insert a film | record a video | watch the clip
music | open the songs | listen to music | play some tunes
microphone | record my voice | speak instead of typing | dictate | talk to it
speaker | choose where the sound comes out | play it out loud
more | see further options | what else can I do | show more | open the overflow menu | further actions
next | turn to the following page | next page | go on | continue to the next
previous | turn to the page before | previous page | go to the one before
first page | jump to the very beginning | go to the first page
last page | jump to the very end | go to the last page
expand | unfold it | show all of it | open the section | reveal the details
collapse | fold it up | close the section | hide the details
check | confirm it | mark as done | accept it | tick it off | agree to it
shopping cart | see what I am buying | go to the basket | add it to the basket | view my cart | proceed to checkout
credit card | pay by card | enter my card | see the payment methods
gift | see the presents | use a voucher
tag price | see the price
truck | see the delivery | track my parcel
package | see my orders | look at the parcel
location | where am I | show it on the map | find my position | set the place
map | find the way
compass | explore the surroundings | find the direction
navigation | start the directions | lead me there
globe | choose the region | go to the web site
translate | put it in another language | translate this
power | turn the machine off | shut down | switch it off | turn it off
restart | start the machine again | reboot
battery | see how much charge is left | check the power
wifi | connect to the wireless network | see the network | get online
bluetooth | connect a wireless device | pair the headset
signal | see how good the reception is
airplane | turn on flight mode | book a flight
car | see the drive | order a taxi
bug | search for errors in the program | report a fault | debug it
paint | change the colours | paint something | pick another colour
brush | paint with a brush | draw freely
pencil | write something | draw a line | change the entry
eraser | rub it out | erase part of the drawing
eyedropper | pick a colour from the picture
crop | cut off the edges of the picture | trim the picture
rotate | turn it around | rotate the picture | turn it by ninety degrees
flip | mirror it | turn it over
layers | see the layers | stack them
ruler | measure it | show the ruler
magic | let it be improved by itself | improve it automatically
scissors | cut it | snip it
extension | see the add-ons | manage the plug-ins
puzzle | see the add-ons | install an extension
tool | fix it | use the tools | repair something
dashboard | see the overview | go to the control panel
building | see the company | about the firm
briefcase | see the jobs | work matters
book | read the documentation | open a book | start reading
newspaper | read the news
graduation cap | see the courses | go to school
weather | see the forecast | will it rain?
thermometer | see the temperature
fire | see what is hot | see what is popular
lightning | do it fast | see the quick actions
light bulb | get a hint | give me an idea | turn on the light
key board | show the keyboard | set the shortcuts
mouse | set up the pointer
monitor | set up the screen | change the display | mirror the display
tablet | show it as on a tablet
smartphone | show it as on a phone
hard drive | see the storage | manage the disks
usb | eject the stick | see the removable drives
eject | take the medium out | eject it
import | bring in data | read from a file
export | write it out for another program | export it
split | divide the view | show two side by side
side bar | slide the bar at the side in or out | toggle the panel at the side
columns | set the columns | arrange in columns
drag | move it by hand | grab it and move it
move | shift it elsewhere | move it
swap | exchange the two | reverse the direction
merge | join the two | combine them
sync | bring both sides to the same state | synchronise
inventory | see the stock
clipboard | see what was copied | open the clipboard
document | see the pages | read the document
spreadsheet | open the table calculation
presentation | show the slides | start the presentation
qr code | scan the code | show the square code
barcode | scan the product
fingerprint | unlock with my finger
accessibility | make it easier to use | help for disabled people
robot | ask the assistant | talk to the bot
rocket | launch it | deploy it
crown | see the premium features | upgrade my plan
trophy | see the achievements | who has won?
game | play a game
film | watch a movie | see the films
tv | watch television
food | order a meal | see the menu of dishes
coffee | take a break | order a drink
tree | see the hierarchy
""".strip().splitlines()

_MORE: Final = """
next | next page | the page after this | show the following page | turn the page | on to the next | one further
previous | previous page | the page before this one | turn back a page | show the preceding page | one back
skip next | next track | skip to the following title | play the song after this | jump ahead one track | skip forward
skip previous | previous track | back to the track before | play the song before this | jump back one track | skip back
up | go up one level | one directory up | show the enclosing directory | to the folder above
refresh | reload | reload this | load the page afresh | renew the display
print | print | print the document | print it out
save | save | save the page | save the document | save what I have written | save it
underline | underline | underline the text | underline this word
bold | bold | bold type | switch bold on
italic | italic | italics | turn italics on
undo | undo | undo it | undo my last step
redo | redo | do it once more
sun | bright look | switch to the bright look | a light theme please | leave the dark mode
moon | dark look | dark theme | turn the lights down | night mode
globe | choose another language | show the languages | switch the language of the page
full screen | make it fill the screen | show it on the whole screen | blow it up to the full screen | view it in full
play | play | run it | start it | execute the code | resume
stop | stop | stop the program | break off what runs
shuffle | shuffle | shuffle the songs | random order | mix up the order
repeat | repeat | repeat the title | play this again and again
download | download | download the file | download a copy | load it down
upload | upload | upload a file | upload my picture
search | search | find something | search in everything | search in all of them | look for text
trash | put it in the trash | kill it for good | clear it away
list | show what plays next | show the queue | show the list of titles
filter | filter | filter the entries | filter what is shown
sort | sort | sort the entries
share | share | share this page | share the link
settings | settings | go to the settings | set up
home | home | back to the start | back to the home page
back | back | take me back | back to the last page
forward | forward | one page forward | onward
attachment | attach a file | add an attachment | attach something to it
mail | send a mail | write a mail
volume | loudness | set the volume | volume | sound settings
mute | mute | mute it | turn off the audio
microphone | talk | voice input | speak the text
camera | photograph it | snap a picture
zoom in | enlarge it | bigger please | magnify | larger letters
zoom out | reduce it | smaller please | smaller letters
close | close | close the panel | hide this bar
menu | menu | show me the menu
more | more | the other options | what other actions are there?
add | add | new | one new entry | create something new
delete | delete | delete this | delete the selected one | delete what is selected
edit | edit | edit it | change it | start editing
copy | copy | copy the selected text | copy the link
cut | cut | cut the selected text
paste | paste | paste the text
user | account | my account | show my profile | personal page
notifications | notifications | show what is new | the latest alerts
help | help | help me | show the help | instructions
calendar | calendar | show the month | open the date picker
terminal | open the terminal | command line please
bug | debug | start debugging | find the mistake in the program
eye | show what is hidden | reveal it
lock | lock | lock the screen
shopping cart | cart | show the basket | what is in my basket?
heart | like | I like this | favourite
side bar | hide the side bar | toggle the side bar
expand | show the rest | unfold this
collapse | hide the rest | fold this
table | insert a table here
image | put a picture in | insert an image
link | set a link | link it
numbered list | numbering | turn it into a numbered list
bulleted list | bullets | turn it into a bulleted list
align left | left-align it | align it on the left
align right | right-align it | align it on the right
align center | centre it | align it in the centre
brush | paint | draw with the brush
eraser | rub something out | erase a part
crop | crop | crop the picture | cut the picture to size
rotate | rotate | turn the picture round
location | my location | where am I? | go to my position
phone | call | make a phone call
power | power | switch the computer off
log out | sign me out | log me out
log in | let me in | log me in
export | export | export the data
import | import | import the data
archive | archive | archive this one
send | send | send it now | send my message
history | history | show what I did before
star | favourite | mark it with a star
bookmark | bookmark | bookmark this page
pin | pin | pin it here
clock | time | how late is it?
grid | tiles | show it as a grid
columns | columns | lay it out in columns
layers | layers | show the layers
hand | drag the view about | move the view by hand
pointer | select with the mouse | the tool to select
""".strip().splitlines()

DEEDS: Final[dict[str, list[str]]] = {
    parts[0]: parts[1:] for parts in ([part.strip() for part in line.split("|")] for line in _DEEDS)
}
"""Orders by the name of what fulfils them."""
for _line in _MORE:
    _head, *_further = (part.strip() for part in _line.split("|"))
    DEEDS[_head] = list(dict.fromkeys([*DEEDS.get(_head, ()), *_further]))

DEED_OF: Final[dict[str, list[str]]] = {}
"""The names that fulfil an order: "throw it away" is done by "delete" and by "trash"."""
for _name, _orders in DEEDS.items():
    for _order in _orders:
        DEED_OF.setdefault(_order, []).append(_name)

ASKED: Final = (
    "{}", "{}", "{}", "{} now", "now {}", "please {} for me", "{}, please", "the one to {}", "I would like to {}", "would you {}?", "go and {}", "how can I {}?", "what do I click to {}?",
    "{}", "{}", "{}", "{}", "I want to {}", "I'd like to {}", "let me {}", "help me {}", "how do I {}?", "where can I {}?", "where do I {}", "please {}", "{} please",
    "the button to {}", "the button that lets me {}", "the icon to {}", "which button would {}?", "what do I press to {}", "what should I click to {}?", "need to {}",
    "I need to {} now", "click what would {}", "press the thing to {}", "can you {}?", "could you {}", "find the control to {}", "button for when I want to {}", "show me how to {}",
)  # fmt: skip
"""Ways to give such an order."""
NO_ORDER: Final = (
    "one ",
    "random ",
    "bright ",
    "dark ",
    "night ",
    "the ",
    "bigger",
    "smaller",
    "larger",
    "a light",
    "back to ",
    "on to ",
    "to the ",
    "bold type",
    "italics",
    "sound ",
    "voice ",
    "personal ",
    "instructions",
    "?",
    "please",
    "no ",
    "any ",
    "that was",
    "I ",
    "will ",
    "how ",
    "who ",
    "where ",
    "what ",
    "next ",
    "previous ",
    "last ",
    "recent ",
    "loop",
    "personal",
    "grid view",
    "list view",
    "tile view",
)
"""What is no order itself stands alone."""

NAMED: Final = frozenset(
    [
        "italic",
        "bold",
        "underline",
        "volume",
        "loudness",
        "more",
        "new",
        "account",
        "notifications",
        "help",
        "calendar",
        "cart",
        "favourite",
        "power",
        "history",
        "time",
        "tiles",
        "columns",
        "layers",
        "menu",
        "home",
        "settings",
        "numbering",
        "bullets",
        "onward",
        "forward",
        "back",
        "next",
        "previous",
    ]
)
"""Orders of one word that is no verb."""


def asked(deed: str, choose: float) -> str:
    """An order in one of its ways; `choose` from 0 to 1."""
    if deed in NAMED or deed.startswith((*NO_ORDER, "my ", "about ")) or deed.endswith("?") or "please" in deed:
        return deed
    return ASKED[int(choose * len(ASKED))].format(deed)
