"""The program `mimic`: its commands with their options. What a command does stands in the module that it calls.

Only click is imported here, so that ``--help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

import click

from ui.device_commands import devices, doctor
from ui.macro_commands import macro, record, replay
from ui.model_commands import ask, bench, explain, finetune, model_group
from ui.options import ADAPTER, CONFIRM, JSON, MODEL, PICTURE, InOrder
from ui.past_commands import report, runs
from ui.secret_commands import secret

BEGIN = "Begin with: mimic do --on virtual 'open the calculator, compute 127 * 49 and tell me the result'"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 finished, 1 failed, 2 usage, 3 refused, 4 stopped by the person."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A byte or letter that the terminal's encoding does not know must not end a run.
            stream.reconfigure(errors="replace" if stream is sys.stdin else "backslashreplace")
    try:
        code = program.main(given, prog_name="mimic", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return 4
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last line of defence: one clear sentence
        from ui.failures import explained

        return explained(error, debug="--debug" in given)
    code = code if isinstance(code, int) else 0
    if arguments is None:
        _leave_what_computes(code)
    return code


def _leave_what_computes(code: int) -> None:
    """End at once where a model still computes for a run that was stopped: a usual end would tear it down and crash."""
    waiting = sys.modules.get("agent.waiting")
    if waiting is not None and waiting.left_alone():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


@click.group(
    cls=InOrder, epilog=BEGIN, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="mimic", prog_name="mimic")
@click.option("--debug", is_flag=True, help="Show where an error comes from.")
def program(debug: bool) -> None:
    """Say what you want done: Mimic looks at the screen and does it, on this machine alone."""
    from ui.log import start_log

    start_log(debug=debug)


@program.command("do")
@click.argument("task", required=False)
@click.option(
    "--on",
    "target",
    metavar="TARGET",
    help="desktop (this screen), desktop:TITLE (one window), virtual, virtual:1280x800, android, phone.",
)
@click.option("--confirm", type=CONFIRM, help="Which steps need your yes; without a terminal these are refused.")
@MODEL
@ADAPTER
@click.option("--max-steps", type=click.IntRange(min=1), help="Stop after so many steps.")
@click.option("--time-limit", type=click.FloatRange(min=1), metavar="SECONDS", help="Stop after so many seconds.")
@click.option("--tree/--no-tree", default=None, help="Read the accessibility tree besides the pixels.")
@click.option("--overlay/--no-overlay", default=None, help="Draw each step over the screen; by default on this screen.")
@click.option("--resume", metavar="[RUN]", is_flag=False, flag_value="last", help="Go on with a run that broke off.")
@click.option("--open-report", is_flag=True, help="Open the report in the browser at the end.")
@click.option("--channel", "window", type=int, hidden=True, help="Descriptor of the window that starts this.")
@click.option("--tasks", type=PICTURE, metavar="FILE", help="Tasks, one a line, for each device: --on android:all.")
@JSON
def do_task(
    *,
    task: str | None,
    target: str | None,
    confirm: str | None,
    model: str | None,
    max_steps: int | None,
    time_limit: float | None,
    tree: bool | None,
    overlay: bool | None,
    resume: str | None,
    open_report: bool,
    window: int | None,
    tasks: Path | None,
    as_json: bool,
) -> int:
    """Carry out a TASK that is told in plain words."""
    if tasks is not None or (target or "").strip().lower() == "android:all":
        from ui.fleet import do_all

        if (tasks is None) == (not (task or "").strip()) or resume is not None:
            raise click.UsageError("Give either TASK or --tasks FILE; several devices have no run to resume.")
        return do_all(task, tasks, target or "android:all", {"confirm": confirm, "model": model}, json_out=as_json)
    if resume is None and not (task or "").strip():
        raise click.UsageError("Say what to do: mimic do 'open the calculator, compute 2 + 3'.")
    if resume is not None and task is not None:
        raise click.UsageError("A resumed run keeps its own task: give either TASK or --resume RUN.")
    from ui.do import do

    limits = {"steps": max_steps, "seconds": time_limit}
    flags = {
        "device": target,
        "confirm": confirm,
        "model": model,
        "tree": tree,
        "overlay": overlay,
        "limits": limits,
    }
    return do(task, flags, resume=resume, as_json=as_json, open_report=open_report, window=window)


@program.command("stop")
@click.argument("run", required=False)
def stop_task(run: str | None) -> int:
    """Stop a RUN that is going on, by its name or how its name begins; without one, every run and recording."""
    from ui.stopping import stop_runs

    return stop_runs(run)


@program.command("panel")
@click.option("--appearance", type=click.Choice(["system", "light", "dark"]), default="system", show_default=True)
@click.option("--language", metavar="CODE", help="Instead of your own: en or zh.")
@click.option("--task", default="", help="Words to put into the task box.")
def panel(appearance: str, language: str | None, task: str) -> int:
    """Open the window in which tasks are given, followed, decided and taken over."""
    from ui.panel.app import show

    return show(appearance, language, task)


for _command in (record, replay, macro, secret):
    program.add_command(_command)


@program.command("ground")
@click.argument("image", type=PICTURE, required=False)
@click.argument("instruction", required=False)
@click.option("--batch", is_flag=True, help="JSON lines {id, image, instruction} in, {id, point, box, …} out.")
@MODEL
@ADAPTER
@JSON
def ground(image: Path | None, instruction: str | None, batch: bool, model: str | None, as_json: bool) -> int:
    """Point at what an INSTRUCTION means on a picture, such as 'the Save button'."""
    from ui.look import ground_batch, ground_one

    if batch:
        if image is not None:
            raise click.UsageError("With --batch the images come from standard input.")
        return ground_batch(sys.stdin, sys.stdout, model)
    if image is None or not (instruction or "").strip():
        raise click.UsageError("Name an IMAGE and an INSTRUCTION: mimic ground screen.png 'the Save button'.")
    return ground_one(image, str(instruction), model, as_json=as_json)


@program.command("parse")
@click.argument("image", type=PICTURE)
@click.option("--annotated", type=PICTURE, metavar="OUT.png", help="Draw the elements on a copy of the picture.")
@JSON
def parse(image: Path, annotated: Path | None, as_json: bool) -> int:
    """List the elements on a picture of a screen."""
    from ui.look import parse_picture

    return parse_picture(image, annotated, as_json=as_json)


for _command in (ask, explain, doctor, devices, runs, report):
    program.add_command(_command)


@program.command("config")
@JSON
def config(as_json: bool) -> int:
    """Show each setting, its value and where it comes from."""
    from ui.config import show_config

    return show_config(as_json=as_json)


for _command in (bench, model_group, finetune):
    program.add_command(_command)


@program.command("install-desktop")
@click.option("--autostart", is_flag=True, help="Start the panel with the session too.")
@click.option("--uninstall", is_flag=True, help="Take Mimic out of the applications again.")
def install_desktop(autostart: bool, uninstall: bool) -> int:
    """Put Mimic among the applications of your desktop, with its icon."""
    from ui import desktop_entry

    if autostart and uninstall:
        raise click.UsageError("Give either --autostart or --uninstall.")
    files = desktop_entry.uninstall() if uninstall else desktop_entry.install(autostart=autostart)
    for path in files:
        click.echo(f"{'removed' if uninstall else 'wrote'} {path}")
    return 0


@program.command("eval")
@click.argument("suite")
@click.argument("dataset", required=False, type=PICTURE)
@click.option("--json", "out", type=PICTURE, metavar="FILE", help="Write the result as JSON besides.")
@click.option("--runs", "times", default=1, show_default=True, type=click.IntRange(min=1), help="Runs of each case.")
@click.option("--only", metavar="ID", multiple=True, help="Only the cases of these names.")
@click.option("--html", "page", type=PICTURE, metavar="FILE", help="grounding: a page of every failure.")
@click.option("--without", multiple=True, type=click.Choice(("detector", "icons")), help="grounding: leave a part out.")
@click.option("--faults", is_flag=True, help="phone: let one thing go wrong in each run.")
@click.option("--first", default=1, type=click.IntRange(min=1), help="phone: the number of the first run.")
@click.option("--part", default="", metavar="NAME", help="A part of the suite alone; macros: drift, rows, video, …")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 256), help="miniwob: processes at once.")
def evaluate(
    suite: str,
    dataset: Path | None,
    out: Path | None,
    times: int,
    only: tuple[str, ...],
    page: Path | None,
    without: tuple[str, ...],
    faults: bool,
    first: int,
    part: str,
    jobs: int,
) -> int:
    """Carry out all tasks of a SUITE and count what was truly done.

    SUITE "grounding" points at things on the pictures of a DATASET: this project's own, or a file in the format of
    ScreenSpot-v2, ScreenSpot-Pro or OSWorld-G.
    """
    if jobs > 1 and suite in ("grounding", "phone"):
        raise click.UsageError(f"The suite {suite} is done one case after the other; --jobs belongs to miniwob.")
    if suite == "grounding":
        from ui.grounding import evaluate_grounding

        return evaluate_grounding(dataset, out, page, only, without)
    if suite == "phone":
        from ui.phone_evaluation import evaluate_phone

        parts = ("faults",) if faults else tuple(filter(None, part.split(",")))
        return evaluate_phone(out, times, only, parts, first=first)
    if faults:
        raise click.UsageError("--faults belongs to the suite phone.")
    if dataset or page or without:
        raise click.UsageError("DATASET, --html and --without belong to the suite grounding.")
    from ui.evaluation import evaluate_suite

    return evaluate_suite(f"{suite}-{part}" if part else suite, out, times, only, jobs)
