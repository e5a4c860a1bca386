"""Where the focus goes in a room or page that is given it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


def begin_at(widget: QWidget, target: QWidget) -> None:
    """Focus given to `widget` goes to `target` in it, until this is called with another.

    No focus proxy: with one, Tab jumps from before `widget` to `target`, over everything between.
    """
    begin = widget.findChild(_Beginning, options=Qt.FindChildOption.FindDirectChildrenOnly) or _Beginning(widget)
    begin.target = target


class _Beginning(QObject):
    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.target = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus() and self.target is not watched and isValid(self.target):
            self.target.setFocus(event.reason())
        return False
