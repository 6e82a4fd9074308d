# ruff: noqa: E501, SIM905 - tables read better unbroken; signs that look like letters are meant
"""Names of things whose whole text is a sign or a function in short: what "=", "sqrt" or "7" is called when spoken of.

The pointer reads the names as the thing's label, in training and at run time alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

_SIGNS: Final = """
= | equals | equal sign | equals sign | is equal to | result | 等于 等号
+ | plus | plus sign | add | addition | 加 加号
- | minus | minus sign | subtract | subtraction | dash | 减 减号
* | times | multiply | multiplication sign | asterisk | star | 乘 乘号
/ | divide | divided by | division sign | slash | 除 除号
% | per cent | percent | percent sign | percentage | 百分号
( | opening bracket | left bracket | open bracket | opening parenthesis | open parenthesis | left parenthesis | 左括号
) | closing bracket | right bracket | close bracket | closing parenthesis | close parenthesis | right parenthesis | 右括号
[ | opening square bracket | left square bracket | 左方括号
] | closing square bracket | right square bracket | 右方括号
{ | opening brace | left curly bracket | 左花括号
} | closing brace | right curly bracket | 右花括号
√ | square root | root | radical sign | 根号 平方根
± | plus or minus | plus minus | change the sign | sign change | 正负号
€ | euro | euro sign | 欧元
$ | dollar | dollar sign | 美元
£ | pound | pound sign | pounds sterling | 英镑
¥ | yen | yen sign | 日元
¢ | cent | cent sign | 美分
. | point | decimal point | dot | full stop | period | 小数点
, | comma | decimal comma | 逗号
: | colon | 冒号
; | semicolon | 分号
? | question mark | help | 问号
! | exclamation mark | factorial | 感叹号
& | ampersand | and sign | 和号
@ | at sign | at | 小老鼠
# | hash | number sign | pound key | hash key | 井号
< | less than | less than sign | left angle | 小于
> | greater than | greater than sign | right angle | 大于
≤ | less than or equal | at most | 小于等于
≥ | greater than or equal | at least | 大于等于
≠ | not equal | unequal sign | 不等于
≈ | about equal | approximately | 约等于
^ | power | caret | exponent | to the power of | 乘方
π | pi | 圆周率
∞ | infinity | 无穷
° | degree | degree sign | 度
∑ | sum | sigma | summation | 求和
∫ | integral | 积分
« | first | fast backward | double left
» | last | fast forward | double right
‹ | previous | back | left
› | next | forward | right
← | left arrow | back | 左箭头
→ | right arrow | forward | 右箭头
↑ | up arrow | up | 上箭头
↓ | down arrow | down | 下箭头
⌫ | backspace | delete the last sign | erase | 退格
⏎ | enter | return | 回车
… | more | ellipsis | three dots | 更多
⋮ | more | three dots | menu | 更多
☰ | menu | hamburger | three lines | 菜单
" | quotation mark | double quote | 引号
' | apostrophe | single quote
_ | underscore | low line | 下划线
~ | tilde | wave
| | bar | vertical bar | pipe
\\ | backslash
0 | zero | nought | 零
1 | one | 一
2 | two | 二
3 | three | 三
4 | four | 四
5 | five | 五
6 | six | 六
7 | seven | 七
8 | eight | 八
9 | nine | 九
sin | sine | 正弦
cos | cosine | 余弦
tan | tangent | 正切
cot | cotangent | 余切
sinh | hyperbolic sine
cosh | hyperbolic cosine
tanh | hyperbolic tangent
asin | arc sine | inverse sine
acos | arc cosine | inverse cosine
atan | arc tangent | inverse tangent
ln | natural logarithm | natural log | 自然对数
sqrt | square root | root | 平方根
""".strip().splitlines()
_KEYS: Final = """
log | logarithm | common logarithm | 对数
exp | exponential | exponent
abs | absolute value | 绝对值
mod | modulo | remainder | 取余
c | clear | 清除
ac | all clear | clear everything | 全部清除
ce | clear entry | clear the last entry
del | delete | erase | 删除
mr | memory recall | recall the memory
mc | memory clear | clear the memory
ms | memory store | store in the memory
m+ | add to the memory | memory plus
m- | subtract from the memory | memory minus
e | euler's number
x² | square | squared | 平方
x2 | square | squared | 平方
x³ | cube | cubed | 立方
xʸ | power | to the power of
n! | factorial | 阶乘
x! | factorial | 阶乘
1/x | reciprocal | one over x | inverse | 倒数
x | times | multiply | multiplication sign | 乘号
deg | degrees | degree mode
rad | radians | radian mode
hex | hexadecimal | base sixteen
dec | decimal | base ten
oct | octal | base eight
bin | binary | base two
ans | last answer | previous result
inv | inverse
""".strip().splitlines()
_SAME: Final = {
    "二": "=", "ニ": "=", "＝": "=", "十": "+", "＋": "+", "一": "-", "ー": "-", "−": "-", "–": "-", "—": "-", "－": "-", "×": "*", "✕": "*", "✖": "*", "·": "*",
    "∗": "*", "÷": "/", "∕": "/", "％": "%", "（": "(", "）": ")", "く": "<", "〈": "‹", "＜": "<", "〉": "›", "＞": ">", "，": ",", "：": ":", "？": "?", "！": "!", "〇": "0",
    "∏": "π", "兀": "π", "Π": "π", "V": "√", "✓": "√", "∧": "^", "◄": "←", "►": "→", "+/-": "±", "+/−": "±", "-/+": "±", "…": "…", "...": "…", "＃": "#", "＄": "$", "＆": "&", "＠": "@",
}  # fmt: skip
"""Other forms of a sign, and what text recognition takes it for."""
LONE: Final = {"x": ("close", "cross", "x"), "i": ("information", "info")}
"""What a letter or a cross standing alone means where there is no calculator."""
CROSSES: Final = "×✕✖Xx"
KEYED: Final = frozenset("V✓兀")
"""Forms that are meant so only among the keys of a calculator."""
_IDLE: Final = re.compile(
    r"\b(?:black|white|heavy|small|capital|letter|greek|latin|fullwidth|mathematical|bold|wards|with|medium|n-ary)\b|-pointing"
)
KEYPAD: Final = 6
"""Digits standing alone from which a screen shows a calculator or a keypad."""

COMMANDS: Final = frozenset(
    "add back star result clear help more point power root first last next previous forward left right up down menu close "
    "delete erase return enter information info cross inverse square one".split()
)
"""Names that are commands of other things more often."""
_AFTER: Final = re.compile(r"\s+(?:key|sign|symbol|button|digit|number)$|[键号]$|按钮$")


def _table(lines: Sequence[str]) -> dict[str, tuple[str, ...]]:
    made = {}
    for line in lines:
        sign, *names = re.split(r" \| ", line)
        last = names[-1].split() if re.search(r"[\u4e00-\u9fff]", names[-1]) else [names[-1]]
        made[sign] = (*names[:-1], *last)
    return made


SIGNS: Final = _table(_SIGNS)
KEYS: Final = _table(_KEYS)


def keypad(texts: Sequence[str]) -> bool:
    """Whether the texts of a screen are those of one with a calculator."""
    return len({text.strip() for text in texts if len(text.strip()) == 1 and text.strip().isdigit()}) >= KEYPAD


@lru_cache(maxsize=8192)
def names(text: str, keys: bool = False) -> tuple[str, ...]:
    """What a text is called where it is a lone sign or a function in short, the commonest name first; else nothing.

    `keys`: it stands among the keys of a calculator, where letters are functions too.
    """
    sign = text.strip()
    if not 0 < len(sign) <= 5:
        return ()
    if not keys and (sign in CROSSES or sign == "i"):
        return LONE["x" if sign in CROSSES else "i"]
    if sign in _SAME and (keys or sign not in KEYED):
        sign = _SAME[sign]
    low = sign.lower()
    if keys and low.replace("−", "-") in KEYS:
        return KEYS[low.replace("−", "-")]
    if sign in SIGNS or low in SIGNS:
        return SIGNS.get(sign) or SIGNS[low]
    if len(sign) != 1 or (unicodedata.category(sign)[0] not in "SP" and not "Α" <= sign <= "ω"):
        return ()
    name = unicodedata.name(sign, "").lower().replace("leftwards", "left").replace("rightwards", "right")
    plain = re.sub(r"\s+", " ", _IDLE.sub(" ", name.replace("upwards", "up").replace("downwards", "down"))).strip()
    return (plain,) if plain else ()


def named(said: str, text: str, keys: bool = False) -> bool:
    """Whether words call a lone sign or a function in short by a name of its own: "the plus key" for "+"."""
    called = names(text, keys)
    if not called:
        return False
    low = said.strip().lower()
    forms = {low, _AFTER.sub("", low)} - (frozenset() if keys else COMMANDS)
    return not forms.isdisjoint(called)


def label(text: str, keys: bool) -> str:
    """The names of a text as a label, each word once; empty where it has none."""
    return " ".join(dict.fromkeys(word for name in names(text, keys) for word in name.split()))
