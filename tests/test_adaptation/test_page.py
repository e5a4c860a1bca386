"""The page of fine-tuning: setting up, a job seen from outside, the blind comparison, choosing and deleting."""

import os

import pytest

from app.audio.fake import FakeSound
from app.services import Services
from app.studio.personal import PersonalPage
from app.studio.view import StudioView
from engine.adaptation import needs
from engine.adaptation.job import Job, Progress, State, Step, Wanted
from engine.bank.bank import now
from engine.bank.takes import Take
from engine.errors import ConsentError
from engine.runtime.bundle import MANIFEST
from tests.helpers.babble import babble

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def services(qtbot, tmp_path):
    services = Services(tmp_path / "home", FakeSound(speed=6.0), engine=None)
    services.theme.set()
    yield services
    services.close()


@pytest.fixture
def page(qtbot, services) -> PersonalPage:
    view = StudioView(services)
    qtbot.addWidget(view)
    view.model.create("Ada")
    assert view.model.bank is not None
    view.model.bank.add(babble(8), Take(id="t1", text="Hello.", seconds=0, at=now()))
    services.voices.store.add("Ada", babble(8), "Hello.", bank=view.model.bank.id)
    view.resize(1000, 900)
    view.show()
    view.show_page("personal")
    assert isinstance(view.page, PersonalPage)
    view.page.kept_by_test = view  # type: ignore[attr-defined]
    return view.page


def test_without_torch_it_says_what_it_needs(page, monkeypatch):
    monkeypatch.setattr(needs, "find_spec", lambda name: None if name == "torch" else object())
    page.model.changed.emit()
    assert page.install.isVisible() and not page.start.isVisible()
    monkeypatch.setattr(needs, "find_spec", lambda name: object())
    page.model.changed.emit()
    assert page.start.isVisible() and not page.install.isVisible()


def test_no_fine_tuning_without_consent(page):
    with pytest.raises(ConsentError):
        page.model.start()
    assert page.model.job is None


def test_a_job_is_shown_paused_and_taken_up(page, monkeypatch):
    job = Job.create(page.model.models.folder / "job", Wanted("bank", "base", "target", "Ada"))
    job.report(Progress(State.WORKING, Step.AR, 0.3, 40, seconds_left=600))
    (job.folder / "alive").touch()
    page.model.changed.emit()
    assert page.pause.isVisible() and page.bar.value() == 30 and "10 minutes" in page.state.text()
    page.pause.click()
    assert (job.folder / "pause").exists()
    (job.folder / "alive").unlink()  # it obeyed, or it was killed
    page.model.changed.emit()
    assert page.go_on.isVisible() and page.cancel.isVisible() and not page.start.isVisible()
    begun = []
    monkeypatch.setattr("engine.adaptation.process.start", lambda job, key: begun.append(job.folder))
    page.go_on.click()
    assert begun == [job.folder]
    page.cancel.click()
    assert page.model.job is None and page.start.isVisible()


def test_blind_comparison_then_the_choice(page, services, qtbot, monkeypatch):
    models = page.model.models
    (models.folder / "1").mkdir(parents=True)
    (models.folder / "1" / MANIFEST).touch()
    said = []
    monkeypatch.setattr(services.engine, "call", lambda method, model, *_: said.append(model) or babble(2))
    page.model.changed.emit()
    card = page.comparing
    card.begin.setFocus()
    card.begin.click()
    assert page.window().focusWidget() is card.first  # and not on what deletes
    found = page.model.comparison
    for number in range(5):
        assert not card.votes["first"].isEnabled()  # nothing was heard yet
        new = "first" if found.speaker("first") == "new" else "second"
        card.first.click()
        card.second.click()
        qtbot.waitUntil(card.votes[new].isEnabled)
        assert sorted(said[-2:]) == ["", "1"] and len(said) == 2 * number + 2
        card.votes[new].click()
    assert page.window().focusWidget() is card.take
    assert (found.tally.new, found.tally.old) == (5, 0)
    assert not models.chosen and card.take.isVisible()
    before = services.voices.version("Ada")
    card.take.click()
    assert models.chosen == "1" and services.voices.version("Ada") != before  # renderings of the old are not used
    page.back.click()
    assert models.chosen == ""
    page.remove.click()
    assert models.names() == []
