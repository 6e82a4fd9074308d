"""Free wordings of clicking, going to pages, scrolling to things, undoing and finding."""

from __future__ import annotations

from model.mini.free.shapes import Shapes
from model.mini.quotation import MARK

CLICKS: Shapes = (
    (r"(?:click|press|hit|tap)(?: on)? (?P<what>.+?) (?:at the (?:very )?end|to finish(?: up)?|to submit(?: it)?|"
        r"last of all)", r"press \g<what>"),
    (r"(?:there(?:['’]s| is) |go to |open |find )(?:a|the) page (?:with|about|of|on|for|listing) (?:the |their |"
        r"its )?(?P<what>[\w ]+)",
     r"click \g<what>"),
    (r"(?:navigate|get|click|move|browse|proceed)(?: from (?:the )?[\w ]+?)? to (?:the |its |their "
        r")?(?P<what>[A-Z]\S*(?: [A-Z]\S*)*)(?: page| section| tab)?",
     r"click \g<what>"),
    (r"(?:scroll|go)(?: all the way)?(?: down)?(?: to (?:the )?(?:very )?(?:bottom|end))?(?: of (?:the|that|this) "
        r"page)?,? (?:to )?where "
     r"(?:the )?(?P<what>.+?)(?: button| link)? (?:is|stands|sits|can be found)", r"scroll down until \g<what> is "
         r"visible"),
    (r"(?:the (?:page|site) |it |there )?(?:has|is|with) (?:a|an|the) (?P<what>.+?) (?:button|link) (?:far |"
        r"further |way |lower )?(?:down|below|"
     r"at the (?:very )?(?:bottom|end))(?: (?:(?:on|of) )?(?:the|that|this|it) ?(?:page)?)?",
     r"scroll down until \g<what> is visible"),
    (r"(?:go into|go to|check|head for|head to|enter|step into|look (?:at|under|in|into)|check out|see|consult|"
        r"turn to|follow|move on to|move to|switch to|open|find|visit|get to|be on) (?:the |its |their |your "
        r")?(?P<what>(?:(?! (?:for|from|on|of|in|with|at|and|to|called|named) )(?!from ).)+?) (?:page(?: there)?|"
        r"(?:section|(?P<kind>link|tab)))", lambda m: f"click the {m['what']} "
        f"{m['kind'] or ''}"),
    (r"(?:look (?:at|under|in|into)|follow) (?:the |its )?(?P<what>[A-Z]\S*(?: [A-Z]\S*)*)", r"click \g<what>"),
    (r"(?:go to|open|click|follow|visit|press|choose|take|use|find) the (?:page|link|tab|section) (?:with |called |"
        r"named "
        r"|titled |labelled |to |for |saying )?(?:the )?(?P<what>.+?)(?: page)?", r"click \g<what>"),
    (r"(?:find|locate|look for|scroll to) the (?:button|link) (?:called |named |labelled |saying |that says "
        r")?(?P<what>.+?) by scrolling(?: down)?", r"scroll down until \g<what> is "
        r"visible"),
    (r"go (?:on )?to (?:the )?(?P<what>[A-Z]\S*(?: [A-Z]\S*)*)", r"click \g<what>"),
    (rf"(?:look (?:at|under|in|into)|follow|under|go into|consult) (?:the )?(?P<what>{MARK})", r"click \g<what>"),
    (r"(?:look (?:it )?up )?under (?:the )?(?P<what>[A-Z]\S*(?: [A-Z]\S*)*)", r"click \g<what>"),
    (r"(?:on|under|from|in) the (?:page|section|tab) (?:called |named )?(?P<what>[A-Z]\S*(?: [A-Z]\S*)*)",
     r"click \g<what>"),
    (r"the (?:page|section|link|tab) (?:is|has) (?:called |named |labelled |the name "
        r")?(?P<what>[A-Z]\S*(?: [A-Z]\S*)*)",
     r"click \g<what>"),
    (r"there(?:['’]?s| is) (?:a|an|the) link (?:called |named |labelled |saying |to )?(?P<what>(?:(?! (?:at|down|"
        r"below|far) ).)+)",
     r"click \g<what>"),
    (r"there(?:['’]?s| is) (?:a|an|the) button (?:called |named |labelled |saying )?(?P<what>(?:(?! (?:at|down|"
        r"below|far|some\w+|"
        r"further|that|which) ).)+)", r"scroll down until \g<what> is visible"),
    (r"there(?:['’]?s| is) (?:a|an|the) (?:button|link) (?:called |named |labelled |saying "
        r")?(?P<what>.+?) (?:somewhere |far |"
        r"way |right |further )*(?:at the (?:very )?(?:bottom|end|foot)|down(?: below)?|below)(?: (?:of|on|"
        r"in)(?: (?:the|that|this) "
        r"page)?)?", r"scroll down until \g<what> is visible"),
    (r"(?:the )?(?:button|link|one)(?: (?:to|you (?:should|must|have to|need to)|that (?:should|"
        r"must) be))? (?:press|click|use|hit|"
        r"tap|pressed|clicked)? ?(?:is|=)(?: called)? (?P<what>.+)", r"click \g<what>"),
    (r"(?:the )?(?:topic|choice|option|category|reason|kind|selection)(?: (?:is|should be|must be)|:|"
        r" =) (?P<what>[A-Z][\w ]*)",
     r"click \g<what>"),
    (r"(?:click|tap|press)", r"click it"),
    (r"(?:it(?:['’]s| is| should be| must be| will be)|you should find (?:it|that)|which is|that is|you(?:['’]ll|"
        r" will| can)? find (?:it|that|this))(?: listed| found| "
        r"shown| given| written| to be found)? (?:on|under|in|at) (?:the )?(?P<what>.+?)(?: page| section| tab)?",
     r"click \g<what>"),
    (r"(?:on|under|from) (?:the |its )?(?P<what>.+?) page", r"click \g<what>"),
    (r"there(?:['’]s| is) (?:a|an|the) (?P<what>.+?) page", r"click \g<what>"),
    (r"(?:the answer|the information|that|this) (?:is|stands|can be found|is given|is to be found) (?:on|under|in) "
        r"(?:the )?(?P<what>.+?)(?: page| section| tab)?", r"click \g<what>"),
    (r"(?:click|go|move) (?:your way )?through to (?:the )?(?P<what>.+?)(?: page)?", r"click \g<what>"),
    (r"(?:somewhere|further|far|way) (?:down|below)(?: (?:on )?(?:the|that|this) page)? (?:there )?is (?:a|an|the) "
        r"(?:button|link) (?:called|named|labelled|saying|that says) (?P<what>.+)", r"scroll down until \g<what> is "
        r"visible"),
    (r"(?:(?:somewhere|further|far|way|right) )+(?:down|below)(?: (?:on )?(?:the|that|this) page)?,? (?:there "
        r")?is (?:a|an|the) "
        r"button (?P<what>.+)", r"scroll down until \g<what> is visible"),
    (r"(?:somewhere|further|far|way) (?:down|below)(?: (?:on )?(?:the|that|this) page)? (?:there )?is (?:a|an|the) "
        r"(?P<what>.+?) (?:button|link)", r"scroll down until \g<what> is "
        r"visible"),
    (r"(?:press|hit|use|strike) (?:the )?keys? (?P<what>.+)", r"press \g<what>"),
    (r"(?:press|hit) (?P<what>\S+)(?: key)? (?:again|once more)", r"press \g<what>"),
    (r"(?:search|scan|look through) (?:the |this )?(?:page|document|text|file|window) for (?P<what>.+)|where does "
        r"it say (?P<what2>.+)", lambda m: f"find {m['what'] or m['what2']}"),
    (r"(?:undo|take back|revert|reverse) (?:what you (?:just )?did|(?:the|that|my|your) last (?:change|step|edit|"
        r"thing|action))(?: you (?:made|did))?", "undo"),
    (r"(?:shut|close)(?: down)? (?:this|the|that) window(?: now)?", "close the window"),
    (r"(?:carry on|go on|continue|proceed|move on|finish|submit(?: it| the form| that)?|send(?: it| the form)?(?: "
        r"off)?|confirm(?: it| that)?|end|get out of (?:this|it|here)|close(?: it)?|complete(?: it)?|follow(?: "
        r"it)?(?: up)?) (?:with|using|through|via|by (?:clicking|pressing|hitting|tapping)(?: on)?) (?P<what>.+)",
     r"press \g<what>"),
    (r"use (?:the )?(?P<what>.+?) (?P<kind>button|link|tab|icon)(?: to .+)?", r"click the \g<what> \g<kind>"),
    (r"(?:find|locate|look for|seek out) (?:the )?(?P<what>.+?) (?P<kind>button|link|icon)(?: and (?P<verb>click|"
        r"press|tap|hit)(?: on)?(?: it)?)", r"click the \g<what> \g<kind>"),
    (r"(?:there['’]?s|there is|you(?:['’]ll| will| can)? find) (?:a|an|the) (?P<what>.+?) (?P<kind>button|link)(?: "
        r"(?:that is|which is))?(?: (?:far|way|further|somewhere|right))? (?:down|below|lower down|at the (?:very "
        r")?(?:bottom|end))(?: on| of| at| in)?(?: (?:the|that|this) page)?",
     r"scroll down until \g<what> is visible"),
    (r"(?:find|locate|look for|seek|search for) (?:the )?(?P<what>.+?)(?: button| link)? by scrolling(?: down)?",
     r"scroll down until \g<what> is visible"),
    (r"scroll(?: down)?(?: far)?(?: enough)? to (?:see|find) (?:the )?(?P<what>.+?)(?: button| link)?",
     r"scroll down until \g<what> is visible"),
    (r"scroll(?: down)? to the (?:button|link) (?:called |named |labelled |saying )?(?P<what>.+)",
     r"scroll down until \g<what> is visible"),
    (r"(?:find|locate|look for|go to|get to|reach|seek) (?:the )?(?P<what>.+?)(?: (?P<kind>button|link))? "
        r"(?:(?:far|further|way|lower|somewhere)? ?down(?: below)?|at the bottom)(?: (?:on|of|in) (?:the|that|"
        r"this) page| the page)?", r"scroll down until \g<what> is "
        r"visible"),
    (r"(?:scroll|move down|go down|page|keep scrolling)(?: all the way| further| far)?(?: down(?:wards)?)?(?: "
        r"(?:the|this|that) page)?(?: down)?(?: all the way)? (?:to|until|till|as far as|for)(?: you(?: can)? "
        r"(?:see|find|get to|reach|spot)| you(?:['’]ve| have) (?:found|reached))? (?:the )?(?P<what>(?!(?:the "
        r")?(?:very )?(?:bottom|end|top|it\b)).+?)(?: button| link)?(?: (?:comes? into (?:view|sight)|is "
        r"(?:visible|in view|shown|there|in sight)|appears|shows(?: up)?|can be seen|turns up))?",
     r"scroll down until \g<what> is visible"),
    (r"(?:find|locate|look for) and (?:press|click|tap|hit)(?: on)? (?:the )?(?P<what>.+?)(?: button| link)?(?: at "
        r"the (?:very )?bottom(?: of (?:the page|it))?)?", r"click \g<what>"),
    (r"(?:the )?(?P<what>.+?) (?:button|link) is (?:far |further |way |lower |somewhere )?(?:down|below|at the "
        r"(?:very )?(?:bottom|end))(?: (?:(?:on|of) )?(?:the|that|this) page)?", r"scroll down until \g<what> is "
        r"visible"),
)  # fmt: skip
