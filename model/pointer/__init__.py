"""The trained pointer: a small transformer that reads the task, what was done and what is on the screen, and points.

It predicts the next action, its target and how sure that is. At run time it needs numpy, OpenVINO and tokenizers only.
"""
