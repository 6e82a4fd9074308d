"""The commands about macros: recording, replaying, and all that is done with their files."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from ui.options import CONFIRM, JSON, PICTURE, InOrder

ON = click.option("--on", "target", metavar="TARGET", help="Where: desktop, desktop:TITLE, virtual, android, phone.")
SET = click.option("--set", "given", multiple=True, metavar="NAME=VALUE", help="The value of a parameter.")


@click.command(
    "record", short_help="Watch what you do, and keep it as a macro.",
    epilog="Example: mimic record invoice --open mousepad",
)  # fmt: skip
@click.argument("name")
@click.option("--on", "target", metavar="TARGET", help="Where: desktop (this screen), desktop:TITLE, android.")
@click.option("--open", "opened", metavar="APP", help="Start this application first; so does the macro.")
@click.option("--tree/--no-tree", default=True, show_default=True, help="Read the accessibility tree: tells passwords.")
@JSON
def record(name: str, target: str | None, opened: str | None, tree: bool, as_json: bool) -> int:
    """Watch what you do until Ctrl+Alt+Escape, and keep it as the macro NAME.

    Texts become parameters. What is typed into password fields is not kept: it becomes {{secret:NAME}}.
    """
    from ui.record import record as recorded

    return recorded(name, target, opened, tree=tree, as_json=as_json)


@click.command(
    "replay", short_help="Do again what a macro holds.",
    epilog="Example: mimic replay invoice --set customer=Ada; or once for each row: --data customers.csv",
)  # fmt: skip
@click.argument("name")
@click.option("--on", "target", metavar="TARGET", help="Where, as for “do”; by default where it was recorded.")
@click.option("--speed", default="max", show_default=True, metavar="N|max", help="1 keeps your pauses, 2 halves them.")
@SET
@click.option("--data", type=PICTURE, metavar="ROWS.csv", help="Once for each row; goes on where it was broken off.")
@click.option("--accept-heals", is_flag=True, help="Keep in the macro what was found in another place or look.")
@click.option("--diff", is_flag=True, help="Show at the end what that would change in the macro's file.")
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
    diff: bool,
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
        diff=diff,
        window=window,
        data=data,
    )


@click.group(
    "macro",
    cls=InOrder,
    short_help="List, show, edit, share and schedule macros.",
    epilog="Example: mimic macro show invoice",
)
def macro() -> None:
    """List, show, edit, share and schedule macros. Make them with mimic record, do them with mimic replay."""


@macro.command("list", short_help="List all macros.", epilog="Example: mimic macro list --json")
@JSON
def macro_list(as_json: bool) -> int:
    """List all macros."""
    from ui.macro import list_macros

    return list_macros(as_json=as_json)


@macro.command("show", short_help="Tell a macro step by step.", epilog="Example: mimic macro show invoice")
@click.argument("name")
@JSON
def macro_show(name: str, as_json: bool) -> int:
    """Tell the macro NAME step by step."""
    from ui.macro import show_macro

    return show_macro(name, as_json=as_json)


@macro.command(
    "edit",
    short_help="Open a macro in your editor, and check it afterwards.",
    epilog="Example: EDITOR=vim mimic macro edit invoice",
)
@click.argument("name")
def macro_edit(name: str) -> int:
    """Open the macro NAME in your editor, and check it afterwards."""
    from ui.macro import edit_macro

    return edit_macro(name)


@macro.command("lint", short_help="Say what is wrong with a macro.", epilog="Example: mimic macro lint invoice")
@click.argument("name")
@JSON
def macro_lint(name: str, as_json: bool) -> int:
    """Say what is wrong with the macro NAME, with line and column. Exit code 1 where something is."""
    from ui.macro import lint_macro

    return lint_macro(name, as_json=as_json)


@macro.command(
    "confirm", short_help="Keep or drop the steps that were inferred.", epilog="Example: mimic macro confirm invoice"
)
@click.argument("name")
@click.option("--all", "everything", is_flag=True, help="Keep them all, without asking.")
def macro_confirm(name: str, everything: bool) -> int:
    """Go through the steps of the macro NAME that were inferred, and say which were meant so.

    A macro with steps that nobody has confirmed is not replayed.
    """
    from ui.macro_confirm import confirm_macro

    return confirm_macro(name, everything=everything)


@macro.command("rename", short_help="Call a macro otherwise.", epilog="Example: mimic macro rename invoice march")
@click.argument("name")
@click.argument("new")
def macro_rename(name: str, new: str) -> int:
    """Call the macro NAME otherwise. Macros that call it, and its schedule, go by the new name too."""
    from ui.macro import rename_macro

    return rename_macro(name, new)


@macro.command("copy", short_help="Make a second macro of one.", epilog="Example: mimic macro copy invoice invoice-2")
@click.argument("name")
@click.argument("new")
def macro_copy(name: str, new: str) -> int:
    """Make the macro NEW, a copy of the macro NAME with its pictures."""
    from ui.macro import copy_macro

    return copy_macro(name, new)


@macro.command("delete", short_help="Delete a macro.", epilog="Example: mimic macro delete invoice")
@click.argument("name")
def macro_delete(name: str) -> int:
    """Delete the macro NAME."""
    from ui.macro import delete_macro

    return delete_macro(name)


@macro.command(
    "import",
    short_help="Make a macro of a script for pyautogui.",
    epilog="Example: mimic macro import fill.py fill --shown screen.png",
)
@click.argument("script", type=PICTURE)
@click.argument("name")
@click.option("--screen", default="1920x1080", show_default=True, help="Size of the screen that the script knows.")
@click.option("--shown", type=PICTURE, metavar="PICTURE", help="That screen, so that points become recognisable.")
def macro_import(script: Path, name: str, screen: str, shown: Path | None) -> int:
    """Make the macro NAME of a pyautogui SCRIPT, which is read and never executed."""
    from ui.macro_scripts import import_script

    return import_script(script, name, screen, shown)


@macro.command(
    "export",
    short_help="Write a macro as a script, or as a test.",
    epilog="Example: mimic macro export invoice --to invoice.py",
)
@click.argument("name")
@click.option("--to", "out", type=PICTURE, metavar="FILE.py", help="Instead of the terminal.")
@click.option("--pytest", "as_pytest", is_flag=True, help="A test that replays it, instead of a plain script.")
@click.option("--on", "target", default="virtual", show_default=True, metavar="TARGET", help="Where the test replays.")
def macro_export(name: str, out: Path | None, target: str, as_pytest: bool) -> int:
    """Write the macro NAME as a Python script for pyautogui, or as a test."""
    from ui.macro_scripts import export_macro

    return export_macro(name, out, target, as_pytest=as_pytest)


@macro.command(
    "schedule",
    short_help="Replay a macro at set times.",
    epilog='Example: mimic macro schedule invoice "0 9 * * 1-5" --on virtual',
)
@click.argument("name")
@click.argument("times")
@ON
@SET
@click.option(
    "--with", "scheduler", type=click.Choice(["systemd", "cron", "launchd", "windows"]),
    help="Instead of this system's own.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only print what would be written and run.")
def macro_schedule(
    *,
    name: str,
    times: str,
    target: str | None,
    given: tuple[str, ...],
    scheduler: Literal["systemd", "cron", "launchd", "windows"] | None,
    dry_run: bool,
) -> int:
    """Replay the macro NAME at TIMES, given as cron's five fields: minute, hour, day, month, day of the week.

    "0 9 * * 1-5" is 9:00 from Monday to Friday, "*/15 * * * *" every quarter of an hour. @daily and the like go too.
    """
    from ui.macro_schedule import schedule_macro
    from ui.replay import settings_of

    return schedule_macro(name, times, scheduler, target, settings_of(given), dry_run=dry_run)


@macro.command(
    "unschedule", short_help="Replay a macro at set times no longer.", epilog="Example: mimic macro unschedule invoice"
)
@click.argument("name")
@click.option("--dry-run", is_flag=True, help="Only print what would be run.")
def macro_unschedule(name: str, dry_run: bool) -> int:
    """Replay the macro NAME at set times no longer."""
    from ui.macro_schedule import unschedule_macro

    return unschedule_macro(name, dry_run=dry_run)


@macro.command("scheduled", short_help="List what is replayed at set times.", epilog="Example: mimic macro scheduled")
def macro_scheduled() -> int:
    """List what is replayed at set times, and when."""
    from ui.macro_schedule import list_scheduled

    return list_scheduled()


@macro.command("from-run", short_help="Make a macro of a run.", epilog="Example: mimic macro from-run last invoice")
@click.argument("run")
@click.argument("name")
def macro_from_run(run: str, name: str) -> int:
    """Make the macro NAME of a RUN that succeeded, with what led nowhere left out.

    RUN is its name, how its name begins, its folder, or “last”; mimic runs lists them.
    """
    from ui.macro import macro_from_run as made

    return made(run, name)


@macro.command(
    "from-video",
    short_help="Make a macro of a screen recording.",
    epilog="Example: mimic macro from-video screen.webm invoice",
)
@click.argument("file", type=PICTURE)
@click.argument("name")
def macro_from_video(file: Path, name: str) -> int:
    """Make the macro NAME of what the screen recording FILE shows.

    What the pixels leave open is to be confirmed afterwards: mimic macro confirm NAME.
    """
    from ui.macro import macro_from_video as made

    return made(file, name)
