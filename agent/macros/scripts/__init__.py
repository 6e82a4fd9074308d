"""Scripts for pyautogui, read as macros and written from macros. None is executed.

Read `reading` first; `exports` is the way out.
"""
