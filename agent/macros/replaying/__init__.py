"""A macro done again: found, guarded, done and checked step by step, for one row or many, and healed where it moved.

Read `replay` first, then `stepping`; `session` is what the floor above calls.
"""
