"""What can be found: names, titles, claims and passages, read from the public models alone.

A name that names a record is found with all its spellings, a passage by its own words. Nothing is
kept here; rows stream through, so that no more than a few of them are in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any, Literal, NamedTuple

from archive.public import models as public
from archive.public.entries import few_lengths
from archive.public.models.base import PublicModel
from archive.public.wording import NAMES
from archive.vocabularies import Fidelity, RecordType

Part = Literal["name", "title", "claim", "passage"]
PARTS: tuple[Part, ...] = ("name", "title", "claim", "passage")

TITLED = (RecordType.INCIDENT, RecordType.TRIAL, RecordType.SOURCE)
NAMED = (RecordType.PLACE, RecordType.ACTOR, RecordType.TERM)

AT_ONCE = 2000
"""How many rows are taken from the database at a time."""


class Document(NamedTuple):
    """Something that can be found: the names of a record together, a claim, or a passage.

    `key` gives its place among its like: what its address ends in, for a passage the key of its
    source and its number. `entry` is the record that it belongs to, of a passage its source; `row`
    the passage's own id. `texts` come with the tags of their languages, empty where unknown.
    """

    part: Part
    key: tuple[str, int]
    entry_type: str
    entry: int
    row: int
    texts: tuple[tuple[str, str], ...]


def documents(only: Collection[int] | None = None) -> Iterator[Document]:
    """Everything that can be found, the passages of a source one after another.

    `only` what belongs to some records, where that is asked.
    """
    yield from _called(only)
    yield from _claims(only)
    yield from _passages(only)


_SIDES: tuple[tuple[Part, RecordType, type[PublicModel], tuple[str, ...]], ...] = (
    ("name", RecordType.PLACE, public.PublicPlace, ()),
    ("name", RecordType.ACTOR, public.PublicActor, ("public_name",)),
    ("name", RecordType.TERM, public.PublicTerm, ()),
    ("title", RecordType.INCIDENT, public.PublicIncident, ()),
    ("title", RecordType.TRIAL, public.PublicTrial, ("case_number",)),
    ("title", RecordType.SOURCE, public.PublicSource, ("title", "language")),
)
"""Which records are called something: by their texts, and by a column (with its language)."""


def _called(only: Collection[int] | None) -> Iterator[Document]:
    """The names and titles of each record with a page, of a source and an actor the column too."""
    texts: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = public.PublicText.objects.filter(part__in=NAMES, entry_type__in=(*NAMED, *TITLED))
    rows = _of(rows.order_by("id"), "entry_id", only)
    for entry, *text in _stream(rows, "entry_id", "text", "language"):
        texts[entry].append((text[0], text[1]))
    for part, record_type, model, columns in _SIDES:
        rows = _of(model.objects.order_by(), "pk", only)
        for entry, slug, *own in _stream(rows, "pk", "slug", *columns):
            called = [(own[0], own[1] if len(own) > 1 else "")] if own and own[0] else []
            # By text, so that the order in which texts were written makes no difference.
            called += sorted(texts.pop(entry, ()))
            if called:
                key = (f"{record_type} {slug}", 0)
                distinct = tuple({text: (text, tag) for text, tag in called}.values())
                yield Document(part, key, record_type, entry, entry, distinct)


def _claims(only: Collection[int] | None) -> Iterator[Document]:
    rows = _of(public.PublicClaim.objects.order_by(), "pk", only)
    for entry, ref, text in _stream(rows, "pk", "ref", "text"):
        yield Document("claim", (ref, 0), RecordType.CLAIM, entry, entry, ((text, ""),))


def _passages(only: Collection[int] | None) -> Iterator[Document]:
    of_sources = _of(public.PublicSource.objects.order_by("pk"), "pk", only)
    sources = _stream(of_sources, "pk", "slug", "language")
    shown = public.PublicPassage.objects.filter(withheld=False).order_by("source_id", "number")
    rows = _of(shown, "source_id", only)
    columns = ("pk", "source_id", "number", "text", "fidelity")
    pk, slug, language = next(sources, (0, "", ""))
    for row, source, number, text, fidelity in _stream(rows, *columns):
        while pk < source:  # both come in the order of the source, so that neither is kept
            pk, slug, language = next(sources)
        tag = language if fidelity == Fidelity.VERBATIM else ""
        yield Document("passage", (slug, number), RecordType.SOURCE, source, row, ((text, tag),))


def _of(rows: Any, column: str, only: Collection[int] | None) -> Any:
    """The rows that belong to some records."""
    return rows if only is None else rows.filter(**{f"{column}__in": few_lengths(only)})


def _stream(rows: Any, *columns: str) -> Iterator[tuple[Any, ...]]:
    found: Iterator[tuple[Any, ...]] = rows.values_list(*columns).iterator(AT_ONCE)
    return found
