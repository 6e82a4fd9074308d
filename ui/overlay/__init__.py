"""The overlay: what a run is about to do, drawn over the screen on which it does it. A process of its own.

    python -m ui.overlay --channel FD      started by the run, see `agent.channel`

It may hang or die without the agent waiting for it. A click goes through it, it never takes the focus, and it is not in
the agent's own pictures (`bridges.veil`).

    __main__   the process: reads the channel, passes on what comes
    scene      what there is to see at a moment, event by event; knows no window
    words      events in a person's words, in their language
    placing    where a label goes: on the screen, beside what it tells of
    painting   how it looks; its cards with words are in labels
    window     the window that shows it: shaped, click-through, over all monitors
    question   the small window with Approve, Skip and Stop
    chords     the keys for these, from wherever the focus is
    stacking   staying above other windows
    surface    the X display that they share: monitors, and telling the agent what they cover
    figures    what it costs and keeps, for `mimic eval overlay`; with alignment, burden and stage
"""
