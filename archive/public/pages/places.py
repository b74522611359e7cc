"""What the page of a place says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from archive.public import models as public
from archive.public.addresses import address_of, list_address, timeline_address
from archive.public.at_once import at_once
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, by_topic, defined
from archive.public.pages.events import Part, incident_part
from archive.public.pages.positions import topics
from archive.public.pages.timeline_entries import hour_by_hour
from archive.vocabularies import PlaceKind, Precision


@dataclass(frozen=True)
class Location:
    """Where a place lies and how exactly that is known; without coordinates it is not located."""

    latitude: str
    longitude: str
    precision: parts.Code


@dataclass(frozen=True, kw_only=True)
class PlacePage(parts.Page):
    """The page of a place."""

    kind: parts.Code
    location: Location
    official_code: str
    within: list[parts.Link]
    has_parts: list[parts.Link]
    incidents: list[Part]
    timeline: str
    hours: list[parts.Link]
    topics: list[parts.Topic]
    more: parts.More | None


def place_page(place: public.PublicPlace, language: str) -> PlacePage:
    """Gather the page of a place."""
    within = public.PublicPlace.objects.filter(within=place).order_by("slug")
    chain_of, below, incidents, claims, told, texts = at_once(
        above(place),
        within,
        rows.incidents(Q(place=place) | Q(place__in=within.order_by().values("pk")))[: rows.MANY],
        rows.first_claims(Q(subject_id=place.pk)),
        rows.sentences(place.pk),
        rows.texts([place.pk]),
    )
    around = from_nearest(chain_of)
    claims, more = rows.more(claims, f"{list_address('claims')}?subject={place.ref}")
    sentences = rows.summary(told, language)
    apparatus = Apparatus(
        language,
        cited=[*sentences, *by_topic(claims)],
        named=[*around, *below, *incidents],
        here=place,
        users=texts,
    )
    title = apparatus.title(place)
    return PlacePage(
        ref=place.ref,
        slug=place.slug,
        url=address_of(place),
        type="place",
        title=title.text,
        language=title.language,
        names=rows.names(texts, apparatus)[place.pk],
        summary=[apparatus.sentence(row) for row in sentences],
        kind=defined(PlaceKind, place.kind),
        location=location(place),
        official_code=place.official_code,
        within=apparatus.links(around),
        has_parts=apparatus.links(below),
        incidents=[incident_part(row, apparatus) for row in incidents],
        timeline=timeline_address(place.slug),
        hours=hour_by_hour(
            place.slug,
            [(row.part_of.earliest, row.part_of.latest) for row in incidents if row.part_of],
            language,
        ),
        topics=topics(claims, apparatus),
        more=more,
        notes=apparatus.notes,
    )


def location(place: public.PublicPlace) -> Location:
    """Where a place lies."""
    return Location(
        latitude=_degrees(place.latitude),
        longitude=_degrees(place.longitude),
        precision=defined(Precision, place.precision),
    )


def _degrees(number: Decimal | None) -> str:
    """Degrees with the digits that are known and no more."""
    return "" if number is None else f"{number.normalize():f}"


def above(place: public.PublicPlace) -> QuerySet[public.PublicPlace]:
    """A place with the places that it lies in selected along."""
    wider = "within__within__within__within__within__within"
    return public.PublicPlace.objects.filter(pk=place.pk).select_related(wider)


def from_nearest(chain_of: Iterable[public.PublicPlace]) -> list[public.PublicPlace]:
    """The places that such a place lies in, from the nearest to the widest, at most six."""
    found: list[public.PublicPlace] = []
    step = next(iter(chain_of)).within
    while step is not None and len(found) < 6 and step not in found:
        found.append(step)
        step = step.within if len(found) < 6 else None
    return found
