"""Errors a person can meet: each a plain sentence, and what to do next."""

from __future__ import annotations


class VivaError(Exception):
    """Base of all errors shown to a person.

    message: what happened, one plain sentence. remedy: what to do next, one plain sentence.
    """

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[VivaError], tuple[str, str]]:
        return type(self), (self.message, self.remedy)  # crosses from the engine's process to the app


class TextError(VivaError):
    """There is nothing that can be said in this text."""


class SampleError(VivaError):
    """A recording cannot be read, or cannot be used as a sample of a voice."""


class BundleError(VivaError):
    """The model's files are missing, damaged, or made for another version of the program."""


class VoiceError(VivaError):
    """A voice is not there, or its files cannot be used."""


class DeviceError(VivaError):
    """No sound device, or it refused."""


class StorageError(VivaError):
    """A file or folder cannot be read or written: full, read-only, or gone."""


class ConfigError(VivaError):
    """A configuration has an unknown key or a value of the wrong kind."""


class LockedError(VivaError):
    """The person's files are sealed, and the passphrase was not given or is wrong."""


class BankError(VivaError):
    """A bank file is damaged, hostile, or of another version; or a recording cannot be banked."""


class ConsentError(VivaError):
    """There is no consent to make this voice, or it was spoken by another person."""


class AdaptationError(VivaError):
    """A voice cannot be fine-tuned: too little speech, a part is not installed, or it brought nothing."""
