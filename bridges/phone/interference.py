"""Faults that come with a touch, a key or a command: a modal at a bad moment, a crash, a cut connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridges.phone.app import Dialog, Page
from bridges.phone.screen.parts import button, column, row, space, text
from bridges.phone.screen.view import View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone


def after_input(phone: Phone) -> None:
    """Called after each touch or key; may bring up a dialog."""
    faults = phone.faults
    if faults.modal_after:
        faults.modal_after -= 1
        if not faults.modal_after:
            phone.strike("modal")
            interrupt(phone)


def before_input(phone: Phone) -> bool:
    """Called before each touch or key; may end the application in front. Whether the touch went down with it."""
    faults = phone.faults
    if faults.crash_after:
        faults.crash_after -= 1
        if not faults.crash_after and phone.task is not None:
            phone.strike("crash")
            crash(phone)
            return True
    return False


def interrupt(phone: Phone) -> None:
    """A system dialog that has nothing to do with what is going on."""
    title, words = phone.random.choice(
        (
            (phone.t("System update available", "有可用的系统更新"),
             phone.t("Android 14 is ready to install. Your phone will restart.", "Android 14 已可安装。手机将会重新启动。")),
            (phone.t("Battery Saver", "省电模式"),
             phone.t("Turn on Battery Saver to extend battery life?", "要开启省电模式以延长续航时间吗？")),
            (phone.t("Rate your experience", "评价您的体验"),
             phone.t("How do you like this phone so far?", "您觉得这部手机怎么样？")),
        )
    )  # fmt: skip
    page = Page("com.android.systemui", "")

    def answer(which: str) -> None:
        phone.log("interruption answered", title=title, answer=which)
        phone.close_dialog()

    def build(phone: Phone, page: Page) -> View:
        later = button(phone.t("Not now", "以后再说"), lambda: answer("later"), "text", id="button2")
        yes = button("OK" if phone.settings.language == "en" else "确定", lambda: answer("ok"), "text", id="button1")
        return column(text(words, 14, "muted", id="message"), row(space(weight=1), later, yes, gap=8), gap=20)

    def cancel() -> None:
        phone.log("interruption answered", title=title, answer="later")

    phone.ask(Dialog("com.android.systemui", title, build, page, cancel))


def crash(phone: Phone) -> None:
    """The application in front ends, and Android says so."""
    task = phone.task
    assert task is not None
    name = task.app.label[0 if phone.settings.language == "en" else 1]
    phone.stop_app(task.app.package)
    phone.log("crash", package=task.app.package)

    def build(phone: Phone, page: Page) -> View:
        return column(
            button(phone.t("App info", "应用信息"), phone.close_dialog, "text", id="aerr_app_info"),
            button(phone.t("Close app", "关闭应用"), phone.close_dialog, "text", id="aerr_close"),
            gap=4,
        )

    title = phone.t(f"{name} keeps stopping", f"“{name}”屡次停止运行")
    page = Page("com.android.systemui", "")
    phone.ask(Dialog("android", title, build, page, lambda: None, about=task.app.package))
