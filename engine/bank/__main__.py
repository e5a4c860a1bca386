"""`python -m engine.bank`: check, export, import bank files; measure the errors of verdicts and speaker check."""

from __future__ import annotations

import argparse
import json
import sys
from getpass import getpass
from pathlib import Path

from engine.bank import bankfile, calibrate, ljspeech, spoil
from engine.bank.bank import Bank
from engine.bank.speaker import StatisticsEncoder
from engine.bank.verdict import Judge
from engine.bank.words import word_judge
from engine.errors import VivaError
from engine.evaluation.voices import GROUPS
from engine.vault.asking import add_passphrase, unlocked


def main(arguments: list[str] | None = None) -> int:
    """0: it went well; 1: check found something; 2: it did not work."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except VivaError as error:
        print(f"{error.message} {error.remedy}", file=sys.stderr)
        return 2


def _check(options: argparse.Namespace) -> int:
    problems = bankfile.check(options.file, _asked(options))
    print("\n".join(problems) if problems else f"{options.file.name} is whole.")
    return 1 if problems else 0


def _export(options: argparse.Namespace) -> int:
    bank = Bank.open(options.bank, unlocked(options.passphrase_file))
    if options.ljspeech:
        print(f"{ljspeech.export(bank, options.file)} takes in {options.file}.")
        return 0
    bankfile.export(bank, options.file, _asked(options))
    print(f"{len(bank.takes)} takes in {options.file.name}.")
    return 0


def _import(options: argparse.Namespace) -> int:
    bank = bankfile.import_(options.file, options.bank, unlocked(options.passphrase_file), _asked(options))
    print(f"{len(bank.takes)} takes of {bank.person} in {options.bank}.")
    return 0


def _verdicts(options: argparse.Namespace) -> int:
    words = word_judge()
    judge, report = Judge(StatisticsEncoder(), words), {}
    for group in GROUPS:
        takes = list(spoil.recordings(options.speech, group, options.each))
        report[group] = spoil.measure(judge, takes)
        if words is not None:
            report[group]["words, by limit"] = spoil.word_errors(words, takes)
    print(json.dumps(report, indent=1))
    return 0


def _speakers(options: argparse.Namespace) -> int:
    learnt, unseen = calibrate.halves(calibrate.count(options.speech))
    if options.fit:
        calibrate.write(learnt)
    kinds = {"synthetic": "s", "librispeech": "l"}
    print(json.dumps({k: calibrate.errors(calibrate.of_kind(unseen, v)) for k, v in kinds.items()}, indent=1))
    return 0


def _asked(options: argparse.Namespace) -> str | None:
    return getpass("Passphrase of the file: ") if options.passphrase else None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m engine.bank", description=__doc__)
    commands = parser.add_subparsers(required=True)

    def command(name: str, run, help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_)
        sub.set_defaults(run=run)
        return sub

    for name, run, help_ in (
        ("check", _check, "say what is wrong with a bank file"),
        ("export", _export, "write a bank to a file"),
        ("import", _import, "make a bank of a file"),
    ):
        sub = command(name, run, help_)
        if name != "check":
            add_passphrase(sub)
            sub.add_argument("bank", type=Path, help="the bank's folder")
        sub.add_argument("file", type=Path)
        sub.add_argument(
            "--passphrase", action="store_true", help="the file is locked by a passphrase; it is asked for"
        )
        if name == "export":
            sub.add_argument("--ljspeech", action="store_true", help="a folder in LJSpeech form instead")
    verdicts = command("verdicts", _verdicts, "errors of the verdict on takes spoiled on purpose")
    verdicts.add_argument("--each", type=int, default=8, help="takes of each speaker, where there are so many")
    speakers = command("speakers", _speakers, "errors of the same-speaker check on speakers it did not learn from")
    speakers.add_argument("--fit", action="store_true", help="fit the projection first, on the other half")
    for sub in (verdicts, speakers):
        sub.add_argument("--speech", type=Path, required=True, help="folder with synthetic/ and librispeech/")
    return parser


if __name__ == "__main__":
    sys.exit(main())
