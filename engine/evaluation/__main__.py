"""python -m engine.evaluation: our engine beside the recordings, the codec, Kokoro, the stock voice and espeak-ng."""

from __future__ import annotations

import sys

from engine.evaluation import command, systems

if __name__ == "__main__":
    options = command.parser("Measures how well the engine speaks.", systems.DEFAULT, ("clean",), "speech")
    sys.exit(command.execute(options.parse_args()))
