"""What a wording in free words is made of: a pattern, and the same in exact words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

Build: TypeAlias = Callable[["re.Match[str]"], str]
Shapes: TypeAlias = tuple[tuple[str, str | Build], ...]
"""Patterns that must fit a whole piece, each with the exact words; a capital in a pattern means a capital."""

ONE = r"(?P<what>(?:(?! (?:and|should|must|is|are|on|off) ).)+?)"
"""The name of one thing."""
