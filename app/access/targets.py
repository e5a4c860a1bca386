"""What can be reached on the screen now: buttons, fields, lists, sliders, grouped into rows by where they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QRect
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

GROUP = 8  # targets one below the other that form one group, so that a rail of rooms is not a row each
TextField = QLineEdit | QPlainTextEdit | QTextEdit


@dataclass(frozen=True, eq=False)
class Target:
    """A thing to press. area gives where it is now, in its window; key tells it from others (dwell compares them)."""

    widget: QWidget
    key: tuple[int, object]
    area: Callable[[], QRect]
    press: Callable[[], object]
    reveal: Callable[[], object]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Target) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def active_window(main: QWidget) -> QWidget:
    """Where the person is: the uppermost menu or dialogue, else the window in front."""
    popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    return popup or modal or main


def rows(window: QWidget) -> list[list[Target]]:
    """The targets of a window in rows, region by region: the room before the rail, each from top to bottom."""
    regions: dict[QWidget, list[Target]] = {}
    for target in _targets(window):
        regions.setdefault(_region(target.widget, window), []).append(target)
    ordered = sorted(regions, key=lambda region: _order(region, window))
    return [row for region in ordered for row in _lines(regions[region], region)]


def is_text(widget: QWidget | None) -> bool:
    """Whether letters can be written in it."""
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) and not widget.isReadOnly()


def _targets(window: QWidget) -> list[Target]:
    if isinstance(window, QMenu):
        return [
            _action(window, action) for action in window.actions() if action.isEnabled() and not action.isSeparator()
        ]
    found: list[Target] = []
    for widget in window.findChildren(QWidget):
        if widget.window() is window and widget.isVisible() and widget.isEnabled():
            found += _of(widget)
    return found


def _of(widget: QWidget) -> list[Target]:
    if isinstance(widget, QAbstractButton):
        inside = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox | QLineEdit)
        return [] if inside else [_whole(widget, widget.click)]
    if isinstance(widget, QComboBox):
        return _halves(
            widget, lambda step: widget.setCurrentIndex((widget.currentIndex() + step) % max(1, widget.count()))
        )
    if isinstance(widget, QAbstractSpinBox):
        return _halves(widget, widget.stepBy)
    if isinstance(widget, QAbstractSlider):
        return [] if isinstance(widget, QScrollBar) else _halves(widget, lambda step: _slide(widget, step))
    if isinstance(widget, QAbstractItemView):
        return _items(widget) if widget.model() is not None else []
    if is_text(widget) and not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox):
        return [_whole(widget, widget.setFocus)]
    return []


def _whole(widget: QWidget, press: Callable[[], object]) -> Target:
    return Target(widget, (id(widget), None), lambda: _area(widget), press, lambda: _reveal(widget))


def _halves(widget: QWidget, step: Callable[[int], object]) -> list[Target]:
    """One target to lower it at its start, one to raise it at its end."""

    def half(sign: int) -> Target:
        def area() -> QRect:
            whole = _area(widget)
            if whole.isEmpty():
                return whole
            left = whole.adjusted(0, 0, -whole.width() // 2, 0)
            return left if (sign < 0) == widget.isLeftToRight() else whole.adjusted(whole.width() // 2, 0, 0, 0)

        return Target(widget, (id(widget), sign), area, lambda: step(sign), lambda: _reveal(widget))

    return [half(-1), half(1)]


def _items(view: QAbstractItemView) -> list[Target]:
    model = view.model()
    return [
        _item(view, model.index(row, 0, view.rootIndex())) for row in range(min(200, model.rowCount(view.rootIndex())))
    ]


def _item(view: QAbstractItemView, index: QModelIndex) -> Target:
    def area() -> QRect:
        if not isValid(view):
            return QRect()
        rect = view.visualRect(index)
        return QRect(view.viewport().mapTo(view.window(), rect.topLeft()), rect.size())

    def press() -> None:
        view.setCurrentIndex(index)
        view.clicked.emit(index)
        if not view.property("chooseOnly"):
            view.activated.emit(index)

    def reveal() -> None:
        _reveal(view)
        view.scrollTo(index)

    return Target(view, (id(view), index.row()), area, press, reveal)


def _action(menu: QMenu, action: QAction) -> Target:
    def area() -> QRect:
        return menu.actionGeometry(action) if isValid(menu) else QRect()

    def press() -> None:
        if submenu := action.menu():
            submenu.popup(menu.mapToGlobal(area().topRight()))  # type: ignore[attr-defined]
            return
        menu.close()
        action.trigger()

    return Target(menu, (id(menu), id(action)), area, press, lambda: menu.setActiveAction(action))


def _slide(slider: QAbstractSlider, step: int) -> None:
    slider.setValue(slider.value() + step * max(slider.singleStep(), (slider.maximum() - slider.minimum()) // 20))


def _area(widget: QWidget) -> QRect:
    if not isValid(widget):  # a highlighted widget may go before the next look
        return QRect()
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def _reveal(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 24, 24)
        parent = parent.parentWidget()


def _region(widget: QWidget, window: QWidget) -> QWidget:
    """The nearest part of the window that scanning treats as one: marked so, a rail, a notice."""
    here: QWidget | None = widget.parentWidget() if not isinstance(widget, QAbstractItemView) else widget
    while here is not None and here is not window:
        if (
            isinstance(here, QScrollArea)
            or here.property("scanRegion")
            or here.property("role") in ("rail", "notice")
            or isinstance(here, QAbstractItemView)
        ):
            return here
        here = here.parentWidget()
    return window


def _order(region: QWidget, window: QWidget) -> tuple[int, int, int]:
    corner = region.mapTo(window, QPoint()) if region is not window else QPoint()
    last = region.property("role") == "rail"
    first = bool(region.property("scanFirst"))
    return (2 if last else 0 if first else 1, corner.y(), corner.x())


def _lines(targets: list[Target], region: QWidget) -> list[list[Target]]:
    """Targets whose middles are level form a row; rows of one that follow each other form groups."""
    lines: list[list[Target]] = []
    for target in sorted(targets, key=lambda t: (t.area().center().y(), t.area().x())):
        area = target.area()
        if lines and abs(lines[-1][0].area().center().y() - area.center().y()) < max(8, area.height() // 2):
            lines[-1].append(target)
        else:
            lines.append([target])
    forward = 1 if region.isLeftToRight() else -1
    result: list[list[Target]] = []
    single = False
    for line in lines:
        if len(line) == 1 and single and len(result[-1]) < GROUP:
            result[-1] += line
        else:
            result.append(sorted(line, key=lambda t: forward * t.area().x()))
        single = len(line) == 1
    return result
