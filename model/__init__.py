"""From pixels to decisions: the parser, the trained eyes and pointer, and the models that decide."""

import sys

# openvino reports its use to a web service of its makers as soon as it is imported, and leaves a folder in the person's
# home. Where this package of theirs cannot be imported, it does neither.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
