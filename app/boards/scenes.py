"""The Boards room's states, for pictures."""

from __future__ import annotations

from collections.abc import Iterator

from app.boards.look_picker import EmojiDialog
from app.boards.shelf import Shelf
from app.boards.tile_editor import TileEditor
from app.boards.view import BoardsView
from app.services import Services


def scenes(view: BoardsView, services: Services) -> Iterator[str]:
    """Each starter board, editing, the tile editor, the symbols, the library."""
    boards = [board_id for board_id, _name in view.library.list()]
    for board_id, name in zip(boards, ("yes-no", "core", "medical"), strict=False):
        view.open_board(board_id)
        for word in ("I", "want", "to", "go", "home") if name == "core" else ():
            view.sentence.add(word)
        yield name
    view.edit_button.setChecked(True)
    yield "editing"
    editor = TileEditor(services, view.book, view.book.page.tiles[0, 1], view)
    editor.show()
    yield "tile"
    editor.close()
    symbols = EmojiDialog(services.theme, view.library.media, view)
    symbols.show()
    yield "symbols"
    symbols.close()
    view.edit_button.setChecked(False)
    shelf = Shelf(services, view.library, view.book, view)
    shelf.show()
    yield "library"
    shelf.close()
