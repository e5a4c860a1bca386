"""Backup, restore, forgetting."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.data.backup import back_up
from app.services import Services
from app.widgets import Button, buttons, card, column, heading, label


class DataPage(QWidget):
    """Restoring and forgetting ask once more, and end in a fresh start of the program."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        theme = services.theme
        keep = self.tr("Everything is in one folder on this computer: voices, boards, history, settings.")
        self.setLayout(
            column(
                card(
                    heading(self.tr("Where it is")),
                    label(keep, "muted"),
                    label(str(services.folder), "caption"),
                ),
                card(
                    heading(self.tr("Backup")),
                    label(self.tr("One file holds everything. Keep it where you keep what is dear to you."), "muted"),
                    buttons(
                        Button(theme, self.tr("Make a backup"), "download", pressed=self._back_up),
                        Button(theme, self.tr("Restore a backup"), "upload", pressed=self._restore),
                    ),
                ),
                card(
                    heading(self.tr("Forget everything")),
                    label(self.tr("Voices, boards, history and settings are deleted for good."), "muted"),
                    buttons(
                        Button(theme, self.tr("Forget everything"), "trash-2", role="danger", pressed=self._forget)
                    ),
                ),
                None,
                spacing=16,
            )
        )

    def _back_up(self) -> None:
        suggestion = str(Path.home() / f"viva-voce-{date.today().isoformat()}.zip")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Make a backup"), suggestion, "ZIP (*.zip)")
        if name:
            s = self._services
            s.tasks.run(
                lambda job: back_up(s.database, s.folder, Path(name), job.progress.emit),
                lambda _: s.notices.tell(self.tr("The backup is in {name}.").format(name=name)),
            )

    def _restore(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Restore a backup"), str(Path.home()), "ZIP (*.zip)")
        question = self.tr("Put the backup in place of what is here now?")
        if name and self._sure(question, self.tr("Restore")):
            self._services.start_anew.emit(str(name))

    def _forget(self) -> None:
        question = self.tr("Delete everything for good? It cannot be brought back.")
        if self._sure(question, self.tr("Forget everything")):
            self._services.start_anew.emit("")

    def _sure(self, question: str, yes: str) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Viva Voce"), question, parent=self)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is accept
