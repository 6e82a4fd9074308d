"""Any W3C/Appium device: Android by UiAutomator2, iOS by XCUITest, mobile browsers."""

from __future__ import annotations

from bridges.base import Bridge
from bridges.stop import Stop


def open_appium(detail: str, stop: Stop, tree: bool) -> Bridge:
    """The device behind an Appium server: ``http://HOST:PORT?caps={…}``. Raises DeviceMissing, DeviceLost."""
    from bridges.appium.address import read_address
    from bridges.appium.device import AppiumDevice

    return AppiumDevice(read_address(detail), stop, tree)
