"""The pretend phone: an ADB daemon, Android's commands and a drawn screen, in one process, for trying and testing.

`daemon` and `connection` speak the transport, `services` opens shells and file transfers, `shell` reads command lines,
`commands` holds Android's programs, `phone` the state, `windows` and `screen` what is seen, `apps` the applications.
Nothing that a host sends is carried out on this machine.
"""
