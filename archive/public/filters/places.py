"""The list of places."""

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
)
from archive.public.filters.tables import (
    INCIDENTS,
    OUTCOME_OF_TRIAL,
    PLACE_SLUG,
    PLACES,
    TOPIC_OF_PLACE,
    TRIALS_ABOUT,
)
from archive.public.filters.values import Codes, Named
from archive.public.pairs import Column
from archive.public.wording import titles_of
from archive.vocabularies import ClaimTopic, IncidentKind, Outcome, PlaceKind, Precision

VILLAGES = Named((PLACES,))
"""Places as values of a facet, by their slug."""


HAPPENED: stamp.Kept[None, dict[int, int]] = stamp.Kept(
    lambda _key, _stamp: dict(INCIDENTS.order_by().values_list("place").annotate(n=Count("pk"))),
    most=1,
)
"""How many incidents happened at each place."""


class Villages(ListFilter):
    """All places, whatever their kind."""

    noun = "villages"
    title = _("Places")
    all_rows = PLACES
    related = ("within",)
    columns = ("kind", "within.slug", "within.title", "precision", "incidents")

    kind = FacetFilter(_("Kind"), Column(PLACES, "id", "kind"), values=Codes.of(PlaceKind))
    within = FacetFilter(
        _("Within"), Column(PLACES, "id", "within_id").to(PLACE_SLUG), values=VILLAGES
    )
    precision = FacetFilter(
        _("Located"), Column(PLACES, "id", "precision"), values=Codes.of(Precision)
    )

    incident_kind = FacetFilter(
        _("What happened there"),
        Column(INCIDENTS, "place_id", "kind"),
        values=Codes.of(IncidentKind),
    )
    outcome = FacetFilter(
        _("Outcome of trials about it"),
        TRIALS_ABOUT.to(OUTCOME_OF_TRIAL),
        values=Codes.of(Outcome),
    )
    topic = FacetFilter(_("What is said of it"), *TOPIC_OF_PLACE, values=Codes.of(ClaimTopic))

    @classmethod
    def describe(cls, rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
        """Kind, what it lies within, and how many incidents happened there."""
        titles = Titles(titles_of(pointed_at(rows, "within"), language))
        counts = HAPPENED.get(None, stamp.current())
        return [
            {
                **head(row, titles),
                **coded("kind", row.kind, PlaceKind),
                "within": titles.link(row.within),
                **coded("precision", row.precision, Precision),
                "incidents": counts.get(row.pk, 0),
            }
            for row in rows
        ]
