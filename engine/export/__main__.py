"""python -m engine.export --config FILE --to FOLDER: make a bundle of a run's trained parts."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from engine.codec.channel import ChannelFill
from engine.errors import VivaError
from engine.export.bundle import write_bundle
from engine.export.graphs import Modules
from engine.training import config as configs
from engine.training.runs import Run


def main() -> int:
    """Export; prints each graph's difference from torch."""
    parser = argparse.ArgumentParser(prog="python -m engine.export", description=__doc__)
    parser.add_argument("--config", type=Path, default=Path("engine/training/configs/base.yaml"))
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--name", default="base")
    parser.add_argument("--about", type=Path, help="JSON put into the manifest: data, hours, scores, licence")
    arguments = parser.parse_args()
    try:
        run = Run(configs.load(arguments.config))
        modules = Modules(run.codec(), run.synthesiser(), run.aligner(), run.ar(), run.nar())
        about = json.loads(arguments.about.read_text(encoding="utf-8")) if arguments.about else {}
        channel = ChannelFill.load(Path(run.config.corpus) / "channel.npz")
        differences = write_bundle(arguments.to, arguments.name, modules, channel, run.variance, **about)
    except VivaError as error:
        print(error, file=sys.stderr)
        return 2
    for name, difference in differences.items():
        print(f"{name:12} {difference:.2e}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
