"""What a person sees and types: the command line, the live view, questions, the report and the video of a run.

Read `cli` for the commands and `story` for how a stream of events becomes steps that can be shown.
"""
