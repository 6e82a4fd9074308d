"""Hands and eyes: the devices that Mimic can look at and act on.

Read `base` for the Bridge Protocol, `action` for what can be done, `coordinates` for where.
"""
