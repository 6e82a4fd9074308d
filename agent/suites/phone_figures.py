"""What the Android bridge costs and keeps, measured through the real adb client on the pretend phone."""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from agent.suites.phone_rows import PhoneFigure
from bridges.action import Click, Drag, Input, LongPress, Open, ScreenAction, Wait
from bridges.android.frames import Frames
from bridges.android.link import Link
from bridges.android.phone import AndroidPhone
from bridges.android.pretended import PretendPhone
from bridges.coordinates import ScreenPoint
from bridges.errors import NotTyped, Stopped
from bridges.stop import Stop

TEXTS, LOOKS, STOPS = 2000, 30, 15
OVERHEAD_BAR, FRAME_BAR, STOP_BAR = 60.0, 150.0, 200.0
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789",
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ %s %% $(id) `ls` && ; '",
    "אבגדהוזחט שלום عربي مرحبا ١٢٣",
    "你好世界三体手机测试 日本語 한국어",
    "äöüßéèñçøåÆŒ Ελληνικά Кириллица ไทย हिन्दी",
    "😀👩\u200d👩\u200d👧🇩🇪👍🏽❤\ufe0f🧑\u200d💻",
    "e\u0301a\u0308o\u0302n\u0303\u0327",
    "“”‘’«»…—–·•‰№™ﬁ½²",
)


def text_figures(texts: int = TEXTS) -> Iterator[PhoneFigure]:
    """Random strings, typed and read back."""
    with _bridge() as phone:
        yield text_figure(phone, texts)


def cost_figures() -> Iterator[PhoneFigure]:
    """The bridge's own time, and a frame's."""
    with _bridge() as phone:
        yield overhead_figure(phone)
        yield frame_figure(phone)
        yield stop_figure(phone)


@contextmanager
def _bridge() -> Iterator[AndroidPhone]:
    with PretendPhone().connect() as pretend, AndroidPhone(Link(pretend.serial, Stop()), tree=True) as phone:
        yield phone


def strings(count: int, seed: int = 11) -> Iterator[str]:
    """Random strings of every alphabet, mixed; one in eight with a line feed."""
    chance = random.Random(seed)
    for _ in range(count):
        parts = chance.sample(_ALPHABETS, chance.randint(1, 3))
        text = "".join(chance.choice(parts)[at : at + 4] for at in (chance.randint(0, 20) for _ in range(5)))
        text = text.strip() or "x"
        if chance.random() < 1 / 8:
            text = f"{text}\n{chance.choice(_ALPHABETS)[:5]}"
        yield text


def text_figure(phone: AndroidPhone, count: int = TEXTS) -> PhoneFigure:
    """Types each string into a note and reads the field from a tree of its own."""
    phone.perform(Open(app="Notes"))
    _tap(phone, "New note")
    _tap_field(phone)
    exact = refused = wrong = 0
    for text in strings(count):
        phone.link.run("input keycombination 113 29")
        phone.link.run("input keyevent 67")
        try:
            phone.writer.type(text)
        except NotTyped:
            refused += 1
            continue
        if phone.read_back() == text:
            exact += 1
        else:
            wrong += 1
    value = f"{exact} exact, {refused} refused by name, {wrong} wrong of {count}"
    return PhoneFigure("any text, typed and read back", value, "0 wrong", wrong == 0)


def overhead_figure(phone: AndroidPhone, looks: int = LOOKS) -> PhoneFigure:
    """Time of a look and a tap, less the time spent waiting for the phone and for the screen to be still."""
    spent: list[float] = []
    for _ in range(looks):
        slept = _Slept(phone.stop)
        phone.link.take_device_s()
        started = time.perf_counter()
        with slept:
            phone.observe()
            phone.link.run("input keyevent 0")
        spent.append((time.perf_counter() - started - phone.link.take_device_s() - slept.seconds) * 1e3)
    middle = statistics.median(spent)
    return PhoneFigure(
        "bridge's own time a step",
        f"{middle:.0f} ms median of {looks}",
        f"≤ {OVERHEAD_BAR:g} ms",
        middle <= OVERHEAD_BAR,
    )


def frame_figure(phone: AndroidPhone, looks: int = LOOKS) -> PhoneFigure:
    frames = Frames(phone.link)
    times: list[float] = []
    for number in range(looks + 2):
        # Another picture each time: one that has not changed costs next to nothing.
        phone.link.run(f"cmd statusbar {'collapse' if number % 2 else 'expand-notifications'}")
        started = time.perf_counter()
        pixels = frames.grab()
        times.append((time.perf_counter() - started) * 1e3)
    middle = statistics.median(times[2:])
    value = f"{middle:.0f} ms median at {pixels.shape[1]}×{pixels.shape[0]} by `{frames.way}`"
    return PhoneFigure("a frame through the real adb client", value, f"≤ {FRAME_BAR:g} ms", middle <= FRAME_BAR)


def stop_figure(phone: AndroidPhone, times: int = STOPS) -> PhoneFigure:
    """From the request of a stop, in the middle of each kind of action that lasts, to the moment when it has ended."""
    phone.perform(Open(app="Notes"))
    _tap(phone, "New note")
    _tap_field(phone)
    middle = ScreenPoint(phone.screen.width / 2, phone.screen.height * 0.6)
    lasting: tuple[ScreenAction, ...] = (
        Input(text="x" * 4000),
        LongPress(start_point=middle),
        Drag(start_point=middle, end_point=ScreenPoint(middle.x, middle.y - 500)),
        Wait(seconds=20),
    )
    late = [stop_late(phone, action, 0.1 + 0.4 * at / times) for at in range(times) for action in lasting]
    late_ms = sorted(seconds * 1e3 for seconds in late)
    p95 = late_ms[int(0.95 * (len(late_ms) - 1))]
    value = f"{statistics.median(late_ms):.0f} ms median, {p95:.0f} p95, {late_ms[-1]:.0f} at most of {len(late_ms)}"
    return PhoneFigure("stop in the middle of an action", value, f"≤ {STOP_BAR:g} ms", late_ms[-1] <= STOP_BAR)


def stop_late(phone: AndroidPhone, action: ScreenAction, after_s: float) -> float:
    """Seconds from a stop, ``after_s`` into the action, to its end; 0 where it had ended by itself."""
    asked: list[float] = []

    def request() -> None:
        asked.append(time.monotonic())
        phone.stop.request("measured")

    timer = threading.Timer(after_s, request)
    timer.start()
    try:
        phone.perform(action)
    except Stopped:
        late = time.monotonic() - asked[0]
    else:
        late = 0.0
    timer.join()
    phone.link.stop = phone.stop = Stop()
    return late


def _tap(phone: AndroidPhone, name: str) -> None:
    seen = phone.observe()
    node = next(one for one in seen.tree or () if one.name == name)
    phone.perform(Click(start_point=seen.geometry.to_screen(node.box.center)))


def _tap_field(phone: AndroidPhone) -> None:
    """The largest field: the note's body."""
    seen = phone.observe()
    field = max((one for one in seen.tree or () if "editable" in one.states), key=lambda one: one.box.area)
    phone.perform(Click(start_point=seen.geometry.to_screen(field.box.center)))


class _Slept:
    """How long the bridge waited on purpose meanwhile."""

    def __init__(self, stop: Stop) -> None:
        self._stop, self.seconds = stop, 0.0

    def __enter__(self) -> None:
        sleep = self._stop.sleep

        def counted(seconds: float) -> None:
            started = time.perf_counter()
            sleep(seconds)
            self.seconds += time.perf_counter() - started

        self._stop.sleep = counted  # type: ignore[method-assign]

    def __exit__(self, *exc: object) -> None:
        del self._stop.sleep
