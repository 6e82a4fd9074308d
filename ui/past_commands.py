"""The commands about what was done before."""

from __future__ import annotations

from pathlib import Path

import click

from ui.options import JSON, PICTURE, InOrder


@click.group("runs", cls=InOrder, invoke_without_command=True)
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


@click.command("report")
@click.argument("run", default="last")
@click.option("--to", "out", type=PICTURE, metavar="FILE.html", help="Where to; without it, in the run's folder.")
@click.option("--open", "open_it", is_flag=True, help="Open it in the browser.")
def report(run: str, out: Path | None, open_it: bool) -> int:
    """Write the report of a RUN (its name, its folder or “last”): one HTML file that needs no network."""
    from ui.past import report_past

    return report_past(run, out, open_it=open_it)
