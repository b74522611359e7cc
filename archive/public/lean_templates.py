"""Reads the templates of this repository without what is written for those who read them.

Indentation and lines that hold nothing but a statement cost a third of a page's octets and say
nothing to a browser. They are taken out of the templates' text when these are loaded, once; what
pages print of records is never touched.
"""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader as FilesystemLoader

_STATEMENTS = (
    *("if", "elif", "else", "endif", "for", "empty", "endfor", "with", "endwith"),
    *("block", "endblock", "once", "endonce", "load", "extends", "comment", "endcomment"),
)
_INDENTATION = re.compile(r"\n\s+")
_LINE_OF_STATEMENTS = re.compile(
    rf"^((?:\{{%[ ](?:{'|'.join(_STATEMENTS)})(?:[ ][^%]*)?[ ]?%\}})+)\n", re.MULTILINE
)


def lean(text: str) -> str:
    """A template's text without indentation, empty lines and the ends of lines of statements."""
    return _LINE_OF_STATEMENTS.sub(r"\1", _INDENTATION.sub("\n", text).lstrip())


class Loader(FilesystemLoader):
    """The templates in TEMPLATES' folders, lean."""

    def get_contents(self, origin: Origin) -> str:
        """The text of a template."""
        return lean(super().get_contents(origin))
