"""Simple Chinese instructions, clause by clause, put into the English outline that the grammar reads.

Only common verbs and sentence shapes; a target or text between verbs is kept as it is.
"""

from __future__ import annotations

import re

_APPLICATIONS = {
    "文本编辑器": "text editor", "记事本": "text editor", "编辑器": "text editor", "计算器": "calculator",
    "浏览器": "browser", "终端": "terminal", "文件管理器": "file manager", "设置": "settings",
}  # fmt: skip
_KEYS = {
    "回车键": "enter", "回车": "enter", "空格键": "space", "空格": "space", "退格键": "backspace", "退格": "backspace",
    "删除键": "delete", "上箭头": "up", "下箭头": "down", "左箭头": "left", "右箭头": "right", "制表键": "tab",
    "退出键": "escape",
}  # fmt: skip
_ROLES = {
    "按钮": "button", "菜单项": "menu item", "菜单": "menu", "输入框": "field", "文本框": "field", "搜索框": "field",
    "复选框": "checkbox", "单选按钮": "radio button", "链接": "link", "标签页": "tab", "选项卡": "tab", "图标": "icon",
    "下拉列表": "drop-down", "下拉菜单": "drop-down", "下拉框": "drop-down", "窗口": "window", "对话框": "dialog",
    "文件夹": "folder", "字段": "field", "栏": "field", "框": "field",
}  # fmt: skip
_WAYS = {"上": "up", "下": "down", "左": "left", "右": "right"}
_ROLE_END = re.compile(rf"(?P<words>.*?)(?P<role>{'|'.join(sorted(_ROLES, key=len, reverse=True))})")
_NUMBERS = {"一": "1", "两": "2", "二": "2", "三": "3", "四": "4", "五": "5", "十": "10"}
_KNOWN = "|".join(_APPLICATIONS)
_IN_APP = (
    rf"(?:用|使用|在(?=(?:{_KNOWN})(?:里|中|上|内)))(?P<app>{_KNOWN}|[^里中上内\s\ue000-\uf8ff]+?)(?:里面|里|中|上|内)?"
)
"""In which application: any that is used, and any that is known where only a place is named."""
_COURTESY = re.compile(r"^(?:请你?|麻烦你?|帮我|首先|先|现在|我想(?:要)?你?|我要你?|再|并|然后)+")
_RESULTS = frozenset({"结果", "结果是什么", "结果是多少", "答案", "计算结果", "显示的结果", "结果给我"})

_SHAPES: tuple[tuple[str, str], ...] = (
    (rf"{_IN_APP}(?:写下|写上|写|输入|键入|记下|打上)(?P<text>[\ue000-\uf8ff])", "in {app}, type {text}"),
    (rf"{_IN_APP}(?:新建|创建|建立|做)(?:一个)?(?:文件|文档)(?P<text>.+)", "create the file {text} in {app}"),
    (
        rf"{_IN_APP}(?:算一下|算算|计算|算)(?P<text>.+?)(?:等于多少|是多少|的结果)",
        "using {app}, find out what {text} is",
    ),
    (rf"{_IN_APP}(?:算一下|算算|计算|算)(?P<text>\S*\d.*)", "using {app}, compute {text}"),
    (r"(?P<text>[\d(][^?？]*?)(?:等于多少|是多少|等于几)[?？]?", "what is {text}"),
    (rf"{_IN_APP}(?:来?算|来?做|计算)?(?:一下)?", "use {app}"),
    (rf"{_IN_APP}(?:点一下|点击|单击|点)(?P<target>.+)", "in {app}, click {target}"),
    (r"(?:写下|写上|记下)(?P<text>[\ue000-\uf8ff])", "type {text}"),
    (r"(?:把(?:它|文件|文档))?(?:保存|存)(?:到|成|为|在|作)(?P<text>.+)", "save it as {text}"),
    (r"(?:里面的?)?内容(?:是|为)(?P<text>.+)", "it should say {text}"),
    (r"把(?:计算)?(?:结果|答案)(?:告诉我|报告给我|说给我听)", "tell me the result"),
    (r"(?:打开|启动|运行)(?P<app>.+)", "open {app}"),
    (r"(?:切换到|回到|返回到)(?P<app>.+)", "switch to {app}"),
    (
        r"(?:在|向)(?P<field>.+?)(?:里面|里|中|内|上)?(?:输入|键入|填写|填入|写入|写)(?P<text>.+)",
        "type {text} into {field}",
    ),
    (r"(?:输入|键入|写入|写下|写)(?P<text>.+)", "type {text}"),
    (r"把(?P<text>.+?)(?:输入|填入|写入)(?:到|进)?(?P<field>.+?)(?:里面|里|中|内)?", "type {text} into {field}"),
    (r"双击(?P<target>.+)", "double-click {target}"),
    (r"(?:右键(?:单击|点击)?|右击)(?P<target>.+)", "right-click {target}"),
    (r"长按(?P<target>.+)", "long-press {target}"),
    (
        r"(?:从|在)(?P<field>.+?)(?:里面|里|中|内|上)?(?:选择|选中|点击|单击)(?P<target>.+)",
        "select {target} from {field}",
    ),
    (r"(?:按下|按)(?P<keys>.+?)(?:(?P<count>[\d一两二三四五十]+)次)?", "press {keys}{times}"),
    (r"(?:取消勾选|取消选中)(?P<target>.+)", "uncheck {target}"),
    (r"勾选(?P<target>.+)", "check {target}"),
    (r"(?:点击|单击|点一下|点|选择|选中)(?P<target>.+)", "click {target}"),
    (r"向?(?P<way>上|下|左|右)?滚动(?:到|直到)(?P<target>.+?)(?:出现|可见|为止)?", "scroll {way} until {target}"),
    (r"(?:向(?P<way>上|下|左|右)滚动|滚动)(?:(?P<count>[\d一两二三四五十]+)次)?", "scroll {way}{times}"),
    (r"等待?(?P<seconds>[\d.]+|[一两二三四五十])秒钟?", "wait {seconds} seconds"),
    (r"等待?(?:到|直到)?(?P<target>.+?)消失", "wait for {target} to disappear"),
    (r"等待?(?:到|直到)?(?P<target>.+?)(?:出现|显示|打开)?", "wait for {target}"),
    (r"(?:另存为|(?:把(?:它|文件))?保存为|保存到|存为)(?P<text>.+)", "save it as {text}"),
    (r"保存(?:文件|文档|它)?", "save"),
    (r"撤销|撤消", "undo"),
    (r"重做", "redo"),
    (r"复制", "copy"),
    (r"剪切", "cut"),
    (r"粘贴", "paste"),
    (r"全选", "select all"),
    (r"新建(?:文件|文档)?", "new file"),
    (r"关闭窗口|关闭", "close the window"),
    (r"关闭(?P<app>.+)", "close {app}"),
    (r"(?:查找|搜索)(?P<text>.+)", "find {text}"),
    (r"刷新", "reload"),
    (r"(?:计算|算一下|算)(?P<text>.+)", "compute {text}"),
    (r"(?:告诉我|报告|读出)(?P<read>.+)", "tell me {read}"),
    (r"(?:检查|确认|验证)(?P<target>.+?)(?:是否)?(?:显示|可见|出现|存在)(?:了|出来)?", "check that {target} is shown"),
)


def to_english(clause: str) -> str | None:
    """The clause in English, its quotations untouched; None where no shape fits."""
    bare = _COURTESY.sub("", clause.strip())
    for shape, english in _SHAPES:
        if found := re.fullmatch(shape, bare):
            return english.format(**_parts(found)).replace("  ", " ").strip()
    return None


def _parts(found: re.Match[str]) -> dict[str, str]:
    parts = {name: (text or "").strip() for name, text in found.groupdict().items()}
    if app := parts.get("app"):
        parts["app"] = _APPLICATIONS.get(app, _target(app))
    if keys := parts.get("keys"):
        parts["keys"] = _KEYS.get(keys, keys.removesuffix("键"))
    for name in ("target", "field"):
        if parts.get(name):
            parts[name] = _target(parts[name])
    if "read" in parts:
        parts["read"] = "the result" if parts["read"] in _RESULTS else f"what {_target(parts['read'])} shows"
    count = parts.get("count", "")
    parts["times"] = f" {_NUMBERS.get(count, count)} times" if count else ""
    parts["way"] = _WAYS.get(parts.get("way", ""), "down")
    parts["seconds"] = _NUMBERS.get(parts.get("seconds", ""), parts.get("seconds", ""))
    return parts


def _target(words: str) -> str:
    """The name of a thing, its role in English: "保存按钮" is "保存 button"."""
    if found := _ROLE_END.fullmatch(words):
        return f"{found['words'].strip()} {_ROLES[found['role']]}".strip()
    return words
