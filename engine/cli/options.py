"""Options that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.synthesizer import Synthesizer


def add_engine(parser: argparse.ArgumentParser) -> None:
    """Which models speak, where, with how many threads."""
    parser.add_argument("--bundle", type=Path, help="folder of the models (default: those of the program)")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--threads", type=int, help="default: one for each core")


def load(options: argparse.Namespace) -> Synthesizer:
    """The engine that the options ask for. Raises BundleError."""
    return Synthesizer.load(options.bundle, device=options.device, threads=options.threads)


def between(lowest: float, highest: float, kind: type = float):
    """A type for argparse: a number within these bounds."""

    def convert(text: str) -> float | int:
        try:
            value = kind(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text} is not a number") from None
        if not lowest <= value <= highest:
            raise argparse.ArgumentTypeError(f"{text} is not between {lowest:g} and {highest:g}")
        return value

    return convert
