"""python -m engine.evaluation.codec_report: what the codec keeps of speech held out of training."""

from __future__ import annotations

import sys

from engine.evaluation import command, systems
from engine.evaluation.conditions import CONDITIONS

if __name__ == "__main__":
    description = "Measures resynthesis of recordings with 1, 2, 4 and 8 codebooks, under each condition."
    options = command.parser(description, systems.CODEC_REPORT, CONDITIONS, "codec")
    sys.exit(command.execute(options.parse_args()))
