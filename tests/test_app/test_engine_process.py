import os
import signal
import sys
import time
from pathlib import Path

import pytest

from app.engine_process import EngineGone, EngineProcess
from engine.errors import SampleError
from engine.text.lexicon import Lexicon
from engine.types import Audio, SpeakOptions

COMMAND = (sys.executable, "-m", "tests.helpers.engine_child")


@pytest.fixture
def engine(qapp, qtbot, tmp_path: Path):
    made = EngineProcess(tmp_path, COMMAND)
    with qtbot.waitSignal(made.state_changed, check_params_cb=lambda s: s == "ready", timeout=20_000):
        made.start()
    yield made
    made.close()


def say(engine: EngineProcess, text: str):
    return engine.speak(text, "Ada", SpeakOptions(), Lexicon())


def test_speaks_and_stops(engine: EngineProcess):
    assert [c.words[0].text for c in say(engine, "one two three")] == ["one", "two", "three"]
    assert engine.version == "test"
    pieces = say(engine, "word " * 5000)
    next(pieces)
    pieces.close()
    assert [c.words[0].text for c in say(engine, "next")] == ["next"]


def test_errors_cross_the_pipe(engine: EngineProcess):
    with pytest.raises(SampleError) as error:
        engine.call("add_voice", "Ada", Audio(None, 1), None, None)  # type: ignore[arg-type]
    assert error.value.remedy == "Record again."


def test_is_started_again_when_it_dies(engine: EngineProcess, qtbot):
    engine._deaths = 0
    again = qtbot.waitSignal(engine.state_changed, check_params_cb=lambda s: s == "ready", timeout=20_000)
    with again, pytest.raises(EngineGone):
        list(say(engine, "one die two"))
    assert len(list(say(engine, "one two"))) == 2


def test_killed_while_idle(engine: EngineProcess, qtbot):
    assert engine._process
    with qtbot.waitSignal(engine.state_changed, check_params_cb=lambda s: s == "ready", timeout=20_000):
        os.kill(engine._process.pid, signal.SIGKILL)
    assert len(list(say(engine, "one"))) == 1


def test_not_ready_says_so_at_once(qapp, tmp_path: Path):
    began = time.monotonic()
    with pytest.raises(EngineGone):
        next(say(EngineProcess(tmp_path, COMMAND), "one"))
    assert time.monotonic() - began < 0.1
