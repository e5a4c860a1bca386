"""Small widgets every room uses: buttons with drawings, headings, cards, rows that wrap."""

from app.widgets.basic import Button, buttons, card, column, heading, label, line, page, row, scroll
from app.widgets.flow import FlowLayout

__all__ = ["Button", "FlowLayout", "buttons", "card", "column", "heading", "label", "line", "page", "row", "scroll"]
