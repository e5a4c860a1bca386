"""python -m engine.adaptation.measure: likeness and word errors before and after fine-tuning, on speakers never heard.

Nobody in the speech at hand has fifteen minutes. So speakers are invented, who read the shipped scripts into a bank;
from there on all is as on a person's computer. `kokoro`: mixtures of Kokoro's voice vectors that no training set has.
`stock`: the stock voice at other sizes of the throat: another synthesiser, and made at a hundredth of the time; not
held out where the bundle was trained on the stage `stock`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np
import soxr

from engine.adaptation.best_prompt import candidates
from engine.adaptation.job import Job, Wanted
from engine.adaptation.run import run
from engine.bank.bank import Bank, now
from engine.bank.scripts import shipped
from engine.bank.takes import Take
from engine.errors import VivaError
from engine.evaluation import peers, sentences
from engine.evaluation.judge import Judge
from engine.evaluation.systems.kokoro import Kokoro
from engine.paths import ASSETS, default_bundle
from engine.synthesizer import Synthesizer
from engine.training.invent.stock import Stock
from engine.types import SAMPLE_RATE_HZ, Audio, Source, SpeakOptions, SpeakReport

_HELD_OUT = 4  # takes that nothing is made of: likeness is measured to these
_SIZES = (1.18, 0.9)
_ENGLISH = ("af_", "am_", "bf_", "bm_")


@dataclass(frozen=True, slots=True)
class Training:
    """What may be other than in the app, where all is 0: see job.Wanted."""

    minutes: float
    threads: int


@dataclass(frozen=True, slots=True)
class Row:
    """minutes of takes learnt from (0: as shipped); live: share of sentences said without the stock voice."""

    speaker: str
    minutes: float
    similarity: float
    wer: float
    live: float
    wall_minutes: float
    cpu_minutes: float


class Mixture(Kokoro):
    """A speaker nobody has heard: three of Kokoro's English voices, mixed."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        rng = np.random.default_rng([2026, seed])
        files = sorted(p for p in peers.KOKORO_VOICES.glob("*.bin") if p.name.startswith(_ENGLISH))
        chosen = rng.choice(len(files), 3, replace=False)
        styles = [np.fromfile(files[i], np.float32).reshape(self._styles.shape) for i in chosen]
        self._styles = np.tensordot(rng.dirichlet([2, 2, 2]), styles, 1).astype(np.float32)

    def read(self, text: str) -> Audio:
        """A sentence, as read aloud."""
        return Audio(np.concatenate([self._sentence(p) for p in self._text.phonemize(text)]), SAMPLE_RATE_HZ)


class Resized:
    """The stock voice, its throat larger or smaller, near a microphone in a quiet room."""

    def __init__(self, seed: int) -> None:
        self._stock, self._size = Stock(), _SIZES[seed % len(_SIZES)]
        self._draw = np.random.default_rng(0)

    def read(self, text: str) -> Audio:
        """A sentence, as read aloud."""
        said = self._stock.say(text, seed=len(text), speed=self._size * 0.97).samples
        samples = np.pad(soxr.resample(said, SAMPLE_RATE_HZ, SAMPLE_RATE_HZ * self._size), SAMPLE_RATE_HZ // 6)
        return Audio((samples + self._draw.normal(0, 3e-4, len(samples))).astype(np.float32), SAMPLE_RATE_HZ)


_MAKERS = {"kokoro": Mixture, "stock": Resized}


def bank_of(folder: Path, maker: str, seed: int, minutes: float) -> Bank:
    """The speaker's bank, with so many minutes and the takes held out; what was read before is kept."""
    bank = Bank.open(folder) if folder.exists() else Bank.create(folder, f"{maker} {seed}")
    texts = [*shipped("150").sentences, *_more()]
    speaker: Callable[[], Mixture | Resized] = cache(lambda: _MAKERS[maker](seed))
    for number, text in enumerate(texts):
        enough = number >= _HELD_OUT and sum(t.seconds for t in _learnt(bank)) >= minutes * 60
        if number >= len(bank.takes) and not enough:
            bank.add(speaker().read(text), Take(id=f"{number:05d}", text=text, seconds=0, at=now()))
    return bank


def measure(
    bundle: Path, folder: Path, speaker: tuple[str, int], minutes: list[float], limit: int, training: Training
) -> Iterator[Row]:
    """One speaker (maker and seed): the bundle as it is, then fitted to each number of minutes."""
    bank = bank_of(folder / "bank", *speaker, max(minutes))
    yield _row(0, bundle, bank, limit, (0, 0))
    for wanted in minutes:
        ids, seconds = [], 0.0
        for take in _learnt(bank):
            if seconds < wanted * 60:
                ids.append(take.id)
                seconds += take.seconds
        target, place = folder / f"{wanted:g}", folder / f"job-{wanted:g}"
        shutil.rmtree(place, ignore_errors=True)
        where = str(bank.folder), str(bundle), str(target), bank.person
        job = Job.create(place, Wanted(*where, **asdict(training), takes=tuple(ids)))
        began = time.monotonic(), time.process_time()
        try:
            run(job)
        except VivaError as error:
            print(f"{wanted:g} minutes: {error}", file=sys.stderr)
            continue
        if not target.exists():
            print(f"{wanted:g} minutes: {job.progress.message}", file=sys.stderr)
            continue
        spent = (time.monotonic() - began[0]) / 60, (time.process_time() - began[1]) / 60
        yield _row(wanted, target, bank, limit, spent)


def _row(minutes: float, bundle: Path, bank: Bank, limit: int, spent: tuple[float, float]) -> Row:
    """What the bundle says in the voice of the same sample every time."""
    synthesizer, judge = Synthesizer.load(bundle, device="cpu", threads=1), Judge()
    sample = next(candidates(_learnt(bank)))
    joined = np.concatenate([bank.audio(t.id).samples for t in sample.takes])
    prompt = synthesizer.make_prompt(Audio(joined, SAMPLE_RATE_HZ), sample.text)
    recordings = [bank.audio(t.id) for t in _in_order(bank)[:_HELD_OUT]]
    real = Audio(np.concatenate([r.samples for r in recordings]), SAMPLE_RATE_HZ)
    errors = words = 0
    like, live = [], []
    for number, sentence in enumerate(sentences.choose(sentences.load(), ("everyday", "hard"), limit)):
        report = SpeakReport()
        chunks = list(synthesizer.speak(sentence.text, prompt, SpeakOptions(seed=number), report))
        said = Audio(np.concatenate([c.audio.samples for c in chunks]), SAMPLE_RATE_HZ)
        found = judge.word_errors(sentence.reference, said)
        errors, words = errors + found.errors, words + found.words
        like.append(judge.similarity(said, real))
        live.append(report.source is Source.LIVE)
    return Row(bank.person, minutes, float(np.mean(like)), errors / words, float(np.mean(live)), *spent)


def _in_order(bank: Bank) -> list[Take]:
    return sorted(bank.takes.values(), key=lambda t: t.id)


def _learnt(bank: Bank) -> list[Take]:
    return _in_order(bank)[_HELD_OUT:]


def _more() -> list[str]:
    """Sentences that did not make it into the scripts."""
    used = set(shipped("150").sentences)
    lines = (ASSETS / "prompts" / "candidates.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#") and line.strip() not in used]


def main() -> int:
    """Prints a table, and writes it beside the banks."""
    parser = argparse.ArgumentParser(prog="python -m engine.adaptation.measure", description=__doc__)
    parser.add_argument("--minutes", type=float, nargs="+", default=[1, 5, 15])
    parser.add_argument("--made-by", choices=_MAKERS, default="kokoro")
    parser.add_argument("--speakers", type=int, default=2)
    parser.add_argument("--sentences", type=int, default=30)
    parser.add_argument("--bundle", type=Path, default=default_bundle())
    parser.add_argument("--to", type=Path, default=Path("runs/adaptation"))
    parser.add_argument("--budget", type=float, default=0, help="minutes that training may take; 0: as in the app")
    parser.add_argument("--threads", type=int, default=0, help="0: as in the app, one for each core")
    options = parser.parse_args()
    training = Training(options.budget, options.threads)
    rows: list[Row] = []
    print("| speaker | minutes | SIM | WER % | own voice % | wall min | CPU min |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    try:
        for seed in range(options.speakers):
            speaker = options.made_by, seed
            folder = options.to / f"{options.made_by}-{seed}"
            for row in measure(options.bundle, folder, speaker, options.minutes, options.sentences, training):
                rows.append(row)
                print(
                    f"| {row.speaker} | {row.minutes:g} | {row.similarity:.3f} | {100 * row.wer:.1f} | "
                    f"{100 * row.live:.0f} | {row.wall_minutes:.1f} | {row.cpu_minutes:.1f} |",
                    flush=True,
                )
                (options.to / "rows.json").write_text(json.dumps([asdict(r) for r in rows], indent=1), encoding="utf-8")
    except VivaError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
