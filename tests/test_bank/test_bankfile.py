import hashlib
import json
import zipfile
from pathlib import Path

import pytest
import soundfile

from engine.bank import bankfile, consent, ljspeech
from engine.bank.__main__ import main
from engine.errors import BankError, LockedError, StorageError
from tests.test_bank.test_bank import SECRET_TEXT, a_bank, everything


@pytest.fixture
def bank(tmp_path):
    bank = a_bank(tmp_path / "bank")
    bank.consent = consent.stated("Ada Lovelace", "Ben", "brother", "2026-01-01")
    bank.change(bank.kept()[0].id, verbatim=True)
    return bank


@pytest.fixture
def file(bank, tmp_path):
    bankfile.export(bank, tmp_path / "ada.zip")
    return tmp_path / "ada.zip"


def rewritten(file, change):
    """The bank file with its entries (name -> bytes) changed."""
    with zipfile.ZipFile(file) as archive:
        entries = {n: archive.read(n) for n in archive.namelist()}
    change(entries)
    bad = file.with_name("bad.zip")
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return bad


def test_a_bank_goes_out_and_comes_back_the_same(bank, file, tmp_path):
    again = bankfile.import_(file, tmp_path / "second" / "bank")
    assert again.takes == bank.takes and again.consent == bank.consent and again.person == bank.person
    take = bank.kept()[0]
    assert (again.audio(take.id).samples == bank.audio(take.id).samples).all()
    assert again.exactly(SECRET_TEXT) == bank.takes[take.id]
    assert bankfile.check(file) == []
    with pytest.raises(BankError, match="already"):
        bankfile.import_(file, tmp_path / "bank")


def test_the_manifest_is_what_the_schema_says(bank, file):
    with zipfile.ZipFile(file) as archive:
        lines = [json.loads(line) for line in archive.read("manifest.jsonl").decode().splitlines()]
        assert [line["kind"] for line in lines] == ["bank", "consent", "take", "take"]
        take = lines[2]
        assert hashlib.sha256(archive.read(take["file"])).hexdigest() == take["sha256"]
        described = Path(bankfile.__file__).with_name("SCHEMA.md").read_text("utf-8")
    assert all(f"`{key}`" in described for line in lines for key in line if key != "kind")


def test_a_locked_bank_file(bank, tmp_path):
    file = tmp_path / "locked.vvbank"
    bankfile.export(bank, file, "tea")
    assert b"zebra" not in file.read_bytes()
    for wrong in (None, "cake"):
        with pytest.raises(LockedError):
            bankfile.import_(file, tmp_path / "b", passphrase=wrong)
    assert bankfile.import_(file, tmp_path / "b", passphrase="tea").takes == bank.takes


def flip(entries):
    name = next(n for n in entries if n.startswith("takes/"))
    entries[name] = entries[name][:-9] + b"x" + entries[name][-8:]


def newer(entries):
    entries["manifest.jsonl"] = entries["manifest.jsonl"].replace(b'"version": 1', b'"version": 2')


HOSTILE = {
    "climbs out": lambda e: e.update({"../evil.flac": b"fLaC"}),
    "climbs out in a name": lambda e: e.update({"takes/../../evil.flac": b"fLaC"}),
    "absolute": lambda e: e.update({"/etc/evil": b"x"}),
    "drive": lambda e: e.update({"C:\\evil.flac": b"x"}),
    "program": lambda e: e.update({"takes/run.exe": b"MZ"}),
    "bomb": lambda e: e.update({"takes/bomb.flac": bytes(30 << 20)}),
    "changed recording": flip,
    "missing recording": lambda e: e.pop(next(n for n in e if n.startswith("takes/"))),
    "no manifest": lambda e: e.pop("manifest.jsonl"),
    "no JSON": lambda e: e.update({"manifest.jsonl": b"{" * 100_000}),
    "deep JSON": lambda e: e.update({"manifest.jsonl": b"[" * 100_000}),
    "list": lambda e: e.update({"manifest.jsonl": b"[]\n"}),
    "newer": newer,
    "evil id": lambda e: e.update({"manifest.jsonl": e["manifest.jsonl"].replace(b'"id": "', b'"id": "../')}),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_bank_file_is_refused_and_leaves_nothing(file, tmp_path, change):
    bad = rewritten(file, change)
    with pytest.raises(BankError):
        bankfile.import_(bad, tmp_path / "new" / "bank")
    assert not (tmp_path / "new").exists() or not everything(tmp_path / "new")
    assert bankfile.check(bad)


def test_what_is_no_bank_file_is_refused(tmp_path, file):
    for data in (b"", b"hello", file.read_bytes()[:2000], b"VVLOCK1\n\0\0"):
        (tmp_path / "x.zip").write_bytes(data)
        with pytest.raises((BankError, StorageError)):
            bankfile.import_(tmp_path / "x.zip", tmp_path / "new", passphrase="x")
    with pytest.raises(StorageError):
        bankfile.import_(tmp_path / "none.zip", tmp_path / "new")


def test_a_link_in_the_zip_is_refused(file, tmp_path):
    bad = tmp_path / "link.zip"
    bad.write_bytes(file.read_bytes())
    info = zipfile.ZipInfo("takes/link.flac")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(bad, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(BankError):
        bankfile.import_(bad, tmp_path / "new")


def test_check_notices_what_is_missing_for_a_voice(tmp_path):
    bankfile.export(a_bank(tmp_path / "b"), tmp_path / "b.zip")
    assert any("consent" in p for p in bankfile.check(tmp_path / "b.zip"))


def test_ljspeech(bank, tmp_path):
    assert ljspeech.export(bank, tmp_path / "lj") == 2
    rows = [line.split("|") for line in (tmp_path / "lj" / "metadata.csv").read_text().splitlines()]
    assert [r[1] for r in rows] == [t.text for t in bank.kept()]
    assert soundfile.info(tmp_path / "lj" / "wavs" / f"{rows[0][0]}.wav").samplerate == 24_000


def test_the_command(file, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("VIVAVOCE_HOME", str(tmp_path / "home"))
    assert main(["check", str(file)]) == 0
    assert main(["check", str(rewritten(file, flip))]) == 1
    assert main(["import", str(tmp_path / "c"), str(file)]) == 0
    assert main(["import", str(tmp_path / "c"), str(file)]) == 2
    assert main(["export", str(tmp_path / "c"), str(tmp_path / "lj"), "--ljspeech"]) == 0
    assert "2 takes" in capsys.readouterr().out
