"""The app as a person meets it: a window, a keyboard, a loudspeaker, a microphone; nothing inside it is touched.

The tests follow each other: a first start, and what comes after it.
"""

from __future__ import annotations

import json
import sqlite3
import time
import zipfile
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
SENTENCE = "The train to the coast leaves early in the morning."
LONG = (
    "I would like to tell you about the long walk that we took along the river on the first warm day of the year. "
    "My brother carried the basket, and my sister sang all the way to the old bridge."
)
FOREIGN = {  # as other programs write them: ids are numbers, cells are null, fields unknown to us
    "format": "open-board-0.1",
    "id": 7,
    "name": "Around the house",
    "buttons": [{"id": 0, "label": "Window", "vocalization": "Please open the window a little.", "left": 0.2}],
    "images": [],
    "sounds": [],
    "grid": {"rows": 2, "columns": "2", "order": [[0, None], [None, None]]},
    "ext_elsewhere": {"db": "1"},
}
BOARDS_BUTTON = (110, 100)  # the second room of the rail
WAIT_TILE = (990, 520)  # the last of the four of the first board
TO_STEP_TIME = 11  # how many tabs after the way of reaching things


def setting(home: Path, name: str) -> dict:
    with closing(sqlite3.connect(home / "viva.db")) as database:
        row = database.execute("SELECT json FROM setting WHERE name = ?", (name,)).fetchone()
    return json.loads(row[0]) if row else {}


def said(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "viva.db")) as database:
        return [row[0] for row in database.execute("SELECT text FROM said ORDER BY last")]


def boards(app: Desk) -> list[str]:
    with closing(sqlite3.connect(app.folder / "data" / "viva.db")) as database:
        return [row[0] for row in database.execute("SELECT name FROM board")]


def renderings(home: Path, voice: str) -> list[str]:
    with closing(sqlite3.connect(home / "viva.db")) as database:
        return [row[0] for row in database.execute("SELECT text FROM sound WHERE voice = ?", (voice,))]


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


def test_escape_stops_what_is_being_said(app, ear, judge):
    app.keys("ctrl+l")
    since = ear.seconds
    app.type(LONG)
    app.keys("Return")
    wait(ear.is_speaking, "speech")
    app.keys("Escape")
    heard = judge.transcribe(ear.hear(since, pause_s=3.0))
    assert "bridge" not in heard.lower()


def test_the_stock_voice_goes_on_when_the_engine_is_killed_while_it_speaks(app, ear, judge):
    since = ear.seconds
    app.keys("ctrl+r")
    wait(ear.is_speaking, "speech")
    app.kill_engine()
    assert_heard(judge, LONG, ear, since)


def test_a_function_key_says_its_phrase(app, ear, judge):
    since = ear.seconds
    app.keys("F7")
    assert_heard(judge, "I need help, please.", ear, since)


def test_a_tile_is_spoken_by_the_keyboard(app, ear, judge):
    since = ear.seconds
    app.keys("ctrl+2", "Down", "Right", "Return")
    assert_heard(judge, "Please wait. I am not done yet.", ear, since)


def test_a_board_made_elsewhere_is_brought_in_and_speaks(app, ear, judge):
    path = app.folder / "elsewhere.obz"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("manifest.json", json.dumps({"format": "open-board-0.1", "root": "boards/7.obf", "paths": {}}))
        package.writestr("boards/7.obf", json.dumps(FOREIGN))
    app.keys("ctrl+2", "shift+Tab", "shift+Tab", "shift+Tab", "space")  # from the tiles to the list of boards
    app.focus("Your boards")
    app.keys("Tab", "Tab", "space")  # Import
    app.focus("Import a board")
    app.type(str(path))
    app.keys("Return")
    wait(lambda: "Around the house" in boards(app), "the board")
    app.focus("Your boards")
    app.keys("shift+Tab", "shift+Tab", "Return")  # it is chosen in the list
    app.focus("Viva Voce")
    since = ear.seconds
    app.keys("Return")
    assert_heard(judge, FOREIGN["buttons"][0]["vocalization"], ear, since)
    app.keys("shift+Tab", "shift+Tab", "shift+Tab", "space")
    app.focus("Your boards")
    app.keys("Home", "Return")  # back to the first board
    app.focus("Viva Voce")


def test_one_switch_reaches_from_the_speak_room_to_a_spoken_tile(app, ear, judge, home):
    app.keys("ctrl+5", "Down", "Down", "Down", "Down", "space", "Tab", "Down", "space")
    wait(lambda: setting(home, "AccessChoices").get("mode") == "scan", "scanning")
    app.keys(*["Tab"] * TO_STEP_TIME, *["Prior"] * 8)  # slower: a busy computer is slow to press
    wait(lambda: setting(home, "AccessChoices")["step_ms"] >= 3000, "slower scanning")
    app.keys("ctrl+1")
    eye = Eye(app.screen)
    since = ear.seconds
    press_when_ringed(app, eye, *BOARDS_BUTTON)
    press_when_ringed(app, eye, *WAIT_TILE)
    assert_heard(judge, "Please wait. I am not done yet.", ear, since)


def test_the_engine_came_back_and_the_voice_is_the_person_s_own(home):
    """Only what the engine itself said, and said well, is kept as a rendering in the person's voice."""
    wait(lambda: renderings(home, setting(home, "VoiceInForce")["name"]), "a rendering in the voice")


def press_when_ringed(app: Desk, eye: Eye, x: int, y: int) -> None:
    """With the one switch: its row, then itself."""
    row = wait(lambda: eye.ring(x, y), "a ring round the row")
    app.keys("space")
    wait(lambda: eye.ring(x, y) not in (None, row), "a ring round it alone")
    app.keys("space")
