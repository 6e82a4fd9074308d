"""What a replay knows without reading: loading the reader beside it does no harm to a process that ends meanwhile."""

from __future__ import annotations

import subprocess
import sys

import pytest

ENDS_AT_ONCE = """
import time
from agent.macros.replaying.known import KnownTexts
from agent.macros.replaying.session import Models, ParsedTexts
from agent.settings import Settings

KnownTexts(ParsedTexts(Models(Settings()).embedded)).warm_up()
time.sleep({seconds})
"""


@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.3, 0.4])
def test_a_process_that_ends_while_the_reader_is_loaded_ends_well(seconds: float) -> None:
    ended = subprocess.run([sys.executable, "-c", ENDS_AT_ONCE.format(seconds=seconds)], timeout=60, check=False)
    assert ended.returncode == 0
