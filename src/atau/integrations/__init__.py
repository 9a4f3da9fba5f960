"""The library in the tools that people already use: a module each, imported by whoever uses that tool.

    import atau.integrations.pandas      # series.atau.resolve()
    import atau.integrations.polars      # pl.col("name").atau.resolve()
    import atau.integrations.spacy       # nlp.add_pipe("atau"), also without the import where atau is installed

    from atau.integrations import arrow, datasets, duckdb, spark

All stand on `atau.resolve_many` and `atau.annotate_many`, take a ``resolver`` of your own lexicon, and give the same fields under the same
names: those of ``atau resolve --json`` for a name, those of ``atau annotate --format jsonl`` for a mention.
"""
