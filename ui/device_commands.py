"""The commands about phones and what works here."""

from __future__ import annotations

import click

from ui.options import JSON, InOrder


@click.command("doctor")
@click.option("--on", "target", metavar="TARGET", help="Look at a phone: android, android:SERIAL, phone.")
@JSON
def doctor(target: str | None, as_json: bool) -> int:
    """Say what works here, what is missing, and the command that mends it."""
    from ui.doctor import examine

    return examine(as_json=as_json, target=target)


@click.group("devices", cls=InOrder, invoke_without_command=True)
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
