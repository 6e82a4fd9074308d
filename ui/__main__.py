"""`python -m ui` is the program `mimic`."""

import sys

from ui.cli import main

sys.exit(main())
