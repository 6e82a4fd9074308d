"""How people speak of applications: shapes of sentences with a place for the name.

Each finds a group `name`, some in its stead `name2`; what is found may be another thing yet.
"""

from __future__ import annotations

import re

from model.mini.quotation import MARK

GENERIC = (
    "calculator|text editor|plain text editor|editor|notepad|terminal emulator|terminal|console|shell|file manager|"
    "file browser|web browser|browser|internet browser|settings|system settings|control panel|camera|gallery|clock|"
    "contacts|calendar|mail client|mail|messages|music player|media player|image viewer|task manager|word processor|"
    "spreadsheet|app store|system monitor|archive manager"
)
"""What a person calls the application for something."""
_WORD = r"[A-Za-z][\w+#-]*(?:\.[\w+#-]+)*(?![\w])"
_CAPITALISED = r"(?-i:[A-Z]|\d(?!\d*[.)]))[\w+#-]*(?:\.[\w+#-]+)*(?![\w])"
_NAME = rf"(?:{_WORD})(?: {_CAPITALISED}){{0,3}}"
_TAIL = (
    r"(?: (?:app|application|program|text editor|editor|browser|terminal|emulator|calculator|file manager|"
    r"window|shell)(?!\w))?"
)
_CALLED = rf"(?:{GENERIC})(?!\w)|{_NAME}"
_APPLICATION = rf"(?P<name>{_CALLED}){_TAIL}"

STRONG = re.compile(
    r"(?<![\w-])(?:(?:by )?using|use|with(?: the help of)?|via|through|open(?: up)?|start(?: up)?|starting|opening|"
    r"launch(?:ing)?|fire up|firing up|bring up|boot up|load up|let|have|ask|make(?= (?-i:[A-Z])[\w-]+ [a-z])|"
    r"get(?= [\w-]+(?: [\w-]+)? to )|by means of|according to|employ|"
    r"from within|within|switch(?:ing)? (?:back |over )?to|go back to|return to|grab|take|from|prompt of|"
    r"keypad of|buttons of|keys of)\s+(?:(?:the|my|your)\s+)?(?:app(?:lication)? |program )?"
    rf"(?:(?:{GENERIC})\s+(?=(?-i:[A-Z])))?{_APPLICATION}",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"(?:^|(?<=[.!?;:\n] )|(?<=\n)|(?<=, )|\b(?:and|then) )(?:(?:please|now|then|next|and|first|finally|"
    r"afterwards),? )?"
    r"(?:in(?:side|to)?|on|within|go into|at)\s+(?:(?:the|my|"
    rf"your)\s+)?(?:(?:{GENERIC})\s+(?=(?-i:[A-Z])|(?!app|program|window)[a-z][\w-]+,))?{_APPLICATION}(?=\s*[,:]|"
    r"\s+(?P<next>[a-z]+))",
    re.IGNORECASE,
)
VOCATIVE = re.compile(rf"(?:^|(?<=[.!?;\n] ))(?P<name>{_NAME})(?=,? please\b|\s*:\s(?!{MARK}))")
SUBJECT = re.compile(
    r"(?:(?:does|can|could|will|would|should|did)\s+|(?:^|(?<=[.!?;:,–—\n(] )|"
    rf"(?<=\())){_APPLICATION}"
    r"(?=\s+(?:will do|(?:will|would|should) be (?:fine|ok|okay|good|right|best)|is (?:where|what|fine|ok|good|"
    r"the (?:program|tool|editor|app|application|right|best|one)|what|"
    r"to(?! be\b)|installed|there)|"
    r"be used|(?:should|must|has to|can|is to) be (?:used|the)|(?:should|must|can|will) (?!be\b|then\b|now\b|"
    r"appear|show\b|come\b|pop\b|turn\b)[a-z]+|know|knows|say|says|"
    r"tell|show|"
    r"give|calculate|compute|work out|make|think)\b)",
    re.IGNORECASE,
)
WORKED = re.compile(
    rf"\b(?:comput|calculat|work|solv|multipl|subtract|divid)\w*(?: (?:it|that|this|out|which))* (?:in|on)\s+(?:the )?"
    rf"{_APPLICATION}",
    re.IGNORECASE,
)
IN_PARENTHESES = re.compile(rf"\((?:use |using |in |with )?(?P<name>{_NAME})(?:\)| is )", re.IGNORECASE)
TO_FRONT = re.compile(
    rf"(?:get|bring|put|have|like|want|need|move|raise)\s+(?:(?:the|my)\s+)?{_APPLICATION}"
    r"(?= (?:back )?(?:to the |in(?: the)? |into the )(?:front|foreground|top)\b)",
    re.IGNORECASE,
)
BESIDE_SUM = re.compile(rf"{MARK} (?:in|on|with) (?:the )?{_APPLICATION}", re.IGNORECASE)
PASTE = re.compile(
    rf"(?:(?:past|cop)(?:e|ed|y|ied|ing)\b(?:(?!{MARK})[^.;,])*?|\b(?:bring|transfer|carry|move|put|"
    r"insert)(?:ing)? (?:the |that |this )?(?:result|answer|number|it|outcome|value)\b[^.;,]*?)\s(?:in|into|"
    r"to|over to|over into|inside)\s+(?:(?:the|a|an)\s+)?"
    rf"(?:(?:new|blank|fresh|empty) )?(?P<name>(?:{GENERIC})(?!\w)|{_CAPITALISED}(?: "
    rf"{_CAPITALISED}){{0,3}}){_TAIL}(?! (?:folder|directory|field|box))",
    re.IGNORECASE,
)
COMPOUND = re.compile(
    rf"\b(?:(?:a|the|another)\s+)?(?:(?:new|blank|fresh|empty) )?(?P<name>(?:{GENERIC})|{_NAME})"
    r"(?=(?:['’]s)? (?:document|file|note|window|prompt|keypad|keys|buttons|app|application|command line|display)s?\b)",
)
WANTED = re.compile(
    rf"\b(?:want|like|need)s?\s+(?:(?:the|my)\s+)?{_APPLICATION}"
    r"(?= to (?!be\b|have\b|go\b|end\b|say\b|read\b|hold\b|contain\b|look\b)[a-z]+)|"
    rf"\b(?:get|have)\s+(?:(?:the|my)\s+)?(?P<name2>{_CALLED}){_TAIL}"
    r"(?= (?:going|running|open(?:ed)?|started|up and running|launched)\b)",
    re.IGNORECASE,
)
COPULA = re.compile(
    rf"\b(?:what|answer|result|number) (?P<name2>{_CAPITALISED}(?: {_CAPITALISED})*|(?-i:[a-z])[\w-]{{4,}})"
    r"(?= (?:displays|shows|says|makes|gives|answers|tells)\b)|"
    r"\b(?:the|my|your) (?:text |right |best )?(?:editor|program|app|application|tool|calculator|browser|file "
    r"manager|terminal)"
    r"(?: to use| for (?:it|this|that))? (?:should be|is|must be|will be|shall be|has to be) "
    rf"(?:the )?(?P<name>{_NAME})",
    re.IGNORECASE,
)
KEYPAD = re.compile(rf"\b(?:keypad|buttons|keys|display|screen) of (?:the )?(?P<name>{_CALLED})", re.IGNORECASE)
FIRST = re.compile(
    rf"^(?:(?:please|ok|okay|hi|hello|hey)[,:!.]? )?{_APPLICATION}"
    rf"(?=\s*(?:[,:.–—]|→|-+>|=>)\s|\s+(?P<mark>{MARK})|\s+(?P<next>[a-z]+))",
    re.IGNORECASE,
)
"""The task begins with the application's name alone: "kate, …", "firefox http://…", "thunar new folder"."""
WEAK = re.compile(
    rf"(?<![\w-])(?:in|into|on|inside)\s+(?:(?:the|my|a|new|blank)\s+)*{_APPLICATION}"
    r"(?! (?:folder|directory|field|box|menu|row|page|tab|link|button|drop|list|section|line|dialog))",
)
"""What may name a folder or a field as well."""
MENTIONS = (
    STRONG, LEADING, VOCATIVE, SUBJECT, WORKED, IN_PARENTHESES, TO_FRONT, BESIDE_SUM,
    PASTE, COMPOUND, WANTED, COPULA, KEYPAD, FIRST,
)  # fmt: skip
"""All but the weak one, in the order in which they are tried."""
