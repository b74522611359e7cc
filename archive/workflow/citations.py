"""From a cite line to citations and back.

Owns how a line's keys and numbers become passages. The grammar is `archive.citing`'s, and whether
readers see a passage is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive import citing
from archive.models import Citation, Entry, Passage
from archive.models.sources import WORDS_LIMIT
from archive.vocabularies import Fidelity


@dataclass(frozen=True)
class Cited:
    """A passage with the exact words that are quoted from it, if any."""

    passage: Passage
    quotation: str = ""

    @property
    def evaluative(self) -> bool:
        """Whether the words are a source's own inside our summary of it."""
        return bool(self.quotation) and self.passage.fidelity != Fidelity.VERBATIM


def line_of(entry: Entry) -> str:
    """The cite line of a record, in the order in which its citations were given."""
    rows = Citation.objects.filter(entry_id=entry.pk).order_by("pk")
    items: list[citing.CitationItem] = []
    for key, number, quotation in rows.values_list(
        "passage__source__slug", "passage__number", "quotation"
    ):
        last = items[-1] if items else None
        follows = last and not last.quotation and (last.key, last.last + 1) == (key, number)
        if last and follows and not quotation:
            items[-1] = citing.CitationItem(key, last.first, number)
        else:
            items.append(citing.CitationItem(key, number, number, quotation))
    return citing.format(items)


def resolve(line: str) -> list[Cited]:
    """The passages that a cite line names; an empty line names none.

    Raises ValueError with one sentence that names the item for a line that does not parse, a source
    or passage that does not exist, and words that do not stand there or may not be quoted.
    """
    if not line.strip():
        return []
    found: dict[Cited, None] = {}
    for item in citing.parse(line):
        for cited in _cited(item):
            found[cited] = None
    return list(found)


def _cited(item: citing.CitationItem) -> list[Cited]:
    shown = citing.format([item])
    passages = list(
        Passage.objects.select_related("source")
        .filter(source__slug=item.key, number__range=(item.first, item.last))
        .order_by("number")
    )
    if len(passages) != item.last - item.first + 1:
        raise ValueError(_missing(item, passages))
    if not item.quotation:
        return [Cited(passage) for passage in passages]
    quoted = [passage for passage in passages if item.quotation in passage.text]
    if not quoted:
        raise ValueError(_("%(item)s: these words do not stand there.") % {"item": shown})
    source_of_words = quoted[0]
    if source_of_words.fidelity != Fidelity.VERBATIM and len(item.quotation) > WORDS_LIMIT:
        raise ValueError(
            _("%(item)s is not verbatim: quote at most %(limit)s characters of it.")
            % {"item": shown, "limit": WORDS_LIMIT}
        )
    return [
        Cited(passage, item.quotation if passage == source_of_words else "") for passage in passages
    ]


def _missing(item: citing.CitationItem, passages: list[Passage]) -> str:
    there = {passage.number for passage in passages}
    number = next(number for number in range(item.first, item.last + 1) if number not in there)
    if not there and not Passage.objects.filter(source__slug=item.key).exists():
        return _("No source with passages has the key “%(key)s”.") % {"key": item.key}
    return _("“%(key)s” has no passage %(number)s.") % {"key": item.key, "number": number}


def write(entry: Entry, cited: list[Cited]) -> None:
    """Let a record rest on exactly these passages; what it already cites stays as it is."""
    kept = set()
    wanted = {(one.passage.pk, one.quotation) for one in cited}
    for citation in Citation.objects.filter(entry_id=entry.pk):
        if (citation.passage_id, citation.quotation) in wanted:
            kept.add((citation.passage_id, citation.quotation))
        else:
            citation.delete()
    for one in cited:
        if (one.passage.pk, one.quotation) not in kept:
            Citation.objects.create(
                entry_id=entry.pk,
                passage=one.passage,
                quotation=one.quotation,
                evaluative=one.evaluative,
                basis_digest=one.passage.digest,
            )


def read_again(entry: Entry) -> None:
    """Note that somebody has looked at the passages of a record as they are now."""
    for citation in Citation.objects.select_related("passage").filter(entry_id=entry.pk):
        citation.basis_digest = citation.passage.digest
        citation.save(update_fields=["basis_digest"])
