"""The report, opened in a real browser whose only way out is a server that writes down who came."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hand_made import HOSTILE, drawn, hostile_events, refused_events
from PIL import Image

from agent.base import EVENT, Event, Started
from agent.macros.replaying.changes import Change
from agent.trajectory import Run
from bridges.errors import RunNotStored
from ui.replayed import Replayed
from ui.report import bars, duration, rendered, write_report

Store = Callable[[list[Event]], Run]
BROWSER = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--password-store=basic",
    "--virtual-time-budget=3000",
)


class Canary:
    """A server that a hostile page would like to reach; it remembers each path that was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Links(HTMLParser):
    """Every address that an element of a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attributes if name.endswith(("href", "src", "ping", "action"))]


@pytest.fixture
def canary() -> Iterator[Canary]:
    canary = Canary()
    yield canary
    canary.close()


def browsed(page: Path, tmp_path: Path, *more: str) -> str:
    """What Chromium has in its document after opening the page, with every outside name unknown to it."""
    chromium = shutil.which("chromium")
    assert chromium, "the tests need chromium: python3 bridges/debian.py install apps"
    outside = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    command = [chromium, *BROWSER, outside, f"--user-data-dir={tmp_path / 'profile'}", *more, page.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=90, check=True)
    return done.stdout.decode()


def hostile_page_words(url: str) -> str:
    return (
        f"<script>fetch('{url}/script');document.body.dataset.pwned=1</script>"
        f"\"'><img src='{url}/image' onerror=\"document.body.dataset.pwned=1\">"
        f"</style><style>@import '{url}/style';</style><a href='{url}/ping' ping='{url}/ping'>x</a>"
        f"<svg onload=\"document.body.dataset.pwned=1\"><use href='{url}/use#x'/></svg>"
    )


def test_hostile_words_neither_run_nor_reach_out(stored: Store, canary: Canary, tmp_path: Path) -> None:
    words = hostile_page_words(canary.url)
    control = tmp_path / "control.html"
    control.write_text(f"<body><p>{words}</p></body>")
    assert "data-pwned" in browsed(control, tmp_path, "--dump-dom")
    assert {"/script", "/image"} <= set(canary.asked), "the page without protection has to be caught"
    canary.asked.clear()

    page = write_report(stored([_swapped(event, words) for event in hostile_events()]))
    document = browsed(page, tmp_path, "--dump-dom")
    assert canary.asked == []
    assert "data-pwned" not in document
    assert document.count("&lt;script&gt;fetch(") > 5


def _swapped(event: Event, words: str) -> Event:
    """The same event with other hostile words."""

    def swap(value: object) -> object:
        if isinstance(value, str):
            return value.replace(HOSTILE, words)
        if isinstance(value, dict):
            return {key: swap(inner) for key, inner in value.items()}
        return [swap(inner) for inner in value] if isinstance(value, list) else value

    return EVENT.validate_json(json.dumps(swap(event.model_dump(mode="json")))).model_copy(
        update={"pixels": event.pixels}
    )


def test_even_words_that_were_not_escaped_would_do_nothing(stored: Store, canary: Canary, tmp_path: Path) -> None:
    page = write_report(stored(hostile_events()))
    page.write_text(page.read_text().replace("</h1>", f"</h1>{hostile_page_words(canary.url)}", 1))
    document = browsed(page, tmp_path, "--dump-dom")
    assert canary.asked == []
    assert "data-pwned" not in document


def test_the_page_looks_as_designed_in_light_and_dark(stored: Store, tmp_path: Path) -> None:
    page = write_report(stored(hostile_events()))
    papers = {}
    for scheme, flag in (("light", "1"), ("dark", "0")):
        shot = tmp_path / f"{scheme}.png"
        browsed(
            page,
            tmp_path,
            f"--screenshot={shot}",
            "--window-size=900,700",
            f"--blink-settings=preferredColorScheme={flag}",
        )
        papers[scheme] = Image.open(shot).convert("RGB").getpixel((3, 3))
    assert papers == {"light": (0xF7, 0xF6, 0xF3), "dark": (0x12, 0x13, 0x17)}


def test_the_screens_are_really_drawn(stored: Store, tmp_path: Path) -> None:
    page = write_report(stored(hostile_events()))
    shot = tmp_path / "shot.png"
    browsed(page, tmp_path, f"--screenshot={shot}", "--window-size=1300,3600", "--force-device-scale-factor=1")
    colours = Image.open(shot).convert("RGB").quantize(256).convert("RGB").getcolors(1 << 24)
    assert colours is not None
    blue = sum(n for n, (r, g, b) in colours if abs(r - 70) < 12 and abs(g - 110) < 12 and abs(b - 220) < 12)
    assert blue > 500, "the Save button of the drawn dialog"


def test_the_file_names_nothing_outside_itself(stored: Store) -> None:
    page = rendered(stored(hostile_events()[:3]))
    found = Links()
    found.feed(page)
    assert len(found.links) > 5
    assert all(link.startswith(("#", "data:image/webp;base64,")) for link in found.links), found.links
    assert "<script" not in page
    assert "url(" not in page.replace("url(#tip)", "")


def test_what_a_person_wants_to_know_stands_in_it(stored: Store) -> None:
    page = rendered(stored(hostile_events()))
    for part in (
        "Done",
        "6223",
        "step 3 of 4: click Save",
        "62 %",
        "destroys",
        "Yes",
        "press Enter",
        "Refused by the guard",
    ):
        assert part in page
    assert page.count('<article id="step-') == 4


def test_what_a_replay_found_otherwise_is_told_with_its_pictures(stored: Store, canary: Canary, tmp_path: Path) -> None:
    run, words = stored(hostile_events()), hostile_page_words(canary.url)
    (run.folder / "heals").mkdir()
    for name, colour in (("before", (200, 20, 20)), ("after", (20, 200, 20))):
        Image.new("RGB", (160, 60), colour).save(run.folder / "heals" / f"{name}.png")
    change = Change(macro="letter", step="s1", words=f"the button “{words}” moved 40 pixels down",
                    how="found by its look", before="heals/before.png", after="heals/after.png")  # fmt: skip
    outside = change.model_copy(update={"before": "../../other.png", "after": "heals/none.png"})
    Replayed(changes=(change, outside), diff=f"-  words: Save\n+  words: {words}").write(run.folder)
    shot = tmp_path / "shot.png"
    page = write_report(run)
    assert page.read_text().count("data:image/png;base64,") == 2
    document = browsed(page, tmp_path, "--dump-dom")
    assert "moved 40 pixels down" in document
    assert "Step s1, found by its look" in document
    assert "-  words: Save" in document
    assert canary.asked == []
    assert "data-pwned" not in document
    browsed(page, tmp_path, f"--screenshot={shot}", "--window-size=1300,3600", "--force-device-scale-factor=1")
    seen = Image.open(shot).convert("RGB").getcolors(1 << 24)
    assert seen is not None
    for colour in ((200, 20, 20), (20, 200, 20)):
        assert sum(count for count, one in seen if one == colour) > 4000


def test_a_refused_run_says_why_and_what_to_do(stored: Store) -> None:
    page = rendered(stored(refused_events()))
    assert ">Refused</p>" in page
    assert "the step may delete files" in page
    assert "Run it with --confirm on a terminal." in page


def test_a_run_that_broke_off_before_its_first_step_has_a_report_too(stored: Store) -> None:
    page = rendered(stored([Started(task="t", device="d", model="m")]))
    assert "Interrupted" in page


def test_a_run_without_its_pictures_has_a_report_too(stored: Store) -> None:
    run = stored(hostile_events())
    shutil.rmtree(run.folder / "frames")
    page = rendered(run)
    assert page.count('<article id="step-') == 4
    assert "data:image" not in page


def test_thirty_steps_stay_small(stored: Store) -> None:
    begin, one, did, seen, *_ = hostile_events()
    events: list[Event] = [begin]
    for step in range(1, 31):
        frame = drawn("word " * (step % 9))
        before, after = f"{step:04}-before", f"{step:04}-after"
        events += [
            one.model_copy(update={"step": step, "frame": before, "pixels": frame}),
            did.model_copy(update={"step": step}),
            seen.model_copy(update={"step": step, "frame": after, "pixels": drawn("word " * (step % 7))}),
        ]
    page = rendered(stored(events))
    assert page.count('<article id="step-') == 30
    assert len(page) < 1_500_000


def test_a_report_that_cannot_be_written_says_so_and_leaves_nothing(stored: Store, tmp_path: Path) -> None:
    run = stored(refused_events())
    with pytest.raises(RunNotStored, match="not there"):
        write_report(run, tmp_path / "not there" / "report.html")
    assert not list(tmp_path.glob("**/*.part"))


def test_times_are_written_as_people_say_them() -> None:
    assert [duration(ms) for ms in (37.4, 1400, 125_000)] == ["37 ms", "1.4 s", "2 min 05 s"]
    parts = bars({"capture": 30.0, "person": 70.0}, 100.0)
    assert [(part.colour, part.left, part.width) for part in parts] == [("capture", 0, 300), ("other", 300, 700)]
    assert bars({}, 0.0) == []
