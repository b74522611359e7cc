"""Runs of six words, names and figures left out, and the digests by which two texts share one.

The text of the shipped source is not part of this project. What is kept of it is the digest of
each run of its words, so that a copied sentence would be noticed and none can be read back.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

LENGTH = 6
DIGESTS = Path(__file__).with_name("source_runs.sha256")

# fmt: off
_NAMES = frozenset({
    "kordai", "masanchi", "bular", "batyr", "aukhatty", "dungan", "dungans", "kazakh",
    "kazakhstan", "kyrgyzstan", "aliya", "zhamanbayeva", "february", "august", "adc", "memorial",
})
_FIGURES = frozenset({
    "one", "two", "three", "ten", "half", "hundreds", "thousands", "millions", "single",
})
# fmt: on
_WORD = re.compile(r"[^\W_]+")


def runs_of(text: str) -> set[str]:
    """Return every run of six words of a text, without its names and figures."""
    plain = text.lower().replace("’s", "").replace("'s", "")
    words = [
        word
        for word in _WORD.findall(plain)
        if word not in _NAMES | _FIGURES and not word.isdigit()
    ]
    return {" ".join(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1)}


def digest(run: str) -> str:
    """Return the digest of a run of words."""
    return hashlib.sha256(run.encode()).hexdigest()


def digests_of_the_source() -> set[str]:
    """Return the digests of the runs in the text of the shipped source."""
    return set(DIGESTS.read_text(encoding="ascii").split())
