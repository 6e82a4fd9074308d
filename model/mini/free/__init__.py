"""Reading tasks in free wording: what is wanted, in any order and with the courtesies that people use.

A whole task is first told by a small trained network (`goal`), which names its kind and marks the parts; `framing`
makes wishes of them. Where it is not sure, rules read: a sentence is cut into pieces, and a piece is read only where
every word of it is accounted for. Both ways nothing is guessed and no name in quotes is dropped, or the task is left
unread.
"""
