"""The list of testimony: what persons and groups spoke."""

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
from archive.public.filters.events import BY_INCIDENT
from archive.public.filters.justice import BY_TRIAL
from archive.public.filters.people import BY_ACTOR
from archive.public.filters.places import VILLAGES
from archive.public.filters.sources import IN_LANGUAGE, passages_of
from archive.public.filters.tables import (
    ACTOR_SLUG,
    CLAIMS,
    SUBJECT,
    TESTIMONY,
    TO_INCIDENT,
    TO_TRIAL,
    TO_VILLAGE,
    TOLD,
)
from archive.public.filters.values import Calendar, Codes, Languages, Spread, language_name
from archive.public.pairs import Column
from archive.public.wording import titles_of
from archive.vocabularies import ClaimTopic, Setting


class Testimony(ListFilter):
    """Testimony in the order of time. It tells of what cites it, and of what such claims are of."""

    noun = "testimony"
    title = _("Testimony")
    all_rows = TESTIMONY
    sorts = ("date", "-date", "name")
    cited_whole = True
    related = ("speaker",)
    columns = (
        *("speaker.slug", "speaker.title", "setting", "language"),
        *("when", "when_words", "passages"),
    )

    village = FacetFilter(
        _("Place"),
        TOLD.to(*TO_VILLAGE, SUBJECT.to(*TO_VILLAGE)),
        values=VILLAGES,
    )
    incident = FacetFilter(
        _("Incident"),
        TOLD.to(*TO_INCIDENT, SUBJECT.to(*TO_INCIDENT)),
        values=BY_INCIDENT,
    )
    trial = FacetFilter(
        _("Trial"),
        TOLD.to(*TO_TRIAL, SUBJECT.to(*TO_TRIAL)),
        values=BY_TRIAL,
    )
    setting = FacetFilter(
        _("Setting"),
        Column(TESTIMONY, "id", "setting"),
        values=Codes.of(Setting),
    )
    language = FacetFilter(_("Language"), IN_LANGUAGE, values=Languages())
    year = FacetFilter(_("Year"), Spread(TESTIMONY, "year"), values=Calendar())
    topic = FacetFilter(
        _("Topic"), TOLD.to(Column(CLAIMS, "id", "topic")), values=Codes.of(ClaimTopic)
    )
    speaker = FacetFilter(
        _("Speaker"), Column(TESTIMONY, "id", "speaker_id").to(ACTOR_SLUG), values=BY_ACTOR
    )

    @classmethod
    def describe(cls, rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
        """Speaker, setting, language, date, and how many passages."""
        titles = Titles(titles_of(pointed_at(rows, "speaker"), language))
        passages = passages_of()
        return [
            {
                **head(row, titles),
                "speaker": titles.link(row.speaker),
                **coded("setting", row.setting, Setting),
                "language": row.language,
                "language_label": language_name(row.language, language) if row.language else "",
                **when(row, language),
                "passages": passages.get(row.pk, 0),
            }
            for row in rows
        ]
