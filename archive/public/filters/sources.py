"""The list of sources, testimony among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from archive.public import stamp
from archive.public.filters.base import (
    FacetFilter,
    ListFilter,
    Titles,
    coded,
    head,
    pointed_at,
    when,
)
from archive.public.filters.people import BY_ACTOR
from archive.public.filters.places import VILLAGES
from archive.public.filters.tables import (
    ACTOR_SLUG,
    PASSAGES,
    SOURCES,
    SUBJECT,
    TO_VILLAGE,
    TOLD,
)
from archive.public.filters.values import Calendar, Codes, Languages, Spread, language_name
from archive.public.pairs import Column
from archive.public.wording import titles_of
from archive.vocabularies import Fidelity, SourceKind, Standpoint

IN_LANGUAGE = Column(SOURCES, "id", "language")


def passages_of() -> dict[int, int]:
    """How many passages each source has, the withheld ones counted."""
    return PASSAGES_OF.get(None, stamp.current())


PASSAGES_OF: stamp.Kept[None, dict[int, int]] = stamp.Kept(
    lambda _key, _stamp: dict(PASSAGES.order_by().values_list("source").annotate(n=Count("pk"))),
    most=1,
)


class Sources(ListFilter):
    """Sources, those published last first."""

    noun = "sources"
    title = _("Sources")
    all_rows = SOURCES
    sorts = ("-date", "date", "name")
    cited_whole = True
    related = ("author",)
    columns = (
        *("kind", "author.slug", "author.title", "language", "standpoint"),
        *("when", "when_words", "passages"),
    )

    kind = FacetFilter(_("Kind"), Column(SOURCES, "id", "kind"), values=Codes.of(SourceKind))
    publisher = FacetFilter(
        _("Author or publisher"), Column(SOURCES, "id", "author_id").to(ACTOR_SLUG), values=BY_ACTOR
    )
    language = FacetFilter(_("Language"), IN_LANGUAGE, values=Languages())
    year = FacetFilter(_("Year"), Spread(SOURCES, "year"), values=Calendar())
    standpoint = FacetFilter(
        _("Standpoint"), Column(SOURCES, "id", "standpoint"), values=Codes.of(Standpoint)
    )
    fidelity = FacetFilter(
        _("Text"), Column(PASSAGES, "source_id", "fidelity"), values=Codes.of(Fidelity)
    )

    village = FacetFilter(
        _("Place that it tells of"),
        TOLD.to(*TO_VILLAGE, SUBJECT.to(*TO_VILLAGE)),
        values=VILLAGES,
    )

    @classmethod
    def describe(cls, rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
        """Kind, author, language, standpoint, date, and how many passages."""
        titles = Titles(titles_of(pointed_at(rows, "author"), language))
        passages = passages_of()
        return [
            {
                **head(row, titles),
                **coded("kind", row.kind, SourceKind),
                "author": titles.link(row.author),
                "language": row.language,
                "language_label": language_name(row.language, language) if row.language else "",
                **coded("standpoint", row.standpoint, Standpoint),
                **when(row, language),
                "passages": passages.get(row.pk, 0),
            }
            for row in rows
        ]
