"""Everything that looks at pixels and decides. Read `base` for the Model Protocol."""
