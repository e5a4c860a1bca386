"""The app as a person meets it: a window, a keyboard, a loudspeaker, a microphone; nothing inside it is touched.

The tests follow each other: a first start, and what comes after it.
"""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from engine.evaluation.judge import Judge
from engine.evaluation.words import word_errors
from engine.paths import ASSETS
from tests.helpers.desk import Desk, Ear, wait
from tests.helpers.eye import Eye

pytestmark = [pytest.mark.desk, pytest.mark.usefixtures("app")]
MOST_ERRORS = 0.34  # of the words
READER = ASSETS / "samples" / "reader.wav"
SENTENCE = "The train to the coast leaves at half past nine."
LONG = "I would like to tell you about the long walk that we took along the river on the first warm day of the year."
BOARDS_BUTTON = (110, 100)  # the second room of the rail
WAIT_TILE = (990, 520)  # the last of the four of the first board


def setting(home: Path, name: str) -> dict:
    with closing(sqlite3.connect(home / "viva.db")) as database:
        row = database.execute("SELECT json FROM setting WHERE name = ?", (name,)).fetchone()
    return json.loads(row[0]) if row else {}


def said(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "viva.db")) as database:
        return [row[0] for row in database.execute("SELECT text FROM said ORDER BY last")]


def assert_heard(judge: Judge, words: str, ear: Ear, since_s: float, at_most_s: float = 90.0) -> None:
    """Listen, over pauses too, for a busy computer makes some, until the words were heard."""
    end = time.monotonic() + at_most_s
    heard = judge.transcribe(ear.hear(since_s))
    while word_errors(words, heard).rate > MOST_ERRORS and time.monotonic() < end:
        time.sleep(2)
        heard = judge.transcribe(ear.hear(since_s))
    assert word_errors(words, heard).rate <= MOST_ERRORS, f"{words!r} was heard as {heard!r}"


def record(app: Desk, before: set[str], times: int) -> None:
    """Speak once a microphone is open that was not before."""
    wait(lambda: app.microphones_open() - before, "a recording")
    for _ in range(times):
        app.say_into_microphone(READER)


def test_on_the_first_start_ten_seconds_make_a_voice(app, home):
    app.keys("Tab", "space")  # from "Start speaking" to "Record now"
    app.keys("space")  # Start: it listens to the room first
    wait(app.microphones_open, "the recording of the room")
    record(app, app.microphones_open(), 2)  # ends by itself after twelve seconds
    wait(lambda: not app.microphones_open(), "the end of the reading")
    app.keys("space")  # Go on, to the sentence of consent
    record(app, set(), 1)
    app.keys("space")  # I am done
    wait(lambda: not app.microphones_open(), "the end of the consent")
    app.keys("space")  # Make the voice
    wait(lambda: setting(home, "VoiceInForce").get("name"), "a voice of one's own")
    record_of_it = next((home / "voices").glob("*/voice.json"))
    assert json.loads(record_of_it.read_text())["consent"]["same_speaker"]


def test_what_is_typed_is_heard(app, ear, judge, home):
    since = ear.seconds
    app.type(SENTENCE)
    app.keys("Return")
    assert_heard(judge, SENTENCE, ear, since)
    assert said(home) == [SENTENCE]


def test_escape_stops_within_a_moment(app, ear):
    app.keys("ctrl+l")
    since = ear.seconds
    app.type(LONG)
    app.keys("Return")
    wait(ear.is_speaking, "speech")
    pressed = ear.seconds
    app.keys("Escape")
    ear.hear(since, pause_s=2.0)
    assert ear.silent_after(pressed) < 1.0


def test_a_function_key_says_its_phrase(app, ear, judge):
    since = ear.seconds
    app.keys("F7")
    assert_heard(judge, "I need help, please.", ear, since)


def test_a_tile_is_spoken_by_the_keyboard(app, ear, judge):
    since = ear.seconds
    app.keys("ctrl+2", "Down", "Right", "Return")
    assert_heard(judge, "Please wait. I am not done yet.", ear, since)


def test_one_switch_reaches_from_the_speak_room_to_a_spoken_tile(app, ear, judge, home):
    app.keys("ctrl+5", "Down", "Down", "Down", "Down", "space", "Tab", "Down", "space")
    wait(lambda: setting(home, "AccessChoices").get("mode") == "scan", "scanning")
    app.keys("ctrl+1")
    eye = Eye(app.screen)
    since = ear.seconds
    press_when_ringed(app, eye, *BOARDS_BUTTON)
    press_when_ringed(app, eye, *WAIT_TILE)
    assert_heard(judge, "Please wait. I am not done yet.", ear, since)


def press_when_ringed(app: Desk, eye: Eye, x: int, y: int) -> None:
    """With the one switch: its row, then itself."""
    wait(lambda: eye.rings(x, y), "a ring round the row")
    row = eye.ringed()
    app.keys("space")
    wait(lambda: eye.rings(x, y) and eye.ringed() != row, "a ring round it alone")
    app.keys("space")
