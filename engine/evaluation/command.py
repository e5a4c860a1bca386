"""What both commands of this package share: their options, the run, the report."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from engine.errors import VivaError
from engine.evaluation import report, sentences, systems, voices
from engine.evaluation.conditions import CONDITIONS
from engine.evaluation.jobs import Plan
from engine.evaluation.judge import Judge
from engine.evaluation.records import Record, Records
from engine.evaluation.run import run

_SPEECH = Path(__file__).resolve().parents[3] / "shared" / "speech"


def parser(description: str, default_systems: Sequence[str], default_conditions: Sequence[str], folder: str):
    """The options, with this command's defaults."""
    p = argparse.ArgumentParser(description=description)
    p.add_argument("--systems", nargs="+", default=default_systems, metavar="NAME", help=", ".join(systems.NAMES))
    p.add_argument("--voices", nargs="+", default=(), metavar="NAME", help="groups or names, as librispeech/118")
    p.add_argument("--kinds", nargs="+", default=(), choices=sentences.KINDS)
    p.add_argument("--limit", type=int, help="at most so many sentences, evenly from all")
    p.add_argument("--each", type=int, default=1, help="voices of each group a sentence, in turn (0: all)")
    p.add_argument("--recordings", type=int, default=3, help="recordings of each voice that are said again")
    p.add_argument("--conditions", nargs="+", default=default_conditions, choices=CONDITIONS, help="of the sample")
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--bundle", type=Path, help="a bundle's folder; for the codec also a training FILE.yaml")
    p.add_argument("--speech", type=Path, default=_SPEECH, help="folder with synthetic/ and librispeech/")
    p.add_argument("--out", type=Path, default=Path("runs/evaluation") / folder, help="results; a run goes on there")
    p.add_argument("--keep-audio", action="store_true", help="keep what was said, as FLAC in OUT/audio")
    p.add_argument("--threads", type=int, default=1, help="of the judge")
    return p


def execute(options: argparse.Namespace) -> int:
    """Run the plan, write the report; gives the exit code. A system whose parts are missing is said and left out."""
    os.environ.setdefault("OMP_NUM_THREADS", str(options.threads))
    try:
        plan = _plan(options)
    except VivaError as error:
        print(error, file=sys.stderr)
        return 2
    records, judge = Records(options.out / "results.jsonl"), Judge(options.threads)
    for name in options.systems:
        try:
            system = systems.load(name, options.bundle)
        except VivaError as error:
            print(f"{name} is left out: {error}", file=sys.stderr)
            continue
        run([system], plan, judge, records, _say_progress, options.out / "audio" if options.keep_audio else None)
    if not records.all:
        return 2
    path = report.write(records.all, options.out, seed=options.seed, bundle=options.bundle)
    print(path.read_text(encoding="utf-8").split("\n## By voice")[0])
    print(f"All of it: {path}")
    return 0


def _plan(options: argparse.Namespace) -> Plan:
    all_sentences = sentences.load()
    return Plan(
        sentences=sentences.choose(all_sentences, options.kinds, options.limit),
        order=[s.id for s in all_sentences],
        voices=voices.choose(voices.load(options.speech), options.voices),
        conditions=options.conditions,
        each=options.each,
        recordings=options.recordings,
        seed=options.seed,
    )


def _say_progress(number: int, total: int, result: Record) -> None:
    likeness = "" if result.similarity is None else f"  SIM {result.similarity:.2f}"
    outcome = result.error or f"{result.errors}/{result.words} words wrong{likeness}  MOS {result.mos:.2f}"
    print(f"{result.system} {number}/{total} {result.sentence} {result.voice}: {outcome}", file=sys.stderr, flush=True)
