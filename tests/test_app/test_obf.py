"""Open Board Format: what real files do, what hostile files do, and what must come out as it went in."""

import base64
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.boards import obf
from app.boards.media import Media
from app.boards.model import Board, Page, Tile
from engine.errors import StorageError
from engine.paths import ASSETS

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
WAV = b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\0\0\0\0"


@pytest.fixture
def media(tmp_path: Path) -> Media:
    return Media(tmp_path / "media")


def write_obf(tmp_path: Path, board: dict, encoding: str = "utf-8") -> Path:
    path = tmp_path / "board.obf"
    path.write_bytes(json.dumps(board).encode(encoding))
    return path


def write_obz(tmp_path: Path, files: Mapping[str, dict | bytes], name: str = "board.obz") -> Path:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for entry, content in files.items():
            package.writestr(entry, content if isinstance(content, bytes) else json.dumps(content))
    return path


# As CommuniKate boards (open-aac/obf, spec/samples) are: integer ids from 0, "image/svg", links to boards left out.
COMMUNIKATE = {
    "id": "aboutme",
    "format": "open-board-0.1",
    "name": "About Me",
    "license": {"type": "CC-By", "author_url": None},
    "buttons": [
        {"label": "Top", "load_board": {"id": "page1", "path": "boards/page1.obf"}, "id": 0, "image_id": 0},
        {"label": "Name", "id": 1, "border_color": "#444", "background_color": "rgba(120, 113, 255, 0.5)"},
        {"label": "spare", "id": 2, "ext_speaker_best": True, "vocalization": "spoken", "left": 0.25},
    ],
    "images": [{"id": 0, "url": "https://example.invalid/communication aid 2.svg", "content_type": "image/svg"}],
    "sounds": [],
    "ext_speaker_settings": {"db_id": "12532523"},
    "grid": {"rows": 2, "columns": "2", "order": [[0, 1.0], [None, None]]},
}


def test_integer_ids_null_cells_and_unplaced_buttons(tmp_path, media):
    page = only_page(obf.read_file(write_obf(tmp_path, COMMUNIKATE), media))
    assert (page.rows, page.columns) == (2, 2)
    assert {cell: tile.label for cell, tile in page.tiles.items()} == {(0, 0): "Top", (0, 1): "Name"}
    assert [tile.says for tile in page.loose] == ["spoken"]
    assert page.tiles[0, 1].colour == "#bcb8ff" and page.tiles[0, 1].border == "#444444"


def test_round_trip_keeps_what_is_not_understood(tmp_path, media):
    out = tmp_path / "out.obf"
    obf.write_file(obf.read_file(write_obf(tmp_path, COMMUNIKATE), media), out, media)
    written = json.loads(out.read_text())
    buttons = {button["id"]: button for button in written["buttons"]}
    assert written["ext_speaker_settings"] == {"db_id": "12532523"} and written["license"] == COMMUNIKATE["license"]
    assert buttons["2"]["ext_speaker_best"] is True and buttons["2"]["left"] == 0.25
    assert buttons["1"]["background_color"] == "rgba(120, 113, 255, 0.5)"
    assert buttons["0"]["load_board"]["path"] == "boards/page1.obf"
    assert written["images"][0]["url"] == COMMUNIKATE["images"][0]["url"] and buttons["0"]["image_id"] == "0"
    assert written["grid"]["order"] == [["0", "1"], [None, None]]


def test_an_address_is_kept_but_never_fetched(tmp_path, media, monkeypatch):
    monkeypatch.setattr("socket.socket", None)
    tile = only_page(obf.read_file(write_obf(tmp_path, COMMUNIKATE), media)).tiles[0, 0]
    assert tile.picture == "" and tile.image["url"].startswith("https://")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks(tmp_path, media, encoding):
    assert only_page(obf.read_file(write_obf(tmp_path, COMMUNIKATE, encoding), media)).name == "About Me"


@pytest.mark.parametrize(
    "data",
    [
        "data:image/png;base64," + base64.b64encode(PNG).decode(),
        base64.b64encode(PNG).decode().rstrip("=") + "\n",
        "data:image/svg+xml;utf8,%3Csvg%20xmlns='http://www.w3.org/2000/svg'/%3E",
    ],
)
def test_pictures_inside_the_file(tmp_path, media, data):
    board = {"id": 1, "buttons": [{"id": 1, "image_id": 5}], "images": [{"id": "5", "data": data}], "grid": {}}
    picture = only_page(obf.read_file(write_obf(tmp_path, board), media)).tiles[0, 0].picture
    assert media.path(picture).exists()


@pytest.mark.parametrize("root", ["boards/7.obf", "./boards/7.obf", "7", 7, None])
def test_root_as_path_or_id(tmp_path, media, root):
    files = {
        "manifest.json": {"root": root, "paths": {"boards": {"7": "boards/7.obf", "8": "boards/8.obf"}}},
        "boards/7.obf": {"id": 7, "name": "Home", "buttons": [{"id": 1, "label": "on", "load_board": {"id": 8}}]},
        "boards/8.obf": {"id": 8, "name": "Next", "buttons": [{"id": 1, "load_board": {"path": "boards/7.obf"}}]},
    }
    board = obf.read_file(write_obz(tmp_path, files), media)
    assert board.pages[board.root].name == "Home"
    assert board.pages["7"].tiles[0, 0].link == "8" and board.pages["8"].tiles[0, 0].link == "7"


def test_package_without_manifest_in_a_folder_of_its_own(tmp_path, media):
    page = {"id": "a", "buttons": [{"id": 1, "image_id": 2}], "images": [{"id": 2, "path": "../x.png"}]}
    board = obf.read_file(write_obz(tmp_path, {"mine/home.obf": page, "__MACOSX/mine/._home.obf": b"junk"}), media)
    assert list(board.pages) == ["a"]


def test_package_round_trip_with_pictures_sounds_and_links(tmp_path, media):
    picture, sound = media.add(PNG), media.add(WAV)
    tiles = {(0, 1): Tile(id="t", label="a", picture=picture, sound=sound, link="two/../x", actions=(":clear", "+s"))}
    emoji = {(0, 0): Tile(id="e", label="yes", emoji="✅", hidden=True)}
    pages = {"one": Page("one", "One", 1, 2, tiles), "two/../x": Page("two/../x", "Two", 1, 1, emoji)}
    obf.write_file(Board("b", "One", "one", pages, builds=True, extra={"ext_x": 1}), tmp_path / "o.obz", media)
    with zipfile.ZipFile(tmp_path / "o.obz") as package:
        assert all(".." not in name for name in package.namelist())
        assert any(name.endswith(".svg") for name in package.namelist())  # others see the emoji too
    again = obf.read_file(tmp_path / "o.obz", Media(tmp_path / "other"))
    tile, yes = again.pages["one"].tiles[0, 1], again.pages["two/../x"].tiles[0, 0]
    assert (tile.picture, tile.sound, tile.link, tile.actions) == (picture, sound, "two/../x", (":clear", "+s"))
    assert (yes.emoji, yes.hidden, again.builds, again.extra) == ("✅", True, True, {"ext_x": 1})
    assert (tmp_path / "other" / sound).read_bytes() == WAV


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"[1, 2]",
        b"{}",
        b'{"grid": {"rows": 9000, "columns": 9000}}',
        b"[" * 100_000,
        b"PK\x03\x04nothing",
    ],
)
def test_what_is_no_board_is_refused_plainly(tmp_path, media, content):
    path = tmp_path / "x.obf"
    path.write_bytes(content)
    with pytest.raises(StorageError) as caught:
        obf.read_file(path, media)
    assert caught.value.message.endswith(".") and caught.value.remedy


@pytest.mark.parametrize("name", ["../../evil.obf", "/etc/evil.obf", "C:\\evil.obf", "a\\..\\..\\evil.obf"])
def test_paths_out_of_the_package_are_refused(tmp_path, media, name):
    with pytest.raises(StorageError, match="outside its place"):
        obf.read_file(write_obz(tmp_path, {"manifest.json": {}, name: COMMUNIKATE}), media)


def test_bombs_are_refused_unread(tmp_path, media):
    with pytest.raises(StorageError, match="far more than a board needs"):
        obf.read_file(write_obz(tmp_path, {"manifest.json": {}, "a.obf": b"0" * (20 << 20)}), media)


def test_a_size_that_lies_is_not_believed(tmp_path, media):
    path = write_obz(tmp_path, {"a.obf": b'{"buttons": [' + b" " * (4 << 20) + b"]}"})
    data, real = bytearray(path.read_bytes()), (4 << 20) + 15
    path.write_bytes(data.replace(real.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    with pytest.raises(StorageError):
        obf.read_file(path, media)


@pytest.mark.parametrize("file", ["yes-no.obf", "core.obz", "medical.obz"])
def test_starter_boards_are_whole(media, file):
    board = obf.read_file(ASSETS / "boards" / file, media)
    for tile in board.tiles():
        assert tile.says or tile.link or tile.actions
        assert "load_board" not in tile.extra, f"{tile.label} leads nowhere"
    reached = {board.root} | {tile.link for tile in board.tiles()}
    assert set(board.pages) <= reached


def only_page(board: Board) -> Page:
    assert list(board.pages) == [board.root]
    return board.pages[board.root]
