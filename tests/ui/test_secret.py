"""`mimic secret`: what is put into the keyring is what {{secret:NAME}} stands for."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from agent.secrets import SERVICE, from_keyring
from ui.cli import main


class InMemory(KeyringBackend):
    """A keyring that ends with the test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")


@pytest.fixture
def ring() -> Iterator[InMemory]:
    before, made = keyring.get_keyring(), InMemory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_secret_is_kept_as_it_is_and_forgotten_again(
    ring: InMemory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(" pass word €\n"))
    assert main(["secret", "set", "bank.pin"]) == 0
    assert "{{secret:bank.pin}} stands for it now." in capsys.readouterr().out
    assert ring.held == {(SERVICE, "bank.pin"): " pass word €"}
    assert from_keyring("bank.pin") == " pass word €"
    assert main(["secret", "delete", "bank.pin"]) == 0
    assert from_keyring("bank.pin") is None
    assert main(["secret", "delete", "bank.pin"]) == 1
    assert "PasswordDeleteError" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "value", "told"), [("two words", "x", "no name"), ("pin", "", "empty")])
def test_what_cannot_be_a_secret_is_refused(
    ring: InMemory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
    told: str,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{value}\n"))
    assert main(["secret", "set", name]) == 1
    assert told in capsys.readouterr().err
    assert not ring.held
