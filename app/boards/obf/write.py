"""Writes a board as .obz (all pages, files beside them) or a page as .obf (files inside it)."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.boards.colours import read_colour
from app.boards.emoji import svg
from app.boards.media import TYPES, Media
from app.boards.model import Board, Page, Tile
from app.boards.obf.read import BUILDS, EMOJI
from engine.errors import StorageError

FORMAT = "open-board-0.1"
Carry = Callable[[bytes, str, str], dict[str, str]]  # bytes, ending, "images" or "sounds" -> how the entry finds them


def write_file(board: Board, path: Path, media: Media) -> None:
    """Write to path, whole or not at all: a package for .obz, else the first page alone. StorageError."""
    part = path.with_name(path.name + ".part")
    try:
        if path.suffix.lower() == ".obz":
            _package(board, part, media)
        else:
            part.write_text(_dump(_page(board, board.pages[board.root], media, _inside)), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StorageError(f"{path.name} could not be written.", "Choose another place, or free some space.") from error


def _package(board: Board, path: Path, media: Media) -> None:
    files = {page_id: f"boards/{_file_name(page_id)}.obf" for page_id in board.pages}
    paths: dict[str, dict[str, str]] = {"boards": files, "images": {}, "sounds": {}}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        written: set[str] = set()

        def carry(data: bytes, ending: str, folder: str) -> dict[str, str]:
            name = f"{folder}/{len(written)}.{ending}"
            package.writestr(name, data)
            written.add(name)
            return {"path": name}

        for page_id, page in board.pages.items():
            source = _page(board, page, media, carry)
            for what in ("images", "sounds"):
                paths[what].update({f"{page_id}-{e['id']}": e["path"] for e in source[what] if "path" in e})
            package.writestr(files[page_id], _dump(source))
        manifest = {**board.extra, "format": FORMAT, "root": files[board.root], "paths": paths}
        package.writestr("manifest.json", _dump(manifest))


def _page(board: Board, page: Page, media: Media, carry: Carry) -> dict[str, Any]:
    images: dict[str, dict[str, Any]] = {}
    sounds: dict[str, dict[str, Any]] = {}
    tiles = {tile.id: tile for tile in (*(page.tiles[c] for c in sorted(page.tiles)), *page.loose)}
    buttons = [_button(board, tile, media, carry, images, sounds) for tile in tiles.values()]
    order = [[_id(page.tiles.get((r, c))) for c in range(page.columns)] for r in range(page.rows)]
    flags = {BUILDS: True} if board.builds and page.id == board.root else {}
    return {
        "locale": "en",
        **page.extra,
        **flags,
        "format": FORMAT,
        "id": page.id,
        "name": page.name,
        "buttons": buttons,
        "grid": {"rows": page.rows, "columns": page.columns, "order": order},
        "images": list(images.values()),
        "sounds": list(sounds.values()),
    }


def _button(
    board: Board,
    tile: Tile,
    media: Media,
    carry: Carry,
    images: dict[str, dict[str, Any]],
    sounds: dict[str, dict[str, Any]],
) -> dict[str, Any]:
    button: dict[str, Any] = {"id": tile.id, "label": tile.label}
    optional = {
        "vocalization": tile.spoken,
        "background_color": tile.colour,
        "border_color": tile.border,
        EMOJI: tile.emoji,
        "hidden": tile.hidden,
        "action": tile.actions[0] if tile.actions else "",
        "actions": list(tile.actions) if len(tile.actions) > 1 else [],
    }
    button.update({key: value for key, value in optional.items() if value})
    button.update({key: value for key, value in tile.extra.items() if _holds(tile, key, value)})
    if tile.link in board.pages:
        button["load_board"] = {
            **tile.extra.get("load_board", {}),
            "id": tile.link,
            "name": board.pages[tile.link].name,
            "path": f"boards/{_file_name(tile.link)}.obf",
        }
    picture, ending = (
        (svg(tile.emoji), "svg") if tile.emoji else (media.read(tile.picture), tile.picture.rpartition(".")[2])
    )
    if key := _entry(tile, tile.image, picture, ending, "images", images, carry):
        button["image_id"] = key
    if key := _entry(tile, tile.audio, media.read(tile.sound), tile.sound.rpartition(".")[2], "sounds", sounds, carry):
        button["sound_id"] = key
    return button


def _holds(tile: Tile, key: str, value: Any) -> bool:
    """Whether what a file said still stands: a colour as it was written, unless the person chose another."""
    now = {"background_color": tile.colour, "border_color": tile.border}
    return key not in now or read_colour(value) == now[key]


def _entry(
    tile: Tile, described: Any, data: bytes, ending: str, folder: str, entries: dict[str, dict[str, Any]], carry: Carry
) -> str:
    """List the tile's picture or sound and return the id it is listed under, "" when it has none."""
    if not data and not described:
        return ""
    key = str(described.get("id", f"{tile.id}-{folder[:-1]}"))
    if key not in entries:
        entry = {**described, "id": key}
        if data:
            entry |= {"content_type": TYPES.get(ending, "application/octet-stream"), **carry(data, ending, folder)}
        entries[key] = entry
    return key


def _inside(data: bytes, ending: str, _folder: str) -> dict[str, str]:
    return {"data": f"data:{TYPES[ending]};base64,{base64.b64encode(data).decode()}"}


def _id(tile: Tile | None) -> str | None:
    return tile.id if tile else None


def _file_name(page_id: str) -> str:
    """The id where it is a safe file name, else its hash: ids in files hold slashes, dots, anything."""
    safe = page_id.replace("-", "").replace("_", "").isalnum() and page_id.isascii() and len(page_id) < 80
    return (
        page_id
        if safe and page_id.lower() not in _RESERVED
        else hashlib.sha256(page_id.encode(errors="replace")).hexdigest()
    )


_RESERVED = {"con", "prn", "aux", "nul"}  # names Windows keeps for itself


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
