"""The macro's file: what it holds, as YAML and back, where it lies, who calls it, and what is wrong with it.

Read `schema` and `target` first. Nothing here looks at a screen.
"""
