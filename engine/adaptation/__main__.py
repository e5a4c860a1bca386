"""python -m engine.adaptation run FOLDER: work on a fine-tuning job; progress comes as lines of JSON."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from engine.adaptation import needs
from engine.adaptation.job import Job, Progress
from engine.errors import VivaError

_NICENESS = 10  # whoever speaks or types comes first


def main(arguments: list[str] | None = None) -> int:
    """0: done, paused or cancelled; 2: it did not work, with a plain sentence."""
    parser = argparse.ArgumentParser(prog="python -m engine.adaptation", description=__doc__)
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="work on a job until it is done; may be called again after any interruption")
    run.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    try:
        needs.require()
        job = Job(options.folder)
        key = bytes.fromhex(sys.stdin.readline().strip()) if job.wanted.sealed else None
        from engine.adaptation.run import run as work  # noqa: PLC0415 - torch, known to be here only now

        work(job, key, _tell)
    except VivaError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _tell(progress: Progress) -> None:
    print(progress.to_json(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
