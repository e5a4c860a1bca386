"""A bundle like another, but for the models that were fitted: the rest is copied, bit for bit."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from pathlib import Path

from engine.export.bundle import WEIGHTS, save_weights, write_graph
from engine.export.graphs import Modules, graphs
from engine.runtime.bundle import Bundle, write_manifest


def write_fitted(
    folder: Path,
    name: str,
    base: Bundle,
    modules: Modules,
    fitted: Collection[str],
    speech_s: float,
    check: Callable[[], None] = lambda: None,
) -> Bundle:
    """Write the bundle and read it back. fitted: the graphs that are others; text encoders never (low_rank.py).

    check runs before each graph. Raises BundleError, as export does.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in base.files:
        shutil.copyfile(base.path(file), folder / file)
    for graph in graphs(modules):
        if graph.name in fitted:
            check()
            write_graph(graph, folder)
    save_weights(folder / WEIGHTS, modules)
    adapted = {"from": base.digest, "minutes": round(speech_s / 60, 2)}
    write_manifest(folder, name, base.config, **{**base.about, "adapted": adapted})
    made = Bundle.open(folder)
    made.verify()
    return made
