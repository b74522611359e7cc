"""What SQLite lacks for the editors' search: LIKE that knows letters beyond ASCII.

Only the connection of the records gets it; readers' search does not rest on LIKE.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper


def teach_letters(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Give every new connection of the records on SQLite a LIKE that ignores case in any script."""
    if connection.alias != DEFAULT_DB_ALIAS or connection.vendor != "sqlite":
        return
    for arguments in (2, 3):
        connection.connection.create_function("like", arguments, like, deterministic=True)


def like(pattern: Any, value: Any, escape: str = "") -> bool | None:
    """Whether a value is LIKE a pattern, whatever the case; None as SQL's NULL."""
    if pattern is None or value is None:
        return None
    return _compiled(str(pattern), escape).fullmatch(str(value).casefold()) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str, escape: str) -> re.Pattern[str]:
    written, letters = [], iter(pattern)
    for letter in letters:
        if letter == escape and escape:
            written.append(re.escape(next(letters, "").casefold()))
        elif letter == "%":
            written.append(".*")
        elif letter == "_":
            written.append(".")
        else:
            written.append(re.escape(letter.casefold()))
    return re.compile("".join(written), re.DOTALL)
