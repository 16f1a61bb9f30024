"""`python -m briefdeck`."""

import sys

from briefdeck.cli import main

sys.exit(main())
