from contextlib import contextmanager

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.audio.fake import FakeSound
from app.main_window import MainWindow
from app.services import Services
from app.speak.phrases import key_of
from app.studio.home import StudioChoices
from app.studio.model import StudioModel, best_sample
from app.studio.record import RecordPage
from app.studio.review import ReviewPage
from app.studio.unlocking import Unlocking
from app.studio.view import StudioView
from engine.adaptation.job import Job, Progress, State, Wanted
from engine.bank.bank import new_take
from engine.bank.session import State as SessionState
from engine.bank.verdict import Judge, Person
from engine.errors import ConsentError, LockedError
from engine.types import Audio, Source
from engine.vault.vault import files, is_sealed
from tests.helpers.babble import RATE_HZ, babble, hush
from tests.helpers.switch import OneSwitch
from tests.helpers.there import there


@pytest.fixture
def services(qtbot, tmp_path):
    services = Services(tmp_path / "home", FakeSound(speed=6.0), engine=None)
    services.theme.set()
    yield services
    services.close()


@pytest.fixture
def view(qtbot, services):
    view = StudioView(services)
    qtbot.addWidget(view)
    view.model._judge = Judge(view.model.encoder)
    view.resize(1000, 700)
    view.show()
    yield view
    view.close()


def fill(view: StudioView, count: int = 3) -> None:
    view.model.create("Ada")
    for seed in range(count):
        take, text = babble(8, seed=seed), f"Sentence number {seed}."
        there(view.model.bank).add(take, new_take(text, view.model.judge()(take, text, Person()), kept=True))
    view.home()


def everything(folder) -> bytes:
    return b"".join(p.read_bytes() + p.name.encode() for p in folder.rglob("*") if p.is_file())


def test_a_name_begins_a_bank(qtbot, view):
    view.page.name.setText("Ada Martin")
    qtbot.keyClick(view.page.name, Qt.Key.Key_Return)
    assert view.model.bank.person == "Ada Martin"
    assert view.page.start.isEnabled() and not view.page.make.isEnabled()


def test_sentences_said_into_the_microphone_are_recorded_judged_and_kept(qtbot, services, view):
    view.model.create("Ada")
    said = [a.samples for s in range(4) for a in (hush(2.0, s), babble(8, seed=s), hush(2.0, s))]
    services.sound.backend().microphone = Audio(np.concatenate(said), RATE_HZ)
    services.settings.put(StudioChoices(moves_on=False))
    view.show_page("record")
    page = view.page
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: page.recording.session is not None)
    qtbot.keyClick(page.main, Qt.Key.Key_Space)
    first = page.sentence.text()
    qtbot.waitUntil(lambda: there(page.recording.session).state is SessionState.VERDICT, timeout=40_000)
    assert there(there(page.recording.session).take).text == first
    assert page.status.text()
    qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: view._key == "home")
    assert len(view.model.bank.takes) == 1


def test_with_one_switch_a_sentence_is_recorded_and_kept(qtbot, services):
    StudioModel(services).create("Ada")
    said = np.concatenate([a.samples for a in (hush(2.0), babble(8, seed=1), hush(4.0))])
    services.sound.backend().microphone = Audio(said, RATE_HZ)
    services.settings.put(StudioChoices(moves_on=False))
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.open("speak")
    switch = OneSwitch(window, services)
    switch.press("Studio")
    qtbot.waitUntil(lambda: window.view("studio") is not None)
    view = window.view("studio")
    assert isinstance(view, StudioView)
    view.model._judge = Judge(view.model.encoder)
    QTest.qWait(200)
    switch.press("Start recording")
    qtbot.waitUntil(lambda: isinstance(view.page, RecordPage))
    page = view.page
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: page.recording.session is not None)
    QTest.qWait(200)
    switch.press("Skip the check")
    session = there(page.recording.session)
    qtbot.waitUntil(lambda: session.state is SessionState.VERDICT, timeout=60_000)
    QTest.qWait(200)
    switch.press("Back")
    qtbot.waitUntil(lambda: view._key == "home")
    assert len(there(view.model.bank).takes) == 1
    switch.done()
    window.close()


def test_without_a_microphone_it_says_so(qtbot, services, view):
    services.sound.backend().unplug("Microphone")
    view.model.create("Ada")
    view.show_page("record")
    assert "microphone" in view.page.status.text().lower()
    qtbot.keyClick(view.page.main, Qt.Key.Key_Space)
    assert view._key == "home"


def test_going_to_another_room_closes_the_microphone(qtbot, services, view):
    view.model.create("Ada")
    view.show_page("record")
    recorder = view.page.recording._recorder
    view.hide()
    assert not recorder.recording


def test_review_by_keyboard_marks_a_phrase_that_is_then_replayed(qtbot, services, view):
    fill(view)
    view.show_page("review")
    page = view.page
    assert isinstance(page, ReviewPage)
    text = there(page.take).text
    qtbot.keyClick(page.exactly, Qt.Key.Key_Space)
    assert there(page.take).verbatim
    kept = services.phrases.find("a voice of any name", text)
    assert kept is not None and kept.source == "take" and key_of(kept.text) == key_of(text)
    qtbot.keyClick(page.exactly, Qt.Key.Key_Space)
    assert services.phrases.find("a voice of any name", text) is None
    qtbot.keyClick(page.keep, Qt.Key.Key_Space)
    assert not view.model.bank.takes[there(page.take).id].kept


def test_the_manner_of_a_take_is_set_by_keyboard_and_shown(qtbot, view):
    fill(view)
    view.show_page("review")
    page = view.page
    qtbot.keyClick(page.manner, Qt.Key.Key_Down)
    assert view.model.bank.takes[page.take.id].manner == "calm"
    assert "Calm" in page.takes.data(page.takes.index(0))
    page.list.setCurrentIndex(page.takes.index(1))
    assert page.manner.currentData() == "" and view.model.bank.takes[page.take.id].manner == ""


def test_no_voice_without_consent_and_not_with_anothers(view):
    fill(view)
    with pytest.raises(ConsentError):
        view.model.make_voice()
    with pytest.raises(ConsentError):
        view.model.give_consent(babble(14, 230, 0.8, seed=8))
    assert view.model.bank.consent is None
    given = view.model.give_consent(babble(14, seed=8))
    assert given.kind == "spoken" and given.take in view.model.bank.takes
    assert given.take not in {t.id for t in view.model.bank.kept()}
    view.home()
    assert view.page.make.isEnabled()


def test_the_sample_is_at_most_ten_seconds_of_the_best(view):
    fill(view, 8)
    audio, text = best_sample(view.model.bank)
    assert 5 < audio.seconds <= 10 and text.count("Sentence") >= 2


def test_passphrase_seals_everything_and_asks_at_the_next_start(qtbot, services, view, tmp_path):
    fill(view)
    given = view.model.state_consent("Ben Martin", "brother")
    services.voices.store.add("Ada", babble(20), "Sentence number 1.", given.to_json(), bank=view.model.bank.id)
    services.phrases.keep("Ada", "Good morning", Source.PINNED, babble(4))
    recovery = view.model.set_passphrase("tea and biscuits", lambda _: None)
    services.phrases.keep("Ada", "Good night", Source.CACHED, babble(4))
    places = [services.folder / name for name in ("banks", "voices", "phrases")]
    sealed = b"".join(map(everything, places))
    assert len(sealed) > 100_000 and b"Sentence number" not in sealed and b"fLaC" not in sealed
    assert b"Ben Martin" not in sealed
    with asked_again(qtbot, services) as (again, page):
        assert again.voices.names() == [] and StudioModel(again).bank is None
        with pytest.raises(LockedError):
            there(again.phrases.find("Ada", "Good night")).audio()
        with pytest.raises(LockedError):
            again.voices.store.get("Ada")
        page.secret.setText("coffee")
        qtbot.keyClick(page.secret, Qt.Key.Key_Return)
        assert again.lock.locked and page.wrong.text()
        page.secret.setText("tea and biscuits")
        qtbot.keyClick(page.secret, Qt.Key.Key_Return)
        assert again.voices.names() == ["Ada"] and len(there(StudioModel(again).bank).takes) == 3
        assert there(again.phrases.find("Ada", "Good night")).audio().seconds > 1
        model = StudioModel(again)
        model.change_passphrase("another one")
        model.remove_passphrase(lambda _: None)
    assert not (services.folder / "keys.json").exists() and recovery
    assert not any(map(is_sealed, files(places)))


def test_no_passphrase_is_set_while_a_voice_is_being_fitted(qtbot, services, view):
    fill(view)
    job = Job.create(services.folder / "models" / "ada" / "job", Wanted("bank", "base", "target", "Ada"))
    view.show_page("protect")
    page = view.page
    page.first.setText("tea and biscuits")
    page.second.setText("tea and biscuits")
    qtbot.keyClick(page.set, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Fine-tuning" in page.state.text())
    assert page.set.isEnabled() and not view.model.has_passphrase
    job.report(Progress(State.DONE))
    assert view.model.set_passphrase("tea and biscuits", lambda _: None)


@contextmanager
def asked_again(qtbot, services):
    """The next start of the app on the same folder, and the page that asks."""
    again = Services(services.folder, FakeSound(), engine=None)
    again.theme.set()
    window = MainWindow(again)
    qtbot.addWidget(window)
    page = Unlocking(again, window.answered)
    window.ask(page)
    yield again, page
    window.close()
    again.close()


def test_bringing_recordings(qtbot, services, view, tmp_path):
    view.model.create("Ada")
    talk = [a.samples for s in range(4) for a in (hush(1, s), babble(8, seed=s))]
    (tmp_path / "old").mkdir()
    soundfile.write(tmp_path / "old" / "talk.wav", np.concatenate([*talk, hush(1).samples]), RATE_HZ)
    view.model.transcriber = lambda: None
    view.show_page("bring")
    page = view.page
    page.look_at(tmp_path / "old")
    qtbot.waitUntil(lambda: bool(page.found.text()))
    qtbot.keyClick(page.start, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(page.result.text()), timeout=60_000)
    assert len(view.model.bank.kept()) == 4 and "4" in page.result.text()


def test_deleting_everything_leaves_nothing_in_the_folder(services, view):
    fill(view)
    take = view.model.bank.kept()[0]
    view.model.set_verbatim(take.id, True)
    given = view.model.state_consent("Ben Martin", "brother")
    services.voices.store.add("My voice", babble(20), None, given.to_json(), bank=view.model.bank.id)
    services.voices.choose("My voice")
    view.model.delete_everything()
    assert services.voices.current == ""
    services.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    left = everything(services.folder)
    assert b"Sentence number" not in left and b"Ben Martin" not in left and b"fLaC" not in left
    assert take.id.encode() not in left
    assert view._key == "welcome"


def test_everything_to_press_has_a_name(view):
    fill(view)
    for key in ("home", "record", "review", "bring", "consent", "protect"):
        view.show_page(key)
        for widget in view.page.findChildren(QWidget):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
                named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
                assert named or widget.parent().accessibleName(), (key, widget)
