"""One file per stage: what it learns from what, and its losses."""
