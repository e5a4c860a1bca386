"""Scanning and dwell under the whole window: what is reached, in which order, and that it is really pressed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.access.choices import AccessChoices
from app.access.controller import AccessController
from app.access.targets import Target, rows
from app.main_window import MainWindow
from app.services import Services
from tests.helpers.switch import OneSwitch

FAST = AccessChoices(mode="scan", step_ms=100, first_ms=0, ignore_ms=0, passes=9, keyboard=True)


class World:
    """A window of a rail, two rows of buttons, a slider and a field; a clock and a pointer moved by hand."""

    def __init__(self, services: Services, choices: AccessChoices) -> None:
        self.now, self.place, self.pressed = 0, QPoint(-1, -1), []
        self.window = QMainWindow()
        body, rail = QWidget(), QWidget()
        rail.setProperty("role", "rail")
        self._place(rail, body, 0, 0, 120, 400)
        for number in range(3):
            self.button(f"room {number}", rail, 0, number * 60)
        for row in range(2):
            for column in range(3):
                self.button(f"{row}{column}", body, 130 + column * 110, row * 60)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self._place(self.slider, body, 130, 140, 200, 40)
        self.field = QLineEdit()
        self._place(self.field, body, 130, 200, 200, 40)
        self.window.setCentralWidget(body)
        self.window.resize(800, 800)
        self.window.show()
        services.settings.put(choices)
        self.access = AccessController(self.window, services, lambda: self.now, lambda: self.place)
        QApplication.processEvents()

    def button(self, name: str, parent: QWidget, x: int, y: int) -> QPushButton:
        button = QPushButton(name)
        button.clicked.connect(lambda: self.pressed.append(name))
        self._place(button, parent, x, y, 100, 50)
        return button

    def wait(self, ms: int) -> None:
        self.now += ms
        self.access.tick()
        QApplication.processEvents()

    def switch(self, key: Qt.Key = Qt.Key.Key_Space) -> None:
        QTest.keyClick(self.window, key)
        QApplication.processEvents()

    def _place(self, widget: QWidget, parent: QWidget, x: int, y: int, width: int, height: int) -> None:
        widget.setParent(parent)
        widget.setGeometry(x, y, width, height)


@pytest.fixture
def world(services):
    made = World(services, FAST)
    yield made
    services.settings.put(AccessChoices())
    made.window.close()


def names(row: list[Target]) -> list[str]:
    return [t.widget.text() if isinstance(t.widget, QPushButton) else type(t.widget).__name__ for t in row]


def test_the_room_comes_before_the_rail_and_both_ends_of_a_slider_can_be_reached(world):
    world.access._panels[world.window].hide()
    found = [names(row) for row in rows(world.window)]
    assert found == [
        ["00", "01", "02"],
        ["10", "11", "12"],
        ["QSlider", "QSlider"],
        ["QLineEdit"],
        ["room 0", "room 1", "room 2"],
    ]


def test_one_switch_reaches_a_button_in_the_second_row(world):
    world.access._panels[world.window].hide()
    world.switch()
    begin = world.access.scanner.at
    assert begin is not None and begin.row == 0
    world.wait(100)
    world.switch()
    world.wait(100)
    world.switch()
    QTest.qWait(20)
    assert world.pressed == ["11"]


def test_the_switch_is_taken_from_the_field_that_has_the_focus(world):
    world.field.setFocus()
    QTest.keyClick(world.field, Qt.Key.Key_Space)
    QTest.keyClick(world.field, Qt.Key.Key_A)
    assert world.field.text() == "a"


def test_a_dialogue_is_scanned_alone_and_gets_a_keyboard(world, services):
    dialog = QDialog(world.window)
    layout, field = QVBoxLayout(dialog), QLineEdit()
    layout.addWidget(field)
    dialog.open()
    field.setFocus()
    QTest.qWait(30)
    panel = world.access._panels[dialog]
    panel.follow(field)
    targets = [t for row in rows(dialog) for t in row]
    assert {t.widget.window() for t in targets} == {dialog}
    panel.keyboard.field = lambda: field
    for letter in "hi":
        key = next(k for line in panel.keyboard.keys for k in line if k.property("letter") == letter)
        key.click()
    assert field.text() == "hi"
    panel.keyboard._complete("high")
    assert field.text() == "high "
    dialog.close()


def test_pause_stops_scanning_and_the_switch_ends_the_pause(world):
    world.switch()
    world.access.pause()
    assert world.access.paused and world.access.scanner.at is None
    world.switch()
    assert not world.access.paused and world.access.scanner.at is not None


def test_turned_off_nothing_is_taken_and_no_timer_runs(world, services):
    services.settings.put(AccessChoices())
    QTest.keyClick(world.field, Qt.Key.Key_Space)
    assert world.field.text() == " " and not world.access._timer.isActive()


def test_dwell_presses_what_the_pointer_rests_on_and_pause_leaves_only_its_button(world, services):
    services.settings.put(AccessChoices(mode="dwell", dwell_ms=200, keyboard=False))
    QApplication.processEvents()
    world.place = world.window.mapToGlobal(QPoint(150, 20))
    for _ in range(8):
        world.wait(50)
    QTest.qWait(20)
    assert world.pressed == ["00"]
    world.access.pause()
    world.place = world.window.mapToGlobal(QPoint(260, 20))
    for _ in range(20):
        world.wait(50)
    assert world.pressed == ["00"]
    button = world.access._panels[world.window].pause
    world.place = button.mapToGlobal(button.rect().center())
    for _ in range(20):
        world.wait(50)
    QTest.qWait(20)
    assert not world.access.paused


def test_a_menu_is_scanned(world):
    menu, chosen = QMenu(world.window), []
    for name in ("first", "second"):
        menu.addAction(name, lambda name=name: chosen.append(name))
    menu.popup(QPoint(50, 50))
    QTest.qWait(20)
    targets = [t for row in rows(menu) for t in row]
    assert len(targets) == 2 and targets[1].area().isValid()
    targets[1].press()
    assert chosen == ["second"] and not menu.isVisible()


def test_with_one_switch_from_the_speak_room_to_a_tile(services, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr(services.voice_out, "say", lambda text, **how: said.append(how.get("spoken") or text))
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.show()
    window.open("speak")
    switch = OneSwitch(window, services)
    switch.press("Boards")
    qtbot.waitUntil(lambda: window.view("boards") is not None)
    QTest.qWait(200)
    switch.press("Yes")
    qtbot.waitUntil(lambda: said == ["Yes."])
    switch.done()
