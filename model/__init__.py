"""Everything that looks at pixels and decides. Read `base` for the Model Protocol."""

import sys

# openvino reports its use to a web service of its makers as soon as it is imported, and leaves a folder in the person's
# home. Where this package of theirs cannot be imported, it does neither.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
