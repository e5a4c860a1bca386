"""A bundle: the folder of everything that speaks, with a manifest that says what is in it and whether it is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from engine.config import from_mapping
from engine.errors import BundleError, ConfigError, StorageError
from engine.paths import data_dir, default_bundle
from engine.types import CODEBOOKS
from engine.vault.sealing import sealed_bytes
from engine.vault.vault import Vault, is_sealed

FORMAT_VERSION = 1
MANIFEST = "manifest.json"
GRAPHS = ("voice", "encoder", "decoder", "synthesiser", "aligner", "ar_text", "ar", "nar_text", "nar")
TABLES = ("codebooks.npy", "scale.npz", "channel.npz")
REQUIRED = (*(f"{name}.onnx" for name in GRAPHS), *TABLES)

_AGAIN = "Install the program's models again."


@dataclass(frozen=True, slots=True)
class TransformerSize:
    """What the shape of a KV cache follows from."""

    width: int
    layers: int
    heads: int


@dataclass(frozen=True, slots=True)
class SamplingConfig:
    """Repetition aware sampling (VALL-E 2, algorithm 1). top_p is v, window K, threshold t_r."""

    top_p: float = 0.8
    temperature: float = 0.6
    window: int = 10
    threshold: float = 0.1


@dataclass(frozen=True, slots=True)
class SpeakingConfig:
    """How a sentence is cut, judged and streamed.

    A piece is judged by mean log posterior ratios (at most 0). accept and accept_word: good enough to stop drawing;
    floor and floor_word: the best candidate below either is not said, the stock voice takes over.
    """

    first_piece_s: float = 0.5
    piece_s: float = 1.2
    nar_context_frames: int = 60
    accept: float = -0.6
    accept_word: float = -2.0
    floor: float = -2.4
    floor_word: float = -6.5
    transcript_floor: float = -2.5


@dataclass(frozen=True, slots=True)
class BundleConfig:
    """Sizes and defaults of the models. The contexts are the frames on each side that an output frame depends on."""

    ar: TransformerSize
    nar: TransformerSize
    group: int = 2
    nar_form: Literal["residual", "levels"] = "residual"
    decoder_context_frames: int = 20
    synthesiser_context_frames: int = 24
    prompt_s: float = 6.0
    sampling: SamplingConfig = field(default_factory=SamplingConfig)
    speaking: SpeakingConfig = field(default_factory=SpeakingConfig)

    @property
    def nar_levels(self) -> Sequence[int]:
        """The levels that the NAR model is run for, in order: 0 is all codebooks after the first at once."""
        return range(1, CODEBOOKS) if self.nar_form == "levels" else (0,)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """Size and hash of one file of the bundle."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose manifest was read and whose files are all there in full."""

    folder: Path
    name: str
    created: str
    config: BundleConfig
    files: Mapping[str, FileEntry]
    about: Mapping[str, Any]  # versions, data, hours, scores, licence
    digest: str  # SHA-256 of the manifest, which holds the hash of every file
    vault: Vault = field(default_factory=Vault, compare=False, repr=False)  # a person's own models may be sealed

    @classmethod
    def open(cls, folder: Path | None = None, vault: Vault | None = None) -> Bundle:
        """Read the manifest and check that every file is there in its size; hashes are `verify`'s.

        Raises BundleError for a bundle that is missing, damaged, incomplete or newer than this program; LockedError.
        """
        folder, vault = folder or default_bundle(), vault or Vault()
        raw, data = _read_manifest(folder, vault)
        bundle = _parse(folder, data, hashlib.sha256(raw).hexdigest(), vault)
        for name, entry in bundle.files.items():
            path = folder / name
            if not path.is_file():
                raise BundleError(f"The model {bundle.name} lacks the file {name}.", _AGAIN)
            if path.stat().st_size not in (entry.bytes, sealed_bytes(entry.bytes)):
                raise BundleError(f"The model's file {name} is damaged: its size is wrong.", _AGAIN)
        return bundle

    def path(self, name: str) -> Path:
        """Where a file of the bundle is."""
        return self.folder / name

    def read(self, name: str) -> bytes:
        """A file's contents, opened when it is sealed. Raises BundleError, LockedError."""
        try:
            return self.vault.read(self.path(name))
        except StorageError as error:
            raise BundleError(f"The model's file {name} cannot be read.", _AGAIN) from error

    def model(self, graph: str) -> Path | bytes:
        """A graph as ONNX Runtime takes it: its file, or what is in it when that is sealed."""
        path = self.path(f"{graph}.onnx")
        return self.read(path.name) if is_sealed(path) else path

    @property
    def total_bytes(self) -> int:
        """Size of all files."""
        return sum(entry.bytes for entry in self.files.values())

    def verify(self) -> None:
        """Compare every file with its hash. Raises BundleError naming the first damaged one."""
        for name, entry in self.files.items():
            if hashlib.sha256(self.read(name)).hexdigest() != entry.sha256:
                raise BundleError(f"The model's file {name} is damaged: its content has changed.", _AGAIN)

    def verify_once(self) -> None:
        """verify, unless these very files (by size and time) already passed on this computer."""
        marks = {name: self.path(name).stat().st_mtime_ns for name in self.files}
        key = hashlib.sha256(json.dumps([self.digest, marks], sort_keys=True).encode()).hexdigest()
        record = data_dir() / "cache" / "verified" / key
        if record.exists():
            return
        self.verify()
        try:
            record.parent.mkdir(parents=True, exist_ok=True)
            record.touch()
        except OSError:
            pass  # a full or read-only disk costs a second check next time, nothing else


def write_manifest(folder: Path, name: str, config: BundleConfig, **about: Any) -> Path:
    """Write manifest.json over the files that lie in the folder. about: versions, data, hours, scores, licence."""
    paths = sorted(p for p in folder.iterdir() if p.is_file() and p.name != MANIFEST)
    manifest = {
        "format_version": FORMAT_VERSION,
        "name": name,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "config": asdict(config),
        "files": {p.name: {"bytes": p.stat().st_size, "sha256": sha256(p)} for p in paths},
        "about": about,
    }
    target = folder / MANIFEST
    target.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return target


def sha256(path: Path) -> str:
    """Hex digest of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_manifest(folder: Path, vault: Vault) -> tuple[bytes, dict[str, Any]]:
    try:
        raw = vault.decode((folder / MANIFEST).read_bytes())
        data = json.loads(raw)
    except OSError:
        raise BundleError(f"There is no model at {folder}.", _AGAIN) from None
    except (ValueError, StorageError):
        raise BundleError("The model's manifest is damaged.", _AGAIN) from None
    if not isinstance(data, dict):
        raise BundleError("The model's manifest is damaged.", _AGAIN)
    return raw, data


def _parse(folder: Path, data: dict[str, Any], digest: str, vault: Vault) -> Bundle:
    version = data.get("format_version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise BundleError("The model was made for a newer version of this program.", "Update the program.")
    if version != FORMAT_VERSION:
        raise BundleError("The model's manifest is damaged: it has no known format version.", _AGAIN)
    try:
        files = {str(k): from_mapping(FileEntry, v, f"files.{k}") for k, v in data["files"].items()}
        config = from_mapping(BundleConfig, data["config"], "manifest.config")
        name, created, about = str(data["name"]), str(data["created"]), dict(data.get("about", {}))
    except (KeyError, TypeError, ValueError, AttributeError, ConfigError) as error:
        raise BundleError(f"The model's manifest is damaged: {error}", _AGAIN) from None
    if any(Path(file).name != file for file in files):
        raise BundleError("The model's manifest names a file outside its folder.", _AGAIN)
    if missing := [file for file in REQUIRED if file not in files]:
        raise BundleError(f"The model is incomplete: its manifest lacks {missing[0]}.", _AGAIN)
    return Bundle(folder, name, created, config, files, about, digest, vault)
