"""python -m engine.training STAGE --config FILE: make or train one stage of a run. See README.md beside this file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from engine.errors import VivaError
from engine.training import config as configs
from engine.training.runs import STAGES, Run


def main() -> int:
    """Run one stage; exit code 2 with a plain sentence when it cannot."""
    parser = argparse.ArgumentParser(prog="python -m engine.training", description=__doc__)
    parser.add_argument("stage", choices=list(STAGES))
    parser.add_argument("--config", type=Path, default=Path("engine/training/configs/base.yaml"))
    parser.add_argument(
        "--minutes", type=float, help="wall clock of this stage, over all resumes, instead of the file's"
    )
    parser.add_argument("--fresh", action="store_true", help="begin anew even where a checkpoint lies")
    arguments = parser.parse_args()
    try:
        run = Run(configs.load(arguments.config), minutes=arguments.minutes, fresh=arguments.fresh)
        STAGES[arguments.stage](run)
    except VivaError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
