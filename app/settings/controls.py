"""Controls bound to a settings dataclass: a switch, a slider, a choice. What is changed is kept at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QSlider, QWidget

from app.services import Services
from app.widgets import CheckBox, Choice, column, label, row


def switch(services: Services, cls: type, name: str, text: str, explain: str = "") -> QWidget:
    """A check box for a bool of settings cls."""
    box = CheckBox(text)
    box.setChecked(getattr(services.settings.get(cls), name))
    box.toggled.connect(lambda on: _put(services, cls, name, on))
    holder = QWidget()
    holder.setLayout(column(box, spacing=0))
    if explain:
        words = label(explain, "muted")
        words.setContentsMargins(services.theme.px(44), 0, 0, 4)
        box.setAccessibleDescription(explain)
        holder.layout().addWidget(words)  # type: ignore[union-attr]
    return holder


def choice(text: str, options: dict[str, str], value: str, changed: Callable[[str], object]) -> QLayout:
    """A list to choose from: {kept value: words}. A kept value that is not among them stays, marked."""
    box = Choice()
    box.setAccessibleName(text)
    for key, words in options.items():
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(value)))
    box.activated.connect(lambda _index: changed(box.currentData()))
    return column(label(text), box, spacing=4)


def slider(
    text: str,
    low: int,
    high: int,
    value: int,
    shown: Callable[[int], str],
    changed: Callable[[int], object],
    step: int = 1,
) -> QLayout:
    """A slider with its value in words beside it; changed() when it is let go or moved by a key."""
    bar = QSlider(Qt.Orientation.Horizontal)
    bar.setRange(low // step, high // step)
    bar.setValue(round(value / step))
    bar.setAccessibleName(text)
    now = label(shown(value), wrap=False)

    def moved(position: int) -> None:
        now.setText(shown(position * step))
        bar.setAccessibleDescription(now.text())
        if not bar.isSliderDown():
            changed(position * step)

    bar.valueChanged.connect(moved)
    bar.sliderReleased.connect(lambda: changed(bar.value() * step))
    return column(row(label(text, wrap=False), None, now), bar, spacing=0)


def _put(services: Services, cls: type, name: str, value: object) -> None:
    services.settings.put(replace(services.settings.get(cls), **{name: value}))
