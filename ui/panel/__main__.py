"""``python -m ui.panel``: the panel."""

import sys

from ui.panel.app import main

sys.exit(main(sys.argv[1:]))
