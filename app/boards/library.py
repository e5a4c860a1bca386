"""The person's boards: which there are, which is open, and the starter boards everyone begins with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.boards import obf
from app.boards.media import Media
from app.boards.model import Board, Page, empty_board
from app.boards.store import BoardStore
from app.data import Database
from app.tasks import Job, Tasks
from engine.paths import ASSETS

STARTERS = ("yes-no.obf", "core.obz", "medical.obz")  # the first one is where a new person begins


class BoardLibrary(QObject):
    """changed: the list of boards changed. Boards come and go by copy: what is edited is a Book."""

    changed = Signal()

    def __init__(self, database: Database, folder: Path, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self.store = BoardStore(database)
        self.media = Media(folder / "boards")
        for file in STARTERS:
            if file not in self.store.seeded():
                self.store.save(obf.read_file(ASSETS / "boards" / file, self.media))
                self.store.mark_seeded(file)

    def list(self) -> list[tuple[str, str]]:
        """Id and name of each board, home first."""
        return self.store.list()

    def load(self, board_id: str) -> Board | None:
        return self.store.load(board_id)

    def save(self, board: Board) -> None:
        self.store.save(board)
        self.changed.emit()

    def save_page(self, board_id: str, page: Page) -> None:
        self.store.save_page(board_id, page)

    def create(self, name: str) -> Board:
        """A new, empty board."""
        board = empty_board(name)
        self.save(board)
        return board

    def copy(self, board_id: str) -> Board | None:
        """A second board like this one."""
        if (board := self.load(board_id)) is None:
            return None
        title = QCoreApplication.translate("BoardLibrary", "{name} (copy)").format(name=board.name)
        twin = replace(board, id=empty_board("").id, name=title)
        self.save(twin)
        return twin

    def rename(self, board_id: str, name: str) -> None:
        if board := self.load(board_id):
            self.save(replace(board, name=name))

    def remove(self, board_id: str) -> None:
        """Delete a board for good, and the pictures and sounds nothing uses now."""
        self.store.remove(board_id)
        self.media.prune(self.store.files())
        self.changed.emit()

    def move_first(self, board_id: str) -> None:
        """Make it the board the room opens with."""
        self.store.order([board_id, *(i for i, _ in self.list() if i != board_id)])
        self.changed.emit()

    def bring_in(self, path: Path, done: Callable[[Board], None]) -> Job:
        """Import a file off the GUI thread; failures are told as notices."""

        def read(_job: Job) -> Board:
            board = obf.read_file(path, self.media)
            self.store.save(board)
            return board

        def success(board: Board) -> None:
            self.changed.emit()
            done(board)

        return self._tasks.run(read, success)

    def take_out(self, board: Board, path: Path, done: Callable[[Path], None]) -> Job:
        """Export to .obz, or the first page to .obf, off the GUI thread."""

        def write(_job: Job) -> Path:
            obf.write_file(board, path, self.media)
            return path

        return self._tasks.run(write, done)
