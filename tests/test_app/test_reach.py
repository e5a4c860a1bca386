"""Everything in every room, page and dialogue can be reached: by the keyboard, by scanning, and by a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QSpinBox,
    QWidget,
)

from app.access.targets import rows
from app.boards.edit_bar import PageDialog
from app.boards.renderings import Renderings
from app.main_window import MainWindow
from app.rooms import ROOMS, load
from app.screens import settle, uppermost
from app.services import Services

CONTROLS = (QAbstractButton, QAbstractItemView, QSlider, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox)


@pytest.mark.parametrize("key", [room.key for room in ROOMS])
def test_everything_in_every_state_of_a_room(services: Services, qtbot, key: str):
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    view = window.open(key)
    for state in load(window.rooms[key].scenes)(view, services):
        settle(0.02)
        check(uppermost(window), f"{key}, {state}")


def test_everything_in_the_dialogues_of_a_board(services: Services, qtbot):
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.show()
    view = window.open("boards")
    for dialog in (PageDialog(services, view.book, view), Renderings(services, "Yes.", view)):  # type: ignore[attr-defined]
        dialog.open()
        settle(0.02)
        check(dialog, type(dialog).__name__)
        dialog.close()


def check(window: QWidget, where: str) -> None:
    wanted = {widget for widget in window.findChildren(QWidget) if _can_be_used(widget, window)}
    scanned = {target.widget for row in rows(window) for target in row}
    missed = (
        wanted - scanned - {widget for widget in wanted if isinstance(widget, QAbstractItemView) and not _rows(widget)}
    )
    assert not missed, (where, "by scanning", _names(missed))
    missed = wanted - _by_keyboard(window)
    assert not missed, (where, "by the keyboard", _names(missed))
    for widget in wanted:
        seen = QAccessible.queryAccessibleInterface(widget)
        assert seen.text(QAccessible.Text.Name).strip(), (where, type(widget).__name__)
        assert seen.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), (where, _names({widget}))


def _by_keyboard(window: QWidget) -> set[QWidget]:
    """What Tab gives the focus to, over and over, and what arrows reach from there: of a group, Tab stops at one."""
    reached: set[QWidget] = set()
    here = window.focusWidget() or window
    while True:
        _press(here, Qt.Key.Key_Tab)
        found = window.focusWidget()
        if found is None or found in reached:
            return reached
        here = found
        reached.add(here)
        if isinstance(here, QAbstractButton) and here.group() is not None and here.group().exclusive():
            reached |= set(here.group().buttons())
        if isinstance(here, QPlainTextEdit):
            assert here.tabChangesFocus()


def _press(widget: QWidget, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


def _can_be_used(widget: QWidget, window: QWidget) -> bool:
    inside = isinstance(widget.parentWidget(), QComboBox | QSpinBox | QLineEdit)
    return (
        isinstance(widget, CONTROLS)
        and widget.window() is window
        and widget.isVisible()
        and widget.isEnabled()
        and not inside
        and not widget.objectName().startswith("qt_")
    )


def _rows(view: QAbstractItemView) -> int:
    return view.model().rowCount() if view.model() else 0


def _names(widgets: set[QWidget]) -> list[str]:
    return sorted(f"{type(widget).__name__} {widget.accessibleName()!r}" for widget in widgets)
