"""What a page of search prints of each result, read through the public models in a few queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from archive.dates import display
from archive.public import models as public
from archive.public.addresses import address_of
from archive.public.entries import fetch, few_lengths
from archive.public.filters.search import PASSAGE
from archive.public.footnotes import passage_address, passage_language, shown_locator
from archive.public.models.base import PublicModel, PublicRecord
from archive.public.pages.passages import foreign
from archive.public.search.marking import Marked, Piece, beginning, ending, marks, snippet
from archive.public.search.word_index import WordIndex
from archive.public.wording import NAMES, Wording, all_texts, titles_of
from archive.vocabularies import Fidelity, RecordType, SourceKind


@dataclass(frozen=True)
class Beside:
    """A passage next to a result, with its number: the end or the beginning of its text."""

    number: int
    text: str


@dataclass(frozen=True)
class Hit:
    """A result: what kind of thing it is, what it is called, where it is, and the words in it.

    `place` is where a passage stands in its source; `verbatim` whether quotation marks may stand
    around its words.
    """

    kind: str
    kind_label: str
    title: str
    url: str
    when: str
    when_label: str
    place: str
    language: str
    verbatim: bool
    snippet: list[Piece]
    before: Beside | None = None
    after: Beside | None = None

    @property
    def in_title(self) -> bool:
        """Whether the title itself is the text with the words in it."""
        return "".join(text for text, _found in self.snippet) == self.title


def hits(index: WordIndex, slots: Sequence[int], marked: Marked, language: str) -> list[Hit]:
    """The results at some slots; what is public no more since the index was made is left out."""
    records = fetch((index.entry_type(slot), index.entries[slot]) for slot in slots)
    passages = _passages(index, slots)
    titles = titles_of(records.values(), language)
    calls = _called(records.values())
    found: list[Hit] = []
    for slot in slots:
        record = records.get(index.entries[slot])
        if record is None:
            continue
        title = titles[record.pk]
        if index.part(slot) != PASSAGE:
            text = _said(record, calls.get(record.pk, ()), marked) or title.text
            found.append(_record(record, title, snippet(text, marked), language))
        elif row := passages.get(index.rows[slot]):
            found.append(_passage(row, passages.values(), title, marked, language))
    return found


def _passages(index: WordIndex, slots: Iterable[int]) -> dict[int, public.PublicPassage]:
    """The passages among the results, and those beside them."""
    found = [slot for slot in slots if index.part(slot) == PASSAGE]
    # The passages of a source came one after another, and after everything else.
    wanted = {
        index.rows[near]
        for slot in found
        for near in range(slot - 1, min(slot + 2, len(index)))
        if index.entries[near] == index.entries[slot] and index.part(near) == PASSAGE
    }
    if not wanted:
        return {}
    rows = public.PublicPassage.objects.filter(pk__in=few_lengths(wanted))
    return {row.pk: row for row in rows.select_related("source")}


def _called(records: Iterable[PublicRecord]) -> Mapping[int, list[str]]:
    """Everything that records are called, the present column first."""
    found: dict[int, list[str]] = {}
    for record in records:
        own = (getattr(record, column, "") for column in ("public_name", "case_number", "title"))
        found[record.pk] = list(filter(None, own))
    named = sorted((row.entry_id, row.text) for row in all_texts(found) if row.part in NAMES)
    for entry, text in named:
        found[entry].append(text)
    return found


def _said(record: PublicRecord, called: Iterable[str], marked: Marked) -> str:
    """The text of a claim; of others the name with most of what was looked for in it."""
    if isinstance(record, public.PublicClaim):
        return record.text
    own = replace(marked, words=marked.closest)

    def fits(text: str) -> tuple[int, int]:
        return len(marks(text, own)), len(marks(text, marked))

    return max(called, key=fits, default="")


def _record(record: PublicRecord, title: Wording, pieces: list[Piece], language: str) -> Hit:
    kind, label = _kind(record)
    return Hit(
        kind=kind,
        kind_label=label,
        title=title.text,
        url=address_of(record),
        when=_when(record),
        when_label=_day(record, language),
        place="",
        language="",
        verbatim=False,
        snippet=pieces,
    )


def _passage(
    row: public.PublicPassage,
    others: Iterable[public.PublicPassage],
    title: Wording,
    marked: Marked,
    language: str,
) -> Hit:
    beside = {
        other.number - row.number: other
        for other in others
        if other.source_id == row.source_id and not other.withheld
    }
    before, after = beside.get(-1), beside.get(1)
    return Hit(
        kind=PASSAGE,
        kind_label=_("Passage"),
        title=title.text,
        url=passage_address(row),
        when=_when(row.source),
        when_label=_day(row.source, language),
        place=shown_locator(row),
        language=foreign(passage_language(row), language),
        verbatim=row.fidelity == Fidelity.VERBATIM,
        snippet=snippet(row.text, marked),
        before=Beside(before.number, ending(before.text)) if before else None,
        after=Beside(after.number, beginning(after.text)) if after else None,
    )


def _when(record: PublicModel) -> str:
    return getattr(record, "when", "")


def _day(record: PublicModel, language: str) -> str:
    when = _when(record)
    return display(when, language) if when else ""


def _kind(record: PublicRecord) -> tuple[str, str]:
    match record:
        case public.PublicActor():
            return record.kind, str(record.get_kind_display())
        case public.PublicSource() if record.kind == SourceKind.TESTIMONY:
            return record.kind, str(record.get_kind_display())
    record_type = RecordType((record._meta.model_name or "").removeprefix("public"))
    return record_type.value, str(record_type.label)
