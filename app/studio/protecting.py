"""The passphrase: set it, write down the recovery key, change it, take it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.studio.parts import field, heading_row
from app.widgets import Button, begin_at, buttons, card, heading, label, page
from engine.errors import VivaError

if TYPE_CHECKING:
    from app.studio.view import StudioView

_SHORTEST = 8


class ProtectPage(QWidget):
    """One card with what is possible now."""

    def __init__(self, view: StudioView) -> None:
        super().__init__()
        self._view, theme = view, view.services.theme
        first_box, self.first = field(self.tr("New passphrase"), secret=True)
        second_box, self.second = field(self.tr("The same once more"), secret=True)
        self.state = label("")
        self.set = Button(theme, "", "lock", role="primary", pressed=self._set)
        self.remove = Button(theme, self.tr("Take the passphrase away"), pressed=self._remove)
        self.renew = Button(theme, self.tr("New recovery key"), pressed=self._renew)
        self.recovery = label("", "display")
        self.recovery.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.recovery.setAccessibleName(self.tr("Recovery key"))
        about = self.tr(
            "With a passphrase, your recordings, voices and kept sounds are sealed on the disk. It is asked for once, "
            "when the program starts; without it, the stock voice speaks. What you wrote, your boards and your "
            "settings are not sealed."
        )
        write = self.tr(
            "Write it on paper and keep it where you keep your passport. Without passphrase and key, nobody can open "
            "the recordings again."
        )
        self._key = card(heading(self.tr("Your recovery key")), self.recovery, label(write))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            page(
                heading_row(view, self.tr("Passphrase")),
                label(about, "muted"),
                self._key,
                card(self.state, first_box, second_box, buttons(self.set, self.renew, self.remove)),
            )
        )
        self._key.hide()
        self._show()
        begin_at(self, self.first)

    def _show(self) -> None:
        sealed = self._view.model.has_passphrase
        self.state.setText(self.tr("Your recordings are sealed.") if sealed else self.tr("There is no passphrase."))
        self.set.set_text(self.tr("Change the passphrase") if sealed else self.tr("Set the passphrase"))
        self.remove.setVisible(sealed)
        self.renew.setVisible(sealed)

    def _set(self) -> None:
        words, model = self.first.text(), self._view.model
        if len(words) < _SHORTEST or words != self.second.text():
            short = self.tr("It needs at least eight characters.")
            self.state.setText(short if len(words) < _SHORTEST else self.tr("The two are not the same."))
            self.first.setFocus()
            return
        self.first.clear()
        self.second.clear()
        if model.has_passphrase:
            model.change_passphrase(words)
            self.state.setText(self.tr("The passphrase was changed."))
            return
        self.set.setEnabled(False)
        tasks = self._view.services.tasks
        tasks.run(lambda job: model.set_passphrase(words, job.progress.emit), self._is_set, self._refused)

    def _refused(self, error: VivaError) -> None:
        self.set.setEnabled(True)
        self.state.setText(f"{error.message} {error.remedy}")

    def _is_set(self, recovery: str) -> None:
        groups = recovery.split("-")
        self.recovery.setText("\n".join("-".join(groups[i : i + 4]) for i in range(0, len(groups), 4)))
        self._key.show()
        self.set.setEnabled(True)
        self._show()

    def _renew(self) -> None:
        self._view.services.tasks.run(lambda _job: self._view.model.renew_recovery(), self._is_set)

    def _remove(self) -> None:
        model = self._view.model
        tasks = self._view.services.tasks
        tasks.run(lambda job: model.remove_passphrase(job.progress.emit), lambda _: self._show(), self._refused)
