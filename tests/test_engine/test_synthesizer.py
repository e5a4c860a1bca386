import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import SampleError, TextError, VoiceError
from engine.runtime.ar import ARLoop
from engine.runtime.live import LiveSentence
from engine.runtime.prompt import VoicePrompt
from engine.synthesizer import Synthesizer
from engine.text.phonemes import phonemizer
from engine.text.planning import plan
from engine.text.units import to_units
from engine.types import SAMPLE_RATE_HZ, Audio, FloatArray, Source, SpeakOptions, SpeakReport
from tests.helpers import engine as tiny

TEXT = "The quick brown fox jumps over the lazy dog. Then, at 5:30, it sleeps!"
WORDS = ["The", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "dog", "Then", "at", "5:30", "it", "sleeps"]


@pytest.fixture(scope="module")
def prompt(tiny_bundle: Path) -> VoicePrompt:
    return tiny.prompt(tiny_bundle)


@pytest.fixture(scope="module")
def willing(tiny_bundle: Path) -> Synthesizer:
    return tiny.synthesizer(tiny_bundle, **tiny.ALL_PASS)


def say(
    engine: Synthesizer, prompt: VoicePrompt | None, text: str = TEXT, **options: float
) -> tuple[FloatArray, SpeakReport]:
    report = SpeakReport()
    chunks = list(engine.speak(text, prompt, SpeakOptions(**options), report))  # type: ignore[arg-type]
    assert all(chunk.audio.rate_hz == SAMPLE_RATE_HZ for chunk in chunks)
    samples = np.concatenate([chunk.audio.samples for chunk in chunks])
    assert report.seconds == pytest.approx(len(samples) / SAMPLE_RATE_HZ)
    return samples, report


def test_live_speech_is_whole_bounded_and_timed(willing: Synthesizer, prompt: VoicePrompt):
    samples, report = say(willing, prompt, seed=3)
    assert np.isfinite(samples).all() and np.abs(samples).max() <= 1
    assert report.sources == [Source.LIVE]
    assert 0 < report.score <= 1 and report.attempts == 1
    assert 0 < report.first_audio_seconds <= report.compute_seconds
    starts = [word.start_s for word in report.words]
    assert starts == sorted(starts)
    assert all(word.start_s < word.end_s <= report.seconds + 0.1 for word in report.words)
    assert all(TEXT[word.char_start : word.char_end] == word.text for word in report.words)


def test_same_seed_same_samples_other_seed_others(willing: Synthesizer, prompt: VoicePrompt):
    first, again, other = (say(willing, prompt, seed=seed)[0] for seed in (1, 1, 2))
    assert (first == again).all()
    assert len(first) != len(other) or not (first == other).all()


def test_sound_starts_before_the_sentence_is_finished(willing: Synthesizer, prompt: VoicePrompt):
    text = " ".join(["the quick brown fox jumps over the lazy dog and goes on"] * 3)
    steps: list[int] = []
    engine = willing.graphs
    original = engine.ar

    def counted(*arguments):
        steps.append(1)
        return original(*arguments)

    engine.ar = counted  # type: ignore[method-assign]
    try:
        chunks = willing.speak(text, prompt, SpeakOptions(seed=1))
        next(chunks)
        early = len(steps)
        list(chunks)
        assert early < len(steps) * 0.7
    finally:
        engine.ar = original  # type: ignore[method-assign]


def test_a_bad_piece_is_drawn_again_and_the_best_wins(tiny_bundle: Path, prompt: VoicePrompt):
    once = say(tiny.synthesizer(tiny_bundle, **tiny.NONE_ACCEPTED), prompt, attempts=1, seed=5)[1]
    often = say(tiny.synthesizer(tiny_bundle, **tiny.NONE_ACCEPTED), prompt, attempts=5, seed=5)[1]
    assert (once.attempts, often.attempts) == (1, 5)
    assert often.sources == [Source.LIVE]


def test_the_best_candidate_is_never_worse_than_the_first(tiny_bundle: Path, prompt: VoicePrompt):
    engine = tiny.synthesizer(tiny_bundle, **tiny.NONE_ACCEPTED)
    sentence = next(iter(_plan(engine, "The quick brown fox.")))
    scores = []
    for attempts in (1, 2, 5):
        live = LiveSentence(engine.graphs, prompt, sentence.phonemes, SpeakOptions(attempts=attempts), 0)
        best, drawn = live._best(live._start, 0, 0.5, lambda: None)
        assert drawn == attempts
        scores.append(best.judgement.score)
    assert scores == sorted(scores)


def test_when_none_passes_the_stock_voice_says_it_all(tiny_bundle: Path, prompt: VoicePrompt):
    samples, report = say(tiny.synthesizer(tiny_bundle, **tiny.NONE_PASS), prompt, attempts=2)
    assert report.source is Source.STOCK
    assert report.attempts == 2
    assert [word.text for word in report.words] == WORDS
    assert np.abs(samples).max() > 0.1


@pytest.mark.parametrize("good", [1, 2])
def test_a_hand_over_skips_and_repeats_no_word(
    tiny_bundle: Path, prompt: VoicePrompt, good: int, monkeypatch: pytest.MonkeyPatch
):
    """The first pieces pass, then none does: every word is said by one of the two voices, in order."""
    engine = tiny.synthesizer(tiny_bundle, **tiny.ALL_PASS, first_piece_s=0.1, piece_s=0.1)
    seen: list[str] = []
    original = LiveSentence._best

    def best(self, state, index, shortest_s, check):
        candidate, drawn = original(self, state, index, shortest_s, check)
        if index >= good:
            candidate = replace(candidate, judgement=replace(candidate.judgement, mean=-999.0))
        return candidate, drawn

    monkeypatch.setattr(LiveSentence, "_best", best)
    stock = engine._stock.say

    def say_stock(phonemes, start=0, speed=1.0, seed=0):
        seen.append(phonemes.text[start:])
        return stock(phonemes, start, speed, seed)

    monkeypatch.setattr(engine._stock, "say", say_stock)
    text = "Seven small silver spoons shone in the sun."
    report = say(engine, prompt, text)[1]
    assert report.sources == [Source.LIVE, Source.STOCK]
    said = [word.text for word in report.words]
    wanted = text.rstrip(".").split()
    assert said == [w for w in wanted if w in said] and said[-1] == "sun"
    handed_over = len(seen[0].split())
    assert [w for w in said[-handed_over:]] == wanted[-handed_over:]
    assert set(wanted[: len(wanted) - handed_over]) >= set(said[:-handed_over])


def test_the_pointer_only_moves_on_and_a_stuck_one_is_pushed(willing: Synthesizer, prompt: VoicePrompt):
    graphs = willing.graphs
    units, _ = to_units("hɛlO")
    loop = ARLoop(graphs, units, np.array([len(units)]), prompt.voice)
    original = graphs.ar

    def stuck(*arguments):
        logits, _, cache = original(*arguments)
        return logits, np.array([[50.0, 0, 0, 0]], np.float32), cache

    graphs.ar = stuck  # type: ignore[method-assign]
    try:
        piece, state = loop.piece(prompt.on(graphs).ar, 99.0, np.random.default_rng(0))
    finally:
        graphs.ar = original  # type: ignore[method-assign]
    assert loop.finished(state) or len(piece.codes) >= 5 * 75
    moves = np.diff(piece.pointer)
    assert set(moves.tolist()) == {0, 1}
    assert np.bincount(piece.pointer)[:-1].max() == 61 * graphs.config.group


def test_speed_pauses_and_volume(willing: Synthesizer, prompt: VoicePrompt):
    text = "One two three four five six seven. Eight nine ten."
    plain, slow, fast = (len(say(willing, prompt, text, speed=s)[0]) for s in (1.0, 0.5, 2.0))
    assert slow == pytest.approx(2 * plain, rel=0.05)
    assert fast == pytest.approx(plain / 2, rel=0.05)
    assert len(say(willing, prompt, text, pause_scale=3.0)[0]) - plain == pytest.approx(0.7 * SAMPLE_RATE_HZ, abs=2)
    # Far below the limiter, which untrained networks reach at 0 dB on some machines.
    quiet, loud = (np.abs(say(willing, prompt, text, volume_db=db)[0]).mean() for db in (-40.0, -20.0))
    assert quiet == pytest.approx(loud / 10, rel=0.3)


def test_close_stops_between_chunks_and_from_another_thread(willing: Synthesizer, prompt: VoicePrompt):
    chunks = willing.speak(TEXT * 20, prompt)
    next(chunks)
    chunks.close()  # type: ignore[attr-defined]
    assert list(chunks) == []

    running = willing.speak(TEXT * 200, prompt)
    ended: list[float] = []

    def consume():
        for _ in running:
            pass
        ended.append(time.perf_counter())

    thread = threading.Thread(target=consume)
    thread.start()
    time.sleep(0.3)
    stopped = time.perf_counter()
    running.close()  # type: ignore[attr-defined]
    thread.join(5)
    assert ended and ended[0] - stopped < 1.0


def test_long_text_is_read_lazily(willing: Synthesizer):
    chunks = willing.speak("This is a sentence of a very long text. " * 2500, None)
    assert len(next(chunks).audio.samples) > 0
    chunks.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["", "  \n", "...!?", "🙂"])
def test_nothing_to_say(willing: Synthesizer, text: str):
    if text == "🙂":
        assert len(say(willing, None, text)[0])
        return
    with pytest.raises(TextError):
        list(willing.speak(text, None))


def test_a_prompt_is_the_same_after_saving(willing: Synthesizer, prompt: VoicePrompt, tmp_path: Path):
    path = tmp_path / "prompt"
    prompt.save(path)
    loaded = VoicePrompt.load(path)
    assert (say(willing, loaded, seed=4)[0] == say(willing, prompt, seed=4)[0]).all()
    assert loaded.warnings == prompt.warnings


def test_a_prompt_of_another_bundle_is_refused(willing: Synthesizer, prompt: VoicePrompt):
    with pytest.raises(VoiceError, match="another model"):
        list(willing.speak(TEXT, replace(prompt, bundle="other")))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"nonsense"])
def test_a_damaged_prompt_is_an_error(tmp_path: Path, content: bytes):
    (tmp_path / "p").write_bytes(content)
    with pytest.raises(VoiceError):
        VoicePrompt.load(tmp_path / "p")


def test_the_prompt_holds_whole_groups_and_the_transcripts_units(prompt: VoicePrompt):
    assert not prompt.heard
    assert len(prompt.codes) % 2 == 0 and len(prompt.codes) <= 6 * 75
    assert len(prompt.pointer) == len(prompt.codes)
    assert prompt.pointer[0] == 0 and prompt.pointer[-1] == len(prompt.units) - 1
    assert (np.diff(prompt.pointer) >= 0).all()
    assert prompt.ar_keys.shape[3] == len(prompt.codes) // 2
    assert prompt.nar_keys.shape[3] == len(prompt.codes)


def test_silence_is_no_sample(willing: Synthesizer):
    with pytest.raises(SampleError):
        willing.make_prompt(Audio(np.zeros(SAMPLE_RATE_HZ * 4, np.float32), SAMPLE_RATE_HZ))


def _plan(engine: Synthesizer, text: str):
    return plan(text, phonemizer(engine.language))
