"""What the studio's pages share: the heading with the way back, and fields with their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from app.widgets import Button, column, label, row

if TYPE_CHECKING:
    from app.studio.view import StudioView


def heading_row(view: StudioView, title: str) -> QHBoxLayout:
    """The title of a page (or none), after the button back to the studio's first page."""
    back = Button(view.services.theme, "", "arrow-left", role="quiet", name=_tr("Back"), pressed=view.home)
    back.setShortcut(QKeySequence(QKeySequence.StandardKey.Back))  # Escape is taken: it stops what is being said
    back.setToolTip(f"{back.accessibleName()} ({back.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
    return row(back, label(title, "title"), None, spacing=12) if title else row(back)


def field(name: str, value: str = "", secret: bool = False) -> tuple[QVBoxLayout, QLineEdit]:
    """A line to write in, under its name."""
    words, line = QLabel(name), QLineEdit(value)
    words.setBuddy(line)
    line.setAccessibleName(name)
    line.setMaxLength(200)
    if secret:
        line.setEchoMode(QLineEdit.EchoMode.Password)
    return column(words, line, spacing=4), line


def _tr(text: str) -> str:
    return QCoreApplication.translate("Studio", text)
