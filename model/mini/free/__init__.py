"""Reading tasks in free wording: what is wanted, in any order and with the courtesies that people use.

A sentence is cut into pieces; a piece is read only where every word of it is accounted for. What no piece explains is
read as one with the rest of the task, where its names can mean only one thing together, or leaves the task unread:
nothing is guessed, and no name in quotes is dropped.
"""
