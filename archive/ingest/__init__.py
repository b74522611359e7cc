"""From a source's file to records: read, cut into passages, validated, reconciled, loaded.

Data flows one way through the modules of this package; nothing here knows a reader or a page.
`exporting.py` and `unload.py` are the way back, and `fixity.py` looks whether stored files are what
they were.
"""
