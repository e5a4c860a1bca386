"""A sentence in the person's voice: pieces drawn, judged, drawn again, at last left to the stock voice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from engine.align.judge import Judgement, judge
from engine.codec.features import FEATURES
from engine.runtime.ar import ARLoop, ARState, Piece
from engine.runtime.bundle import SpeakingConfig
from engine.runtime.decoding import StreamingDecoder
from engine.runtime.graphs import Graphs
from engine.runtime.nar import NARWindow
from engine.runtime.prompt import VoicePrompt
from engine.runtime.window import Preview
from engine.text.phonemes import Phonemes, unit_words
from engine.text.units import to_units
from engine.types import FloatArray, IntArray, SpeakOptions

_JUDGE_CONTEXT_FRAMES = 15  # of sound before a piece, so that its first frames are heard in context


@dataclass(frozen=True, slots=True)
class Candidate:
    """One drawing of a piece."""

    piece: Piece
    after: ARState
    preview: Preview[FloatArray]
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece that was kept: the samples settled by it, the words heard in it (index, first frame, last frame)."""

    samples: FloatArray
    words: tuple[tuple[int, int, int], ...]
    score: float
    attempts: int


@dataclass(frozen=True, slots=True)
class HandOver:
    """No candidate passed: the stock voice goes on from this character of the phonemes."""

    samples: FloatArray
    character: int
    attempts: int


class LiveSentence:
    """Speaks one sentence's phonemes in one voice."""

    def __init__(
        self, graphs: Graphs, prompt: VoicePrompt, phonemes: Phonemes, options: SpeakOptions, number: int
    ) -> None:
        state = prompt.on(graphs)
        units, self._origin = to_units(phonemes.text)
        self._ids = units.ids
        self._words = unit_words(phonemes)
        self._phonemes = phonemes
        self._graphs = graphs
        self._speaking: SpeakingConfig = graphs.config.speaking
        self._options = options
        self._number = number
        self._start = state.ar
        self._loop = ARLoop(graphs, units, word_ends(self._words), prompt.voice)
        self._nar = NARWindow(graphs, units, prompt.voice, state.nar)
        noise_key = int(np.random.SeedSequence([options.seed, number]).generate_state(1, np.uint64)[0])
        self._decoder = StreamingDecoder(graphs, prompt.voice, noise_key, options.speed, state.mean)
        self._heard = np.zeros((0, FEATURES), np.float32)
        self._frames = 0  # said so far
        self._said: set[int] = set()  # words that were begun

    def __call__(self, check: Callable[[], None]) -> Iterator[Spoken | HandOver]:
        """Pieces as they are ready. check runs before every step, and may raise to stop."""
        state, index = self._start, 0
        while not self._loop.finished(state):
            shortest_s = self._speaking.first_piece_s if index == 0 else self._speaking.piece_s
            best, attempts = self._best(state, index, shortest_s, check)
            check()
            if not self._passes(best.judgement, self._speaking.floor, self._speaking.floor_word):
                yield HandOver(self._decoder.flush(), self._hand_over_at(best.piece.first), attempts)
                return
            state = best.after
            yield self._keep(best, attempts, last=self._loop.finished(state))
            index += 1

    def _best(self, state: ARState, index: int, shortest_s: float, check: Callable[[], None]) -> tuple[Candidate, int]:
        """Draw until one is good enough or the attempts are used up; the best of them, and how many were drawn."""
        best: Candidate | None = None
        attempt = 0
        for attempt in range(max(1, self._options.attempts)):
            rng = np.random.default_rng([self._options.seed, self._number, index, attempt])
            candidate = self._draw(state, shortest_s, rng, check)
            if best is None or candidate.judgement.score > best.judgement.score:
                best = candidate
            if self._passes(candidate.judgement, self._speaking.accept, self._speaking.accept_word):
                break
        assert best is not None
        return best, attempt + 1

    def _draw(
        self, state: ARState, shortest_s: float, rng: np.random.Generator, check: Callable[[], None]
    ) -> Candidate:
        piece, after = self._loop.piece(state, shortest_s, rng, check)
        latents = self._nar.latents(piece.codes, piece.pointer, check)
        check()
        preview = self._decoder.preview(latents)
        features = np.concatenate([self._heard, preview.output[-len(piece.codes) :]])
        check()
        log_probs = self._graphs.log_probs(features)[len(self._heard) :]
        said = slice(piece.first, piece.last)
        return Candidate(piece, after, preview, judge(log_probs, self._ids[said], self._words[said]))

    def _keep(self, best: Candidate, attempts: int, last: bool) -> Spoken:
        piece = best.piece
        self._nar.commit(piece.codes, piece.pointer)
        self._heard = best.preview.output[-len(piece.codes) :][-_JUDGE_CONTEXT_FRAMES:]
        samples = self._decoder.push(best.preview)
        if last:
            samples = np.concatenate([samples, self._decoder.flush()])
        words = self._word_frames(best)
        self._frames += len(piece.codes)
        return Spoken(samples, words, best.judgement.mean, attempts)

    def _word_frames(self, best: Candidate) -> tuple[tuple[int, int, int], ...]:
        path = best.judgement.path
        units = best.piece.pointer if path is None else best.piece.first + path
        word = self._words[units]
        # The pointer may have passed over the beginning of a word that only the next piece will say.
        spoken = self._words[best.piece.pointer]
        new = [w for w in dict.fromkeys(spoken.tolist()) if w >= 0 and w not in self._said]
        self._said.update(new)
        found = [(w, np.flatnonzero(word == w if (word == w).any() else spoken == w)) for w in new]
        return tuple((w, self._frames + int(at[0]), self._frames + int(at[-1]) + 1) for w, at in found)

    def _hand_over_at(self, unit: int) -> int:
        """The character where the stock voice begins: this unit, or its word's start when none of that was said."""
        characters = [int(c) for c in self._origin[unit:] if c >= 0]
        if not characters:
            return len(self._phonemes.text)
        word = int(self._words[unit])
        at = characters[0] if word < 0 or word in self._said else self._phonemes.words[word].start
        # The stress mark of a unit stands before it.
        while at > 0 and self._phonemes.text[at - 1] in "ˈˌ":
            at -= 1
        return at

    @staticmethod
    def _passes(judgement: Judgement, mean: float, worst: float) -> bool:
        return judgement.mean >= mean and judgement.worst >= worst


def word_ends(words: IntArray) -> IntArray:
    """Unit indices at which a word has just ended, and the end of the text. words (U,) the word of each unit."""
    changed = np.flatnonzero((words[:-1] >= 0) & (words[1:] != words[:-1])) + 1
    return np.append(changed, len(words))
