"""Where things are: what is shipped with the program, and the one folder of the person's own data."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

ASSETS = Path(__file__).resolve().parent.parent / "assets"
MODELS = ASSETS / "models"


def data_dir() -> Path:
    """The person's folder (recordings, voices, boards, history). VIVAVOCE_HOME overrides it."""
    return Path(os.environ.get("VIVAVOCE_HOME") or platformdirs.user_data_path("VivaVoce", appauthor=False))


def default_bundle() -> Path:
    """The bundle that speaks unless another is named: VIVAVOCE_BUNDLE, or the one shipped."""
    return Path(os.environ.get("VIVAVOCE_BUNDLE") or MODELS / "base")
