"""python -m engine.cli: the same as vivavoce."""

import sys

from engine.cli import main

sys.exit(main())
