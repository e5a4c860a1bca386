import json
import os
import shutil
from pathlib import Path

import pytest

from engine.errors import BundleError
from engine.runtime.bundle import MANIFEST, REQUIRED, Bundle
from engine.runtime.providers import open_session


@pytest.fixture
def bundle(tiny_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VIVAVOCE_HOME", str(tmp_path / "home"))
    return Path(shutil.copytree(tiny_bundle, tmp_path / "bundle"))


def change(folder: Path, **values: object) -> None:
    path = folder / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def test_a_whole_bundle_opens_and_verifies(bundle: Path):
    opened = Bundle.open(bundle)
    opened.verify()
    assert opened.config.group == 2
    assert opened.total_bytes == sum(f.stat().st_size for f in bundle.iterdir() if f.name != MANIFEST)


def test_a_missing_bundle(tmp_path: Path):
    with pytest.raises(BundleError, match="no model"):
        Bundle.open(tmp_path)


@pytest.mark.parametrize("name", REQUIRED)
def test_every_file_is_needed(bundle: Path, name: str):
    (bundle / name).unlink()
    with pytest.raises(BundleError, match=name):
        Bundle.open(bundle)


def test_a_truncated_file_is_found_at_once(bundle: Path):
    os.truncate(bundle / "ar.onnx", 1000)
    with pytest.raises(BundleError, match="size"):
        Bundle.open(bundle)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_changed_content_is_found_by_its_hash_also_after_it_was_good_once(bundle: Path):
    Bundle.open(bundle).verify_once()
    flip(bundle / "decoder.onnx")
    with pytest.raises(BundleError, match=r"decoder\.onnx"):
        Bundle.open(bundle).verify_once()


def test_a_bundle_is_hashed_once(bundle: Path, monkeypatch: pytest.MonkeyPatch):
    opened = Bundle.open(bundle)
    opened.verify_once()
    monkeypatch.setattr("engine.runtime.bundle.sha256", lambda path: pytest.fail("hashed again"))
    opened.verify_once()


def test_a_newer_bundle_asks_for_an_update(bundle: Path):
    change(bundle, format_version=2)
    with pytest.raises(BundleError, match="newer"):
        Bundle.open(bundle)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format_version": 1}', '{"format_version": "x"}'])
def test_a_damaged_manifest(bundle: Path, text: str):
    (bundle / MANIFEST).write_text(text)
    with pytest.raises(BundleError, match="damaged"):
        Bundle.open(bundle)


def test_a_manifest_that_lacks_a_graph_or_leaves_its_folder(bundle: Path):
    files = json.loads((bundle / MANIFEST).read_text())["files"]
    change(bundle, files={k: v for k, v in files.items() if k != "nar.onnx"})
    with pytest.raises(BundleError, match=r"nar\.onnx"):
        Bundle.open(bundle)
    change(bundle, files=files | {"../evil": {"bytes": 1, "sha256": ""}})
    with pytest.raises(BundleError, match="outside"):
        Bundle.open(bundle)


def test_a_file_that_is_no_model(bundle: Path):
    (bundle / "ar.onnx").write_bytes(b"nothing")
    with pytest.raises(BundleError, match="cannot be loaded"):
        open_session(bundle / "ar.onnx", "cpu", 1)
