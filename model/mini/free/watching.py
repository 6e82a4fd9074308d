"""Free wordings of waiting for something and checking that it is there."""

from __future__ import annotations

from model.mini.free.shapes import Shapes

CHECKS: Shapes = (
    (r"(?P<what>.+?) (?:should|must|ought to|has to|will)(?: then| now)? (?:be (?:shown|displayed|visible|there)|"
        r"appear|show up|come up)(?: (?:then|now|afterwards))?", r"check that \g<what> is shown"),
    (r"(?:wait (?:until|till|for)) (?P<what>.+?) (?:to )?(?:shows?(?: up)?|appears?|is (?:shown|visible)) (?:in "
        r"the (?:window|terminal|output)|on (?:the )?(?:screen|page))", r"wait for \g<what>"),
    (r"open (?:the )?(?:file |folder )?(?P<what>.+?) (?:with|by) (?:a )?double[- ]?click(?:ing)?(?: (?:on )?it)?",
     r"double-click \g<what>"),
    (r"check for (?P<what>.+)", r"check that \g<what> is shown"),
    (r"according to (?:the )?(?P<what>.+?)(?: page| section| tab)?", r"click \g<what>"),    (r"(?:wait|hold on|hang on|"
        r"stay)(?: there)? (?:until|till|for) (?:it|the page|the (?:site|screen|window)|you|this) (?:says?|shows?|"
        r"reads?|displays?|sees?|can see|thanks) (?P<what>(?!up\b).+?)(?: (?:appears?|to appear|shows(?: up)?))?",
     r"wait for \g<what>"),
    (r"(?:wait|hold on|hang on) (?:until you (?:can )?see|to see|till you (?:can )?see|"
        r"for) (?P<what>.+?)(?: there)?(?: (?:to "
        r")?(?:appear|show(?: up)?|come up|be (?:shown|displayed|visible|there|seen)))?", r"wait for \g<what>"),
    (r"wait (?:until|till) (?P<what>.+?) (?:shows(?: up)?|appears|is (?:there|shown|visible|displayed)|comes up|"
        r"can be seen|turns up)(?: there| in there)?", r"wait for \g<what>"),
    (r"(?:you(?:['’]re| are|['’]ll be| will be)(?: all)? (?:done|finished|ready)|it(?:['’]s| is) (?:done|finished|"
        r"complete)|stop) (?:when|once|as soon as) (?P<what>.+?) (?:shows(?: up)?|appears|is (?:shown|there|"
        r"visible|displayed)|comes up|can be seen|is seen|turns up)", r"wait for \g<what>"),
    (r"(?:make (?:sure|certain)|check|verify|confirm|see|ensure|see to it|assure yourself)(?: that| whether| if)? "
        r"(?:it|the page|the (?:site|screen|window)|you)(?: then| now)? (?:says?|shows?|reads?|displays?|get|sees?|"
        r"can see) (?P<what>.+?)(?: (?:afterwards|then|now))?", r"check that \g<what> is shown"),
    (r"(?:you|i) (?:should|ought to|must|will|['’]ll)(?: then| now)? (?:see|get|read) (?P<what>.+?)(?: "
        r"(?:afterwards|then|now|shown|appear|displayed|on the (?:screen|page)))*", r"check that \g<what> is shown"),
    (r"(?:make (?:sure|certain)|check|verify|confirm|see|ensure)(?: that| whether| if)? (?P<what>.+?) (?:shows(?: "
        r"up)?|appears|comes up|is (?:shown|displayed|visible|there|present)|turns up)(?: (?:afterwards|then|now|"
        r"on the page))?", r"check that \g<what> is shown"),
    (r"(?:the page|it|the (?:site|screen|window)|there) (?:should|must|ought to)(?: then| now)? (?:say|show|read|"
        r"display|be) (?P<what>.+?)(?: (?:afterwards|then|now))?", r"check that \g<what> is shown"),
)  # fmt: skip
