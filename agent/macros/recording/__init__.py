"""From raw input and from runs to steps that were meant, each with its target, its check and its parameters.

Read `recorder` first, then `deedlet` and `recorded`, which runs and films come through as well.
"""
