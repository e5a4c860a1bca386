"""Open Board Format (openboardformat.org): reading and writing .obf boards and .obz packages."""

from app.boards.obf.package import read_file
from app.boards.obf.write import write_file

__all__ = ["read_file", "write_file"]
