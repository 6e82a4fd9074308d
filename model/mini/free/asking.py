"""Questions about what is written on the screen, put into the words of the exact grammar."""

from __future__ import annotations

_ASK = (
    r"(?:(?:and )?(?:tell me|let me know|know|report(?: back)?|find(?: out)?(?: for me)?|look up|check|see|read(?: "
    r"me| out| aloud| off)*|say|"
    r"get me|give me|inform me(?: of| about)?|show me|note|i (?:want|need)|i(?:['’]d| would)? (?:like|want|need) "
    r"to (?:know|have|see)|"
    r"i(?:['’]d| would) like|i(?:['’]m| am) (?:curious|interested)(?: in| to know)?|i wonder):? )"
)
_KIND = r"(?:price|value|cost|amount|number|fare|figure|rate|text|charge|entry|status|level|word|sum|total)"
_SHOWN = (
    r"(?: (?:(?:that|which) )?(?:(?:is|stands|appears|you (?:see|find|read))(?: (?:given|listed|shown|written|"
    r"quoted|printed|standing|"
    r"displayed|there|said))?|given|listed|shown|written|quoted|standing|displayed|printed))?"
)
_BESIDE = r"(?:right |just |directly )?(?:next to|beside|after|opposite|to the right of|alongside|against|behind)"
_X = r"(?:the (?:word|label|entry|item|name) )?(?:a |an |the |one )?(?P<what>.+?)"
_ROW = r"(?:field|row|box|line|cell|column)"
_VALUE = r"tell me the value next to \g<what>"
_SAYS = r"tell me what \g<what> shows"

QUESTIONS: tuple[tuple[str, str], ...] = (
    # a row or a field of that name
    (rf"{_ASK}?what(?:['’]s| is| does)?{_SHOWN}(?: does it say)?(?: in| on)? (?:the )?{_ROW} (?:of |for |called |"
        r"named |labelled )?(?P<what>.+?)"
     r"(?: says?| shows?| reads?| holds?| contains?| is)?", _SAYS),
    (rf"{_ASK}?what(?:['’]s| is| does)?{_SHOWN}(?: in| on)? (?:the )?(?P<what>.+? {_ROW})(?: says?| shows?| reads?|"
        r" holds?| contains?| is)?", _SAYS),
    (rf"(?:{_ASK}|read )(?:the )?(?:{_KIND}{_SHOWN} (?:in|of|from) (?:the )?)?(?P<what>.+? row|row .+?)(?: and "
        rf"tell me its {_KIND})?", _SAYS),
    (rf"(?:{_ASK}|what(?:['’]s| is) )(?:the )?{_KIND}{_SHOWN} (?:in|of|from) (?:the )?(?P<what>.+?) row(?: is)?",
     r"tell me the value next to \g<what>"),
    (rf"(?:the )?{_KIND} (?:of|for) {_X}(?: ticket)? (?:is|can be|stands|should be|are) (?:to be )?(?:found|seen|"
        rf"listed|"
        r"given|there|shown)(?: there)?", _VALUE),
    (rf"which {_KIND}{_SHOWN} (?:for|beside|next to|at|by) {_X}", _VALUE),
    (rf"(?:look up|look for|find|check) {_X} and (?:then )?(?:tell me|report|give me|let me know|read "
        rf"out) (?:the|its) {_KIND}",
     _VALUE),
    (rf"{_ASK}?(?:how much|what) (?:(?:do|would|must|will|does|should) )?(?:you|i|we|one) (?:have to |has to |"
        rf"must |need to |would |"
        rf"will )?pay for {_X}", _VALUE),
    # beside a label
    (rf"(?:{_ASK}|what(?:['’]s| is) )?(?:what |which )?(?:the )?{_KIND}{_SHOWN} {_BESIDE} {_X}(?: is)?", _VALUE),
    (rf"{_ASK}?what(?:['’]s| is| it says| stands| does it say| do you see| is there|(?: \w+)? you (?:see|read|"
        rf"find))?{_SHOWN} {_BESIDE} {_X}"
     r"(?: (?:says|is|shows|stands|reads))?", _VALUE),
    # what something costs
    (rf"{_ASK}?(?:how much|(?:what|which)(?: {_KIND})?) (?:do(?:es)? )?{_X}(?: ticket| trip| journey)? (?:costs?|"
        rf"is(?: there|"
        r" listed(?: at)?| priced at| going for)?|amounts to|comes to|"
     r"goes for|sells for|is at|has|runs to|would cost|will cost|stands at)(?: (?:there|me))?", _VALUE),
    (rf"{_ASK}?(?:how much (?:is|does|for|would|will|do (?:they|you) (?:charge|ask|want) for)|what (?:does it cost|"
        r"it costs) to "
        r"(?:buy|get|book)|how much is it to (?:buy|get|book)|what does|what (?:do (?:they|you)|would i|do i|must "
        r"i|is|they|i(?:['’]d| would)?|you(?:['’]d| would)?)"
     rf" (?:charged?|ask|pay|have to pay|want)(?: to pay)? for) {_X}(?: costs?)?", _VALUE),
    (rf"{_ASK}?how expensive (?:is |a |the |an )*(?P<what>.+?)(?: ticket)?(?: is)?", _VALUE),
    (rf"{_ASK}?what (?:would|will|might) {_X}(?: ticket)? (?:cost|be|come to|set (?:me|us|one|you) back)", _VALUE),
    (rf"(?:{_ASK}|what(?:['’]s| is) )(?:the )?{_KIND}{_SHOWN} (?:of|for) {_X}(?: ticket| trip|"
        rf" journey)?{_SHOWN}(?: is| "
        r"costs?)?", _VALUE),
    (rf"(?:{_ASK}|what(?:['’]s| is) )(?:the )?{_X}(?:['’]s)?(?: ticket)? (?:price|value|cost|fare|amount)(?: is)?",
     _VALUE),
    (rf"{_ASK}?what (?:the )?{_KIND} (?:of|for) {_X} is", _VALUE),
)  # fmt: skip
"""A shape of a question, and the exact wording with what it is about."""
