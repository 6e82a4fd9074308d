"""Task suites: what Mimic can do, counted. Each suite is a module with a function ``cases() -> tuple[Case, ...]``."""
