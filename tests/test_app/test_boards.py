"""Boards on the screen: pressing, building, editing with undo, and that every edit is on the disk at once."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.boards.book import Book
from app.boards.colours import WORD_CLASSES, look, read_colour
from app.boards.library import BoardLibrary
from app.boards.model import Page, Tile, empty_board
from app.boards.page_model import TILE
from app.boards.sentence import Sentence
from app.boards.shelf import Shelf
from app.boards.tile_editor import TileEditor
from app.boards.view import BoardsView
from app.services import Services
from app.theme.tokens import CONTRAST, DARK, LIGHT, contrast


@pytest.fixture
def view(services, qtbot):
    made = BoardsView(services)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


@pytest.fixture
def said(services, monkeypatch):
    heard = []
    monkeypatch.setattr(services.voice_out, "say", lambda text, **how: heard.append(how.get("spoken") or text))
    return heard


def stored(services: Services, book: Book):
    """What a program started after a crash would find."""
    return BoardLibrary(services.database, services.folder, services.tasks).load(book.board.id)


def open_named(view: BoardsView, name: str) -> None:
    view.open_board(next(key for key, title in view.library.list() if title == name))


def press(view: BoardsView, label: str) -> None:
    button = next(b for b in view.grid.buttons.values() if b.tile and b.tile.label == label)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_new_person_begins_with_yes_and_no_and_is_heard_at_once(view, said):
    press(view, "Yes")
    press(view, "Wait")
    assert said == ["Yes.", "Please wait. I am not done yet."]


def test_core_words_build_a_sentence_that_is_said_as_a_whole(view, said):
    open_named(view, "Core words")
    for label in ("I", "want", "Food"):
        press(view, label)
    press(view, "water")
    assert view.sentence.text == "I want water" and said == []
    press(view, "Back")
    assert view.book.page.id == "core"
    QTest.mouseClick(view.strip.speak, Qt.MouseButton.LeftButton)
    assert said == ["I want water"]
    view.strip.clear.click()
    view.strip.clear.click()
    assert view.sentence.text == "I want water"  # a slip costs nothing


def test_everything_by_keyboard(view, said):
    view.grid.focus_first()
    QTest.keyClick(view.grid.buttons[0, 0], Qt.Key.Key_Right)
    assert view.grid.buttons[0, 1].hasFocus()
    QTest.keyClick(view.grid.buttons[0, 1], Qt.Key.Key_Return)
    view.edit_button.click()
    view.grid.buttons[0, 1].setFocus()
    QTest.keyClick(view.grid.buttons[0, 1], Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert said == ["No."] and view.book.page.tiles[1, 1].label == "No" and view.grid.buttons[1, 1].hasFocus()


def test_each_edit_is_kept_at_once_and_can_be_undone(view, services):
    book, before = view.book, view.book.board
    book.swap((0, 0), (1, 1), "Move")
    book.put((0, 1), Tile(label="Maybe", emoji="🤔"), "Edit")
    assert stored(services, book) == book.board and book.page.tiles[1, 1].label == "Yes"
    book.undo.undo()
    book.undo.undo()
    assert book.board == before and stored(services, book) == before
    book.undo.redo()
    kept = stored(services, book)
    assert kept is not None and kept.pages[book.page.id].tiles[1, 1].label == "Yes"


def test_undo_shows_the_page_where_it_happened(view):
    open_named(view, "Medical")
    view.book.go("pain")
    view.book.put((0, 0), None, "Delete")
    view.book.home()
    view.book.undo.undo()
    assert view.book.page.id == "pain" and (0, 0) in view.book.page.tiles


def test_deleting_a_page_leaves_no_link_to_it(view):
    open_named(view, "Medical")
    view.book.change(view.book.board.without_page("pain"), "Delete page")
    assert "pain" not in {tile.link for tile in view.book.board.tiles()}


def test_a_smaller_grid_loses_no_tile():
    tiles = {(r, c): Tile(label=f"{r}{c}") for r in range(3) for c in range(3)}
    page = Page("p", "p", 3, 3, tiles).resize(2, 2)
    assert sorted(t.label for t in page.tiles.values()) == sorted(t.label for t in tiles.values())
    assert all(r < page.rows and c < page.columns for r, c in page.tiles)


def test_the_tile_editor_makes_a_folder_with_its_page(view, services, qtbot):
    editor = TileEditor(services, view.book, Tile(), view)
    qtbot.addWidget(editor)
    editor.label.setText("Games")
    editor.picture.emoji_chosen.emit("🎲")
    editor.does.setCurrentIndex(editor.does.findText("Opens a new page"))
    editor.kept.connect(lambda tile: view.book.put((0, 0), tile, "Edit"))
    editor._keep()
    tile = view.book.page.tiles[0, 0]
    assert (tile.label, tile.emoji) == ("Games", "🎲") and view.book.board.pages[tile.link].name == "Games"
    assert tile.says == ""


def test_import_export_through_the_library(view, services, qtbot, tmp_path):
    shelf = Shelf(services, view.library, view.book, view)
    qtbot.addWidget(shelf)
    source = {"id": 3, "name": "Made elsewhere", "buttons": [{"id": 1, "label": "hi"}], "grid": {"order": [[1, None]]}}
    path = tmp_path / "other.obz"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("manifest.json", json.dumps({"root": 3, "paths": {"boards": {"3": "x.obf"}}}))
        package.writestr("x.obf", json.dumps(source))
    shelf.bring_in(path)
    qtbot.waitUntil(lambda: "Made elsewhere" in [name for _, name in view.library.list()])
    qtbot.waitUntil(lambda: bool(services.notices.standing))
    shelf._open()
    view.open_board(shelf.current)
    assert view.model.index(0, 0).data() == "hi" and view.model.index(0, 1).data(TILE) is None
    (tmp_path / "bad.obz").write_bytes(b"PK\x03\x04")
    shelf.bring_in(tmp_path / "bad.obz")
    qtbot.waitUntil(lambda: any("bad.obz" in n.message for n in services.notices.standing))


def test_a_deleted_starter_board_stays_deleted(view, services):
    gone = view.library.list()[1][0]
    view.library.remove(gone)
    again = BoardLibrary(services.database, services.folder, services.tasks)
    assert gone not in [key for key, _ in again.list()] and len(again.list()) == 2


def test_pictures_of_deleted_boards_go_and_those_in_use_stay(view):
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    kept, gone = view.library.media.add(svg + b" "), view.library.media.add(svg)
    view.book.put((0, 0), Tile(picture=kept), "Edit")
    other = empty_board("other")
    page = other.pages[other.root].put((0, 0), Tile(picture=gone))
    view.library.save(other.with_page(page))
    view.library.remove(other.id)
    assert view.library.media.path(kept).exists() and not view.library.media.path(gone).exists()


def test_tiles_are_rendered_ahead_this_page_first(services, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(services.voice_out, "prepare", lambda texts: asked.append(list(texts)))
    view = BoardsView(services)
    qtbot.addWidget(view)
    assert asked[-1][:2] == ["Yes.", "No."]
    open_named(view, "Medical")
    view.book.go("comfort")
    assert asked[-1][0] == "I am too hot." and "Please turn me." in asked[-1]


def test_spelling_and_commands_of_the_format(qapp):
    sentence = Sentence()
    sentence.add("my")
    for letter in "cta":
        sentence.spell(letter)
    sentence.back()
    sentence.back()
    sentence.spell("at")
    sentence.space()
    sentence.spell("x")
    assert sentence.text == "my cat x"


def test_words_on_tiles_can_be_read_in_every_theme():
    for tokens in (LIGHT, DARK, CONTRAST):
        for colour in (*WORD_CLASSES, "", "#000000", "#00ff00", "#808080"):
            shown = look(colour, "", tokens)
            assert contrast(shown.text, shown.fill) >= (7 if tokens is CONTRAST else 4.5), (tokens.name, colour)


@pytest.mark.parametrize(
    "text, colour",
    [("rgb(255, 0, 0)", "#ff0000"), ("rgba(0,0,0,0)", "#ffffff"), ("#abc", "#aabbcc"), ("Teal", "#008080"), ("?", "")],
)
def test_colours_as_files_write_them(text, colour):
    assert read_colour(text) == colour


def test_hidden_tiles_show_only_while_editing(view):
    view.book.put((0, 0), replace(view.book.page.tiles[0, 0], hidden=True), "Hide")
    assert not view.grid.buttons[0, 0].isEnabled()
    view.edit_button.click()
    assert view.grid.buttons[0, 0].isEnabled()


def test_every_tile_says_its_name_to_screen_readers(view):
    open_named(view, "Medical")
    QApplication.processEvents()
    names = [button.accessibleName() for button in view.grid.buttons.values()]
    assert all(names) and "Pain, opens a page" in names
