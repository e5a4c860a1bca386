"""Twenty sentences said into a session, three of them badly at first; as a process of its own, to be killed.

`python -m tests.helpers.sitting FOLDER` says them and prints a line after each verdict.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from engine.bank import scripts, spoil
from engine.bank.bank import Bank
from engine.bank.session import Session, State
from engine.bank.speaker import StatisticsEncoder
from engine.bank.verdict import Judge, Reason
from engine.types import Audio
from tests.helpers.babble import RATE_HZ, babble, hush

SCRIPT = scripts.shipped("20")
SPOILED = {3: Reason.CLIPPED, 9: Reason.FAST, 14: Reason.SOFT}
BLOCK = 2400


class Sitting:
    """A person at the script; the clock is moved by the sound. said: sentences begun in this sitting."""

    def __init__(self, folder: Path, told: Callable[[str], object] = lambda _: None) -> None:
        self.bank = Bank.open(folder) if (folder / "index.json").exists() else Bank.create(folder, "Ada")
        self.now_s, self.told, self.refused = 0.0, told, dict[int, tuple[Reason, ...]]()
        self.session = Session(self.bank, SCRIPT, RATE_HZ, lambda: self.now_s)
        self._judge = Judge(StatisticsEncoder())

    def say_all(self) -> None:
        """Until the script is done; a refused sentence is said again, well."""
        self.session.skip_checks()
        self._hear(hush(1))
        while self.session.state is not State.DONE:
            at = self.session.place.at
            self._hear(self._take(at))
            self._hear(hush(3, at))

    def _take(self, at: int) -> Audio:
        said = babble(7 + at % 4, seed=at)
        if at in SPOILED and at not in self.refused:
            bad = spoil.SPOILERS[SPOILED[at]](said.samples, RATE_HZ, np.random.default_rng(at))
            return Audio(bad.astype(np.float32), RATE_HZ)
        return said

    def _hear(self, audio: Audio) -> None:
        for start in range(0, len(audio.samples), BLOCK):
            self.now_s += BLOCK / RATE_HZ
            at = self.session.place.at
            if heard := self.session.feed(audio.samples[start : start + BLOCK]):
                verdict = self._judge(heard.audio, self.session.sentence, self.bank.the_person(), heard.cut)
                self.session.judged(verdict)
                if not verdict.good:
                    self.refused[at] = verdict.reasons
                self.told(f"{at} {verdict.good}")


if __name__ == "__main__":
    Sitting(Path(sys.argv[1]), lambda line: os.write(1, f"{line}\n".encode())).say_all()
