import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from engine.errors import StorageError, VoiceError
from engine.runtime.prompt import VoicePrompt
from engine.types import Audio
from engine.voices.prompt import prompt_of
from engine.voices.store import VoiceStore
from engine.voices.voice import PROMPT, RECORD, SAMPLE, Voice
from tests.helpers import engine as tiny

SOUND = Audio(np.sin(np.arange(24_000) / 9).astype(np.float32) * 0.5, 24_000)


@pytest.fixture
def store(tmp_path: Path) -> VoiceStore:
    return VoiceStore(tmp_path / "voices")


def test_add_get_list_remove(store: VoiceStore):
    assert store.list() == []
    consent = {"kind": "spoken", "person": "Zoë"}
    voice = store.add("Zoë", SOUND, "what was said", consent)
    store.add("अनन्या", SOUND)
    assert [v.name for v in store.list()] == ["Zoë", "अनन्या"]
    again = store.get("zoë")
    assert (again.id, again.transcript, again.consent) == (voice.id, "what was said", consent)
    np.testing.assert_allclose(again.sample().samples, SOUND.samples, atol=1e-6)
    store.remove("ZOË")
    assert [v.name for v in store.list()] == ["अनन्या"]
    assert not list(store.folder.rglob(voice.id)) and len(list(store.folder.iterdir())) == 1
    with pytest.raises(VoiceError, match="no voice named"):
        store.get("Zoë")


@pytest.mark.parametrize("name", ["", "  ", "\n", "x" * 201])
def test_names_that_are_none(store: VoiceStore, name: str):
    with pytest.raises(VoiceError, match="name"):
        store.add(name, SOUND)


@pytest.mark.parametrize("name", ["../../evil", "C:\\con", "a/b", "."])
def test_a_name_is_never_a_path(store: VoiceStore, name: str):
    voice = store.add(name, SOUND)
    assert voice.folder.parent == store.folder and store.get(name).id == voice.id


def test_a_name_is_given_once(store: VoiceStore):
    store.add("Ann", SOUND)
    with pytest.raises(VoiceError, match="already"):
        store.add("ANN", SOUND)


def test_nothing_is_left_when_preparing_fails(store: VoiceStore):
    def fail(voice: Voice) -> None:
        raise VoiceError("no", "no")

    with pytest.raises(VoiceError):
        store.add("Ann", SOUND, prepare=fail)
    assert list(store.folder.iterdir()) == []


def test_a_damaged_voice_hides_no_other(store: VoiceStore):
    bad, good = store.add("Bad", SOUND), store.add("Good", SOUND)
    (bad.folder / RECORD).write_text("{")
    assert [v.name for v in store.list()] == [good.name]
    newer = json.loads((good.folder / RECORD).read_text()) | {"version": 2}
    (good.folder / RECORD).write_text(json.dumps(newer))
    with pytest.raises(VoiceError, match="newer"):
        Voice.read(good.folder)


def test_export_and_import(store: VoiceStore, tmp_path: Path):
    voice = store.add("Ann", SOUND, "text", {"kind": "spoken"})
    file = tmp_path / "ann.zip"
    store.export("Ann", file)
    other = VoiceStore(tmp_path / "other")
    taken = other.import_(file)
    assert (taken.id, taken.name, taken.transcript, taken.consent) == (voice.id, "Ann", "text", {"kind": "spoken"})
    assert (other.get("Ann").sample().samples == voice.sample().samples).all()
    with pytest.raises(VoiceError, match="already"):
        other.import_(file)
    assert other.import_(file, "Ann 2").id != voice.id


def hostile(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


RECORD_DATA = json.dumps({"version": 1, "id": "0" * 32, "name": "x", "created": ""}).encode()


@pytest.mark.parametrize(
    "entries",
    [
        {},
        {RECORD: RECORD_DATA},
        {RECORD: RECORD_DATA, SAMPLE: b"fLaC", "../evil": b"x"},
        {RECORD: RECORD_DATA, SAMPLE: b"fLaC", "/etc/passwd": b"x"},
        {RECORD: RECORD_DATA, SAMPLE: b"not flac"},
        {RECORD: b" " * (2 << 20), SAMPLE: b"fLaC"},
        {RECORD: RECORD_DATA.replace(b"0" * 32, b"../../../../evil"), SAMPLE: b"fLaC"},
        {RECORD: b'{"version": 1, "folder": "/etc"}', SAMPLE: b"fLaC"},
        {RECORD: b"[" * 100_000, SAMPLE: b"fLaC"},
    ],
)
def test_hostile_files_are_refused_and_leave_nothing(store: VoiceStore, tmp_path: Path, entries: dict[str, bytes]):
    with pytest.raises(VoiceError):
        store.import_(hostile(tmp_path / "v.zip", entries))
    assert not store.folder.exists() or list(store.folder.iterdir()) == []
    assert not (tmp_path / "evil").exists()


def test_no_zip_and_no_file(store: VoiceStore, tmp_path: Path):
    (tmp_path / "v.zip").write_bytes(b"no")
    with pytest.raises(VoiceError):
        store.import_(tmp_path / "v.zip")
    with pytest.raises(StorageError):
        store.import_(tmp_path / "none.zip")


def test_the_prompt_is_kept_and_made_anew_for_another_bundle(
    store: VoiceStore, tiny_bundle: Path, monkeypatch: pytest.MonkeyPatch
):
    engine = tiny.synthesizer(tiny_bundle, transcript_floor=-99.0)
    voice = store.add("Ann", tiny.sample(), tiny.TRANSCRIPT)
    made = prompt_of(voice, engine)
    assert (voice.folder / PROMPT).exists()
    monkeypatch.setattr(engine, "make_prompt", lambda *a: pytest.fail("made again"))
    assert (prompt_of(voice, engine).codes == made.codes).all()
    VoicePrompt.load(voice.prompt_path)
    monkeypatch.undo()
    calls = []
    monkeypatch.setattr(engine, "make_prompt", lambda *a: calls.append(a) or made)
    object.__setattr__(engine.graphs.bundle, "digest", "another")
    prompt_of(voice, engine)
    (voice.prompt_path).write_bytes(b"damaged")
    prompt_of(voice, engine)
    assert len(calls) == 2
