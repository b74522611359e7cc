"""Passages as they are printed, and whose words they are.

Quotation marks belong to verbatim passages alone. A withheld passage is announced with its number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from archive.public import models as public
from archive.public.addresses import address_of
from archive.public.footnotes import passage_language, shown_locator
from archive.public.pages import parts
from archive.public.pages.apparatus import Apparatus, defined
from archive.public.pages.resting import Resting
from archive.vocabularies import Fidelity


@dataclass(frozen=True)
class Passage:
    """A passage as it is printed. `verbatim` tells whether quotation marks may stand around it."""

    number: int
    anchor: str
    url: str
    cite: str
    locator: str
    text: str
    language: str
    withheld: bool
    verbatim: bool
    fidelity: str
    voice: parts.Link | None
    resting: list[Resting]


@dataclass(frozen=True)
class Words:
    """Whose words the passages of a source are: how many stand in which way to its text."""

    fidelity: parts.Code
    whose: str
    passages: int


@dataclass(frozen=True)
class Text:
    """How many passages a source has, by how they stand to its words; the withheld ones apart."""

    by_fidelity: dict[str, int]
    withheld: int

    @classmethod
    def counted(cls, counts: Iterable[tuple[bool, str, int]]) -> Text:
        """What `counting` has found."""
        found: dict[str, int] = defaultdict(int)
        withheld = 0
        for is_withheld, fidelity, number in counts:
            if is_withheld:
                withheld += number
            else:
                found[fidelity] += number
        return cls(dict(found), withheld)

    @property
    def count(self) -> int:
        """How many passages there are, the withheld ones among them."""
        return sum(self.by_fidelity.values()) + self.withheld

    def words(self) -> list[Words]:
        """Whose words they are, said plainly."""
        return [
            Words(defined(Fidelity, value), whose_words(value), self.by_fidelity[value])
            for value in Fidelity.values
            if value in self.by_fidelity
        ]


def counting(source: public.PublicSource) -> QuerySet[Any]:
    """How many passages of a source stand in which way to its words, the withheld ones apart."""
    rows = public.PublicPassage.objects.filter(source=source).order_by()
    return rows.values_list("withheld", "fidelity").annotate(n=Count("pk"))


def whose_words(fidelity: str) -> str:
    """How far a text may be relied on as the words of its source, in a sentence."""
    said: dict[str, str] = {
        Fidelity.VERBATIM: _("These are the words of the source itself. They may be quoted."),
        Fidelity.SUMMARY: _(
            "These are not the words of the source. This archive tells in its own words what the "
            "source says; quote the original, not this text."
        ),
        Fidelity.TRANSLATION: _(
            "These are the words of a translation. Quote them as translated, or quote the original."
        ),
    }
    return said[fidelity]


def passages(source: public.PublicSource) -> QuerySet[public.PublicPassage]:
    """The passages of a source in their order."""
    return public.PublicPassage.objects.filter(source=source).order_by("number")


def printed(
    row: public.PublicPassage,
    source: public.PublicSource,
    resting: dict[int, list[Resting]],
    apparatus: Apparatus,
) -> Passage:
    """A passage of `source` with what rests on it, of all that rests on passages by their id."""
    row.source = source  # the row's own would be asked for once more
    return Passage(
        number=row.number,
        anchor=f"p{row.number}",
        url=address_of(row),
        cite=f"{source.slug}#{row.number}",
        locator=shown_locator(row),
        text=row.text,
        language=foreign(passage_language(row), apparatus.language),
        withheld=row.withheld,
        verbatim=row.fidelity == Fidelity.VERBATIM,
        fidelity=row.fidelity,
        voice=apparatus.maybe(row.voice),
        resting=resting.get(row.pk, []),
    )


def foreign(tag: str, language: str) -> str:
    """A language tag, unless it is the language of the page."""
    return "" if tag.partition("-")[0] == language else tag
