"""vivavoce verify: whether a sound file was made by this program."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from engine.provenance.verify import verify


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    found = verify(arguments.file)
    if arguments.json:
        label = None if found.label is None else asdict(found.label)
        print(json.dumps({"marked": found.marked, "confidence": found.confidence, "label": label}))
    else:
        print(f"{found.finding} (confidence {found.confidence:.5f})")
    return 0 if found.marked else 1
