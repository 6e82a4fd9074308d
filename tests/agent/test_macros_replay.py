"""Replays on the fixture application: what is done, what halts, what is asked, and that nothing is done wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent.base import Event, Failed, Finished, Healed, Nobody, Performed, Planned, Verified
from agent.macros.file.schema import STEP, IfShown, Macro, Pointing
from agent.macros.file.store import Macros, store_picture
from agent.macros.file.target import Target
from agent.macros.grounding.describing import describe
from agent.macros.replaying.changes import changes
from agent.macros.replaying.session import Account, Desk
from agent.settings import Settings
from bridges.coordinates import FramePoint
from bridges.desktop import Desktop
from bridges.virtual import PrivateDisplay
from model.base import Element
from tests.conftest import FixtureApp


@pytest.fixture
def desktop(private_display: PrivateDisplay) -> Iterator[Desktop]:
    with Desktop(private_display.name, environment=private_display.environment) as running:
        yield running


class Bench:
    """Macros for the fixture application, recorded by its own places."""

    def __init__(self, desktop: Desktop, app: FixtureApp, folder: Path) -> None:
        self.desktop, self.app, self.macros = desktop, app, Macros(folder)
        self.desk = Desk(desktop, Settings(), Nobody(), self.macros)
        self.account = Account()

    def target(self, name: str) -> Target:
        seen = self.desktop.observe()
        center = self.app.box(name).center
        element = Element(box=self.app.box(name), role="button", text=name)
        target, picture = describe(seen, FramePoint(center.x, center.y), [element], f"pictures/{name}.png")
        assert picture is not None
        store_picture(self.macros.root / "pressed" / f"pictures/{name}.png", picture)
        return target

    def save(self, *steps: dict[str, Any], name: str = "pressed", **more: Any) -> Macro:
        macro = Macro.model_validate({"name": name, "steps": steps, **more})
        (self.macros.root / name).mkdir(parents=True, exist_ok=True)
        from agent.macros.file.document import written

        (self.macros.root / name / "macro.yaml").write_text(written(macro), encoding="utf-8")
        return macro

    def replay(self, macro: Macro, **values: str) -> list[Event]:
        return list(self.desk.replayed(macro, values, self.account))


@pytest.fixture
def bench(desktop: Desktop, fixture_app: FixtureApp, tmp_path: Path) -> Bench:
    return Bench(desktop, fixture_app, tmp_path)


def click(target: Target, **more: Any) -> dict[str, Any]:
    return {"id": target.words, "do": "click", "target": target, **more}


def test_an_unchanged_screen_needs_no_model_and_each_step_has_its_events(bench: Bench) -> None:
    targets = [bench.target(name) for name in ("Apply", "OK", "Cancel")]
    events = bench.replay(bench.save(*map(click, targets)))
    assert isinstance(events[-1], Finished)
    assert [one["widget"] for one in bench.app.events("clicked")] == ["Apply", "OK", "Cancel"]
    assert bench.account.calls == 0
    assert [type(one) for one in events[1:4]] == [Planned, Performed, Verified]
    assert all(one.decision.model == "macro:place" for one in events if isinstance(one, Planned))
    assert all(one.shown_before for one in events if isinstance(one, Planned))


def test_texts_and_items_are_filled_in(bench: Bench) -> None:
    steps = {
        "id": "all", "do": "for each", "item": "city", "among": "cities",
        "steps": [{"do": "input", "text": "{city} {end}"}],
    }  # fmt: skip
    macro = bench.save(steps, parameters={"cities": {}, "end": {"default": "–"}})
    bench.replay(macro, cities="Ulm\nKöln", end="ü!")
    bench.app.wait_for("text", "Name", text="Ulm ü!Köln ü!")


def test_a_failed_check_stops_and_nothing_is_done_after_it(bench: Bench) -> None:
    apply, cancel = bench.target("Apply"), bench.target("Cancel")
    wrong = click(apply, check={"kind": "window", "text": "Nowhere", "within_s": 0.3})
    events = bench.replay(bench.save(wrong, click(cancel)))
    assert isinstance(events[-1], Failed)
    assert events[-1].error == "StepFailed"
    assert [one["widget"] for one in bench.app.events("clicked")] == ["Apply"]


def test_a_target_that_is_not_there_halts_without_pressing_anything(bench: Bench) -> None:
    apply = bench.target("Apply")
    gone = apply.model_copy(update={"words": "Transmogrify", "looks": None, "place": None, "near": ()})
    events = bench.replay(bench.save(click(gone, find_s=0.5)))
    assert isinstance(events[-1], Failed)
    assert "Transmogrify" in events[-1].why
    assert not bench.app.events("clicked")


def test_a_grave_step_is_asked_for_and_refused_where_nobody_is_there(bench: Bench) -> None:
    events = bench.replay(bench.save(click(bench.target("Apply"), consequence="destroys")))
    assert isinstance(events[-1], Failed)
    assert events[-1].error == "Refused"
    assert not bench.app.events("clicked")


def test_a_missing_picture_is_made_up_for_by_words_and_shown_as_a_heal(bench: Bench) -> None:
    apply = bench.target("Apply")
    macro = bench.save(click(apply))
    (bench.macros.root / "pressed" / "pictures/Apply.png").unlink()
    before = (bench.macros.root / "pressed" / "macro.yaml").read_text("utf-8")
    events = bench.replay(macro)
    assert isinstance(events[-1], Finished), events[-1]
    (healed,) = (one for one in events if isinstance(one, Healed))
    assert healed.was == "“Apply” is not as recorded"
    assert healed.now.startswith("found by ")
    (change,) = changes(bench.macros, bench.account.heals, bench.macros.root / "run")
    assert change.words == "the button “Apply” had no picture to be found by"
    assert not any(one.shown_before for one in events if isinstance(one, Planned))
    assert [one["widget"] for one in bench.app.events("clicked")] == ["Apply"]
    from agent.macros.replaying.healing import accept

    diff = accept(bench.macros, bench.account.heals, keep=False)
    assert "+" in diff
    assert (bench.macros.root / "pressed" / "macro.yaml").read_text("utf-8") == before
    accept(bench.macros, bench.account.heals, keep=True)
    assert (bench.macros.root / "pressed" / "pictures/Apply.png").is_file()
    again = bench.macros.load("pressed")
    bench.desk = Desk(bench.desktop, Settings(), Nobody(), bench.macros)
    assert not any(isinstance(one, Healed) for one in bench.replay(again))


def test_a_heal_of_a_step_without_a_name_is_kept_and_its_parameter_stays_one(bench: Bench) -> None:
    from agent.macros.replaying.healing import accept

    path = bench.macros.root / "hand" / "macro.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "name: hand\nparameters: {which: Apply}\nsteps:\n  - do: if shown\n    shown: '{which}'\n    steps:\n"
        "      - do: click\n        target: '{which}'\n      - {do: wait, seconds: 0.1}\n",
        encoding="utf-8",
    )
    events = bench.replay(bench.macros.load("hand"), which="Cancel")
    assert isinstance(events[-1], Finished), events[-1]
    accept(bench.macros, bench.account.heals, keep=True)
    healed = bench.macros.load("hand").steps[0]
    assert isinstance(healed, IfShown)
    clicked = healed.steps[0]
    assert isinstance(clicked, Pointing)
    assert clicked.target.words == "{which}"
    assert clicked.target.place


def test_a_step_that_nobody_has_confirmed_is_not_done(bench: Bench) -> None:
    events = bench.replay(bench.save(click(bench.target("Apply"), unsure=True, confidence=0.4)))
    assert isinstance(events[-1], Failed)
    assert events[-1].error == "MacroUnusable"
    assert not bench.app.events("clicked")


def test_if_shown_takes_the_branch_of_what_is_there(bench: Bench) -> None:
    apply, cancel = bench.target("Apply"), bench.target("Cancel")
    absent = apply.model_copy(update={"words": "Transmogrify", "looks": None, "place": None, "near": ()})
    branch = {"do": "if shown", "shown": absent, "within_s": 0.1, "steps": [click(apply)], "otherwise": [click(cancel)]}
    bench.replay(bench.save(branch))
    assert [one["widget"] for one in bench.app.events("clicked")] == ["Cancel"]


def test_a_switch_to_what_is_in_front_already_is_no_failure(bench: Bench) -> None:
    title = bench.desktop.glance().window
    switch = STEP.validate_python({"do": "appswitch", "app": title})
    events = bench.replay(bench.save(switch.model_dump(exclude_defaults=True)))
    assert isinstance(events[-1], Finished), events[-1]


def test_what_may_change_nothing_is_told_how_to_say_so(bench: Bench) -> None:
    events = bench.replay(bench.save({"do": "press", "keys": "ctrl+f9"}))
    assert isinstance(events[-1], Failed)
    assert "check: {kind: none}" in events[-1].remedy


def test_a_macro_calls_a_macro_with_values(bench: Bench) -> None:
    bench.save({"do": "input", "text": "{who}"}, name="inner", parameters={"who": {}})
    bench.replay(bench.save({"do": "macro", "macro": "inner", "set": {"who": "Ada"}}))
    bench.app.wait_for("text", "Name", text="Ada")


def test_a_macro_that_is_called_may_type_its_own_secrets(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIMIC_SECRET_PIN", "4711")
    bench.desk = Desk(bench.desktop, Settings(secrets_from_environment=True, confirm="never"), Nobody(), bench.macros)
    bench.save({"do": "input", "text": "{{secret:pin}}"}, name="inner")
    bench.replay(bench.save({"do": "macro", "macro": "inner"}))
    bench.app.wait_for("text", "Name", text="4711")


def test_enter_in_a_dialog_that_deletes_is_asked_for_though_the_recording_calls_it_harmless(bench: Bench) -> None:
    from dataclasses import replace

    from agent.guard import Guard
    from agent.macros.replaying.known import ForGuard, KnownTexts
    from agent.steps import plan_of
    from bridges.action import Press
    from bridges.coordinates import Box, Size
    from model.base import Decision

    seen = replace(bench.desktop.observe(), window_box=Box(400, 300, 800, 450), window="Question")

    class Dialog:
        def texts(self, observation: object) -> tuple[Element, ...]:
            yes = Element(box=Box(420, 400, 480, 430), role="button", text="Delete")
            no = Element(box=Box(500, 400, 560, 430), role="button", text="Cancel")
            return (Element(box=Box(420, 320, 700, 340), text="Delete 3 files?"), yes, no)

    texts = KnownTexts(Dialog())
    texts.know(seen, None, None)
    decision = Decision(actions=(Press(keys=["enter"]),), image=Size(1280, 800), reason="confirm")
    (plan,) = plan_of(decision, seen, 1)
    assert Guard(reader=ForGuard(texts)).judge(plan, seen).answer == "ask"


def test_an_unknown_application_is_named_and_nothing_is_done(bench: Bench) -> None:
    apply = bench.target("Apply")
    events = bench.replay(bench.save({"id": "s1", "do": "open", "app": "Transmogrifier 9000"}, click(apply)))
    assert isinstance(events[-1], Failed)
    assert events[-1].error == "ApplicationMissing"
    assert "Transmogrifier 9000" in events[-1].why
    assert not bench.app.events("clicked")
