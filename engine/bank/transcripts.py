"""What is said in which file: lists, files of the same name, or the names themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from engine.bank.decode import AUDIO, VIDEO

LISTS = frozenset({".csv", ".tsv", ".txt", ".lst", ".data", ".list"})
_LARGEST = 20_000_000
_FESTIVAL = re.compile(r'^\(\s*(\S+)\s+"(.*)"\s*\)\s*$')
_LABEL_TIMES = re.compile(r"^\s*\d+(?:\.\d+)?\s+\d+(?:\.\d+)?\s+\S+")


def sounds_in(folder: Path) -> list[Path]:
    """Audio and video files in a folder and below, sorted; a single file is itself."""
    if folder.is_file():
        return [folder]
    known = AUDIO | VIDEO
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in known and p.is_file() and p.name[0] != ".")


def find(folder: Path, sounds: Iterable[Path], names_are_text: bool = False) -> dict[Path, str]:
    """The text of each sound that has one: from a list, else from a .txt or .lab beside it, else (if told) its name."""
    sounds = list(sounds)
    listed = _from_lists(folder if folder.is_dir() else folder.parent, sounds)
    texts = {}
    for sound in sounds:
        text = listed.get(sound) or _beside(sound) or (_from_name(sound) if names_are_text else "")
        if text:
            texts[sound] = text
    return texts


def parse_list(text: str, stems: Mapping[str, Path]) -> dict[Path, str]:
    """Lines of "name | text", with |, tab, semicolon, comma or space between; or (name "text").

    That covers LJSpeech's metadata.csv, ModelTalker's and Acapela's lists and Festival's txt.done.data. A line whose
    name is not among the stems (lower case, without ending) is left out: headings, remarks.
    """
    found = {}
    for line in text.splitlines():
        key, said = _split(line.strip().lstrip("﻿"), stems)
        if key and said:
            found[stems[key]] = said
    return found


def _split(line: str, stems: Mapping[str, Path]) -> tuple[str, str]:
    if match := _FESTIVAL.match(line):
        key = _stem(match[1])
        return (key, _clean(match[2])) if key in stems else ("", "")
    for mark in ("|", "\t", ";", ",", None):
        parts = line.split(mark, 1) if mark is None or mark in line else []
        key = _stem(parts[0]) if len(parts) == 2 else ""
        if key in stems:
            texts = parts[1].split("|") if mark == "|" else [parts[1]]
            return key, next((c for c in map(_clean, texts) if c), "")
    return "", ""


def _stem(name: str) -> str:
    """A name in a list as a key: without folders, quotes and a sound's ending."""
    name = name.strip().strip('"').strip(":").replace("\\", "/").rsplit("/", 1)[-1].lower()
    return next((name.removesuffix(e) for e in AUDIO | VIDEO if name.endswith(e)), name)


def _clean(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].replace('""', '"')
    return " ".join(text.split()) if any(c.isalpha() for c in text) else ""


def _from_lists(folder: Path, sounds: list[Path]) -> dict[Path, str]:
    stems = {p.stem.lower(): p for p in sounds}
    found: dict[Path, str] = {}
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in LISTS and p.stem.lower() not in stems):
        found |= parse_list(_read(path), stems)
    return found


def _beside(sound: Path) -> str:
    for suffix in (".txt", ".lab", ".TXT", ".LAB"):
        path = sound.with_suffix(suffix)
        if path.is_file():
            text = _read(path)
            timed = [line for line in text.splitlines() if _LABEL_TIMES.match(line)]
            if not timed:  # otherwise phonemes with their times, which are not words
                return _clean(text)
    return ""


def _from_name(sound: Path) -> str:
    words = re.sub(r"[_\-.]+", " ", sound.stem)
    words = re.sub(r"^\s*\d+\s+|\s+\d+\s*$", " ", words)  # a number before or after, as recorders add
    return _clean(words)


def _read(path: Path) -> str:
    if path.stat().st_size > _LARGEST:
        return ""
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")
