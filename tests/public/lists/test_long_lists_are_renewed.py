"""After a change a long list is made from what was kept of it: it is as if it were read anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from random import Random
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from archive.models import (
    Actor,
    Citation,
    Claim,
    Consent,
    Incident,
    Involvement,
    Membership,
    Passage,
    Place,
    Report,
    Source,
    Text,
    Touch,
    Trial,
)
from archive.models.triggers import record_models
from archive.public import index, renewing, stamp
from archive.public.filters import LISTS
from archive.public.ordered import ListIndex
from archive.vocabularies import (
    ClaimTopic,
    IncidentKind,
    InvolvementRole,
    Outcome,
    Stance,
    State,
    TextPart,
)
from tests import factories
from tests.public.facets import random_archive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def every_list_is_long(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Lists are renewed however short they are; how many have been is told."""
    renewed: list[int] = []
    honest = renewing.renewed

    def counted(*args: Any) -> ListIndex | None:
        made = honest(*args)
        renewed.append(made is not None)
        return made

    monkeypatch.setattr(index, "RENEWED_FROM", 0)
    monkeypatch.setattr(renewing, "MOST_OF_A_LIST", 1)
    monkeypatch.setattr(index, "renewed", counted)
    index.forget()
    yield renewed
    index.forget()


def told(of: ListIndex) -> dict[str, Any]:
    """Everything that is kept of a list, in a form that can be compared."""
    return {
        "ids": list(of.facets.ids),
        "bits": {name: dict(values) for name, values in of.facets.bits.items()},
        "orders": {name: list(order) for name, order in of.orders.items()},
        "dates": {when.text: bits for when, bits in of.dates},
        "labels": {name: list(labels.items()) for name, labels in of.labels.items()},
        "places": of.where.places(of.facets.ids),
    }


def assert_all_lists_are_as_if_read_anew(language: str = "en") -> None:
    for noun, declaration in LISTS.items():
        kept = index.INDEXES.get((declaration, language), stamp.current())
        anew = index.build((declaration, language), None)
        assert told(kept) == told(anew), noun


# Changes


class Changes:
    """Changes drawn at random, of every kind that the database allows."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def one(self, rows: Any) -> Any:
        return self.random.choice(list(rows.order_by("pk")))

    def of_a_state(self) -> None:
        record = self.one(self.random.choice(record_models())._base_manager)
        states = (State.PUBLISHED, State.PUBLISHED, State.DRAFT, State.WITHDRAWN)
        type(record)._base_manager.filter(pk=record.pk).update(
            state=self.random.choice(states),
            embargo_until=date(2999, 1, 1) if self.random.random() < 0.1 else None,
        )

    def of_a_claim(self) -> None:
        claim = self.one(Claim.objects)
        other = self.one(Claim.objects)
        changes: list[dict[str, Any]] = [
            {"topic": self.random.choice(ClaimTopic.values)},
            {"stance": self.random.choice(Stance.values)},
            {"text": f"Words {self.random.random()}"},
            {"asserted_by": self.one(Actor.objects)},
            {
                "subject_id": self.random.choice(
                    [self.one(Incident.objects), self.one(Place.objects)]
                ).pk
            },
            {"about": self.random.choice([None, self.one(Actor.objects)])},
            {"answers": None if other.pk == claim.pk or other.answers_id else other},
        ]
        Claim.objects.filter(pk=claim.pk).update(**self.random.choice(changes))

    def of_citations(self) -> None:
        if self.random.random() < 0.5:
            self.one(Citation.objects).delete()
        else:
            record = self.one(Claim.objects)
            factories.cite(record, self.one(Passage.objects.exclude(citations__entry=record.pk)))

    def of_a_passage(self) -> None:
        passage = self.one(Passage.objects.filter(citations__quotation=""))
        hide = self.random.random() < 0.5
        text = "" if hide else f"Other words {self.random.random()}"
        Passage.objects.filter(pk=passage.pk).update(withheld=hide, text=text)

    def of_a_consent(self) -> None:
        consent = self.one(Consent.objects)
        day = None if consent.withdrawn_on else date(2031, 1, 1)
        Consent.objects.filter(pk=consent.pk).update(withdrawn_on=day)

    def of_a_relation(self) -> None:
        Incident.objects.filter(pk=self.one(Incident.objects).pk).update(
            place=self.random.choice([None, self.one(Place.objects)]),
            kind=self.random.choice(IncidentKind.values),
        )
        trial = self.one(Trial.objects)
        trial.incidents.set([self.one(Incident.objects)])

    def of_a_part(self) -> None:
        involvement = self.one(Involvement.objects.filter(trial__isnull=False))
        roles = [InvolvementRole.DEFENDANT, InvolvementRole.WITNESS]
        Involvement.objects.filter(pk=involvement.pk).update(role=self.random.choice(roles))

    def of_a_report(self) -> None:
        report = self.one(Report.objects)
        Report.objects.filter(pk=report.pk).update(outcome=Outcome.NOT_STATED)

    def of_a_source(self) -> None:
        source = self.one(Source.objects)
        when = self.random.choice(["2030-02", "2031-05-03"])
        source.when, source.language = when, self.random.choice(["en", "ru", "kk"])
        source.title = f"Source {self.random.random()}"
        source.save()

    def of_a_name(self) -> None:
        record = self.one(Place.objects)
        name = f"Orlen {self.random.random()}"
        texts = Text.objects.filter(entry_id=record.pk, part=TextPart.NAME)
        if texts.exists():
            texts.update(text=name)
        else:
            factories.text(record, name, "en")

    def of_the_number_of_things(self) -> None:
        factories.claim(self.one(Incident.objects), text=f"New words {self.random.random()}")
        factories.testimony(f"New testimony {self.random.random()}")

    def that_deletes(self) -> None:
        for model in (Membership, Report):
            row = self.one(model.objects)
            Citation.objects.filter(entry_id=row.pk).delete()
            row.delete()

    def kinds(self) -> list[Callable[[], None]]:
        """What changes there are, those more often that are drawn more often."""
        return [self.of_a_state] * 4 + [
            *(self.of_a_claim, self.of_citations, self.of_a_passage, self.of_a_consent),
            *(self.of_a_relation, self.of_a_part, self.of_a_report, self.of_a_source),
            *(self.of_a_name, self.of_the_number_of_things, self.that_deletes),
        ]

    def draw(self) -> str:
        """Make one change, and say which."""
        kinds = self.kinds()
        while True:
            change = self.random.choice(kinds)
            # Some changes find nothing to change, and some are refused.
            with suppress(IndexError, DatabaseError), transaction.atomic():
                change()
                return change.__name__


@pytest.mark.parametrize("seed", range(2))
def test_whatever_changes(seed: int, every_list_is_long: list[int]) -> None:
    change_and_compare(seed, 12, every_list_is_long)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(100, 130))
def test_whatever_changes_at_length(seed: int, every_list_is_long: list[int]) -> None:
    change_and_compare(seed, 40, every_list_is_long)


def change_and_compare(seed: int, times: int, every_list_is_long: list[int]) -> None:
    """Change a drawn archive again and again, and compare all lists each time."""
    random_archive.build(40 + seed, 6)
    assert_all_lists_are_as_if_read_anew()
    changes = Changes(seed)
    for _number in range(times):
        for _several in range(changes.random.choice((1, 1, 1, 3))):
            changes.draw()
        assert_all_lists_are_as_if_read_anew()
    assert sum(every_list_is_long) > len(every_list_is_long) * 0.9


def kept(noun: str) -> ListIndex:
    """What is kept of a list just now."""
    return index.INDEXES.get((LISTS[noun], "en"), stamp.current())


def test_a_withdrawn_speaker_takes_along_what_they_say(every_list_is_long: list[int]) -> None:
    story = factories.story()
    before = set(kept("claims").facets.ids)
    said = set(Claim.objects.filter(asserted_by=story.ministry).values_list("pk", flat=True))
    assert said & before
    Actor.objects.filter(pk=story.ministry.pk).update(state=State.WITHDRAWN)
    assert not said & set(kept("claims").facets.ids)
    assert every_list_is_long == [True]
    Actor.objects.filter(pk=story.ministry.pk).update(state=State.PUBLISHED)
    assert set(kept("claims").facets.ids) == before


def test_what_is_already_kept_is_left_as_it_is() -> None:
    """Another thread may still be answering from it."""
    factories.story()
    before = kept("claims")
    seen = told(before)
    for claim in Claim.objects.all():
        Claim.objects.filter(pk=claim.pk).update(state=State.WITHDRAWN)
        kept("claims")
    assert told(before) == seen


def test_touches_that_were_forgotten_have_the_list_read_anew(every_list_is_long: list[int]) -> None:
    story = factories.story()
    kept("claims")
    Claim.objects.filter(pk=story.dead.pk).update(state=State.WITHDRAWN)
    Touch.objects.all().delete()
    assert story.dead.pk not in kept("claims").facets.ids
    assert every_list_is_long == []


def test_a_change_of_too_many_has_the_list_read_anew(every_list_is_long: list[int]) -> None:
    story = factories.story()
    kept("claims")
    Claim.objects.filter(pk=story.dead.pk).update(state=State.WITHDRAWN)
    Touch.objects.create(entry=None)
    assert story.dead.pk not in kept("claims").facets.ids
    assert every_list_is_long == []


def test_another_day_has_the_list_read_anew(every_list_is_long: list[int]) -> None:
    """An embargo may have ended, which touches nothing."""
    factories.story()
    now = stamp.current()
    assert now is not None
    key = (LISTS["claims"], "en")
    index.INDEXES.get(key, now)
    index.INDEXES.get(key, now._replace(value="another", day="2999-01-01"))
    assert every_list_is_long == []


def test_an_earlier_state_is_never_made_from_a_later_one(every_list_is_long: list[int]) -> None:
    story = factories.story()
    earlier = stamp.current()
    assert earlier is not None
    Claim.objects.filter(pk=story.dead.pk).update(state=State.WITHDRAWN)
    kept("claims")
    index.INDEXES.get((LISTS["claims"], "en"), earlier)
    assert every_list_is_long == []


def test_a_claim_that_answers_a_hidden_answer_has_the_list_read_anew() -> None:
    """That it hangs on what is hidden cannot be told from public rows."""
    story = factories.story()
    first = factories.claim(story.fire, text="It was so.")
    second = factories.claim(story.fire, text="It was not.", stance="denies", answers=first)
    third = factories.claim(story.fire, text="It was.", stance="denies", answers=second)
    speaker = second.asserted_by
    Claim.objects.filter(pk=first.pk).update(state=State.WITHDRAWN)
    assert {second.pk, third.pk} & set(kept("claims").facets.ids) == {third.pk}
    Actor.objects.filter(pk=speaker.pk).update(state=State.WITHDRAWN)
    assert third.pk not in kept("claims").facets.ids


def test_a_list_that_was_not_asked_for_meanwhile_is_renewed_too(
    every_list_is_long: list[int],
) -> None:
    story = factories.story()
    kept("claims"), kept("people")
    for state in (State.WITHDRAWN, State.PUBLISHED, State.WITHDRAWN):
        Actor.objects.filter(pk=story.defendant.pk).update(state=state)
        kept("claims")
    assert story.defendant.pk not in kept("people").facets.ids
    assert every_list_is_long == [True] * 4
