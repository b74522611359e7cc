"""Pages that gather read what they show and no whole table.

What they count comes from the rows that are kept for lists, and follows each change of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, NoReturn

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from archive.models import Claim, Source
from archive.public import contested, index, pairs, presence, stamp, tellings
from archive.public.filters import LISTS
from archive.public.filters.tables import ACTORS, INCIDENTS, TRIALS
from archive.public.sums import sums
from archive.public.tellings import Part, Tellings
from archive.vocabularies import ActorKind, ClaimTopic, Stance, State, Unit
from tests import factories
from tests.factories import Story
from tests.public.facets import random_archive
from tests.public.lists.test_long_lists_are_renewed import Changes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def every_archive_is_long(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Rows that were read are followed however few they are."""
    monkeypatch.setattr(index, "RENEWED_FROM", 0)
    monkeypatch.setattr(contested.CONTESTED, "_most", 1000)
    index.forget()
    yield
    index.forget()


def refuse(*_asked: Any) -> NoReturn:
    pytest.fail("Something is read whole.")


PAGES = (
    "/",
    "/about/",
    "/index.json",
    "/trials/{trial}/",
    "/trials/{trial}/ledger/",
    "/trials/{trial}/allegations/",
    "/trials/{trial}/evidence/",
    "/incidents/{fire}/",
    "/groups/{eight}/",
    "/sources/{report_source}/",
)


@pytest.mark.parametrize("page", PAGES)
def test_after_a_change_nothing_is_read_whole(
    client: Client, story: Story, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = page.format(**{name: getattr(row, "slug", "") for name, row in vars(story).items()})
    assert client.get(path).status_code == 200
    monkeypatch.setattr(pairs, "read_columns", refuse)
    Claim.objects.filter(pk=story.dead.pk).update(state=State.WITHDRAWN)
    assert client.get(path).status_code == 200


def test_the_first_page_makes_no_list(
    client: Client, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.INDEXES, "get", refuse)
    assert client.get("/").status_code == 200


def test_its_numbers_are_those_of_the_lists(client: Client) -> None:
    random_archive.build(7, 6)
    counts = {one["noun"]: one["count"] for one in client.get("/index.json").json()["entrances"]}
    assert counts == {noun: rows.all_rows.count() for noun, rows in LISTS.items() if noun in counts}
    assert len(counts) == len(LISTS)


def test_what_is_contested_of_an_event_stays_while_only_others_change(story: Story) -> None:
    other = factories.incident("Another matter")
    before = contested.contested(story.fire.pk)
    factories.claim(other, text="Of another.")
    assert contested.contested(story.fire.pk) is before
    Source.objects.filter(pk=story.report_source.pk).update(state=State.WITHDRAWN)
    assert contested.contested(story.fire.pk) is not before


@pytest.mark.parametrize("seed", range(2))
def test_whatever_changes_it_is_as_if_read_anew(seed: int) -> None:
    change_and_compare(seed, 10)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(200, 220))
def test_whatever_changes_at_length(seed: int) -> None:
    change_and_compare(seed, 40)


def change_and_compare(seed: int, times: int) -> None:
    """Change a drawn archive again and again; hold what is kept against what is read anew, and what
    is told of some trials against what is told of all."""
    random_archive.build(20 + seed, 6)
    story = factories.story()
    for number in range(4):
        source = factories.source(f"Count {number}")
        for many in (number, number + 2):
            counted(story, many, f"Speaker {number}", source)
    changes = Changes(seed)
    seen = set()
    for _number in range(times):
        assert_kept_is_as_read_anew()
        seen.add(repr(contested.contested(story.fire.pk)))
        # Some changes are refused: a passage is cited once.
        with suppress(DatabaseError), transaction.atomic():
            of_the_counts(changes, story)
        if changes.random.random() < 0.5:
            changes.draw()
    assert_kept_is_as_read_anew()
    assert len(seen) > 1


def counted(story: Story, many: int, speaker: str, source: Source) -> None:
    """Somebody says in a source how many were killed."""
    factories.claim(
        story.fire,
        topic=ClaimTopic.KILLED,
        text=f"{many} died, says {speaker}.",
        low=many,
        high=many,
        unit=Unit.PEOPLE,
        asserted_by=factories.actor(speaker),
        cited=source.passages.get(number=1),
    )


def of_the_counts(changes: Changes, story: Story) -> None:
    """Change one of the claims on the fire, what it cites, or the source of it."""
    claims = Claim.objects.filter(subject=story.fire.pk, topic=ClaimTopic.KILLED)
    claim = changes.one(claims)
    source = changes.one(Source.objects.filter(title__startswith="Count"))
    state = changes.random.choice((State.PUBLISHED, State.WITHDRAWN))
    match changes.random.randrange(5):
        case 0:
            Claim.objects.filter(pk=claim.pk).update(low=3, high=changes.random.randrange(3, 9))
        case 1:
            Source.objects.filter(pk=source.pk).update(state=state)
        case 2:
            Claim.objects.filter(pk=claim.pk).update(state=state)
        case 3:
            factories.cite(claim, source.passages.get(number=2))
        case _:
            other = factories.incident(f"Another matter {changes.random.random()}")
            factories.claim(other, text="No.", stance=Stance.DENIES, answers=claim)


def assert_kept_is_as_read_anew() -> None:
    for incident in INCIDENTS.all():
        assert contested.contested(incident.pk) == contested.CONTESTED.get(incident.pk, None)
    for relation in presence.RELATIONS:
        kept, anew = (presence.POINTING.get(relation, when) for when in (stamp.current(), None))
        assert {key: {*found} for key, found in kept.items()} == {
            key: {*found} for key, found in anew.items()
        }
    every = tellings.of_everything()
    for trial in TRIALS.all():
        some = tellings.of_trials([trial.pk])
        assert told(some, trial.pk) == told(every, trial.pk)
    for group in ACTORS.filter(kind=ActorKind.GROUP):
        some = tellings.of_group(group.pk)
        assert sums_of(some, group.pk) == sums_of(every, group.pk)


def told(of: Tellings, trial: int) -> list[Any]:
    """What is told of a trial, with reports by their ids instead of their places."""
    return [
        (one.source, one.total, one.borrowed, [part_of(of, part) for part in one.parts])
        for one in of.by_trial.get(trial, [])
    ]


def sums_of(of: Tellings, group: int) -> list[Any]:
    return [
        (
            one.source,
            one.size,
            [part_of(of, part) for part in one.parts],
            [part_of(of, part) for part in one.others],
            of.size_claims[group, one.source],
        )
        for one in sums(of, group)
    ]


def part_of(of: Tellings, part: Part) -> Any:
    cohort = part.cohort
    events = [(of.reports[one.report], replace(one, report=0)) for one in cohort.events]
    return part.party, part.actor, cohort.people, cohort.person, events
