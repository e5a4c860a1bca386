"""Small widgets every room uses: buttons with drawings, headings, cards, rows that wrap."""

from app.widgets.basic import Button, buttons, card, column, heading, label, line, page, row, scroll
from app.widgets.choice import Choice
from app.widgets.flow import FlowLayout
from app.widgets.focus import begin_at
from app.widgets.marks import CheckBox, RadioButton
from app.widgets.sheet import Sheet

__all__ = [
    "Button",
    "CheckBox",
    "Choice",
    "FlowLayout",
    "RadioButton",
    "Sheet",
    "begin_at",
    "buttons",
    "card",
    "column",
    "heading",
    "label",
    "line",
    "page",
    "row",
    "scroll",
]
