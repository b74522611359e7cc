"""Parsers of documents that could be hostile. They run in the confined child, and nowhere else.

A parser is a module with `parse(data)`, which gives an `Answer` or raises `UnreadableError`, and
`prepare()`, which loads all that parsing would load later, when no file can be opened any more.
Nothing here may import Django or ask another host; `archive/ingest/confinement.py` says why.
"""
