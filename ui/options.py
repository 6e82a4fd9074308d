"""What several commands share: options, kinds of arguments, and groups that keep their order."""

from __future__ import annotations

import os
from pathlib import Path

import click

CONFIRM = click.Choice(["never", "risky", "always"])
PICTURE = click.Path(path_type=Path)
JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON for a program to read.")
ADAPTER = click.option(
    "--adapter", metavar="FOLDER", envvar="MIMIC_MIMO_ADAPTER", expose_value=False, is_eager=True,
    callback=lambda _, __, folder: os.environ.update(MIMIC_MIMO_ADAPTER=folder) if folder else None,
    help="What mimic finetune wrote, for the big model.",
)  # fmt: skip
MODEL = click.option("--model", metavar="NAME", help="Who decides; “mini” is built in.")


class InOrder(click.Group):
    """Lists the commands in the order of this file, the one that matters most first."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it by name
        return list(self.commands)
