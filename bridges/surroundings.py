"""What programs find around them on a private desktop: their environment, and how the window manager is set up."""

from __future__ import annotations

import os
import re
from pathlib import Path

from bridges.supervisor import MARK

OPENBOX = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <resistance><strength>0</strength></resistance>
  <focus><focusNew>yes</focusNew><focusLast>yes</focusLast></focus>
  <placement><policy>Smart</policy><center>yes</center></placement>
  <theme>
    <name>Clearlooks</name><titleLayout>NLIMC</titleLayout><animateIconify>no</animateIconify>
    <font place="ActiveWindow"><name>DejaVu Sans</name><size>10</size></font>
    <font place="InactiveWindow"><name>DejaVu Sans</name><size>10</size></font>
  </theme>
  <desktops><number>1</number><popupTime>0</popupTime></desktops>
  <resize><drawContents>yes</drawContents><popupShow>Never</popupShow></resize>
  <keyboard>
    <keybind key="A-F4"><action name="Close"/></keybind>
    <keybind key="A-Tab"><action name="NextWindow"><dialog>none</dialog><finalactions>
      <action name="Focus"/><action name="Raise"/><action name="Unshade"/></finalactions></action></keybind>
  </keyboard>
  <mouse>
    <dragThreshold>4</dragThreshold><doubleClickTime>400</doubleClickTime>
    <context name="Frame"><mousebind button="A-Left" action="Drag"><action name="Move"/></mousebind></context>
    <context name="Titlebar">
      <mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
      <mousebind button="Left" action="Drag"><action name="Move"/></mousebind>
      <mousebind button="Left" action="DoubleClick"><action name="ToggleMaximize"/></mousebind>
    </context>
    <context name="Top Bottom Left Right TLCorner TRCorner BLCorner BRCorner">
      <mousebind button="Left" action="Drag"><action name="Resize"/></mousebind>
    </context>
    <context name="Client">
      <mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
      <mousebind button="Middle" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
      <mousebind button="Right" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
    </context>
    <context name="Iconify"><mousebind button="Left" action="Click"><action name="Iconify"/></mousebind></context>
    <context name="Maximize">
      <mousebind button="Left" action="Click"><action name="ToggleMaximize"/></mousebind>
    </context>
    <context name="Close"><mousebind button="Left" action="Click"><action name="Close"/></mousebind></context>
  </mouse>
</openbox_config>
"""

PICOM = """backend = "xrender";
shadow = false;
fading = false;
vsync = false;
unredir-if-possible = false;
"""

FOREIGN = re.compile(
    r"(WAYLAND_|XDG_(SESSION|CURRENT_DESKTOP|SEAT|VTNR|RUNTIME_DIR|ACTIVATION)|DESKTOP_|SESSION_MANAGER|GNOME_|KDE_|GTK_|QT_"
    r"|GDK_|CLUTTER_|XMODIFIERS|AT_SPI_|DBUS_|DISPLAY$|XAUTHORITY|WINDOWID|COLORTERM|TERM$|NO_AT_BRIDGE|ACCESSIBILITY_ENABLED)"
)
"""Variables that tie a program to the person's own session, or would make it look different here."""


def environment_for(runtime: Path, authority: Path, tree: bool) -> dict[str, str]:
    """The person's environment without its session, with software rendering and settings that stay in memory."""
    environment = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
    environment |= {
        MARK: str(runtime),
        "XAUTHORITY": str(authority),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_SESSION_TYPE": "x11",
        "GDK_BACKEND": "x11",
        "QT_QPA_PLATFORM": "xcb",
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "GSK_RENDERER": "cairo",
        "QT_QUICK_BACKEND": "software",
        # Applications keep their settings in memory: nothing of a run stays in the person's own.
        "GSETTINGS_BACKEND": "memory",
        # No file system is mounted into the runtime folder, no portal is asked for colours.
        "GVFS_DISABLE_FUSE": "1",
        "GTK_USE_PORTAL": "0",
        "ADW_DISABLE_PORTAL": "1",
    }
    if tree:
        environment |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "ACCESSIBILITY_ENABLED": "1"}
    else:
        environment |= {"NO_AT_BRIDGE": "1", "GTK_A11Y": "none"}
    return environment
