"""From a screen recording to a macro: what changed, where the pointer was, and what was likely done there.

Read `video` first. What comes out goes through `agent.macros.recording.recorded`, as everything recorded does.
"""
