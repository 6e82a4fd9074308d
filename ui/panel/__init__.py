"""The panel: a window to give tasks in, to see every step with its picture, to decide, and to take over.

`app` starts it, `window` holds its pages, `shown_run` is a run as the panel sees it. Everything that is shown of a run
comes from the run's control channel and its folder; the panel keeps nothing of its own.
"""
