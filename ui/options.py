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


WHOLE = 1000
"""Letters of a sentence, which none has."""


class InOrder(click.Group):
    """Lists the commands in the order in which they were made, the one that matters most first."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it by name
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as click calls it
        """Each command with its whole first sentence, however narrow the terminal is."""
        listed = [
            (name, command.get_short_help_str(WHOLE)) for name, command in self.commands.items() if not command.hidden
        ]
        with formatter.section("Commands"):
            formatter.write_dl(listed)
