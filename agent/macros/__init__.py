"""Macros: what was done once is done again without a model, as long as the screen agrees, and heals where it does not.

A macro is a folder with `macro.yaml`, which a person can read and edit, and the pictures of its targets: see `file`,
then `replaying`. `grounding` finds a target again; `recording`, `films` and `scripts` each make macros; `scheduling`
says when. `scenes` and `arriving` tell, when recording and when replaying alike, whether a window is as it was and
whether a text came.
"""
