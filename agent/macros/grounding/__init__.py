"""What a target is known by, and where on a screen it is now, in a theme, a size or words of another kind.

Read `finding` first: the ladder, of which each other module is a rung or a sign that a rung goes by.
"""
