"""vivavoce voices: list, add, remove, export, import."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from engine.cli import options
from engine.cli.sampling import read_sample, warn
from engine.vault.asking import add_passphrase, unlocked
from engine.voices.prompt import prompt_of
from engine.voices.store import VoiceStore


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the command's actions."""
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="name them")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)
    adding = actions.add_parser("add", help="keep a new voice")
    adding.add_argument("--name", required=True)
    adding.add_argument("--sample", type=Path, required=True, help="3 to 10 s of clear speech")
    adding.add_argument("--transcript", help="what is said in the sample")
    options.add_engine(adding)
    adding.set_defaults(run=_add)
    removing = actions.add_parser("remove", help="delete a voice for good")
    removing.add_argument("name")
    removing.set_defaults(run=_remove)
    exporting = actions.add_parser("export", help="write a voice to one file")
    exporting.add_argument("name")
    exporting.add_argument("file", type=Path)
    exporting.set_defaults(run=_export)
    importing = actions.add_parser("import", help="take a voice from its file")
    importing.add_argument("file", type=Path)
    importing.add_argument("--name", help="another name for it")
    importing.set_defaults(run=_import)
    for action in (listing, adding, removing, exporting, importing):
        add_passphrase(action)


def _store(arguments: argparse.Namespace) -> VoiceStore:
    return VoiceStore(vault=unlocked(arguments.passphrase_file))


def _list(arguments: argparse.Namespace) -> int:
    voices = _store(arguments).list()
    if arguments.json:
        print(json.dumps([{"name": v.name, "id": v.id, "created": v.created} for v in voices], ensure_ascii=False))
        return 0
    for voice in voices:
        print(f"{voice.name}\t{voice.created[:10]}")
    if not voices:
        print("There is no voice yet. Add one: vivavoce voices add --name NAME --sample FILE")
    return 0


def _add(arguments: argparse.Namespace) -> int:
    synthesizer = options.load(arguments)
    sample = read_sample(arguments.sample)
    voice = _store(arguments).add(
        arguments.name, sample, arguments.transcript, prepare=lambda made: _prepare(made, synthesizer)
    )
    print(f"The voice {voice.name} is ready. Use it: vivavoce speak --voice {voice.name!r} TEXT")
    return 0


def _prepare(voice: Any, synthesizer: Any) -> None:
    warn(prompt_of(voice, synthesizer).warnings)


def _remove(arguments: argparse.Namespace) -> int:
    _store(arguments).remove(arguments.name)
    print(f"The voice {arguments.name} is gone.")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    _store(arguments).export(arguments.name, arguments.file)
    print(f"The voice {arguments.name} is in {arguments.file}.")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    voice = _store(arguments).import_(arguments.file, arguments.name)
    print(f"The voice {voice.name} is here.")
    return 0
