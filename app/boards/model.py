"""What a board is: pages of tiles on a grid. Plain values: every change makes a new one, so undo keeps the old."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

Cell = tuple[int, int]  # row, column
MAX_SIDE = 40  # rows or columns of a page; larger files are refused


def new_id() -> str:
    """An id no other board, page or tile has."""
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile. spoken: what is said when it differs from the label. colour, border: "#rrggbb" or "".

    picture, sound: names of files in Media. link: id of the page it opens. actions: commands of the Open Board
    Format (":clear", ":speak", "+s" to spell). image, audio: what a file said of the picture and sound (licence, url).
    extra: whatever else a file said of it, kept for the way out.
    """

    id: str = field(default_factory=new_id)
    label: str = ""
    spoken: str = ""
    emoji: str = ""
    picture: str = ""
    sound: str = ""
    colour: str = ""
    border: str = ""
    link: str = ""
    actions: tuple[str, ...] = ()
    hidden: bool = False
    image: Mapping[str, Any] = field(default_factory=dict)
    audio: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def says(self) -> str:
        """What is heard when it is pressed: nothing, for one that only opens a page or carries a command."""
        if (self.actions or self.link) and not self.spoken:
            return ""
        return self.spoken or self.label

    def to(self, page_id: str) -> Tile:
        """The tile opening another page; "" for none. What a file said of the old link goes."""
        return replace(self, link=page_id, extra={k: v for k, v in self.extra.items() if k != "load_board"})


@dataclass(frozen=True, slots=True)
class Page:
    """A grid of tiles; empty cells have none. loose: tiles a file defines but does not place."""

    id: str
    name: str
    rows: int
    columns: int
    tiles: Mapping[Cell, Tile] = field(default_factory=dict)
    loose: tuple[Tile, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def put(self, cell: Cell, tile: Tile | None) -> Page:
        """The page with this tile in a cell; None empties it."""
        tiles = {key: value for key, value in self.tiles.items() if key != cell}
        if tile is not None:
            tiles[cell] = tile
        return replace(self, tiles=tiles)

    def swap(self, one: Cell, other: Cell) -> Page:
        """The page with what is in two cells exchanged."""
        first, second = self.tiles.get(one), self.tiles.get(other)
        return self.put(one, second).put(other, first)

    def resize(self, rows: int, columns: int) -> Page:
        """Another grid. Tiles that no longer fit go to free cells, the grid grows by rows when there are none."""
        inside = {c: t for c, t in self.tiles.items() if c[0] < rows and c[1] < columns}
        homeless = [t for c, t in sorted(self.tiles.items()) if c not in inside]
        free = [(r, c) for r in range(rows) for c in range(columns) if (r, c) not in inside]
        while len(free) < len(homeless):
            free += [(rows, c) for c in range(columns)]
            rows += 1
        inside.update(zip(free, homeless, strict=False))
        return replace(self, rows=rows, columns=columns, tiles=inside)


@dataclass(frozen=True, slots=True)
class Board:
    """Pages that belong together. root: id of the first page. builds: tiles build a sentence, said as a whole."""

    id: str
    name: str
    root: str
    pages: Mapping[str, Page]
    builds: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)

    def with_page(self, page: Page) -> Board:
        """The board with this page, new or in place of the one with its id."""
        return replace(self, pages={**self.pages, page.id: page})

    def without_page(self, page_id: str) -> Board:
        """The board without a page; the first page cannot go. Tiles that led there lead nowhere."""
        if page_id == self.root:
            return self
        pages = {key: _unlinked(page, page_id) for key, page in self.pages.items() if key != page_id}
        return replace(self, pages=pages)

    def tiles(self) -> Iterator[Tile]:
        """Every tile placed on a page, the first page first."""
        pages = [self.pages[self.root], *(p for key, p in self.pages.items() if key != self.root)]
        for page in pages:
            for cell in sorted(page.tiles):
                yield page.tiles[cell]


def empty_board(name: str, rows: int = 3, columns: int = 4) -> Board:
    """A new board of one empty page."""
    page = Page(new_id(), name, rows, columns)
    return Board(new_id(), name, page.id, {page.id: page})


def _unlinked(page: Page, gone: str) -> Page:
    tiles = {cell: tile.to("") if tile.link == gone else tile for cell, tile in page.tiles.items()}
    return replace(page, tiles=tiles)
