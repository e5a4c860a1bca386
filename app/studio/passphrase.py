"""Asks for one line that is not shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.services import Services
from app.studio.parts import field
from app.widgets import Button, buttons, label


def ask_passphrase(parent: QWidget, services: Services, title: str, words: str) -> str:
    """What was entered; "" when it was cancelled."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    box, line = field(title, secret=True)
    tr = QCoreApplication.translate
    ok = Button(services.theme, tr("Studio", "Open"), role="primary", pressed=dialog.accept)
    no = Button(services.theme, tr("Studio", "Cancel"), pressed=dialog.reject)
    ok.setDefault(True)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(24, 24, 24, 24)
    layout.setSpacing(16)
    layout.addWidget(label(words))
    layout.addLayout(box)
    layout.addLayout(buttons(ok, no))
    line.setFocus()
    return line.text() if dialog.exec() == QDialog.DialogCode.Accepted else ""
