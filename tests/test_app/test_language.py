import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.language import use_language
from app.widgets import FlowLayout
from engine.paths import ASSETS

FOLDER = ASSETS / "translations"


def test_german_is_complete_and_its_places_agree():
    for message in ElementTree.parse(FOLDER / "viva_de.ts").iter("message"):
        source, target = message.findtext("source") or "", message.findtext("translation") or ""
        assert target, source
        assert sorted(_places(source)) == sorted(_places(target)), source


def test_every_text_of_the_app_is_in_the_file(tmp_path: Path):
    finder = Path(sys.executable).parent / "pyside6-lupdate"
    if not finder.exists():
        pytest.skip("lupdate is not installed")
    copy = shutil.copy(FOLDER / "viva_de.ts", tmp_path / "viva_de.ts")
    sources = [str(path) for path in (ASSETS.parent / "app").rglob("*.py")]
    subprocess.run([finder, "-locations", "none", *sources, "-ts", copy], check=True, capture_output=True)
    missing = [m.findtext("source") for m in ElementTree.parse(copy).iter("message") if not m.findtext("translation")]
    assert not missing


def test_german_is_loaded_and_arabic_mirrors(qapp: QApplication):
    use_language(qapp, "de")
    assert QCoreApplication.translate("Room", "Speak") == "Sprechen"
    use_language(qapp, "ar")
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    use_language(qapp, "en")
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_rows_that_wrap_are_mirrored(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    first, second = QPushButton("1"), QPushButton("2")
    flow.addWidget(first)
    flow.addWidget(second)
    holder.resize(400, 100)
    holder.show()
    assert first.x() < second.x()
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.setGeometry(holder.rect())
    assert first.x() > second.x()


def _places(text: str) -> list[str]:
    return [part.split("}")[0] for part in text.split("{")[1:]]
