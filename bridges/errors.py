"""Every error that Mimic raises on purpose, drawn as one tree.

MimicError
├── BridgeError            hands and eyes
│   ├── NoDisplay          no screen to look at
│   ├── WaylandRefused     a session that lets no program look or type
│   ├── DisplayBusy        another run holds this display
│   ├── DeviceMissing      no such phone is connected
│   ├── DeviceLost         the screen or device went away in the middle
│   │   └── DeviceOffline  the phone is known but does not answer
│   ├── DeviceUnauthorised the phone has not allowed this computer
│   ├── CommandFailed      the phone says that a command failed
│   │   └── NotPermitted   the phone does not let a command do that
│   ├── SecureScreen       the application forbids pictures, and no tree tells what is there
│   ├── ApplicationMissing no installed application answers to that name
│   ├── NotTyped           the text could not be typed exactly
│   ├── UnknownKey         a key that this device does not have
│   └── OutsideSpace       a point outside its coordinate space
├── ModelError             looking and deciding
│   ├── NotAnImage         the file or array is no usable picture
│   ├── UnparsableReply    a model's reply is no valid action
│   ├── UnreadableTask     the task cannot be understood
│   ├── NoDataset          pictures to measure with that cannot be read
│   └── ModelUnavailable   the model is not installed or does not fit
└── AgentError             the run
    ├── Refused            the guard or the person said no
    ├── Stopped            the person stopped the run
    ├── Interrupted        the person took over in the middle of an action
    ├── Stuck              steps repeat without effect
    ├── StepFailed         a step's check failed for good
    ├── LimitReached       step or time limit
    ├── RunNotStored       the run folder cannot be written or read
    ├── NoChannel          the run's control channel cannot be opened or reached
    ├── SecretUnknown      a {{secret:NAME}} that the keyring does not hold
    ├── MacroUnusable      a macro that is missing, damaged, or lacks a value
    └── SettingsUnreadable a setting that cannot be used

Errors on lower floors are raised by lower floors only; the tree stands here because all floors may import from here.
"""

from __future__ import annotations


class MimicError(Exception):
    """An error that says what was tried, what was found, and what to do about it."""

    def __init__(self, tried: str, found: str, remedy: str = "") -> None:
        self.tried = tried
        self.found = found
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        sentence = f"{self.tried}: {self.found}"
        return f"{sentence}. {self.remedy}" if self.remedy else sentence


class BridgeError(MimicError):
    """Something about the device."""


class NoDisplay(BridgeError):
    """There is no screen to look at."""


class WaylandRefused(BridgeError):
    """The session is Wayland, which lets no program look at or drive other windows."""


class DisplayBusy(BridgeError):
    """Another run of Mimic holds this display."""


class DeviceLost(BridgeError):
    """The display or device went away in the middle of a run."""


class DeviceMissing(BridgeError):
    """No phone of that name is connected, or several are and none is named."""


class DeviceOffline(DeviceLost):
    """The phone is known to the adb server but does not answer."""


class DeviceUnauthorised(BridgeError):
    """The phone has not allowed this computer to debug it."""


class CommandFailed(BridgeError):
    """A command on the phone ended with an error."""


class NotPermitted(CommandFailed):
    """The phone does not let the shell do this."""


class SecureScreen(BridgeError):
    """The application forbids pictures of itself, and there is no element tree to use instead."""


class ApplicationMissing(BridgeError):
    """No installed application answers to the name."""


class NotTyped(BridgeError):
    """The text could not be typed exactly; nothing is assumed about what arrived."""


class UnknownKey(BridgeError):
    """The key name means nothing on this device."""


class OutsideSpace(BridgeError):
    """A point lies outside its coordinate space."""


class CameBetween(BridgeError):
    """A window came up under the pointer after the last look; nothing was pressed."""


class ModelError(MimicError):
    """Something about looking or deciding."""


class NotAnImage(ModelError):
    """The file or array is not a picture that can be used."""


class NoDataset(ModelError):
    """A file of pictures and instructions to measure with is missing, damaged or in no known format."""


class UnparsableReply(ModelError):
    """A model's reply is not a valid action."""


class UnreadableTask(ModelError):
    """The task cannot be understood."""


class ModelUnavailable(ModelError):
    """The model is not installed here or does not fit."""


class AgentError(MimicError):
    """Something that ends a run."""


class Refused(AgentError):
    """The guard or the person said no."""


class Stopped(AgentError):
    """The person stopped the run."""


class Interrupted(AgentError):
    """The person took over while input was being sent: the action is done in part."""


class Stuck(AgentError):
    """The same steps repeat without effect."""


class StepFailed(AgentError):
    """A step's check failed for good."""


class LimitReached(AgentError):
    """The run reached its step or time limit."""


class RunNotStored(AgentError):
    """The run folder cannot be written or read."""


class NoChannel(AgentError):
    """The run's control channel cannot be opened or reached."""


class SecretUnknown(AgentError):
    """A secret that the keyring does not hold, or a keyring that cannot be asked."""


class MacroUnusable(AgentError):
    """A macro that is missing, cannot be read, or lacks the value of a parameter."""


class SettingsUnreadable(AgentError):
    """The settings file, an environment variable or a flag holds something that cannot be used."""
