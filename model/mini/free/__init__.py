"""Reading tasks in free wording: what is wanted, in any order and with the courtesies that people use.

A sentence is cut into pieces; a piece is read only where every word of it is accounted for. What no piece explains
leaves the task unread: nothing is guessed.
"""
