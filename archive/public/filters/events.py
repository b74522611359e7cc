"""The list of incidents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from archive.public.filters.base import (
    FacetFilter,
    ListFilter,
    Titles,
    coded,
    head,
    pointed_at,
    when,
)
from archive.public.filters.places import VILLAGES
from archive.public.filters.tables import (
    CITED,
    INCIDENT_SLUG,
    INCIDENTS,
    SOURCES,
    VILLAGE_OF_INCIDENT,
)
from archive.public.filters.values import Calendar, Codes, Named, Spread
from archive.public.pairs import Column
from archive.public.wording import titles_of
from archive.vocabularies import IncidentKind, SourceKind

BY_INCIDENT = Named((INCIDENTS,))
"""Incidents as values of a facet, by their slug."""


class Incidents(ListFilter):
    """Incidents in the order of time."""

    noun = "incidents"
    title = _("Incidents")
    all_rows = INCIDENTS
    sorts = ("date", "-date", "name")
    related = ("place", "part_of")
    columns = ("kind", "when", "when_words", "place.slug", "place.title", "part_of.slug")

    kind = FacetFilter(_("Kind"), Column(INCIDENTS, "id", "kind"), values=Codes.of(IncidentKind))
    village = FacetFilter(_("Place"), VILLAGE_OF_INCIDENT, values=VILLAGES)
    year = FacetFilter(_("Year"), Spread(INCIDENTS, "year"), values=Calendar())
    month = FacetFilter(_("Month"), Spread(INCIDENTS, "month"), values=Calendar())
    source_kind = FacetFilter(
        _("Kind of source"),
        CITED.to(Column(SOURCES, "id", "kind")),
        values=Codes.of(SourceKind),
    )
    part_of = FacetFilter(
        _("Part of"), Column(INCIDENTS, "id", "part_of_id").to(INCIDENT_SLUG), values=BY_INCIDENT
    )

    @classmethod
    def describe(cls, rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
        """Kind, place, date, and the incident that it is part of."""
        titles = Titles(titles_of(pointed_at(rows, "place", "part_of"), language))
        return [
            {
                **head(row, titles),
                **coded("kind", row.kind, IncidentKind),
                **when(row, language),
                "place": titles.link(row.place),
                "part_of": titles.link(row.part_of),
            }
            for row in rows
        ]
