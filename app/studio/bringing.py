"""Recordings that exist: choose them, see what was found, watch them come in, read why some did not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from app.studio import words
from app.studio.parts import heading_row
from app.tasks import Job
from app.widgets import Button, CheckBox, begin_at, buttons, card, column, heading, label, page
from engine.bank import importing
from engine.bank.importing import Report, Source
from engine.errors import VivaError

if TYPE_CHECKING:
    from app.studio.view import StudioView


class BringingPage(QWidget):
    """Three steps on one page: what, how far, what came of it."""

    def __init__(self, view: StudioView) -> None:
        super().__init__()
        self._view, theme = view, view.services.theme
        self._job: Job | None = None
        self._folder: Path | None = None
        self._sources: list[Source] = []
        self.folder = Button(
            theme, self.tr("Choose a folder…"), "folder-open", role="primary", pressed=self._ask_folder
        )
        self.file = Button(theme, self.tr("Choose a file…"), "music", pressed=self._ask_file)
        self.names = CheckBox(self.tr("The names of the files are what is said in them"))
        self.names.toggled.connect(lambda _on: self._look())
        self.found = label("")
        self.start = Button(theme, self.tr("Bring them in"), "download", pressed=self._start)
        self.bar = QProgressBar()
        self.bar.setMaximum(1000)
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.cancel = Button(theme, self.tr("Cancel"), "x", pressed=self._cancel)
        self.result = label("")
        self.review = Button(theme, self.tr("Review takes"), "list-checks", pressed=lambda: view.show_page("review"))
        self._second = card(self.found, self.names, buttons(self.start))
        self._third = card(heading(self.tr("Listening to your recordings")), self.bar, buttons(self.cancel))
        self._last = card(self.result, buttons(self.review))
        about = self.tr(
            "WAV, MP3, M4A, OGG, FLAC, or the sound of videos. Lists such as metadata.csv and text files beside the "
            "recordings are read; anything else is cut at its pauses. Nothing leaves this computer."
        )
        first = card(label(about, "muted"), buttons(self.folder, self.file))
        content = column(first, self._second, self._third, self._last, spacing=16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page(heading_row(view, self.tr("Bring recordings")), content))
        self._show()
        begin_at(self, self.folder)

    def look_at(self, path: Path) -> None:
        """See what is in a folder or file."""
        self._folder = path
        self._look()

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder with recordings"))
        if chosen:
            self.look_at(Path(chosen))

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("A recording"))
        if chosen:
            self.look_at(Path(chosen))

    def _look(self) -> None:
        folder, names = self._folder, self.names.isChecked()
        if folder is not None:
            self._view.services.tasks.run(lambda _job: importing.find(folder, names), self._looked, self._failed)

    def _looked(self, sources: list[Source]) -> None:
        self._sources = sources
        with_text = sum(bool(s.text) for s in sources)
        text = self.tr("{count} recordings in {folder}, {with_text} of them with their words.")
        name = self._folder.name if self._folder else ""
        self.found.setText(text.format(count=len(sources), folder=name, with_text=with_text))
        self.result.clear()
        self._show()
        self.start.setFocus()

    def _start(self) -> None:
        model, sources = self._view.model, self._sources
        bank = model.bank
        if bank is None:
            return

        def bring(job: Job) -> Report:
            writer = model.transcriber() if any(not s.text for s in sources) else None
            return importing.bring_in(
                bank, sources, model.judge(), model.encoder, writer, job.progress.emit, lambda: job.cancelled
            )

        self._job = self._view.services.tasks.run(bring, self._done, self._failed)
        self._job.progress.connect(lambda share: self.bar.setValue(round(share * 1000)))
        self.bar.setValue(0)
        self._show()
        self.cancel.setFocus()

    def _cancel(self) -> None:
        if self._job:
            self._job.cancel()
            self._job = None
        self._show()

    def _done(self, report: Report) -> None:
        self._job = None
        self.result.setText(self._told(report))
        self._sources = []
        self._show()
        self._view.model.changed.emit()
        self.review.setFocus()

    def _told(self, report: Report) -> str:
        bank = self._view.model.bank
        assert bank is not None
        good = [bank.takes[i] for i in report.takes if bank.takes[i].kept]
        head = self.tr("{good} of {all} pieces are good: {time} of speech.")
        time = words.minutes(sum(t.seconds for t in good))
        lines = [head.format(good=len(good), all=len(report.takes), time=time)]
        lines += [f"{count} ×  {words.reason(name)}" for name, count in report.reasons(bank).most_common()]
        lines += [f"{name}: {why}" for name, why in list(report.unread.items())[:10]]
        return "\n".join(lines)

    def _failed(self, error: VivaError) -> None:
        self._job = None
        self._view.services.notices.error(error)
        self._show()

    def _show(self) -> None:
        self._second.setVisible(bool(self._sources) and self._job is None)
        self._third.setVisible(self._job is not None)
        self._last.setVisible(bool(self.result.text()) and self._job is None)
        self.folder.setEnabled(self._job is None)
        self.file.setEnabled(self._job is None)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._cancel()
        super().closeEvent(event)
