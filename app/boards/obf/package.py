"""Opens .obf and .obz files as a Board; pictures and sounds go to Media. No address in a file is ever fetched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.boards.media import Media
from app.boards.model import Board, Page, new_id
from app.boards.obf import read
from app.boards.obf.archive import MAX_ENTRY_BYTES, Archive
from engine.errors import StorageError


def read_file(path: Path, media: Media) -> Board:
    """The board in a file, told apart by its content, not its ending. StorageError in plain words."""
    try:
        with path.open("rb") as stream:
            zipped = stream.read(4) == b"PK\x03\x04"
        size = path.stat().st_size
    except OSError as error:
        raise StorageError(f"{path.name} cannot be read.", "Check that the file is still there.") from error
    if zipped:
        archive = Archive(path)
        try:
            return _package(archive, path, media)
        finally:
            archive.close()
    if size > MAX_ENTRY_BYTES:
        raise StorageError(f"{path.name} is too large for a board.", "Choose an .obf or .obz file.")
    return _single(path, media)


def _single(path: Path, media: Media) -> Board:
    source = read.parse(path.read_bytes(), path.name)

    def blob(entry: dict[str, Any]) -> str:
        return media.add(read.inline(entry))

    def link(target: dict[str, Any]) -> str:
        own = read.identifier(source.get("id"))
        return own if own and read.identifier(target.get("id")) == own else ""

    page = read.page(source, path.name, blob, link)
    return _board([page], page.id, path, {}, source)


def _package(archive: Archive, path: Path, media: Media) -> Board:
    manifest = read.parse(archive.read("manifest.json"), path.name) if "manifest.json" in archive.names() else {}
    files = _board_files(archive, manifest)
    if not files:
        raise StorageError(f"{path.name} holds no board.", "Choose an .obf or .obz file.")
    sources = {name: read.parse(archive.read(name), name) for name in dict.fromkeys(files.values())}
    ids = _page_ids(files, sources)
    pages = []
    for name, source in sources.items():
        blob, link = _blob(archive, manifest, name, media), _link(archive, ids, name)
        pages.append(replace(read.page(source, name, blob, link), id=ids[name]))
    root = _root(archive, manifest, ids)
    first = next(source for name, source in sources.items() if ids[name] == root)
    extra = {key: value for key, value in manifest.items() if key not in {"format", "root", "paths"}}
    return _board(pages, root, path, extra, first)


def _board(pages: list[Page], root: str, path: Path, extra: dict[str, Any], first: dict[str, Any]) -> Board:
    if not root:
        root = new_id()
        pages = [replace(pages[0], id=root)]
    name = next(page.name for page in pages if page.id == root) or path.stem
    builds = first.get(read.BUILDS) is True or any(_edits(page) for page in pages)
    return Board(new_id(), name, root, {page.id: page for page in pages}, builds, extra)


def _edits(page: Page) -> bool:
    """A board with letters to spell or a backspace is one that builds sentences."""
    return any(a.startswith("+") or a in (":space", ":backspace") for tile in page.tiles.values() for a in tile.actions)


def _board_files(archive: Archive, manifest: dict[str, Any]) -> dict[str, str]:
    """Id -> file, by the manifest, and the boards it forgot under their file names."""
    listed = _paths(manifest, "boards")
    files = {key: found for key, value in listed.items() if (found := archive.find(value))}
    for name in archive.names():
        if name.lower().endswith(".obf") and name not in files.values():
            files[name] = name
    return files


def _page_ids(files: dict[str, str], sources: dict[str, dict[str, Any]]) -> dict[str, str]:
    """File, manifest's id and the board's own id, all -> the one id the page has here."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for key, name in files.items():
        own = read.identifier(sources[name].get("id")) or key
        page_id = ids.get(name) or (own if own not in taken else key if key not in taken else new_id())
        taken.add(page_id)
        ids[name] = page_id
        ids.setdefault(key, page_id)
        ids.setdefault(own, page_id)
    return ids


def _root(archive: Archive, manifest: dict[str, Any], ids: dict[str, str]) -> str:
    """The first page: the manifest's root is a path by the specification, an id or a number in real files."""
    root = manifest.get("root")
    if (found := archive.find(root)) in ids:
        return ids[str(found)]
    if (key := read.identifier(root)) in ids:
        return ids[key]
    for guess in ("root.obf", "home.obf", "boards/root.obf", "boards/home.obf"):
        if guess in ids:
            return ids[guess]
    return next(iter(ids.values()))


def _link(archive: Archive, ids: dict[str, str], beside: str) -> Callable[[dict[str, Any]], str]:
    def link(target: dict[str, Any]) -> str:
        found = archive.find(target.get("path"), beside)
        return ids.get(found or "") or ids.get(read.identifier(target.get("id")), "")

    return link


def _blob(archive: Archive, manifest: dict[str, Any], beside: str, media: Media) -> Callable[[dict[str, Any]], str]:
    listed = {**_paths(manifest, "images"), **_paths(manifest, "sounds")}

    def blob(entry: dict[str, Any]) -> str:
        found = archive.find(entry.get("path"), beside) or archive.find(listed.get(read.identifier(entry.get("id"))))
        return media.add(archive.read(found)) if found else media.add(read.inline(entry))

    return blob


def _paths(manifest: dict[str, Any], what: str) -> dict[str, Any]:
    paths = manifest.get("paths")
    listed = paths.get(what) if isinstance(paths, dict) else None
    return {str(key): value for key, value in listed.items()} if isinstance(listed, dict) else {}
