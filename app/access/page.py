"""The settings page of access."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QSlider, QWidget

from app.access.choices import AccessChoices
from app.access.controller import MOUSE
from app.services import Services
from app.widgets import Button, CheckBox, FlowLayout, RadioButton, card, column, heading, label, row


class AccessPage(QWidget):
    """Everything takes effect at once."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._shown: list[Callable[[], object]] = []  # each brings one control up to date
        self.scanning, self.dwelling = self._scan_card(), self._dwell_card()
        explain = label(
            self.tr("For those who cannot use keyboard and pointer in the usual way. Works in the whole program."),
            "muted",
        )
        self.setLayout(column(card(heading(self.tr("How you reach things")), explain, self._modes()), self.scanning,
                              self.dwelling, spacing=16))  # fmt: skip
        services.settings.changed.connect(lambda value: isinstance(value, AccessChoices) and self._show())
        self._show()

    @property
    def choices(self) -> AccessChoices:
        return self._services.settings.get(AccessChoices)

    def set(self, **changes: object) -> None:
        """Keep changed choices."""
        self._services.settings.put(replace(self.choices, **changes))  # type: ignore[arg-type]

    def _modes(self) -> QWidget:
        return self._radios(
            "mode",
            (
                ("off", self.tr("Keyboard, mouse or touch")),
                ("scan", self.tr("Scanning with one or two switches")),
                ("dwell", self.tr("Dwell: the pointer rests on what is to be pressed")),
            ),
        )

    def _scan_card(self) -> QWidget:
        way = self._radios(
            "rows", ((True, self.tr("Rows first, then what is in the row")), (False, self.tr("One after the other")))
        )
        moves = self._radios(
            "automatic",
            ((True, self.tr("The highlight moves by itself")), (False, self.tr("A switch moves the highlight"))),
        )
        two = self._check("two_switches", self.tr("Two switches: one moves, one presses"))
        alone = self._check("starts_alone", self.tr("Go on by itself after each press"))
        keyboard = self._check("keyboard", self.tr("Show a keyboard in text fields"))
        switches = (
            self._switch("select", self.tr("Switch that presses")),
            self._switch("next", self.tr("Switch that moves on")),
        )
        times = (
            self._time("step_ms", self.tr("Time on each"), 300, 6000),
            self._time("first_ms", self.tr("Longer on the first by"), 0, 3000),
            self._time("hold_ms", self.tr("Hold the switch for"), 0, 2000),
            self._time("ignore_ms", self.tr("Ignore after a press"), 0, 2000),
        )
        return card(heading(self.tr("Scanning")), way, moves, two, *switches, *times, alone, keyboard)

    def _dwell_card(self) -> QWidget:
        return card(
            heading(self.tr("Dwell")),
            self._time("dwell_ms", self.tr("Rest until it presses"), 300, 4000),
            self._time("dwell_rest_ms", self.tr("Pause after a press"), 0, 3000),
        )

    def _radios(self, name: str, options: tuple[tuple[object, str], ...]) -> QWidget:
        widget, group = QWidget(), QButtonGroup(self)
        layout = column(spacing=0)
        for value, text in options:
            button = RadioButton(text)
            self._shown.append(lambda button=button, value=value: button.setChecked(self._is(name) == value))
            button.clicked.connect(lambda _checked=False, value=value: self.set(**{name: value}))
            group.addButton(button)
            layout.addWidget(button)
        widget.setLayout(layout)
        return widget

    def _check(self, name: str, text: str) -> CheckBox:
        box = CheckBox(text)
        self._shown.append(lambda: box.setChecked(bool(self._is(name))))
        box.clicked.connect(lambda on: self.set(**{name: on}))
        return box

    def _time(self, name: str, text: str, least: int, most: int) -> QWidget:
        slider, value = QSlider(Qt.Orientation.Horizontal), label("", wrap=False)
        slider.setRange(least // 50, most // 50)
        slider.setPageStep(4)
        slider.setAccessibleName(text)

        def show() -> None:
            value.setText(self.tr("{seconds} s").format(seconds=f"{slider.value() * 50 / 1000:.2f}"))

        def changed(steps: int) -> None:
            show()
            if steps != self._is(name) // 50:
                self.set(**{name: steps * 50})

        slider.valueChanged.connect(changed)
        self._shown += [lambda: slider.setValue(self._is(name) // 50), show]
        widget = QWidget()
        widget.setLayout(column(row(label(text, wrap=False), None, value), slider, spacing=0))
        return widget

    def _switch(self, name: str, text: str) -> QWidget:
        theme = self._services.theme
        button = _KeyButton(self._services, text, lambda key: self.set(**{name: key}))
        self._shown.append(lambda: button.show_key(self._is(name)))
        ready = {key: key for key in MOUSE} | ({"Any key": self.tr("Any key")} if name == "select" else {})
        choices = [
            Button(theme, said, role="quiet", pressed=lambda k=k: self.set(**{name: k})) for k, said in ready.items()
        ]
        widget, outer = QWidget(), QWidget()
        flow = FlowLayout(widget)
        for item in (button, *choices):
            flow.addWidget(item)
        outer.setLayout(column(label(text), widget, spacing=4))
        return outer

    def _show(self) -> None:
        self.scanning.setVisible(self.choices.mode == "scan")
        self.dwelling.setVisible(self.choices.mode == "dwell")
        for show in self._shown:
            show()

    def _is(self, name: str):
        return getattr(self.choices, name)


class _KeyButton(Button):
    """Shows which key a switch is; press it, then the switch, to change it."""

    def __init__(self, services: Services, text: str, chosen) -> None:
        super().__init__(services.theme, icon="keyboard", name=text)
        self._chosen, self._waits = chosen, False
        self._key = ""
        self.clicked.connect(self._wait)

    def show_key(self, key: str) -> None:
        """The key as it is called on keyboards."""
        self._key, self._waits = key, False
        self.set_text(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._waits and event.key() not in (Qt.Key.Key_Escape, Qt.Key.Key_unknown):
            self._chosen(QKeySequence(event.key()).toString())
        elif self._waits:
            self.show_key(self._key)
        else:
            super().keyPressEvent(event)

    def _wait(self) -> None:
        self._waits = True
        self.set_text(self.tr("Press the switch now …"))
