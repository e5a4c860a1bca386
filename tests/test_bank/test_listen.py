import numpy as np
import pytest

from engine.bank.listen import Hearing, Listener, ListenOptions
from engine.bank.room import LevelState, RoomState, check_level, check_room
from engine.types import Audio
from tests.helpers.babble import RATE_HZ, babble, hush


def stream(*parts: Audio, block: int = 480) -> list[np.ndarray]:
    x = np.concatenate([p.samples for p in parts])
    return [x[i : i + block] for i in range(0, len(x), block)]


@pytest.mark.parametrize("block", [100, 480, 1111, 24_000])
def test_finds_two_sentences_whatever_the_blocks(block):
    listener = Listener(RATE_HZ)
    parts = (hush(2), babble(6, seed=1), hush(2, 1), babble(9, seed=2), hush(2, 2))
    heard = [h for b in stream(*parts, block=block) for h in listener.feed(b)]
    assert [round(h.start_s, 1) for h in heard] == pytest.approx([2.0, 2 + babble(6, seed=1).seconds + 2], abs=0.15)
    for piece, said in zip(heard, (babble(6, seed=1), babble(9, seed=2)), strict=True):
        assert piece.audio.seconds == pytest.approx(said.seconds, abs=0.25) and not piece.cut


def test_a_click_and_steady_noise_are_not_speech():
    listener = Listener(RATE_HZ, noise_db=-45.0)
    click = hush(1)
    click.samples[5000:5200] = 0.5
    fan = hush(5, level=10 ** (-45 / 20))
    assert not [h for b in stream(click, fan) for h in listener.feed(b)]
    assert listener.hearing is Hearing.QUIET


def test_a_slow_speaker_may_pause_when_the_silence_allowed_is_longer():
    said = stream(hush(1), babble(4, seed=1), hush(0.8), babble(4, seed=2), hush(3))
    quick = Listener(RATE_HZ, ListenOptions(end_s=1.0))
    patient = Listener(RATE_HZ, ListenOptions(end_s=2.5))
    assert len([h for b in said for h in quick.feed(b)]) == 2
    assert len([h for b in said for h in patient.feed(b)]) == 1


def test_endless_speech_is_cut_and_memory_bounded():
    listener = Listener(RATE_HZ, ListenOptions(longest_s=4.0))
    long = [babble(40, seed=s) for s in range(3)]
    trimmed = [Audio(a.samples[8000:-8000], RATE_HZ) for a in long]
    heard = [h for b in stream(hush(1), *trimmed) for h in listener.feed(b)]
    assert len(heard) > 6 and all(h.audio.seconds <= 4.0 for h in heard)


def test_flush_says_that_speech_was_cut():
    listener = Listener(RATE_HZ)
    for block in stream(hush(1), Audio(babble(8).samples[:-12_000], RATE_HZ)):
        assert not list(listener.feed(block))
    last = listener.flush()
    assert last is not None and last.cut
    assert listener.flush() is None


def test_rooms():
    assert check_room(Audio(np.zeros(RATE_HZ * 2, np.float32), RATE_HZ)).state is RoomState.DEAD
    assert check_room(hush(2)).state is RoomState.QUIET
    assert check_room(hush(2, level=10 ** (-48 / 20))).state is RoomState.USABLE
    assert check_room(hush(2, level=10 ** (-35 / 20))).state is RoomState.NOISY
    t = np.arange(2 * RATE_HZ) / RATE_HZ
    hum = sum(0.003 * np.sin(2 * np.pi * f * t) for f in (50, 100, 150))
    assert check_room(Audio((hush(2).samples + hum).astype(np.float32), RATE_HZ)).hum_db > 10
    assert check_room(hush(2)).hum_db < 10


def test_levels():
    room = check_room(hush(2))
    assert check_level(babble(8), room)[0] is LevelState.GOOD
    assert check_level(babble(8, level=0.004), room)[0] is LevelState.SOFT
    assert check_level(babble(8, level=0.5), room)[0] is LevelState.LOUD
    assert check_level(hush(2), room)[0] is LevelState.NONE
