"""A shell of the phone's own: quoting as in mksh, and only the commands that the phone has.

Nothing here reaches this machine's shell or files. Read `grammar` for what is understood and `running` for what it does.
"""
