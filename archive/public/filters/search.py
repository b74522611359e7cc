"""What a search can be narrowed by: the facets of everything that can be found.

They are facets of the records that names, claims and passages belong to, as the lists declare
them; a passage has those of its source.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_filters import Filter

from archive.public.filters.base import FacetFilter, ListFilter
from archive.public.filters.claims import Claims
from archive.public.filters.events import Incidents
from archive.public.filters.justice import Trials
from archive.public.filters.places import VILLAGES
from archive.public.filters.sources import Sources
from archive.public.filters.tables import PASSAGES, PLACE_SLUG
from archive.public.filters.values import Calendar, Codes, Languages
from archive.vocabularies import ActorKind, RecordType, SourceKind

PASSAGE = "passage"

_RECORDS = (
    *(RecordType.PLACE, RecordType.INCIDENT, RecordType.TRIAL, RecordType.TERM),
    *(RecordType.CLAIM, RecordType.SOURCE),
)
KINDS = Codes(
    {
        **{each.value: each.label for each in (*_RECORDS, *ActorKind, SourceKind.TESTIMONY)},
        PASSAGE: _("Passage"),
    }
)
"""What can be found: records by what they are, testimony apart from other sources, passages."""


def _declared(listed: type[ListFilter], name: str) -> Sequence[Any]:
    return listed.facets()[name].pairs


class Found(ListFilter):
    """Everything that can be found. `kind` has no pairs: each document is of one kind."""

    noun = "search"
    title = _("Search")
    all_rows = PASSAGES

    kind = FacetFilter(_("Kind"), values=KINDS)
    language = FacetFilter(
        _("Language of the source"),
        *_declared(Sources, "language"),
        *_declared(Claims, "source_language"),
        values=Languages(),
    )
    source_kind = FacetFilter(
        _("Kind of source"),
        *_declared(Sources, "kind"),
        *_declared(Claims, "source_kind"),
        values=Codes.of(SourceKind),
    )
    year = FacetFilter(
        _("Year"),
        *(
            each
            for listed in (Incidents, Trials, Claims, Sources)
            for each in _declared(listed, "year")
        ),
        values=Calendar(),
    )
    village = FacetFilter(
        _("Place"),
        PLACE_SLUG,
        *(
            each
            for listed in (Incidents, Trials, Claims, Sources)
            for each in _declared(listed, "village")
        ),
        values=VILLAGES,
    )

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        """The facets, words and pages; results have one order, that of `ranking`."""
        filters = super().get_filters()
        filters.pop("sort", None)
        return filters
