import importlib.util

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QSlider

from app.main_window import MainWindow
from app.rooms import ROOMS, load
from app.screens import settle
from app.services import Services
from app.settings.pages import PAGES
from app.speak.view import SpeakView
from app.tasks import Tasks
from app.theme import CONTRAST, DARK, LIGHT
from app.theme.tokens import contrast
from engine.errors import VivaError

CONTROLS = (QAbstractButton, QAbstractItemView, QSlider, QComboBox, QLineEdit, QPlainTextEdit)
HERE = tuple(r for r in ROOMS if r.key in ("speak", "voices", "settings"))


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda t: t.name)
def test_colours_are_legible(tokens):
    c = tokens.colour
    least = 7.0 if tokens is CONTRAST else 4.5
    for below in (c.background, c.surface, c.raised, c.soft):
        assert contrast(c.text, below) >= 7.0
    for below in (c.background, c.surface, c.raised):
        for text in (c.muted, c.danger, c.success, c.warning):
            assert contrast(text, below) >= least, (text, below)
        assert contrast(c.focus, below) >= 3.0
    for below in (c.background, c.surface):
        assert contrast(c.outline, below) >= 3.0
    assert contrast(c.on_accent, c.accent) >= least
    assert contrast(c.on_danger, c.danger) >= least


@pytest.fixture
def window(services: Services, qtbot) -> MainWindow:
    made = MainWindow(services, HERE)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("key", ["boards", "studio"])
def test_every_control_is_named_in_every_state_of_a_room(services: Services, qtbot, key: str):
    whole = MainWindow(services)
    qtbot.addWidget(whole)
    whole.show()
    view = whole.open(key)
    for _state in load(whole.rooms[key].scenes)(view, services):
        settle(0.02)
        _check(whole, services)


def test_every_control_has_a_name_a_role_and_room_for_a_finger(window: MainWindow, services: Services):
    for room in HERE:
        view = window.open(room.key)
        for page in PAGES if room.key == "settings" else (None,):
            if page and importlib.util.find_spec(page.view.split(":")[0]) is None:
                continue
            if page:
                view.open_page(page.key)  # type: ignore[attr-defined]
            settle(0.02)
            _check(window, services)


def _check(window: MainWindow, services: Services) -> None:
    for kind in CONTROLS:
        for widget in window.findChildren(kind):
            if not widget.isVisible() or widget.objectName().startswith("qt_"):
                continue
            seen = QAccessible.queryAccessibleInterface(widget)
            where = f"{type(widget).__name__} in {type(widget.parent()).__name__}"
            assert seen.text(QAccessible.Text.Name).strip(), where
            assert seen.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), where
            if isinstance(widget, QAbstractButton):
                assert min(widget.width(), widget.height()) >= 44, (where, widget.accessibleName(), widget.size())


def test_rooms_open_by_key_and_by_keyboard(window: MainWindow, services: Services, qtbot):
    services.go.emit("settings/look")
    assert window.view("settings") is not None
    view = window.open("speak")
    assert isinstance(view, SpeakView) and window.focusWidget() is view.editor


def test_at_200_percent_on_a_small_window_nothing_is_cut_off(window: MainWindow, services: Services):
    services.theme.set(scale=2.0)
    window.resize(800, 600)
    for room in HERE:
        window.open(room.key)
        settle(0.02)
        assert window.width() == 800 and window.height() == 600, room.key


def test_notices_stay_and_leave_the_focus_alone(window: MainWindow, services: Services):
    view = window.open("speak")
    window.activateWindow()
    view.setFocus()
    before = window.focusWidget()
    services.notices.error(VivaError("The disk is full.", "Make room."))
    settle(0.02)
    assert window.focusWidget() is before
    assert [n.message for n in services.notices.standing] == ["The disk is full."]
    services.notices.dismiss(services.notices.standing[0])
    assert services.notices.standing == ()


def test_tasks_tell_success_and_failure_on_the_gui_thread(qapp, qtbot):
    failed: list[VivaError] = []
    results: list[int] = []
    tasks = Tasks(failed.append)
    tasks.run(lambda _job: 1 + 1, results.append)
    tasks.run(lambda _job: 1 // 0, results.append)
    cancelled = tasks.run(lambda _job: 5, results.append)
    cancelled.cancel()
    qtbot.waitUntil(lambda: bool(results and failed))
    assert results == [2] and failed[0].remedy
    tasks.close()
