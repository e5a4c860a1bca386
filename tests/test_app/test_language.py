from xml.etree import ElementTree

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
