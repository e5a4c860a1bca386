"""From a sample to a prompt: analyse, align or recognise, cut, encode, prefill."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

import numpy as np

from engine.align.judge import judge, silent
from engine.align.viterbi import recognise
from engine.codec.channel import ChannelFill
from engine.codec.features import bring_to_level, channel_cutoff_hz, code, flatten_above, world
from engine.errors import SampleError
from engine.runtime.ar import ages
from engine.runtime.decoding import StreamingDecoder
from engine.runtime.graphs import Graphs
from engine.runtime.level import gain_for
from engine.runtime.nar import nearest
from engine.runtime.prompt import VoicePrompt
from engine.text.phonemes import Phonemes, unit_words
from engine.text.units import Units, to_units
from engine.types import CODEBOOK_SIZE, FRAME_RATE_HZ, Audio, FloatArray, IntArray

_SHORTEST_S = 1.0  # of speech: less than this is no voice
_LONGEST_S = 20.0  # more of a sample adds nothing


@dataclass(frozen=True, slots=True)
class Aligned:
    """Units heard in scaled features (T, 65), the unit of each frame (T,), the word of each unit (U,)."""

    features: FloatArray
    units: Units
    pointer: IntArray
    words: IntArray
    score: float
    heard: bool


class Enroller:
    """Makes prompts with one bundle."""

    def __init__(self, graphs: Graphs) -> None:
        self._graphs = graphs

    @cached_property
    def _channel(self) -> ChannelFill:
        return ChannelFill.load(BytesIO(self._graphs.bundle.read("channel.npz")))

    def prompt(self, sample: Audio, transcript: Phonemes | None) -> VoicePrompt:
        """Sample: cleaned speech at 24 kHz. Raises SampleError when there is too little speech in it."""
        graphs = self._graphs
        aligned = self.align(sample, transcript)
        voice = graphs.voice(aligned.features)
        cut = self._cut(aligned)
        codes = quantise(graphs.encode(cut.features, voice), graphs.codebooks)
        ar = self._prefill_ar(cut, codes, voice)
        latents = graphs.embed(codes)
        nar = self._prefill_nar(cut, latents, voice)
        decoder = StreamingDecoder(graphs, voice, noise_key=0)
        sound = np.concatenate([decoder.push(decoder.preview(latents)), decoder.flush()])
        gain = gain_for(sound)
        return VoicePrompt(
            cut.units, cut.pointer, codes, voice, *ar, *nar, gain, cut.score, cut.heard, graphs.bundle.digest
        )

    def features(self, sample: Audio) -> FloatArray:
        """Scaled features (T, 65) of a sample at 24 kHz, a narrow channel filled."""
        f0, envelope, aperiodicity = world(bring_to_level(sample.samples), "harvest")
        cutoff = channel_cutoff_hz(envelope)
        if cutoff is None:
            features = code(f0, envelope, aperiodicity)
        else:
            features = self._channel(code(f0, flatten_above(envelope, cutoff), aperiodicity), cutoff)
        return self._graphs.scaled(features)

    def align(self, sample: Audio, transcript: Phonemes | None) -> Aligned:
        """By the transcript where it is what was said, else by what is heard."""
        features = self.features(_loudest(sample, _LONGEST_S if transcript is None else 3 * _LONGEST_S))
        log_probs = self._graphs.log_probs(features)
        if transcript is not None and transcript.text.strip():
            units, words = to_units(transcript.text)[0], unit_words(transcript)
            judged = judge(log_probs, units.ids, words)
            if judged.path is not None and judged.mean >= self._graphs.config.speaking.transcript_floor:
                return Aligned(features, units, judged.path, words, judged.mean, False)
        ids, pointer = recognise(log_probs)
        if (~silent(ids)).sum() < 3:
            raise SampleError("No speech was heard in the sample.", "Record three to ten seconds of clear speech.")
        words = np.where(silent(ids), -1, np.cumsum(silent(ids)))
        ratio = log_probs[np.arange(len(pointer)), ids[pointer]] - log_probs.max(1)
        return Aligned(features, Units(ids, np.zeros_like(ids)), pointer, words, float(ratio.mean()), True)

    def _cut(self, aligned: Aligned) -> Aligned:
        """The part from a pause or word start to a word end that the prompt keeps; frames divide by the group."""
        first, last = best_cut(aligned.pointer, aligned.words, self._graphs.config.prompt_s)
        if last - first < _SHORTEST_S * FRAME_RATE_HZ:
            raise SampleError("There is too little speech in the sample.", "Record three to ten seconds of speech.")
        first += (last - first) % self._graphs.config.group  # leading frames go, as in VALL-E 2, 3.3
        pointer = aligned.pointer[first:last]
        units = slice(int(pointer[0]), int(pointer[-1]) + 1)
        kept = Units(aligned.units.ids[units], aligned.units.stress[units])
        return Aligned(
            aligned.features[first:last], kept, pointer - pointer[0], aligned.words[units], aligned.score, aligned.heard
        )

    def _prefill_ar(self, cut: Aligned, codes: IntArray, voice: FloatArray) -> tuple[FloatArray, FloatArray]:
        graphs, group = self._graphs, self._graphs.config.group
        grouped = codes[:, 0].reshape(-1, group)
        before = np.concatenate([np.full((1, group), CODEBOOK_SIZE), grouped[:-1]])
        pointer = cut.pointer[group // 2 :: group]
        memory = graphs.ar_memory(cut.units.ids, cut.units.stress)
        _, _, cache = graphs.ar(before, memory, pointer, ages(pointer), voice, graphs.no_cache(graphs.config.ar))
        return cache.arrays()

    def _prefill_nar(self, cut: Aligned, latents: FloatArray, voice: FloatArray) -> tuple[FloatArray, FloatArray]:
        """The caches of all levels, one after another along the layers."""
        graphs = self._graphs
        memory, empty = graphs.nar_memory(cut.units.ids, cut.units.stress), graphs.no_cache(graphs.config.nar)
        caches = [
            graphs.nar(latents, memory, cut.pointer, True, level, voice, empty)[1].arrays()
            for level in graphs.config.nar_levels
        ]
        return np.concatenate([keys for keys, _ in caches]), np.concatenate([values for _, values in caches])


def quantise(latents: FloatArray, codebooks: FloatArray) -> IntArray:
    """Residual vector quantisation: codes (T, 8) of latents (T, 48) by codebooks (8, 1024, 48)."""
    residual, codes = latents.copy(), []
    for codebook in codebooks:
        index = nearest(residual, codebook)
        residual -= codebook[index]
        codes.append(index)
    return np.stack(codes, 1)


def best_cut(pointer: IntArray, words: IntArray, longest_s: float) -> tuple[int, int]:
    """First and last frame (exclusive) of the stretch of whole words, at most longest_s, that holds the most speech.

    pointer (T,) unit of each frame, words (U,) word of each unit, below 0 between words.
    """
    frames = len(pointer)
    longest = int(longest_s * FRAME_RATE_HZ)
    if frames <= longest:
        return 0, frames
    word = words[pointer]
    changes = np.flatnonzero(np.diff(word)) + 1
    starts = [0, *(int(c) for c in changes if word[c] >= 0)]
    ends = [*(int(c) for c in changes if word[c - 1] >= 0), frames]
    spoken = np.concatenate([[0], np.cumsum(word >= 0)])
    best, most = (0, longest), -1
    for start in starts:
        fitting = [end for end in ends if start < end <= start + longest]
        if fitting and spoken[fitting[-1]] - spoken[start] > most:
            best, most = (start, fitting[-1]), int(spoken[fitting[-1]] - spoken[start])
    return best


def _loudest(sample: Audio, longest_s: float) -> Audio:
    """At most longest_s of the sample: the stretch with the most sound in it."""
    size = round(longest_s * sample.rate_hz)
    if len(sample.samples) <= size:
        return sample
    second = sample.rate_hz
    power = (sample.samples[: len(sample.samples) // second * second].reshape(-1, second) ** 2).mean(1)
    # The root weighs a second of steady speech more than one shout.
    energy = np.convolve(np.sqrt(power), np.ones(int(longest_s)), mode="valid")
    start = int(energy.argmax()) * second
    return Audio(sample.samples[start : start + size], sample.rate_hz)
