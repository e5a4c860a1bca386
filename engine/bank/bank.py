"""A bank: one person's takes in a folder, and the state of the session; whole after a power cut at any moment.

    FOLDER/index.json       who, scripts, takes, consent; replaced as a whole, atomically, at every change
    FOLDER/takes/ID.flac    one file a take, written before the index names it; it describes itself,
                            so a take that was saved the moment before the power went is found again
Both are sealed when there is a passphrase.
"""

from __future__ import annotations

import json
import logging
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine.bank import takes as takes_
from engine.bank.consent import Consent
from engine.bank.scripts import Script
from engine.bank.takes import Take
from engine.bank.text import normal
from engine.bank.verdict import Person, Verdict
from engine.errors import BankError, StorageError, VivaError
from engine.types import Audio
from engine.vault.vault import Vault

VERSION = 1
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Place:
    """Where the person is in the script: the sentence, which were skipped, and seconds of this block gone."""

    script: Script
    at: int = 0
    skipped: set[int] = field(default_factory=set)
    block_s: float = 0.0

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.script.name, "sentences": list(self.script.sentences), "at": self.at,
            "skipped": sorted(self.skipped), "block_s": round(self.block_s, 1),
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Place:
        script = Script(str(data["name"]), tuple(str(s) for s in data["sentences"]))
        return cls(script, int(data["at"]), {int(i) for i in data["skipped"]}, float(data["block_s"]))


class Bank:
    """A person's bank. create, open: the two ways to get one. Every change is on the disk when the method returns."""

    def __init__(self, folder: Path, vault: Vault, person: str) -> None:
        self.folder = folder
        self.vault = vault
        self.person = person
        self.language = "en"
        self.created = now()
        self.takes: dict[str, Take] = {}
        self.consent: Consent | None = None
        self.place: Place | None = None
        self._held = False

    @classmethod
    def create(cls, folder: Path, person: str, vault: Vault | None = None) -> Bank:
        """A new, empty bank. Raises StorageError, BankError."""
        if (folder / "index.json").exists():
            raise BankError("There is a bank in this folder already.", "Open it, or choose another name.")
        bank = cls(folder, vault or Vault(), person)
        bank.save()
        return bank

    @classmethod
    def open(cls, folder: Path, vault: Vault | None = None) -> Bank:
        """The bank in a folder, with takes saved but not yet named. Raises StorageError, LockedError, BankError."""
        vault = vault or Vault()
        try:
            data = json.loads(vault.read(folder / "index.json"))
            if data["version"] > VERSION:
                raise BankError("This bank was made by a newer version of the program.", "Update the program.")
            bank = cls(folder, vault, str(data["person"]))
            bank.language, bank.created = str(data["language"]), str(data["created"])
            bank.takes = {t.id: t for t in map(Take.from_json, data["takes"])}
            bank.consent = Consent.from_json(data["consent"]) if data["consent"] else None
            bank.place = Place.from_json(data["place"]) if data["place"] else None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BankError("The list of your recordings is damaged.", "Restore a backup.") from error
        bank._sweep()
        return bank

    @property
    def id(self) -> str:
        """What a voice made of this bank, and phrases kept of it, are known by: the folder's name."""
        return self.folder.name

    def path(self, take_id: str) -> Path:
        """Where a take's sound is."""
        return self.folder / "takes" / f"{take_id}.flac"

    def add(self, audio: Audio, take: Take) -> Take:
        """Save a take: sound first, then the index. Raises StorageError."""
        take = replace(take, seconds=round(audio.seconds, 3))
        self.vault.write(self.path(take.id), takes_.to_flac(audio, take))
        return self._put(take)

    def change(self, take_id: str, **fields: Any) -> Take:
        """Change what is known of a take: kept, verbatim, comment, manner, text. Raises StorageError."""
        return self._put(replace(self.takes[take_id], **fields))

    def audio(self, take_id: str) -> Audio:
        """The sound of a take. Raises StorageError, LockedError, BankError."""
        return takes_.from_flac(self.vault.read(self.path(take_id)))

    def delete(self, take_ids: Iterable[str]) -> None:
        """Delete takes for good: the sound, and everything known of it."""
        for take_id in list(take_ids):
            self.vault.remove(self.path(take_id))
            self.takes.pop(take_id, None)
            if self.consent and self.consent.take == take_id:
                self.consent = None
        self.save()

    def destroy(self) -> None:
        """Delete the whole bank for good."""
        try:
            shutil.rmtree(self.folder)
        except OSError as error:
            raise StorageError("Some recordings could not be deleted.", f"Delete the folder {self.folder}.") from error
        self.takes.clear()

    def kept(self) -> list[Take]:
        """The takes that the voice is made of, oldest first; the consent's is not one of them."""
        consent = self.consent.take if self.consent else ""
        return [t for t in sorted(self.takes.values(), key=lambda t: t.at) if t.kept and t.id != consent]

    def takes_of(self, text: str) -> list[Take]:
        """All takes of a sentence, oldest first."""
        wanted = normal(text)
        return sorted((t for t in self.takes.values() if normal(t.text) == wanted), key=lambda t: t.at)

    def exactly(self, text: str) -> Take | None:
        """Message banking: the newest take to be replayed when this phrase is said; None when there is none."""
        return next((t for t in reversed(self.takes_of(text)) if t.verbatim), None)

    def the_person(self) -> Person:
        """What the kept takes tell of the person."""
        kept = self.kept()
        rates, clear_db = ([t.scores[k] for t in kept if k in t.scores] for k in ("syllables_per_s", "clear_db"))
        return Person.of([t.embedding for t in kept if t.voice], rates, clear_db)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Many changes, one writing of the index at the end; for imports."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
            self.save()

    def save(self) -> None:
        """Write the index. Raises StorageError."""
        if self._held:
            return
        data = {
            "version": VERSION,
            "person": self.person,
            "language": self.language,
            "created": self.created,
            "consent": self.consent.to_json() if self.consent else None,
            "place": self.place.to_json() if self.place else None,
            "takes": [t.to_json() for t in self.takes.values()],
        }
        self.vault.write(self.folder / "index.json", json.dumps(data, ensure_ascii=False).encode())

    def _put(self, take: Take) -> Take:
        self.takes[take.id] = take
        self.save()
        return take

    def _sweep(self) -> None:
        """Take in sounds that no index names, and forget takes whose sound is gone."""
        named, found = set(self.takes), {p.stem: p for p in (self.folder / "takes").glob("*.flac")}
        for part in [*self.folder.glob(".*.part"), *(self.folder / "takes").glob(".*.part")]:
            part.unlink(missing_ok=True)
        for take_id in found.keys() - named:
            try:
                self.takes[take_id] = replace(takes_.take_in_flac(self.vault.read(found[take_id])), id=take_id)
            except VivaError as error:
                _log.info("A recording without a description was left alone: %s", error.message)
        for take_id in named - found.keys():
            del self.takes[take_id]
        if set(self.takes) != named:
            self.save()


def new_take(text: str, verdict: Verdict, kept: bool, source: str = "studio") -> Take:
    """A take of text as it was judged, not yet saved."""
    return Take(
        id=uuid.uuid4().hex,
        text=text,
        seconds=0.0,
        at=now(),
        source=source,
        reasons=tuple(str(r) for r in verdict.reasons),
        kept=kept,
        scores=takes_.scores_of(verdict),
        voice=tuple(round(float(v), 4) for v in verdict.voice),
    )


def now() -> str:
    """This moment, ISO 8601 in UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
