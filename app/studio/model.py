"""The person's bank as the studio's pages see it: open or locked, its takes, its consent, what is made of it."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.services import Services
from engine.adaptation.job import require_none
from engine.bank import bankfile, consent, progress
from engine.bank.bank import Bank, new_take, now
from engine.bank.consent import Consent
from engine.bank.importing import Transcriber
from engine.bank.speaker import StatisticsEncoder
from engine.bank.takes import Take
from engine.bank.verdict import Judge, Person
from engine.bank.words import word_judge
from engine.errors import BankError
from engine.types import Audio, Source
from engine.vault.lock import MODELS

_log = logging.getLogger(__name__)
_LONGEST_SAMPLE_S = 10.0


class StudioModel(QObject):
    """changed: the bank was opened, locked or deleted, or something in it is another."""

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._folder = services.folder / "banks"
        self.vault = services.vault
        self.bank: Bank | None = None
        self.encoder = StatisticsEncoder()
        self._judge: Judge | None = None
        if not self.locked:
            self._open()
        services.voices.changed.connect(self._unlocked)

    # The bank

    @property
    def locked(self) -> bool:
        """Whether the passphrase is wanted."""
        return self._services.lock.locked

    @property
    def has_passphrase(self) -> bool:
        """Whether one is set."""
        return self._services.lock.keyring.exists

    @property
    def voice(self) -> str:
        """The voice that is made of the bank, whatever it is called now; "" while there is none."""
        made = self._services.voices.store.of_bank(self.bank.id) if self.bank else None
        return made.name if made else ""

    def create(self, person: str) -> None:
        """Begin a bank. Raises BankError without a name."""
        if not person.strip():
            raise BankError("The bank needs a name.", "Write the name of the person whose voice it is.")
        self.bank = Bank.create(self._folder / uuid.uuid4().hex, person.strip(), self.vault)
        self.changed.emit()

    def open_file(self, path: Path, passphrase: str | None) -> Bank:
        """Bring in a bank file; for a task, adopt() takes it over. Raises BankError, LockedError, StorageError."""
        return bankfile.import_(path, self._folder / uuid.uuid4().hex, self.vault, passphrase)

    def adopt(self, bank: Bank) -> None:
        """This bank is the one from now on."""
        self.bank = bank
        for take in bank.takes.values():
            if take.verbatim:
                self._keep_phrase(take)
        self.changed.emit()

    def delete_everything(self) -> None:
        """The bank, the voice made of it, and every phrase kept of either, for good."""
        if self.bank is None:
            return
        self._services.phrases.remove_voice(self.bank.id)
        if self.voice:
            self._services.voices.remove(self.voice)
        self.bank.destroy()
        self.bank = None
        self._open()
        self.changed.emit()

    def judge(self) -> Judge:
        """The judge of takes; made once, for it loads the aligner. Called on any thread."""
        if self._judge is None:
            self._judge = Judge(self.encoder, word_judge())
        return self._judge

    def transcriber(self) -> Transcriber | None:
        """Who writes down what is said in old recordings, where the optional Whisper is installed; for a task."""
        try:
            return import_module("engine.evaluation.whisper").Whisper()
        except ImportError as error:
            _log.info("No transcriber: %s", error)
            return None

    # Takes

    def set_kept(self, take_id: str, kept: bool) -> None:
        """Whether a take belongs to the voice."""
        self._the_bank().change(take_id, kept=kept)
        self.changed.emit()

    def set_verbatim(self, take_id: str, verbatim: bool) -> None:
        """Whether this phrase is said exactly as recorded here: then it is what is heard."""
        take = self._the_bank().change(take_id, verbatim=verbatim)
        if verbatim:
            self._keep_phrase(take)
        else:
            self._forget_phrase(take)
        self.changed.emit()

    def set_manner(self, take_id: str, manner: str) -> None:
        """How this was said: "", or one of MANNERS; the best sample of each is chosen among its own takes."""
        self._the_bank().change(take_id, manner=manner)
        self.changed.emit()

    def set_comment(self, take_id: str, comment: str) -> None:
        """A note with a take."""
        self._the_bank().change(take_id, comment=comment)
        self.changed.emit()

    def delete(self, take_ids: list[str]) -> None:
        """Delete takes for good, and the phrases kept of them."""
        bank = self._the_bank()
        for take_id in take_ids:
            if bank.takes[take_id].verbatim:
                self._forget_phrase(bank.takes[take_id])
        bank.delete(take_ids)
        self.changed.emit()

    def play(self, take_id: str) -> None:
        """Play a take."""
        self._services.sound.play(self._the_bank().audio(take_id))

    # Consent and the voice

    def give_consent(self, audio: Audio) -> Consent:
        """Keep the consent sentence, spoken. Raises ConsentError when another person spoke it."""
        bank = self._the_bank()
        text = consent.statement("spoken", bank.person)
        take = new_take(text, self.judge()(audio, text, Person()), kept=False, source="consent")
        voices = [t.embedding for t in bank.kept() if t.voice]
        given = consent.spoken(bank.person, audio, take.id, voices, self.encoder, now())
        return self._keep_consent(given, audio, take)

    def state_consent(self, by: str, relation: str) -> Consent:
        """Keep a relative's statement. Raises ConsentError without a name."""
        return self._keep_consent(consent.stated(self._the_bank().person, by, relation, now()))

    def make_voice(self) -> str:
        """Make the voice of the best takes; its name; for a task. Raises ConsentError, SampleError, VoiceError."""
        bank = self._the_bank()
        given = consent.require(bank.consent)
        sample, text = best_sample(bank)
        return str(
            self._services.engine.call(
                "make_voice", bank.id, bank.person, sample, text or None, given.to_json(), timeout_s=300.0
            )
        )

    # The passphrase

    def unlock(self, secret: str, recovery: bool = False) -> None:
        """Open with the passphrase, or with the recovery key. Raises LockedError."""
        self._services.unlock(secret, recovery)

    def set_passphrase(self, passphrase: str, progress_: Callable[[float], None]) -> str:
        """Seal everything; the recovery key, to be written down; for a task. AdaptationError during a fit."""
        require_none(self._services.folder / MODELS)
        recovery = self._services.lock.set(passphrase, progress_)
        self._services.engine.use_key(self.vault.key)
        self._services.lock.vault.protect(self._services.lock.paths())  # what the engine wrote meanwhile
        return recovery

    def change_passphrase(self, passphrase: str) -> None:
        """Another passphrase; nothing is written anew but the key."""
        self._services.lock.change(passphrase)

    def renew_recovery(self) -> str:
        """A new recovery key; the old one opens nothing any more. Raises LockedError, StorageError."""
        return self._services.lock.renew_recovery()

    def remove_passphrase(self, progress_: Callable[[float], None]) -> None:
        """Open everything again; for a task. AdaptationError during a fit."""
        require_none(self._services.folder / MODELS)
        lock, engine = self._services.lock, self._services.engine
        lock.stop_sealing()
        engine.use_key(self.vault.key, seals=False)
        lock.remove(progress_)
        engine.use_key(None)

    def progress(self) -> progress.Progress | None:
        """How far the bank is."""
        return progress.progress(self.bank) if self.bank else None

    def _unlocked(self) -> None:
        if self.bank is None and not self.locked:
            self._open()
            if self.bank is not None:
                self.changed.emit()

    def _open(self) -> None:
        folders = sorted(p.parent for p in self._folder.glob("*/index.json") if not p.parent.name.startswith("."))
        self.bank = Bank.open(folders[0], self.vault) if folders else None

    def _the_bank(self) -> Bank:
        if self.bank is None:
            raise BankError("There is no bank yet.", "Begin one first.")
        return self.bank

    def _keep_consent(self, given: Consent, audio: Audio | None = None, take: Take | None = None) -> Consent:
        bank = self._the_bank()
        if bank.consent and bank.consent.take:
            bank.delete([bank.consent.take])
        if audio is not None and take is not None:
            bank.add(audio, take)
        bank.consent = given
        bank.save()
        self.changed.emit()
        return given

    def _keep_phrase(self, take: Take) -> None:
        bank = self._the_bank()
        self._forget_phrase(take)
        self._services.phrases.keep(bank.id, take.text, Source.TAKE, bank.audio(take.id))

    def _forget_phrase(self, take: Take) -> None:
        bank = self._the_bank()
        for kept in self._services.phrases.renderings(bank.id, take.text):
            if kept.source is Source.TAKE and kept.voice == bank.id:
                self._services.phrases.remove(kept.id)


def best_sample(bank: Bank) -> tuple[Audio, str]:
    """The cleanest takes one after the other, at most ten seconds, and their words ("" when some are not known)."""
    takes = [t for t in bank.kept() if t.seconds <= _LONGEST_SAMPLE_S]
    if not takes:
        raise BankError("There is no good take yet.", "Record a sentence, or bring recordings.")
    ranked = sorted(takes, key=lambda t: t.scores.get("noise_db", 0) - t.scores.get("speech_db", 0))
    chosen: list[Take] = []
    for take in ranked:
        if sum(t.seconds for t in chosen) + take.seconds <= _LONGEST_SAMPLE_S:
            chosen.append(take)
    rate_hz = bank.audio(chosen[0].id).rate_hz
    sounds = [a for t in chosen if (a := bank.audio(t.id)).rate_hz == rate_hz]
    text = " ".join(t.text for t in chosen) if all(t.text for t in chosen) and len(sounds) == len(chosen) else ""
    return Audio(np.concatenate([a.samples for a in sounds]), rate_hz), text
