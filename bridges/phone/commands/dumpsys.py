"""`dumpsys`: the lines that clients look for, where they stand on Android 14."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from bridges.phone import editing
from bridges.phone.app import Page
from bridges.phone.shell.process import Process

if TYPE_CHECKING:
    from bridges.phone.phone import Phone


def component(phone: Phone, page: Page | None = None) -> str:
    """``package/activity`` of a page, of the one in front by default."""
    page = page or phone.page
    app = phone.app_of(page)
    named = next((name for name, inner in app.activities.items() if inner == page.name), app.activity)
    return f"{app.package}/{named}"


def focused(phone: Phone) -> str:
    """The window in focus as `mCurrentFocus` names it."""
    window = phone.windows.focused()
    if not phone.awake:
        return "null"
    if window.name == "shade":
        return "Window{5ac3e1f u0 NotificationShade}"
    if window.name == "dialog":
        dialog = phone.dialogs[-1]
        if dialog.activity:
            return f"Window{{7be21f0 u0 {dialog.package}/{dialog.activity}}}"
        if dialog.package == "android":
            return f"Window{{77d0a55 u0 Application Error: {dialog.about}}}"
        if dialog.package not in {task.app.package for task in phone.tasks[-1:]}:
            return f"Window{{90ab1c2 u0 {dialog.title}}}"
    package, _, name = component(phone).partition("/")
    return f"Window{{3f2a9b7 u0 {package}/{package + name if name.startswith('.') else name}}}"


def dumpsys(phone: Phone, process: Process) -> int:
    """One service's state."""
    words = [word for word in process.arguments if not word.startswith("-")]
    if not words:
        process.say("Currently running services:\n" + "\n".join(f"  {name}" for name in sorted(_SERVICES)))
        return 0
    act = _SERVICES.get(words[0])
    if act is None:
        process.complain(f"Can't find service: {words[0]}")
        return 0
    with phone.lock:
        phone.touch.settle()
        process.say(act(phone, words[1:]))
    return 0


def _window(phone: Phone, words: list[str]) -> str:
    width, height = phone.size
    task = phone.task.number if phone.task else 1
    lines = [
        "WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)",
        "  Display: mDisplayId=0 (organized)",
        f"    init={phone.build.size[0]}x{phone.build.size[1]} {phone.build.density}dpi mMinSizeOfResizeableTaskDp=220"
        f" cur={width}x{height} app={width}x{height} rng={min(width, height)}x{min(width, height)}-"
        f"{max(width, height)}x{max(width, height)}",
        f"  mCurrentFocus={focused(phone)}",
        f"  mFocusedApp=ActivityRecord{{c0ffee1 u0 {component(phone)} t{task}}}",
        f"  mRotation=ROTATION_{phone.rotation * 90} mDeferredRotationPauseCount=0",
        f"    mCurrentRotation=ROTATION_{phone.rotation * 90}",
        f"    mDreamingLockscreen=false isKeyguardShowing=false mAwake={_flag(phone.awake)}",
        f"  mInputMethodWindow={'Window{1a2b3c4 u0 InputMethod}' if phone.input_methods.shown else 'null'}",
        f"    InsetsSource type=ime frame={_keyboard(phone)} visible={_flag(phone.input_methods.shown)}",
    ]
    for window in reversed(phone.windows.all()):
        secure = " SECURE" if window.secure else ""
        lines.append(
            f"  Window{{{id(window) & 0xFFFFFFF:07x} u0 {window.package}/{window.name}}}: fl=LAYOUT_IN_SCREEN{secure}"
        )
        lines.append("    mAttrs={{({},{})({}x{})}} isVisible=true".format(
            *window.root.box[:2], window.root.box[2] - window.root.box[0], window.root.box[3] - window.root.box[1]))  # fmt: skip
    return "\n".join(lines)


def _keyboard(phone: Phone) -> str:
    """The soft keyboard's frame, with the bar below it."""
    window = next((one for one in phone.windows.all() if one.name == "keyboard"), None)
    if window is None:
        return "[0,0][0,0]"
    return f"[0,{round(window.root.box[1])}][{phone.size[0]},{phone.size[1]}]"


def _activity(phone: Phone, words: list[str]) -> str:
    lines = ["ACTIVITY MANAGER ACTIVITIES (dumpsys activity activities)", "Display #0 (activities from top to bottom):"]
    order = list(reversed(phone.tasks))
    front = phone.task.number if phone.task else 1
    for task in order:
        lines.append(f"  * Task{{d3adb33 #{task.number} type=standard A=10{task.number}:{task.app.package} U=0 visible="
                     f"{_flag(task is phone.task)} mode=fullscreen sz={len(task.pages)}}}")  # fmt: skip
        for index, page in reversed(list(enumerate(task.pages))):
            lines.append(
                f"    * Hist  #{index}: ActivityRecord{{c0ffee{index} u0 {component(phone, page)} t{task.number}}}"
            )
    shown = f"ActivityRecord{{c0ffee1 u0 {component(phone)} t{front}}}"
    lines += [f"  topResumedActivity={shown}", f"  mResumedActivity: {shown}", f"  ResumedActivity: {shown}",
              f"  mFocusedApp={shown}"]  # fmt: skip
    return "\n".join(lines)


def _input_method(phone: Phone, words: list[str]) -> str:
    methods = phone.input_methods
    field = editing.field_in_focus(phone)
    served = f"android.widget.EditText{{a1b2c3 VFED..CL. .F...... app:id/{field.id}}}" if field else "null"
    return "\n".join(
        (
            "Current Input Method Manager state:",
            "  Input Methods: mMethodMapUpdateCount=1",
            *(
                f"  InputMethod #{number}:\n    mId={name} mSettingsActivityName=null"
                for number, name in enumerate(methods.installed)
            ),
            "  Clients:",
            f"  mCurMethodId={methods.chosen}",
            f"  mCurClient=ClientState{{b0b0 mUid=10150 mPid=4012}} mCurSeq={7 + len(methods.chosen) % 5}",
            f"  mCurFocusedWindow={focused(phone)} softInputMode=STATE_UNSPECIFIED|ADJUST_RESIZE client=ClientState{{b0b0}}",
            f"  mCurId={methods.bound} mHaveConnection=true mBoundToMethod=true mVisibleBound={_flag(methods.shown)}",
            f"  mShowRequested={_flag(methods.shown)} mShowExplicitlyRequested=false mShowForced=false"
            f" mInputShown={_flag(methods.shown)}",
            f"  mImeWindowVis={3 if methods.shown else 0} mBackDisposition=0",
            f"  mInputViewStarted={_flag(methods.shown)} mIsInputViewShown={_flag(methods.shown)}",
            f"  mServedView={served}",
            f"  mSystemReady=true mInteractive={_flag(phone.awake)}",
        )
    )


def _battery(phone: Phone, words: list[str]) -> str:
    return "\n".join(
        (
            "Current Battery Service state:", "  AC powered: false", "  USB powered: true", "  Wireless powered: false",
            "  Dock powered: false", "  Max charging current: 500000", "  Max charging voltage: 5000000",
            "  Charge counter: 3650000", "  status: 2", "  health: 2", "  present: true", f"  level: {phone.battery}",
            "  scale: 100", "  voltage: 4154", "  temperature: 287", "  technology: Li-ion",
        )
    )  # fmt: skip


def _display(phone: Phone, words: list[str]) -> str:
    width, height = phone.size
    return "\n".join(
        (
            "DISPLAY MANAGER (dumpsys display)",
            f"  mViewports=[DisplayViewport{{type=INTERNAL, valid=true, isActive=true, displayId=0, uniqueId='local:0', "
            f"physicalPort=0, orientation={phone.rotation}, logicalFrame=Rect(0, 0 - {width}, {height}), "
            f"physicalFrame=Rect(0, 0 - {width}, {height}), deviceWidth={width}, deviceHeight={height}}}]",
            f"  mState={'ON' if phone.awake else 'OFF'}",
            f'    mBaseDisplayInfo=DisplayInfo{{"Built-in Screen", displayId 0, real {width} x {height}, '
            f"rotation {phone.rotation}, density {round(phone.density * 160)}, state {'ON' if phone.awake else 'OFF'}}}",
            f"    mCurrentOrientation={phone.rotation}",
        )
    )


def _input(phone: Phone, words: list[str]) -> str:
    width, height = phone.size
    return (f"INPUT MANAGER (dumpsys input)\n  Viewport INTERNAL: displayId=0, orientation={phone.rotation}, "
            f"logicalFrame=[0, 0, {width}, {height}]\n      SurfaceWidth: {width}px\n      SurfaceHeight: {height}px\n"
            f"      SurfaceOrientation: {phone.rotation}")  # fmt: skip


def _power(phone: Phone, words: list[str]) -> str:
    state = "Awake" if phone.awake else "Asleep"
    return f"POWER MANAGER (dumpsys power)\n  mWakefulness={state}\n  mStayOn=true\nDisplay Power: state={'ON' if phone.awake else 'OFF'}"


def _package(phone: Phone, words: list[str]) -> str:
    app = phone.apps.get(words[0]) if words else None
    if app is None:
        return f"Unable to find package: {words[0]}" if words else "Packages:"
    granted = phone.granted.get(app.package, set())
    lines = ["Packages:", f"  Package [{app.package}] (4f1e2d3):", "    versionCode=1 minSdk=29 targetSdk=34", "    versionName=1.0",
             "    runtime permissions:"]  # fmt: skip
    lines += [
        f"      {name}: granted={_flag(name in granted)}, flags=[ USER_SENSITIVE_WHEN_GRANTED]"
        for name in app.permissions
    ]
    return "\n".join(lines)


def _notification(phone: Phone, words: list[str]) -> str:
    lines = ["Current Notification Manager state:", "  Notification List:"]
    for one in phone.notifications:
        lines.append(
            f"    NotificationRecord(0x0a{len(one.key):04x}: pkg={one.package} user=UserHandle{{0}} id=1 tag={one.key})"
        )
        lines.append(f"      android.title=String ({one.title})\n      android.text=String ({one.text})")
    return "\n".join(lines)


def _flag(value: bool) -> str:
    return "true" if value else "false"


_SERVICES: Final[dict[str, Callable[[Phone, list[str]], str]]] = {
    "activity": _activity,
    "battery": _battery,
    "display": _display,
    "input": _input,
    "input_method": _input_method,
    "notification": _notification,
    "package": _package,
    "power": _power,
    "window": _window,
}
