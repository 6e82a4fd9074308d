"""Macros: what was done once is done again without a model, as long as the screen agrees, and heals where it does not.

A macro is a folder with `macro.yaml`, which a person can read and edit, and the pictures of its targets.
"""
