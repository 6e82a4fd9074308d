"""`mimic secret`: values for {{secret:NAME}}, kept in the keyring of this system."""

from __future__ import annotations

import sys

import click

from ui.options import InOrder


@click.group("secret", cls=InOrder, epilog="Example: mimic secret set bank_password")
def secret() -> None:
    """Keep passwords for {{secret:NAME}} in the system's keyring."""


@secret.command("set", epilog="Example: mimic secret set bank_password")
@click.argument("name")
def set_secret(name: str) -> int:
    """Ask for the value of NAME and put it into the keyring; piped input is taken as it is."""
    from agent.secrets import to_keyring

    if sys.stdin.isatty():
        value = str(click.prompt(f"Value of {name}", hide_input=True, confirmation_prompt=True))
    else:
        value = sys.stdin.readline().rstrip("\r\n")
    to_keyring(name, value)
    click.echo(f"{{{{secret:{name}}}}} stands for it now.")
    return 0


@secret.command("delete", epilog="Example: mimic secret delete bank_password")
@click.argument("name")
def delete_secret(name: str) -> int:
    """Take NAME out of the keyring again."""
    from agent.secrets import out_of_keyring

    out_of_keyring(name)
    click.echo(f"“{name}” is gone from the keyring.")
    return 0
