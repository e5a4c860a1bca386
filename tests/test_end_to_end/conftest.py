"""A desk for each file of tests here, and the app started at it once, on the data of a new person."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.evaluation.judge import Judge
from engine.paths import default_bundle
from tests.helpers.desk import Desk, Ear, missing, open_desk, the_app


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    if absent := missing():
        pytest.skip(f"not installed: {', '.join(absent)} (bash installer/setup.sh test installs them)")
    folder = Path(tempfile.mkdtemp(prefix="viva-"))
    try:
        with open_desk(folder) as made:
            yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def ear(desk: Desk) -> Iterator[Ear]:
    made = Ear(desk)
    yield made
    made.close()


@pytest.fixture(scope="module")
def home(desk: Desk) -> Path:
    """The person's data."""
    return desk.folder / "data"


@pytest.fixture(scope="module")
def app(desk: Desk, ear: Ear, home: Path) -> Iterator[Desk]:
    """The desk with the app running at it. Where there are no models the voice is kept, and the stock voice speaks."""
    with the_app(desk, home, default_bundle()):
        yield desk


@pytest.fixture(scope="session")
def judge() -> Judge:
    return Judge()
