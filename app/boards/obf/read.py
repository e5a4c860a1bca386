"""One .obf board as a page: forgiving with what programs really write, and losing nothing of it."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from app.boards.colours import read_colour
from app.boards.model import MAX_SIDE, Page, Tile
from engine.errors import StorageError

Blob = Callable[[dict[str, Any]], str]  # an image or sound as the file describes it -> name in Media, "" if not there
Link = Callable[[dict[str, Any]], str]  # load_board -> id of the page, "" if it is elsewhere
EMOJI, BUILDS = "ext_vivavoce_emoji", "ext_vivavoce_builds_sentences"
_BUTTON_KEYS = {
    "id", "label", "vocalization", "background_color", "border_color", "image_id", "sound_id",
    "action", "actions", "hidden", EMOJI,
}  # fmt: skip
_PAGE_KEYS = {"format", "id", "name", "buttons", "images", "sounds", "grid"}
_ADVICE = "Export it again from the program it was made with."


def parse(data: bytes, name: str) -> dict[str, Any]:
    """The JSON object in a file. StorageError when there is none."""
    try:
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        result = json.loads(data.decode(encoding))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise StorageError(f"{name} is damaged or is no board file.", _ADVICE) from error
    if not isinstance(result, dict):
        raise StorageError(f"{name} is no board file.", _ADVICE)
    return result


def identifier(value: Any) -> str:
    """An id as text: files write 0, 7 and "7" for the same thing. "" for none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def page(board: dict[str, Any], name: str, blob: Blob, link: Link) -> Page:
    """The page of a parsed board. StorageError when it holds neither buttons nor a grid, or a grid without measure."""
    if "buttons" not in board and "grid" not in board:
        raise StorageError(f"{name} holds no board.", _ADVICE)
    images = {identifier(i.get("id")): i for i in _dicts(board.get("images"))}
    sounds = {identifier(s.get("id")): s for s in _dicts(board.get("sounds"))}
    tiles: dict[str, Tile] = {}
    for number, button in enumerate(_dicts(board.get("buttons"))):
        tile_id = identifier(button.get("id")) or f"button-{number}"
        image = images.get(identifier(button.get("image_id")), {})
        sound = sounds.get(identifier(button.get("sound_id")), {})
        tiles.setdefault(tile_id, _tile(tile_id, button, image, sound, blob, link))
    rows, columns, placed = _grid(board.get("grid"), list(tiles), name)
    used = set(placed.values())
    return Page(
        id=identifier(board.get("id")),
        name=_text(board.get("name")),
        rows=rows,
        columns=columns,
        tiles={cell: tiles[tile_id] for cell, tile_id in placed.items()},
        loose=tuple(tile for key, tile in tiles.items() if key not in used),
        extra={key: value for key, value in board.items() if key not in _PAGE_KEYS},
    )


def inline(entry: dict[str, Any]) -> bytes:
    """The bytes a file carries in itself ("data"), as a data URI or bare base64; b"" when it carries none."""
    text = entry.get("data")
    if not isinstance(text, str) or not text:
        return b""
    head, comma, body = text.partition(",")
    try:
        if text.startswith("data:") and comma:
            return base64.b64decode(_clean(body)) if ";base64" in head.lower() else unquote_to_bytes(body)
        return base64.b64decode(_clean(text), validate=True)
    except (ValueError, binascii.Error):
        return b""


def _tile(
    tile_id: str, button: dict[str, Any], image: dict[str, Any], sound: dict[str, Any], blob: Blob, link: Link
) -> Tile:
    extra = {key: value for key, value in button.items() if key not in _BUTTON_KEYS}
    target = button.get("load_board")
    linked = link(target) if isinstance(target, dict) else ""
    if linked and isinstance(target, dict):  # written anew on the way out; its addresses stay
        del extra["load_board"]
        if rest := {key: value for key, value in target.items() if key not in {"id", "path", "name"}}:
            extra["load_board"] = rest
    emoji = _text(button.get(EMOJI))
    for key, colour in (
        ("background_color", button.get("background_color")),
        ("border_color", button.get("border_color")),
    ):
        if colour and read_colour(colour) != colour:
            extra[key] = colour  # "rgba(0, 255, 0, 0.5)" goes out as it came in
    return Tile(
        id=tile_id,
        label=_text(button.get("label")),
        spoken=_text(button.get("vocalization")),
        emoji=emoji,
        picture="" if emoji or not image else blob(image),
        sound=blob(sound) if sound else "",
        colour=read_colour(button.get("background_color")),
        border=read_colour(button.get("border_color")),
        link=linked,
        actions=_actions(button),
        hidden=button.get("hidden") is True,
        image={} if emoji else _described(image),
        audio=_described(sound),
        extra=extra,
    )


def _grid(grid: Any, ids: list[str], name: str) -> tuple[int, int, dict[tuple[int, int], str]]:
    """Rows, columns and which button is where. A missing grid is made; numbers that are too small are raised."""
    grid = grid if isinstance(grid, dict) else {}
    order = grid.get("order")
    lines = [line if isinstance(line, list) else [] for line in order] if isinstance(order, list) else []
    if not lines:
        columns = max(1, min(MAX_SIDE, _number(grid.get("columns")) or round(len(ids) ** 0.5 + 0.49)))
        lines = [list(ids[i : i + columns]) for i in range(0, len(ids), columns)]
    rows = max(1, len(lines), _number(grid.get("rows")))
    columns = max(1, _number(grid.get("columns")), *(len(line) for line in lines), 1)
    if rows > MAX_SIDE or columns > MAX_SIDE:
        raise StorageError(f"{name} has a grid of {rows} by {columns}, which is more than a page can show.", _ADVICE)
    known, placed = set(ids), {}
    for r, line in enumerate(lines):
        for c, value in enumerate(line):
            if (tile_id := identifier(value)) in known:
                placed[r, c] = tile_id
    return rows, columns, placed


def _actions(button: dict[str, Any]) -> tuple[str, ...]:
    listed, one = button.get("actions"), button.get("action")
    several = [a for a in listed if isinstance(a, str)] if isinstance(listed, list) else []
    return tuple(several or ([one] if isinstance(one, str) and one else []))


def _described(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in {"data", "path"}}


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else identifier(value)


def _number(value: Any) -> int:
    text = identifier(value)
    return int(text) if re.fullmatch(r"\d{1,6}", text) else 0


def _clean(text: str) -> str:
    packed = re.sub(r"\s+", "", text)
    return packed + "=" * (-len(packed) % 4)
