"""The loop and everything that decides whether a step may happen. Read `base` for events and the Person."""
