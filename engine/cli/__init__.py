"""The command line, `vivavoce`: errors are a sentence and what to do, on standard error, with exit code 2."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence

from engine.errors import VivaError

# A command's module is loaded when it is asked for: the list of commands should not wait for the engine.
_COMMANDS = {
    "speak": "say a text",
    "voices": "the voices kept on this computer",
    "verify": "whether a sound file was made by this program (exit code 0: marked, 1: not, 2: unreadable)",
    "doctor": "what is wrong here, and how to mend it (exit code 0: all is well, 1: something is not)",
    "bench": "speed and size on this computer",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    arguments = sys.argv[1:] if arguments is None else arguments
    options = _parser(arguments[0] if arguments else "").parse_args(arguments)
    try:
        return options.run(options)
    except VivaError as error:
        print(error.message, file=sys.stderr)
        print(error.remedy, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Who read our output has gone; Python would complain once more when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _parser(wanted: str) -> argparse.ArgumentParser:
    """All commands by name, the wanted one with its options."""
    parser = argparse.ArgumentParser(prog="vivavoce", description="Say text in a person's own voice, offline.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, does in _COMMANDS.items():
        parser_of = commands.add_parser(name, help=does, description=does)
        if name == wanted:
            importlib.import_module(f"engine.cli.{name}").add_to(parser_of)
    return parser
