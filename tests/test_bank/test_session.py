import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

from engine.bank.bank import Bank, new_take
from engine.bank.progress import progress
from engine.bank.room import RoomState
from engine.bank.scripts import Script
from engine.bank.session import Session, SessionOptions, State
from engine.bank.verdict import Judge, Person
from tests.helpers.babble import RATE_HZ, babble, hush

SCRIPT = Script("three", ("One fine day.", "Two small birds.", "Three tall trees."))
BLOCK = 960


class Studio:
    """A session with a clock that the sound moves."""

    def __init__(self, folder: Path, script: Script = SCRIPT, options: SessionOptions | None = None) -> None:
        self.bank = Bank.open(folder) if (folder / "index.json").exists() else Bank.create(folder, "Ada")
        self.now_s = 0.0
        self.session = Session(self.bank, script, RATE_HZ, lambda: self.now_s, options)
        self.judge = Judge(None)

    def hear(self, audio) -> None:
        for start in range(0, len(audio.samples), BLOCK):
            self.now_s += BLOCK / RATE_HZ
            heard = self.session.feed(audio.samples[start : start + BLOCK])
            if heard:
                self.session.judged(self.judge(heard.audio, self.session.sentence, Person(), heard.cut))

    def say(self, syllables: int = 5, seed: int = 1, level: float = 0.08) -> None:
        self.hear(babble(syllables, seed=seed, level=level))
        self.hear(hush(1.5, seed))


@pytest.fixture
def studio(tmp_path):
    studio = Studio(tmp_path / "bank")
    studio.session.skip_checks()
    return studio


def test_room_then_level_then_the_first_sentence(tmp_path):
    studio = Studio(tmp_path / "bank")
    assert studio.session.state is State.ROOM
    studio.hear(hush(3))
    assert studio.session.room is not None and studio.session.room.state is RoomState.QUIET
    assert studio.session.state is State.LEVEL
    studio.say(level=0.004)
    assert studio.session.level is not None and studio.session.level[0] == "soft"
    assert studio.session.state is State.LEVEL
    studio.say()
    assert studio.session.state is State.READY and not studio.bank.takes


def test_who_speaks_while_the_room_is_measured_is_not_taken_for_the_room(tmp_path):
    studio = Studio(tmp_path / "bank")
    studio.hear(babble(9, seed=2))
    assert studio.session.state is State.ROOM
    studio.hear(hush(5.5))
    assert studio.session.room is not None and studio.session.room.state is RoomState.QUIET
    studio.say()
    assert studio.session.state is State.READY


def test_a_good_take_is_kept_and_leads_on_by_itself(studio):
    studio.hear(hush(1))
    assert studio.session.sentence == SCRIPT.sentences[0]
    studio.say()
    assert studio.session.state is State.VERDICT and studio.session.verdict.good
    studio.hear(hush(2))
    assert (studio.session.state, studio.session.sentence) == (State.READY, SCRIPT.sentences[1])
    assert [t.text for t in studio.bank.kept()] == [SCRIPT.sentences[0]]


def test_a_refused_take_stays_at_its_sentence_and_may_be_kept_all_the_same(studio):
    studio.hear(hush(1))
    studio.say(level=0.003)
    assert not studio.session.verdict.good
    studio.hear(hush(2))
    assert studio.session.sentence == SCRIPT.sentences[0] and studio.session.verdict is not None
    assert not studio.bank.kept()
    studio.session.keep()
    assert studio.session.sentence == SCRIPT.sentences[1] and len(studio.bank.kept()) == 1


def test_saying_it_again_replaces_and_old_refusals_go(studio):
    studio.hear(hush(1))
    studio.say(level=0.003, seed=1)
    studio.hear(hush(2))
    studio.say(seed=2)
    studio.session.redo()
    studio.say(seed=3)
    kept = studio.bank.kept()
    assert len(kept) == 1 and kept[0].id == studio.session.take.id
    assert len(studio.bank.takes) == 2  # the one replaced can still be taken back in the review


def test_skip_pause_comment_and_the_end(studio):
    studio.hear(hush(1))
    studio.session.skip()
    studio.say()
    studio.session.comment("tired")
    studio.session.pause()
    studio.say(seed=4)
    assert studio.session.state is State.PAUSED and len(studio.bank.takes) == 1
    studio.session.resume()
    studio.hear(hush(2))
    studio.say(seed=5)
    studio.hear(hush(2))
    assert studio.session.state is State.DONE and studio.session.sentence == ""
    assert progress(studio.bank).skipped == 1
    studio.session.take_up_skipped()
    assert studio.session.sentence == SCRIPT.sentences[0]
    assert next(t for t in studio.bank.takes.values() if t.text == SCRIPT.sentences[1]).comment == "tired"


def test_after_a_block_comes_a_rest(tmp_path):
    studio = Studio(tmp_path / "bank", options=SessionOptions(block_s=5, rest_s=60))
    studio.session.skip_checks()
    studio.hear(hush(5.5))
    assert studio.session.state is State.REST
    studio.say()
    assert not studio.bank.takes
    studio.session.resume()
    studio.hear(hush(1))
    assert studio.session.state is State.READY and studio.session.place.block_s < 2


def test_stop_take_by_hand(studio):
    studio.hear(hush(1))
    studio.hear(babble(12, seed=2).__class__(babble(12, seed=2).samples[:48_000], RATE_HZ))
    studio.session.stop_take()
    assert studio.session.state is State.JUDGING and studio.session.heard.cut


def test_a_new_session_goes_on_where_the_last_one_was(studio, tmp_path):
    studio.hear(hush(1))
    studio.say()
    studio.hear(hush(2))
    studio.session.skip()
    again = Studio(tmp_path / "bank")
    assert again.session.sentence == SCRIPT.sentences[2]
    assert progress(again.bank).done == 1


def test_progress_says_what_it_is_enough_for(tmp_path):
    bank = Bank.create(tmp_path / "bank", "Ada")
    assert progress(bank).next_s == 10
    judge = Judge(None)
    for seed in range(6):
        take = babble(10, seed=seed)
        bank.add(take, new_take(f"Sentence {seed}", judge(take, f"Sentence number {seed}", Person()), kept=True))
    assert progress(bank).speech_s > 10 and progress(bank).step == 1
    assert "first voice" in progress(bank).enough_for


CHILD = """
    import sys, time
    from tests.test_bank.test_session import *
    script = Script("many", tuple(f"This is sentence number {i}." for i in range(200)))
    studio = Studio(Path(sys.argv[1]), script)
    studio.session.skip_checks()
    studio.hear(hush(1))
    for seed in range(200):
        studio.say(4, seed % 5)
        studio.hear(hush(1))
        print(seed, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_kill_9_loses_nothing_that_was_said(tmp_path):
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "OMP_NUM_THREADS": "1"}
    done, bank, folder = -1, None, tmp_path / "bank"
    for kill in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(CHILD), str(folder)], stdout=subprocess.PIPE, env=env, text=True
        )
        assert child.stdout is not None
        for _ in range(2 + kill):
            child.stdout.readline()
        time.sleep(0.007 * kill)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        done += 2 + kill
        bank = Bank.open(folder)
        kept = [t.text for t in bank.kept()]
        assert len(kept) == len(set(kept)) >= done + 1
        assert all(np.abs(bank.audio(t.id).samples).max() > 0.01 for t in bank.kept())
        done = len(kept) - 1
    assert bank is not None and bank.place is not None
    assert Studio(folder, bank.place.script).session.sentence == f"This is sentence number {done + 1}."
