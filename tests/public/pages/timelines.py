"""The night of the fire told by the hour, the timeline read in four forms, and plain oracles.

The oracles know the public rows alone. They read an EDTF text with a few lines of their own.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from archive.public.models import PublicClaim, PublicIncident, PublicPlace, PublicTrialIncident
from archive.vocabularies import ClaimTopic, PlaceKind, State, Unit
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import Element, read

DAY = "2031-05-03"
EVENING = f"{DAY}T18:00:00~/{DAY}T23:59:59~"


def tell_by_the_hour(story: Story) -> None:
    """The night of the fire, told by the hour, within an unrest in the whole district."""
    unrest = factories.incident("Unrest in the district", place=story.district)
    story.fire.part_of = unrest
    story.fire.save()
    ford = factories.place("Ford", within=story.district)
    quarter = factories.place("Mill quarter", within=story.village, kind=PlaceKind.SITE)
    taking: dict[str, Any] = {"part_of": unrest, "kind": "attack"}
    factories.incident("Calls to come", when=f"{DAY}T19:00:00~", **taking)
    factories.incident("Attack on Ford", when=f"{DAY}T20:00:00", place=ford, **taking)
    factories.incident("Roof falls in", when=f"{DAY}T23:10:00", place=quarter, part_of=story.fire)
    arson = factories.incident("Arson", when=f"{DAY}/2031-05-04", place=story.district, **taking)
    factories.incident("A barn burns", when=f"{DAY}T21:00:00?", part_of=arson)
    flight = factories.incident("Flight", when="", **taking)
    factories.incident("Boats cross", when="2031-05-04", part_of=flight)
    factories.incident("Curfew", when="2031-05-04T06:00:00/..", place=story.district)
    factories.incident("Rain in Velia", when="2031-05~", place=story.country)
    factories.incident("Elsewhere and apart", when=DAY)
    counsel, ministry = story.counsel, story.ministry
    at: dict[str, Any] = {"topic": ClaimTopic.DATE, "text": "It began then."}
    factories.claim(story.fire, when=f"{DAY}T11:00:00~", asserted_by=counsel, **at)
    factories.claim(story.fire, when=EVENING, asserted_by=ministry, relayed_by=counsel, **at)
    factories.claim(story.fire, when=f"{DAY}T08:00:00", asserted_by=counsel, topic="character")
    factories.claim(unrest, when=f"{DAY}T22:00:00/..", asserted_by=counsel, **at)
    factories.claim(unrest, when=f"{DAY}T23:00:00", asserted_by=ministry, **at)
    factories.claim(story.arrests, when=f"{DAY}T10:00:00", asserted_by=counsel, **at)
    factories.claim(story.arrests, when=f"{DAY}T09:00:00", asserted_by=counsel, **at)
    people: dict[str, Any] = {
        "topic": ClaimTopic.DISPLACED,
        "unit": Unit.PEOPLE,
        "when": "../2031-05-04",
    }
    factories.claim(flight, low=40, high=40, asserted_by=counsel, **people)
    factories.claim(flight, low=90, high=90, asserted_by=ministry, **people)
    factories.claim(story.village, when="1901", topic=ClaimTopic.DATE, text="It was founded then.")
    factories.claim(ford, when="1902", topic=ClaimTopic.DATE, text="It was founded then.")
    factories.claim(story.fire, when=f"{DAY}T03:00:00", state=State.DRAFT, **at)


# Oracles


def moments(text: str) -> tuple[datetime | None, datetime | None]:
    """The first and last moment of a date with a day at each end, of a month or of a year."""
    first, slash, last = text.partition("/")
    return moment(first, "first"), moment(last if slash else first, "last")


def moment(end: str, side: str) -> datetime | None:
    known = end.rstrip("?~%")
    if known == "..":
        return None
    if "T" in known:
        return datetime.fromisoformat(known)
    whole = f"{known}-01-01"[:10]
    begins = datetime.fromisoformat(whole)
    if side == "first":
        return begins
    following = {10: begins + timedelta(days=1), 4: begins.replace(year=begins.year + 1)}
    month = (begins.replace(day=28) + timedelta(days=4)).replace(day=1)
    return following.get(len(known), month) - timedelta(seconds=1)


def lies_in(place: Any, whole: Any) -> bool:
    """Whether a place is another or lies within it."""
    return place is not None and (place == whole or lies_in(place.within, whole))


def told_of(place: PublicPlace) -> set[str]:
    """The titles-to-be: refs of every dated row that belongs to the timeline of a place."""
    every = list(PublicIncident.objects.all())
    here = [one for one in every if lies_in(one.place, place)]
    larger: list[Any] = []
    for one in here:
        step = one.part_of
        while step is not None:
            larger.append(step)
            step = step.part_of
    found = {*here, *larger}
    while True:
        more = {
            one
            for one in every
            if one.part_of in found
            and (one.place is None or lies_in(one.place, place) or lies_in(place, one.place))
        }
        if more <= found:
            break
        found |= more
    found |= {one for one in every if one.place is not None and lies_in(place, one.place)}
    about = {one.pk for one in found}
    about |= {one.pk for one in PublicPlace.objects.all() if lies_in(one, place)}
    refs = {one.ref for one in found if one.when}
    refs |= {one.ref for one in PublicClaim.objects.exclude(when="") if one.subject_id in about}
    dealt = PublicTrialIncident.objects.filter(incident__in=found)
    for link in dealt:
        for step in link.trial.steps.all():
            refs |= {report.ref for report in step.reports.exclude(when="")}
    return refs


def times_apart() -> set[str]:
    """The refs of claims whose time excludes another speaker's, and of their incidents."""
    dates = PublicClaim.objects.filter(topic=ClaimTopic.DATE).exclude(when="")
    found = set()
    for one, other in combinations(dates, 2):
        if one.subject_id != other.subject_id or one.asserted_by == other.asserted_by:
            continue
        (first, last), (begins, ends) = moments(one.when), moments(other.when)
        if (last and begins and last < begins) or (ends and first and ends < first):
            found |= {one.ref, other.ref}
            found |= set(
                PublicIncident.objects.filter(pk=one.subject_id).values_list("ref", flat=True)
            )
    return found


# Reading the four forms


def address(form: str = "", **asked: str) -> str:
    asked = {name.rstrip("_"): value for name, value in asked.items()}
    path = f"/timeline.{form}" if form else "/timeline/"
    return f"{path}?{urlencode(asked)}" if asked else path


def entries(client: Client, **asked: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(address("json", **asked)).json()["entries"]
    return found


def four_forms(client: Client, **asked: str) -> Iterator[list[tuple[str, str, str, bool]]]:
    """Ref, first and last moment, and whether it is marked, in the order of each form."""
    yield [
        (one["ref"], one["first"], one["last"], bool(one["differs"]))
        for one in entries(client, **asked)
    ]
    sheet = csv.DictReader(StringIO(client.get(address("csv", **asked)).content.decode()))
    yield [(one["ref"], one["first"], one["last"], bool(one["differs"])) for one in sheet]
    page = read(client, address(**asked))
    yield [_marked(one, one["id"].removeprefix("e-")) for one in rows(page)]
    yield [_marked(one, one["data-ref"]) for one in bars(page)]


def _marked(one: Element, ref: str) -> tuple[str, str, str, bool]:
    told = "Sources differ" in one.text
    assert ("contested" in one["class"].split()) == told
    return ref, one["data-first"], one["data-last"], told


def rows(page: Element) -> list[Element]:
    (table,) = [one for one in page.all("table") if one["id"] == "entries"]
    return list(next(table.all("tbody")).all("tr"))


def bars(page: Element) -> list[Element]:
    return [one for one in page.all("g") if "entry" in one["class"].split()]


def of_title(page: Element, words: str) -> Element:
    return next(one for one in bars(page) if words in one.text)
