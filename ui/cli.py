"""The program `mimic`: every command with its options. What a command does stands in the module that it calls.

Only click is imported here, so that ``--help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Literal

import click

CONFIRM = click.Choice(["never", "risky", "always"])
PICTURE = click.Path(path_type=Path)
BEGIN = "Begin with: mimic do --on virtual 'open the calculator, compute 127 * 49 and tell me the result'"
JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON for a program to read.")
ADAPTER = click.option(
    "--adapter", metavar="FOLDER", envvar="MIMIC_MIMO_ADAPTER", expose_value=False, is_eager=True,
    callback=lambda _, __, folder: os.environ.update(MIMIC_MIMO_ADAPTER=folder) if folder else None,
    help="What mimic finetune wrote, for the big model.",
)  # fmt: skip
MODEL = click.option("--model", metavar="NAME", help="Who decides; “mini” is built in.")


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


class InOrder(click.Group):
    """Lists the commands in the order of this file, the one that matters most first."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it by name
        return list(self.commands)


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
    "--on", "target", metavar="TARGET", help="desktop (this screen), virtual, virtual:1280x800, android, phone."
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
    """Stop a RUN that is going on, by its name or how its name begins; without one, every run."""
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


@program.command("record")
@click.argument("name")
@click.option("--on", "target", metavar="TARGET", help="Where, as for “do”.")
@click.option("--open", "opened", metavar="APP", help="Start this application first; the macro then does so too.")
@click.option("--tree/--no-tree", default=True, show_default=True, help="Read the accessibility tree: tells passwords.")
@JSON
def record(name: str, target: str | None, opened: str | None, tree: bool, as_json: bool) -> int:
    """Watch what you do until Ctrl+Alt+Escape, and keep it as the macro NAME."""
    from ui.record import record as recorded

    return recorded(name, target, opened, tree=tree, as_json=as_json)


@program.command("replay")
@click.argument("name")
@click.option("--on", "target", metavar="TARGET", help="Where, as for “do”.")
@click.option("--speed", default="max", show_default=True, metavar="N|max", help="1 keeps the recording's pauses.")
@click.option("--set", "given", multiple=True, metavar="NAME=VALUE", help="The value of a parameter.")
@click.option("--data", type=PICTURE, metavar="ROWS.csv", help="Once for each row; goes on where it was broken off.")
@click.option("--accept-heals", is_flag=True, help="Keep in the macro what was found in another place or look.")
@click.option("--confirm", type=CONFIRM, help="Which steps need your yes; without a terminal these are refused.")
@click.option("--tree/--no-tree", default=None, help="Read the accessibility tree besides the pixels.")
@click.option("--overlay/--no-overlay", default=None, help="Draw each step over the screen; by default on this screen.")
@click.option("--channel", "window", type=int, hidden=True, help="Descriptor of the window that starts this.")
@JSON
def replay(
    *,
    name: str,
    target: str | None,
    speed: str,
    given: tuple[str, ...],
    data: Path | None,
    accept_heals: bool,
    confirm: str | None,
    tree: bool | None,
    overlay: bool | None,
    window: int | None,
    as_json: bool,
) -> int:
    """Do again what the macro NAME holds, without a model as long as the screen agrees."""
    from ui.replay import replay_macro, settings_of

    try:
        pace = float("inf") if speed == "max" else float(speed)
    except ValueError as error:
        raise click.UsageError("--speed is “max” or a number such as 2.") from error
    if not pace > 0:
        raise click.UsageError("--speed is “max” or a number above 0.")
    flags = {"device": target, "confirm": confirm, "tree": tree, "overlay": overlay}
    return replay_macro(
        name,
        settings_of(given),
        flags,
        speed=pace,
        accept_heals=accept_heals,
        as_json=as_json,
        window=window,
        data=data,
    )


@program.group("macro", cls=InOrder)
def macro() -> None:
    """List, show, edit and make macros."""


@macro.command("list")
@JSON
def macro_list(as_json: bool) -> int:
    """List all macros."""
    from ui.macro import list_macros

    return list_macros(as_json=as_json)


@macro.command("show")
@click.argument("name")
@JSON
def macro_show(name: str, as_json: bool) -> int:
    """Tell the macro NAME step by step."""
    from ui.macro import show_macro

    return show_macro(name, as_json=as_json)


@macro.command("edit")
@click.argument("name")
def macro_edit(name: str) -> int:
    """Open the macro NAME in your editor, and check it afterwards."""
    from ui.macro import edit_macro

    return edit_macro(name)


@macro.command("lint")
@click.argument("name")
@JSON
def macro_lint(name: str, as_json: bool) -> int:
    """Say what is wrong with the macro NAME."""
    from ui.macro import lint_macro

    return lint_macro(name, as_json=as_json)


@macro.command("rename")
@click.argument("name")
@click.argument("new")
def macro_rename(name: str, new: str) -> int:
    """Call the macro NAME otherwise."""
    from ui.macro import rename_macro

    return rename_macro(name, new)


@macro.command("delete")
@click.argument("name")
def macro_delete(name: str) -> int:
    """Delete the macro NAME."""
    from ui.macro import delete_macro

    return delete_macro(name)


@macro.command("import")
@click.argument("script", type=PICTURE)
@click.argument("name")
@click.option("--screen", default="1920x1080", show_default=True, help="Size of the screen that the script knows.")
@click.option("--shown", type=PICTURE, metavar="PICTURE", help="That screen, so that points become recognisable.")
def macro_import(script: Path, name: str, screen: str, shown: Path | None) -> int:
    """Make the macro NAME of a pyautogui SCRIPT, which is read and never executed."""
    from ui.macro_scripts import import_script

    return import_script(script, name, screen, shown)


@macro.command("export")
@click.argument("name")
@click.option("--to", "out", type=PICTURE, metavar="FILE.py", help="Instead of the terminal.")
@click.option("--pytest", "as_pytest", is_flag=True, help="A test that replays it, instead of a plain script.")
@click.option("--on", "target", default="virtual", show_default=True, metavar="TARGET", help="Where the test replays.")
def macro_export(name: str, out: Path | None, target: str, as_pytest: bool) -> int:
    """Write the macro NAME as a Python script for pyautogui, or as a test."""
    from ui.macro_scripts import export_macro

    return export_macro(name, out, target, as_pytest=as_pytest)


@macro.command("schedule")
@click.argument("name")
@click.argument("times")
@click.option("--with", "scheduler", type=click.Choice(["systemd", "cron", "launchd", "windows"]))
@click.option("--dry-run", is_flag=True, help="Only print what would be written and run.")
def macro_schedule(
    name: str, times: str, scheduler: Literal["systemd", "cron", "launchd", "windows"] | None, dry_run: bool
) -> int:
    """Replay the macro NAME at TIMES, given as cron's five fields: "0 9 * * 1-5"."""
    from ui.macro_scripts import schedule_macro

    return schedule_macro(name, times, scheduler, dry_run=dry_run)


@macro.command("from-run")
@click.argument("run")
@click.argument("name")
def macro_from_run(run: str, name: str) -> int:
    """Make the macro NAME of a RUN that succeeded, its mistakes and detours left out."""
    from ui.macro import macro_from_run as made

    return made(run, name)


@macro.command("from-video")
@click.argument("file", type=PICTURE)
@click.argument("name")
def macro_from_video(file: Path, name: str) -> int:
    """Make the macro NAME of what a screen recording shows; unsure steps are to be confirmed."""
    from ui.macro import macro_from_video as made

    return made(file, name)


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


@program.command("ask")
@click.argument("files", nargs=-1, required=True, type=PICTURE)
@click.argument("question")
@click.option("--schema", type=PICTURE, metavar="SCHEMA.json", help="Answer with JSON that keeps to this JSON schema.")
@click.option("--each", is_flag=True, help="Ask about every file by itself: one JSON line for each.")
@MODEL
@ADAPTER
@JSON
def ask(
    files: tuple[Path, ...], question: str, schema: Path | None, each: bool, model: str | None, as_json: bool
) -> int:
    """Answer a QUESTION about FILES: pictures, PDF documents, videos."""
    from ui.asking import ask_files

    if not question.strip():
        raise click.UsageError("Ask something: mimic ask invoice.pdf 'What is the total?'.")
    return ask_files(files, question, schema, model, each=each, as_json=as_json)


@program.command("explain")
@click.argument("before", type=PICTURE)
@click.argument("after", type=PICTURE)
@click.option("--model", metavar="NAME", help="Ask a big model, instead of telling it from the pixels alone.")
@JSON
def explain(before: Path, after: Path, model: str | None, as_json: bool) -> int:
    """Say which click, scroll or key lies between the pictures BEFORE and AFTER."""
    from ui.asking import explain_pictures

    return explain_pictures(before, after, model, as_json=as_json)


@program.command("doctor")
@click.option("--on", "target", metavar="TARGET", help="Look at a phone: android, android:SERIAL, phone.")
@JSON
def doctor(target: str | None, as_json: bool) -> int:
    """Say what works here, what is missing, and the command that mends it."""
    from ui.doctor import examine

    return examine(as_json=as_json, target=target)


@program.group("devices", cls=InOrder, invoke_without_command=True)
@click.pass_context
def devices(context: click.Context) -> int:
    """List phones and their state; reach one over the network."""
    return 0 if context.invoked_subcommand else int(context.invoke(list_devices))


@devices.command("list")
@JSON
def list_devices(as_json: bool) -> int:
    """List the phones that adb knows, and what to do where one cannot be used."""
    from ui import devices as phones

    return phones.list_devices(as_json=as_json)


@devices.command("pair")
@click.argument("address", metavar="HOST:PORT")
@click.argument("code", required=False)
@JSON
def pair_device(address: str, code: str | None, as_json: bool) -> int:
    """Pair with a phone over Wi-Fi; it shows HOST:PORT and the CODE."""
    from ui import devices as phones

    return phones.pair_device(address, code, as_json=as_json)


@devices.command("connect")
@click.argument("address", metavar="HOST:PORT")
@JSON
def connect_device(address: str, as_json: bool) -> int:
    """Connect to a phone over the network."""
    from ui import devices as phones

    return phones.connect_device(address, as_json=as_json)


@devices.command("disconnect")
@click.argument("address", metavar="HOST:PORT")
@JSON
def disconnect_device(address: str, as_json: bool) -> int:
    """Give a connection over the network up."""
    from ui import devices as phones

    return phones.disconnect_device(address, as_json=as_json)


@program.group("runs", cls=InOrder, invoke_without_command=True)
@click.pass_context
def runs(context: click.Context) -> int:
    """List, show and open what was done before."""
    return 0 if context.invoked_subcommand else int(context.invoke(list_runs))


@runs.command("list")
@click.option("--last", default=20, show_default=True, type=click.IntRange(min=1), help="How many.")
@JSON
def list_runs(last: int, as_json: bool) -> int:
    """List the runs, newest first."""
    from ui.past import list_past

    return list_past(last, as_json=as_json)


@runs.command("show")
@click.argument("run")
@JSON
def show_run(run: str, as_json: bool) -> int:
    """Tell a RUN step by step."""
    from ui.past import show_past

    return show_past(run, as_json=as_json)


@runs.command("open")
@click.argument("run", default="last")
def open_run(run: str) -> int:
    """Open the report of a RUN in the browser."""
    from ui.past import open_past

    return open_past(run)


@runs.command("video")
@click.argument("run", default="last")
@click.option("--to", "out", type=PICTURE, metavar="FILE", help="Where to: .webm, .mp4 or .gif.")
def video(run: str, out: Path | None) -> int:
    """Make a video of a RUN, with each step's target and words."""
    from ui.past import film_past

    return film_past(run, out)


@program.command("report")
@click.argument("run", default="last")
@click.option("--to", "out", type=PICTURE, metavar="FILE.html", help="Where to; without it, in the run's folder.")
@click.option("--open", "open_it", is_flag=True, help="Open it in the browser.")
def report(run: str, out: Path | None, open_it: bool) -> int:
    """Write the report of a RUN (its name, its folder or “last”): one HTML file that needs no network."""
    from ui.past import report_past

    return report_past(run, out, open_it=open_it)


@program.command("config")
@JSON
def config(as_json: bool) -> int:
    """Show each setting, its value and where it comes from."""
    from ui.config import show_config

    return show_config(as_json=as_json)


@program.group("bench", cls=InOrder)
def bench() -> None:
    """Measure how fast this machine is."""


@bench.command("model", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def bench_model(options: tuple[str, ...]) -> int:
    """Measure a step of the big model; --help after it lists the options."""
    from model.mimo.bench import main as measure

    measure(options)
    return 0


@program.group("model", cls=InOrder)
def model_group() -> None:
    """See, fetch, check and pack checkpoints of the big model."""


@model_group.command("list")
@JSON
def model_list(as_json: bool) -> int:
    """List the models and the checkpoints that lie here."""
    from ui.checkpoints import list_models

    return list_models(as_json=as_json)


@model_group.command("pull")
@click.argument("checkpoint")
@click.option("--to", type=PICTURE, metavar="FOLDER", help="Instead of the hub's cache.")
@click.option("--from", "source", type=click.Choice(["hub", "modelscope"]), default="hub", show_default=True)
@click.option("--endpoint", metavar="URL", help="Another server that speaks the hub's protocol.")
def model_pull(checkpoint: str, to: Path | None, source: str, endpoint: str | None) -> int:
    """Fetch a CHECKPOINT, such as XiaomiMiMo/MiMo-VL-7B-RL-2508; what is here already is not fetched again."""
    from ui.checkpoints import pull_model

    return pull_model(checkpoint, to, source, endpoint)


@model_group.command("check")
@click.argument("checkpoint", required=False)
@click.option("--prompts", default=0, type=click.IntRange(min=0), help="Compare with transformers on so many.")
@JSON
def model_check(checkpoint: str | None, prompts: int, as_json: bool) -> int:
    """Say how a CHECKPOINT (a folder or an id) fits this machine, before anything loads."""
    from ui.checkpoints import check_model

    return check_model(checkpoint, prompts, as_json=as_json)


@model_group.command("quantize")
@click.argument("checkpoint")
@click.argument("folder", type=PICTURE)
def model_quantize(checkpoint: str, folder: Path) -> int:
    """Pack a CHECKPOINT into 4 bits, in a new FOLDER."""
    from ui.checkpoints import quantize_model

    return quantize_model(checkpoint, folder)


@program.command("finetune")
@click.argument("runs", nargs=-1, required=True)
@click.option("--base", metavar="CHECKPOINT", help="A folder or an id; without it, MIMIC_MIMO_CHECKPOINT.")
@click.option("--to", "out", type=PICTURE, required=True, metavar="FOLDER", help="Where the adapter goes.")
@click.option("--epochs", default=3, show_default=True, type=click.IntRange(min=1))
@click.option("--rate", default=2e-4, show_default=True, type=click.FloatRange(min=0, min_open=True))
@click.option("--rank", default=16, show_default=True, type=click.IntRange(1, 256))
@JSON
def finetune(
    runs: tuple[str, ...], base: str | None, out: Path, epochs: int, rate: float, rank: int, as_json: bool
) -> int:
    """Teach a big model from RUNS that succeeded, as a LoRA adapter for --adapter."""
    from ui.finetuning import finetune_runs

    return finetune_runs(runs, base, out, epochs=epochs, rate=rate, rank=rank, as_json=as_json)


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
def evaluate(
    suite: str,
    dataset: Path | None,
    out: Path | None,
    times: int,
    only: tuple[str, ...],
    page: Path | None,
    without: tuple[str, ...],
    faults: bool,
) -> int:
    """Carry out all tasks of a SUITE and count what was truly done.

    SUITE "grounding" points at things on the pictures of a DATASET: this project's own, or a file in the format of
    ScreenSpot-v2, ScreenSpot-Pro or OSWorld-G.
    """
    if suite == "grounding":
        from ui.grounding import evaluate_grounding

        return evaluate_grounding(dataset, out, page, only, without)
    if suite == "phone":
        from ui.phone_evaluation import evaluate_phone

        return evaluate_phone(out, times, only, faults=faults)
    if faults:
        raise click.UsageError("--faults belongs to the suite phone.")
    if dataset or page or without:
        raise click.UsageError("DATASET, --html and --without belong to the suite grounding.")
    from ui.evaluation import evaluate_suite

    return evaluate_suite(suite, out, times, only)
