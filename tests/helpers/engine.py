"""The tiny engine, and something that it takes for a voice."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import soundfile
from hibari import Hibari

from engine.runtime.bundle import Bundle
from engine.runtime.graphs import Graphs
from engine.runtime.prompt import VoicePrompt
from engine.synthesizer import Synthesizer
from engine.types import SAMPLE_RATE_HZ, Audio

TRANSCRIPT = "Good morning, did you sleep well? I think that we should go home before it rains."


@cache
def sample() -> Audio:
    """Real speech of 5 s, by the stock voice."""
    return Audio(Hibari(threads=1)(TRANSCRIPT, seed=0), SAMPLE_RATE_HZ)


def write_sample(path: Path) -> Path:
    soundfile.write(path, sample().samples, SAMPLE_RATE_HZ)
    return path


def synthesizer(folder: Path, **speaking: float) -> Synthesizer:
    """The engine of a bundle with other thresholds; random weights are judged at random, so tests set them."""
    bundle = Bundle.open(folder)
    config = replace(bundle.config, speaking=replace(bundle.config.speaking, **speaking))  # type: ignore[arg-type]
    return Synthesizer(Graphs(replace(bundle, config=config), "cpu", 1))


ALL_PASS = {"accept": -99.0, "accept_word": -99.0, "floor": -99.0, "floor_word": -99.0}
NONE_ACCEPTED = {"accept": 1.0, "floor": -99.0, "floor_word": -99.0}
NONE_PASS = {"accept": 1.0, "floor": 1.0}


@cache
def prompt(folder: Path) -> VoicePrompt:
    return synthesizer(folder, transcript_floor=-99.0).make_prompt(sample(), TRANSCRIPT)
