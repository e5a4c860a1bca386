"""The studio's states, for pictures: a bank made up on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from app.services import Services
from app.studio.bringing import BringingPage
from app.studio.protecting import ProtectPage
from app.studio.record import RecordPage
from app.studio.view import StudioView
from engine.bank import scripts
from engine.bank.bank import new_take
from engine.bank.importing import Source
from engine.bank.listen import Heard
from engine.bank.measure import measure
from engine.bank.room import Room, RoomState
from engine.bank.session import Session, State
from engine.bank.verdict import Reason, Verdict
from engine.paths import ASSETS
from engine.types import SAMPLE_RATE_HZ, Audio


def scenes(view: StudioView, services: Services) -> Iterator[str]:
    """Welcome, the bank, the recording screen in its states, review, bringing recordings, consent, passphrase."""
    yield "welcome"
    view.model.create("Ada Martin")
    script = scripts.shipped("20")
    view.show_page("record")
    page = view.page
    assert isinstance(page, RecordPage) and view.model.bank is not None
    page.recording.end()
    session = Session(view.model.bank, script, SAMPLE_RATE_HZ, lambda: 0.0)
    page.recording.session = session
    for state in _session(page, session):
        yield f"record-{state}"
    page.recording.session = None
    view.home()
    yield "home"
    _mark(view)
    view.show_page("review")
    yield "review"
    view.show_page("bring")
    bring = view.page
    assert isinstance(bring, BringingPage)
    bring._folder = ASSETS / "prompts"
    bring._looked([Source(ASSETS / f"{i}.wav", "text" if i % 3 else "") for i in range(48)])
    yield "bring"
    view.show_page("consent")
    yield "consent"
    view.show_page("personal")
    yield "personal"
    view.show_page("protect")
    protect = view.page
    assert isinstance(protect, ProtectPage)
    yield "protect"
    protect._is_set("ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6723")
    yield "recovery"
    view.home()


def _session(page: RecordPage, session: Session) -> Iterator[str]:
    page.meter.show_level(-52)
    page.show_state()
    yield "room"
    session.room, session.state = Room(RoomState.QUIET, -61, 0), State.LEVEL
    page.show_state()
    yield "level"
    session.skip_checks()
    for _ in range(7):
        _say(session)
        session.next()
    page.meter.show_level(-60)
    page.show_state()
    yield "ready"
    session.state = State.SPEAKING
    page.meter.show_level(-22)
    page.show_state()
    yield "speaking"
    _say(session)
    page.show_state()
    yield "good"
    session.next()
    _say(session, Reason.NOISY, Reason.WORDS)
    session.verdict = replace(session.verdict or _verdict(), missing=(1, 2))
    page.show_state()
    yield "refused"
    session.next()
    session.rest()
    page.show_state()
    yield "rest"


def _say(session: Session, *reasons: Reason) -> None:
    session.heard, session.state = Heard(_sound(), 0.0, cut=False), State.JUDGING
    session.judged(_verdict(*reasons))


def _verdict(*reasons: Reason) -> Verdict:
    return Verdict(reasons, measure(_sound(), "one two three four five six"))


def _sound() -> Audio:
    draw = np.random.default_rng(0)
    quiet, loud = draw.normal(0, 4e-4, 8000), draw.normal(0, 0.08, 60_000)
    return Audio(np.concatenate([quiet, loud, quiet]).astype(np.float32), SAMPLE_RATE_HZ)


def _mark(view: StudioView) -> None:
    bank = view.model.bank
    assert bank is not None
    bank.add(_sound(), new_take("I love you, Sam.", _verdict(), kept=True))
    view.model.set_verbatim(bank.takes_of("I love you, Sam.")[0].id, True)
    view.model.set_comment(bank.kept()[0].id, "after breakfast")
