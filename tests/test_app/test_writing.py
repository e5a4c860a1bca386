from pathlib import Path

import pytest

from app.data import Database
from app.services import Services
from app.speak.choices import SpeakChoices
from app.speak.history import History
from app.speak.model import SpeakModel
from app.speak.predictor import english
from app.speak.view import SpeakView
from engine.paths import ASSETS


@pytest.fixture(scope="module")
def predictor():
    return english(ASSETS / "words")


def test_suggests_from_the_start(predictor):
    assert "cup" in predictor.suggest("I would like a ")
    assert all(word.lower().startswith("gard") for word in predictor.suggest("in the gard"))
    assert predictor.suggest("")[0][0].isupper()


def test_learns_names_and_habits():
    predictor = english(ASSETS / "words")
    assert "Siobhan" not in predictor.suggest("Where is Sio")
    predictor.learn("I hope that Siobhan visits Ballydehob.")
    assert predictor.suggest("Where is sio")[0] == "Siobhan"
    assert predictor.suggest("Siobhan visits ")[0] == "Ballydehob"


@pytest.fixture
def history(tmp_path: Path):
    database = Database(tmp_path / "viva.db")
    yield History(database)
    database.close()


def test_history_by_recency_frequency_and_search(history: History):
    for text in ("Tea, please.", "Good night.", "Tea, please.", "100 % sure."):
        history.add(text)
    assert [s.text for s in history.recent()] == ["100 % sure.", "Tea, please.", "Good night."]
    assert history.frequent()[0].text == "Tea, please."
    assert [s.text for s in history.recent("please tea")] == ["Tea, please."]
    assert [s.text for s in history.recent("%")] == ["100 % sure."]
    history.remove(history.recent("night")[0].id)
    assert history.recent("night") == []


@pytest.fixture
def said(services: Services, monkeypatch) -> list[str]:
    texts: list[str] = []
    monkeypatch.setattr(services.voice_out, "say", lambda text, **_: texts.append(text))
    return texts


@pytest.fixture
def view(services: Services, said: list[str], qtbot) -> SpeakView:
    made = SpeakView(services)
    qtbot.addWidget(made)
    made.show()
    return made


def type_(qtbot, view: SpeakView, text: str) -> None:
    for character in text:
        qtbot.keyClicks(view.editor, character)
        qtbot.wait(1)


def test_nothing_is_said_while_writing(view: SpeakView, said: list[str], qtbot):
    type_(qtbot, view, "hello there. ")
    assert said == []
    qtbot.keyClick(view.editor, "\r")
    assert said == ["hello there."]


def test_by_word_and_by_sentence(view: SpeakView, said: list[str], services: Services, qtbot):
    services.settings.put(SpeakChoices(by_word=True))
    type_(qtbot, view, "hello you ")
    services.settings.put(SpeakChoices(by_sentence=True))
    type_(qtbot, view, "all. And")
    assert said == ["hello", "you", "hello you all."]


def test_short_forms_are_written_out(view: SpeakView, services: Services, qtbot):
    services.lists.set_abbreviation("hay", "how are you")
    type_(qtbot, view, "Hay ")
    qtbot.waitUntil(lambda: view.editor.toPlainText() == "How are you ")
    view.editor.undo()
    assert view.editor.toPlainText() == "Hay "


def test_chosen_word_completes(view: SpeakView, qtbot):
    type_(qtbot, view, "Good mor")
    view.words.choose(view.words._words.index("morning"))
    qtbot.waitUntil(lambda: view.editor.toPlainText() == "Good morning ")


def test_cleared_text_comes_back(view: SpeakView, qtbot):
    type_(qtbot, view, "dear")
    view.model.clear()
    type_(qtbot, view, "new")
    view.model.restore()
    assert view.editor.toPlainText() == "dear new"


def test_the_field_gets_the_focus_back(view: SpeakView, qtbot):
    view.activateWindow()
    view.editor.setFocus()
    qtbot.mouseClick(view.speak_button, qtbot_left())
    assert view.focusWidget() is view.editor


def qtbot_left():
    from PySide6.QtCore import Qt  # noqa: PLC0415

    return Qt.MouseButton.LeftButton


def test_private_mode_remembers_nothing(services: Services, said: list[str]):
    services.settings.put(SpeakChoices(private=True))
    model = SpeakModel(services)
    model.edited("a secret", 8)
    model.speak()
    model.close()
    assert services.history.recent() == []
    assert SpeakModel(services).text == ""


def test_selection_alone_is_said(view: SpeakView, said: list[str], qtbot):
    type_(qtbot, view, "one two three")
    cursor = view.editor.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(7, cursor.MoveMode.KeepAnchor)
    view.editor.setTextCursor(cursor)
    qtbot.keyClick(view.editor, "\r")
    assert said == ["two"]


def test_pronunciation_is_heard_before_it_is_kept(services: Services, said: list[str], view: SpeakView, qtbot):
    dialog = view.pronounce()
    dialog.word.setText("Siobhan")
    dialog.sounds.setText("shi vawn")
    assert not dialog.save.isEnabled()
    dialog.hear.click()
    assert said == ["shi vawn"]
    assert dialog.save.isEnabled()
    dialog.save.click()
    assert services.lists.pronunciations == {"Siobhan": "shi vawn"}
