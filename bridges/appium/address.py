"""The address of a device behind an Appium server: where the server is, and what is asked of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

from bridges.errors import BridgeError


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is, and what it is asked for."""

    url: str
    capabilities: Mapping[str, Any]


def read_address(detail: str) -> Address:
    """``http://HOST:PORT?caps={"platformName": …}``. Raises BridgeError where that is no such address."""
    tried = f"Using the Appium server “{detail[:80]}”"
    remedy = (
        'Such as appium:http://127.0.0.1:4723?caps={"platformName":"Android","appium:automationName":"UiAutomator2"}'
    )
    parts = urlsplit(detail if "://" in detail else f"http://{detail}")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BridgeError(tried, "that is no address of a server", remedy)
    told = parse_qs(parts.query).get("caps", ["{}"])[-1]
    try:
        capabilities = json.loads(told)
    except ValueError as error:
        raise BridgeError(tried, f"the capabilities are no JSON: {error}", remedy) from error
    if not isinstance(capabilities, dict) or "platformName" not in capabilities:
        raise BridgeError(tried, "the capabilities name no platformName", remedy)
    return Address(urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")), capabilities)
