"""The open bank file: one ZIP with FLAC and a JSON Lines manifest (SCHEMA.md). Written, read, and checked.

A bank file may come from anywhere, so reading trusts nothing in it: only the names that the schema knows, only the
sizes that a bank can have, and nothing is taken over before all of it was checked.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.atomic import replacing
from engine.bank.bank import Bank, now
from engine.bank.consent import Consent
from engine.bank.takes import Take, from_flac
from engine.errors import BankError, StorageError, VivaError
from engine.vault import locked
from engine.vault.vault import Vault

FORMAT, VERSION = "vivavoce-bank", 1
MANIFEST, README = "manifest.jsonl", "README.txt"
_MOST_ENTRIES = 100_000
_LARGEST_MANIFEST = 256 << 20
_LARGEST_TAKE = 32 << 20
_MOST_UNPACKED = 20  # times the archive: FLAC and JSON do not shrink further
_ABOUT = """Recordings of a voice, in an open form.
manifest.jsonl has one JSON object a line: the bank, the consent, and every take with its text and scores.
takes/ID.flac are the recordings. The voice belongs to the person who is named in the manifest.
"""


def export(
    bank: Bank, path: Path, passphrase: str | None = None, progress: Callable[[float], None] = lambda _: None
) -> None:
    """Write the bank to one file; with a passphrase, sealed by it. Raises StorageError, LockedError."""
    if passphrase is None:
        with replacing(path) as part, part.open("wb") as file:
            _write(bank, file, progress)
        return
    with tempfile.TemporaryFile(dir=bank.folder) as plain, replacing(path) as part, part.open("wb") as file:
        _write(bank, plain, progress)
        plain.seek(0)
        locked.lock(plain, file, passphrase)


def import_(path: Path, folder: Path, vault: Vault | None = None, passphrase: str | None = None) -> Bank:
    """A new bank in folder, made of a bank file; nothing is left behind on failure. Raises BankError, LockedError."""
    if folder.exists():
        raise BankError("There is a bank in this folder already.", "Choose another name.")
    new = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(new, ignore_errors=True)
    try:
        with _opened(path, passphrase) as archive:
            head, consent, described = _manifest(archive)
            bank = Bank.create(new, str(head["person"]), vault)
            bank.language, bank.created = str(head.get("language", "en")), str(head.get("created", now()))
            with bank.together():
                for take, digest in described:
                    data = _take_data(archive, take, digest)
                    bank.vault.write(bank.path(take.id), data)
                    bank.takes[take.id] = take
                bank.consent = consent
        new.rename(folder)
    except OSError as error:
        raise StorageError("The bank could not be written.", "Check that there is room on the disk.") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return Bank.open(folder, vault)


def check(path: Path, passphrase: str | None = None) -> list[str]:
    """What is wrong with a bank file, in plain sentences; empty when it is whole."""
    problems = []
    try:
        with _opened(path, passphrase) as archive:
            _, consent, described = _manifest(archive)
            if consent is None:
                problems.append("There is no record of consent: no voice can be made of it yet.")
            for take, digest in described:
                try:
                    seconds = from_flac(_take_data(archive, take, digest)).seconds
                    if abs(seconds - take.seconds) > 0.1:
                        problems.append(f"{take.id}: lasts {seconds:.1f} s, not {take.seconds:.1f} s.")
                except VivaError as error:
                    problems.append(f"{take.id}: {error.message}")
            extra = set(archive.namelist()) - {MANIFEST, README, *(_name(t) for t, _ in described)}
            problems += [f"{name}: is not in the manifest." for name in sorted(extra)]
    except VivaError as error:
        problems.append(error.message)
    return problems


def _write(bank: Bank, file: Any, progress: Callable[[float], None]) -> None:
    takes = sorted(bank.takes.values(), key=lambda t: t.at)
    lines: list[dict[str, Any]] = [
        {"kind": "bank", "format": FORMAT, "version": VERSION, "person": bank.person, "language": bank.language,
         "created": bank.created, "exported": now(), "takes": len(takes)}
    ]  # fmt: skip
    if bank.consent:
        lines.append({**bank.consent.to_json(), "kind": "consent", "given": bank.consent.kind})
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(README, _ABOUT)
        for number, take in enumerate(takes):
            data = bank.vault.read(bank.path(take.id))
            archive.writestr(_name(take), data)
            digest = hashlib.sha256(data).hexdigest()
            lines.append({**take.to_json(), "kind": "take", "file": _name(take), "sha256": digest})
            progress((number + 1) / len(takes))
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        archive.writestr(MANIFEST, text, zipfile.ZIP_DEFLATED)


@contextmanager
def _opened(path: Path, passphrase: str | None) -> Iterator[zipfile.ZipFile]:
    try:
        with tempfile.TemporaryFile() as plain, path.open("rb") as file:
            source = file
            if locked.is_locked(file):
                locked.unlock(file, plain, passphrase)
                plain.seek(0)
                source = plain
            with zipfile.ZipFile(source) as archive:
                size = source.seek(0, 2)
                _refuse_hostile(archive, size)
                yield archive
    except OSError as error:
        raise StorageError(f"{path.name} cannot be read.", "Choose another file.") from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise BankError(f"{path.name} is not a bank file, or it is damaged.", "Use another copy of it.") from error


def _refuse_hostile(archive: zipfile.ZipFile, size: int) -> None:
    entries = archive.infolist()
    names = [e.filename for e in entries]
    hostile = (
        len(entries) > _MOST_ENTRIES
        or len(set(names)) < len(names)
        or not all(map(_known, names))
        or any(stat.S_ISLNK(e.external_attr >> 16) or e.flag_bits & 1 for e in entries)
        or any(e.file_size > (_LARGEST_MANIFEST if e.filename == MANIFEST else _LARGEST_TAKE) for e in entries)
        or sum(e.file_size for e in entries) > _MOST_UNPACKED * max(size, 1 << 16)
    )
    if hostile:
        raise BankError("This file holds what a bank file cannot hold.", "Do not use it; ask for a new copy.")


def _known(name: str) -> bool:
    stem = name.removeprefix("takes/").removesuffix(".flac")
    return name in (MANIFEST, README) or (name == f"takes/{stem}.flac" and stem.isascii() and stem.isalnum())


def _manifest(archive: zipfile.ZipFile) -> tuple[dict[str, Any], Consent | None, list[tuple[Take, str]]]:
    try:
        lines = [json.loads(line) for line in archive.read(MANIFEST).decode("utf-8").splitlines() if line.strip()]
        head = lines[0]
        if head["format"] != FORMAT:
            raise ValueError
        if int(head["version"]) > VERSION:
            raise BankError("This bank file was made by a newer version of the program.", "Update the program.")
        consents = [Consent.from_json({**line, "kind": line["given"]}) for line in lines if line["kind"] == "consent"]
        takes = [(Take.from_json(line), str(line["sha256"])) for line in lines if line["kind"] == "take"]
        if len({t.id for t, _ in takes}) < len(takes) or not isinstance(head["person"], str):
            raise ValueError
    except (KeyError, IndexError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BankError("The manifest of this bank file is missing or damaged.", "Use another copy of it.") from error
    return head, consents[-1] if consents else None, takes


def _take_data(archive: zipfile.ZipFile, take: Take, digest: str) -> bytes:
    """A take's bytes, proved by its digest and readable as FLAC. Raises BankError."""
    try:
        data = archive.read(_name(take))
    except KeyError as error:
        raise BankError("A recording is missing from the file.", "Use another copy of it.") from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise BankError("A recording was changed or damaged.", "Use another copy of it.")
    from_flac(data)
    return data


def _name(take: Take) -> str:
    return f"takes/{take.id}.flac"
