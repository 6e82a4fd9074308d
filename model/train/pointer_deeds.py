# ruff: noqa: E501 - lists of wordings read better unbroken
"""What pictures on buttons do, in sentences: a name of the synonym groups, then orders that somebody might give."""

from __future__ import annotations

from typing import Final

_DEEDS: Final = """
bold | set the text in bold | use bold type | embolden the selection | make the letters thicker | make this word stand out heavily | give it a heavier weight | bold | bold type | switch bold on
italic | slant the text | use italics | make it italic | set it in a sloping face | lean the letters | italic | italics | turn italics on
underline | put a line under the text | underline it | draw a line beneath the words | underscore the selection | underline | underline the text | underline this word
strikethrough | cross the words out | strike it out | put a line through the text
undo | take back the last change | reverse what I just did | undo that | revert the last step | that was a mistake, go one step back | cancel my last edit | undo | undo it | undo my last step
redo | do the undone step again | redo it | repeat what was undone | bring the change back | redo | do it once more
search | look something up | start searching | search for something | find a word | search the page | query for an item | search | find something | search in everything | search in all of them | look for text
settings | change the preferences | adjust the options | configure this app | configure the program | tweak how it behaves | get to the preferences | alter the configuration | settings | go to the settings | set up
close | shut this | get rid of this panel | close it | dismiss this | make this go away | exit from here | leave this dialog | close | close the panel | hide this bar
minimise | make the window small | send the window to the task bar | put the window away for now
maximise | make the window as large as possible | let the window fill the screen | enlarge the window
menu | show the main menu | unfold the navigation | open the menu | bring up the side menu | show the list of commands | menu | show me the menu
back | return to the page before | step back | go back | go to where I was | take me back one page | previous screen | back | take me back | back to the last page
forward | go one page ahead | go forward | advance to the next page | forward | one page forward | onward
up | go to the parent directory | move up a level | move it higher | go to the enclosing folder | go up one level | one directory up | show the enclosing directory | to the folder above
down | move it lower | move down | shift the entry downwards
home | jump to the start page | go home | return to the main page | open the home folder | take me to the start | home | back to the start | back to the home page
refresh | load it again | update the view | refresh this | get the newest state | fetch it anew | sync again | reload | reload this | load the page afresh | renew the display
play | start the playback | begin playing | play it | start the song | run the video | let me hear it | play | run it | start it | execute the code | resume
pause | halt the playback | hold the video for a moment
stop | end the playback | stop it | stop playing | abort what is running | stop | stop the program | break off what runs
record | start recording | make a recording
shuffle | play in random order | mix the songs | shuffle | shuffle the songs | random order | mix up the order
repeat | play it over and over | loop | repeat the song | start over when it ends | repeat | repeat the title | play this again and again
skip next | jump to the following track | next song | skip this one | play the next title | go to the next track | next track | skip to the following title | play the song after this | jump ahead one track | skip forward
skip previous | jump to the track before | last song again | play the title before | go to the previous track | previous track | back to the track before | play the song before this | jump back one track | skip back
fast forward | wind on | speed through it
rewind | wind back | go back some seconds
volume | change how loud it is | make it louder | adjust the loudness | turn the sound up | loudness | set the volume | volume | sound settings
mute | silence the sound | turn the sound off | make it quiet | no sound please | mute | mute it | turn off the audio
headphones | listen privately | choose the headset
copy | duplicate the selection | put it on the clipboard | copy it | make a copy | copy this text | copy | copy the selected text | copy the link
cut | snip it out | cut it out | move the selection to the clipboard | cut | cut the selected text
paste | insert what I copied | paste it here | put in what is on the clipboard | insert the clipboard | paste | paste the text
print | put it on paper | send it to the printer | print this | make a hard copy | get a printout | print | print the document | print it out
save | store my work | keep the changes | write it to disk | save the file | save this document | store it | save | save the page | save the document | save what I have written | save it
open | open a document | get something from disk | load a document | browse for a file
file | start an empty document
new file | start an empty document | begin a fresh page | create a new document | make a blank file
new folder | make a directory | create a folder | add a folder
folder | browse the files | look into the directory | open the folder
add | create another one | make a new entry | put in one more | add an item | insert a new one | add something | add | new | one new entry | create something new
remove | take one away | remove it | take it out of the list
minus | lower the number | one less | decrease the value
plus | one more | raise the number | increase the value
delete | throw it away | bin it | discard it | delete it | erase this for good | get rid of the file | remove it for ever | delete | delete this | delete the selected one | delete what is selected
trash | throw it away | put it in the bin | delete this | put it in the trash | kill it for good | clear it away
edit | make changes to it | alter the entry | edit this | change the text | rename it | modify the details | write something different | edit | edit it | change it | start editing
download | fetch it to my computer | get a copy of it | download it | save it from the web | pull it down | download | download the file | download a copy | load it down
upload | send a file to the server | upload something | put a file on the net | hand in my file | upload | upload a file | upload my picture
share | pass it on to others | share it | send it to friends | let others see it | share | share this page | share the link
send | dispatch the message | send it off | submit the message | deliver it | send | send it now | send my message
reply | answer the message | write back | respond to it
reply all | answer everybody
mail | write an e-mail | look at the messages | check my mail | open the inbox | send an e-mail | send a mail | write a mail
inbox | see what has arrived | look at incoming messages
archive | put it away for later reference | archive it | move it to the archive | archive | archive this one
phone | ring somebody | make a call | phone them | call this person | call | make a phone call
video call | start a video chat | call with picture | turn on the camera for a meeting
chat | write a message to someone | start a conversation | leave a comment | talk to somebody
comment | say something about it | leave a remark
notifications | see the alerts | what is new | show the notices | any news for me? | notifications | show what is new | the latest alerts
user | see my account | my profile | open the account page | who am I signed in as | personal details | account | my account | show my profile | personal page
users | see the members | show the people | manage the team | list all participants
add user | invite somebody | add a person | add a new member | make a new contact
log in | sign in | log on to my account | let me in | log me in
log out | end my session | sign out | log off | leave my account | sign me out | log me out
lock | make it secure | lock it | protect it against changes | keep it locked | lock | lock the screen
unlock | allow changes again | unlock it | remove the protection
key | enter a password | manage the access keys
shield | see the security settings | protect the system
eye | make it visible | have a look at it | show the password | view it | preview it | show what is hidden | reveal it
hide | make it invisible | hide it | conceal the password | do not show this
star | mark it as a favourite | give it a star | add it to my favourites | rate it | favourite | mark it with a star
heart | say that I like it | like it | love this one | add it to my loved songs | like | I like this | favourite
thumbs up | approve of it | like the post | vote for it
thumbs down | vote against it | I do not like this
bookmark | keep the page for later | bookmark it | remember this page | bookmark | bookmark this page
flag | report it | flag this | mark it as important
pin | keep it on top | pin it | fix it in place | pin | pin it here
tag | give it a label | add a keyword | tag it
calendar | choose a date | pick a day | see my appointments | set the date | calendar | show the month | open the date picker
clock | see the time | set the time | pick a time | time | how late is it?
alarm | wake me up | set an alarm
timer | count down the seconds | start a countdown
history | see what happened earlier | show the earlier versions | what did I do before | recent activity | history | show what I did before
help | get assistance | explain this to me | open the manual | I do not understand this | how does it work? | help | help me | show the help | instructions
info | get details | learn more about it | show the properties | tell me about it | about this program
warning | see what is wrong | show the problems
error | see what went wrong | show the failures
filter | narrow down the results | filter the list | show only some of them | restrict the view | filter | filter the entries | filter what is shown
sort | put them in order | sort the list | order them by name | change the order | sort | sort the entries
grid | show them as tiles | switch to the grid | tile view | display in a grid | tiles | show it as a grid
list | show them in a list | switch to the list | list view | display as lines | show what plays next | show the queue | show the list of titles
bulleted list | make bullet points | put dots before the lines | start a list with bullets | bullets | turn it into a bulleted list
numbered list | number the lines | make a list with numbers | numbering | turn it into a numbered list
indent | move the paragraph to the right | shift the line inwards
outdent | move the paragraph to the left | shift the line outwards
quote | mark it as a quotation | put it in quotes
heading | make it a headline | format it as a title
text color | colour the letters | change the colour of the text
highlight | mark it with a colour | use the marker | put colour behind the text
zoom in | make it larger | enlarge the view | zoom in | show it bigger | get closer | enlarge it | bigger please | magnify | larger letters
zoom out | make it smaller | shrink the view | zoom out | show more of it at once | get further away | reduce it | smaller please | smaller letters
full screen | fill the whole display | go full screen | use all of the screen | show nothing else | make it fill the screen | show it on the whole screen | blow it up to the full screen | view it in full
exit full screen | leave the full screen | give me the window back
fit | fit it to the window | show all of it
align left | line the text up on the left side | flush left | left-align it | align it on the left
align center | centre the text | put the text in the middle | centre it | align it in the centre
align right | line the text up on the right side | flush right | right-align it | align it on the right
justify | make both edges straight | align both sides
link | insert a web address | make it a link | add a hyperlink | copy the address | set a link | link it
external link | open it in a new window | open it elsewhere
attachment | add a file to the message | attach something | put in an attachment | attach a file | add an attachment | attach something to it
terminal | start a shell | get a command line | open a console | open the terminal | command line please
code | edit the code | look at the program text
branch | see the version control | switch the branch
database | look at the stored data | manage the tables
server | see the machines | manage the hosts
cloud | look at the online storage | sync with the cloud
moon | use the night theme | darken the interface | dark mode please | switch to dark | dark look | dark theme | turn the lights down | night mode
sun | use the bright theme | light mode please | switch to light | make it brighter | bright look | switch to the bright look | a light theme please | leave the dark mode
contrast | change the contrast | make it easier to read
percent | format as a percentage | work out the percentage
dollar | format as money | show as currency | pay for it
calculator | work something out | do some sums
sum | add up the numbers | total the column | build the sum
function | insert a formula | enter a function
chart | draw a graph | show the statistics | see it as a diagram
pie chart | show the shares | see a pie
trending up | see how it grows | show the trend
table | insert a grid of cells | insert a table | add a table | insert a table here
image | insert a picture | add a photo | put in an image | open the gallery | put a picture in | insert an image
camera | take a photo | take a picture | use the camera | photograph it | snap a picture
video | insert a film | record a video | watch the clip
music | open the songs | listen to music | play some tunes
microphone | record my voice | speak instead of typing | dictate | talk to it | talk | voice input | speak the text
speaker | choose where the sound comes out | play it out loud
more | see further options | what else can I do | show more | open the overflow menu | further actions | more | the other options | what other actions are there?
next | turn to the following page | next page | go on | continue to the next | the page after this | show the following page | turn the page | on to the next | one further
previous | turn to the page before | previous page | go to the one before | the page before this one | turn back a page | show the preceding page | one back
first page | jump to the very beginning | go to the first page
last page | jump to the very end | go to the last page
expand | unfold it | show all of it | open the section | reveal the details | show the rest | unfold this
collapse | fold it up | close the section | hide the details | hide the rest | fold this
check | confirm it | mark as done | accept it | tick it off | agree to it
shopping cart | see what I am buying | go to the basket | add it to the basket | view my cart | proceed to checkout | cart | show the basket | what is in my basket?
credit card | pay by card | enter my card | see the payment methods
gift | see the presents | use a voucher
tag price | see the price
truck | see the delivery | track my parcel
package | see my orders | look at the parcel
location | where am I | show it on the map | find my position | set the place | my location | where am I? | go to my position
map | find the way
compass | explore the surroundings | find the direction
navigation | start the directions | lead me there
globe | choose the region | go to the web site | choose another language | show the languages | switch the language of the page
translate | put it in another language | translate this
power | turn the machine off | shut down | switch it off | turn it off | power | switch the computer off
restart | start the machine again | reboot
battery | see how much charge is left | check the power
wifi | connect to the wireless network | see the network | get online
bluetooth | connect a wireless device | pair the headset
signal | see how good the reception is
airplane | turn on flight mode | book a flight
car | see the drive | order a taxi
bug | search for errors in the program | report a fault | debug it | debug | start debugging | find the mistake in the program
paint | change the colours | paint something | pick another colour
brush | paint with a brush | draw freely | paint | draw with the brush
pencil | write something | draw a line | change the entry
eraser | rub it out | erase part of the drawing | rub something out | erase a part
eyedropper | pick a colour from the picture
crop | cut off the edges of the picture | trim the picture | crop | crop the picture | cut the picture to size
rotate | turn it around | rotate the picture | turn it by ninety degrees | rotate | turn the picture round
flip | mirror it | turn it over
layers | see the layers | stack them | layers | show the layers
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
import | bring in data | read from a file | import | import the data
export | write it out for another program | export it | export | export the data
split | divide the view | show two side by side
side bar | slide the bar at the side in or out | toggle the panel at the side | hide the side bar | toggle the side bar
columns | set the columns | arrange in columns | columns | lay it out in columns
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
hand | drag the view about | move the view by hand
pointer | select with the mouse | the tool to select
""".strip().splitlines()

DEEDS: Final[dict[str, list[str]]] = {
    head: orders for head, *orders in ([part.strip() for part in line.split("|")] for line in _DEEDS)
}
"""Orders by the name of what fulfils them."""

DEED_OF: Final[dict[str, list[str]]] = {}
"""The names that fulfil an order: "throw it away" is done by "delete" and by "trash"."""
for _name, _orders in DEEDS.items():
    for _order in _orders:
        DEED_OF.setdefault(_order, []).append(_name)
