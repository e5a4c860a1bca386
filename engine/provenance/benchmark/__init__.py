"""How well the mark holds, what it costs, how often it is seen falsely: `python -m engine.provenance.benchmark`."""
