"""How many were tried is said of the whole trial; how many a part of them is says nothing of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.models import Actor, Membership, Source, Trial
from archive.vocabularies import ClaimTopic, Outcome, State, StepKind, Unit
from tests import factories

pytestmark = pytest.mark.django_db


class Case:
    """A trial of fifty-one, of whom two sources tell: a newspaper of all, a lawyer of seven."""

    def __init__(self) -> None:
        factories.archive()
        self.trial: Trial = factories.trial("Trial of many")
        self.all = factories.group("All defendants")
        self.seven = factories.group("Seven of them")
        self.parties = {
            who.pk: factories.involvement(who, trial=self.trial) for who in (self.all, self.seven)
        }
        self.membership: Membership = factories.membership(self.seven, self.all)
        self.newspaper = self.telling("Newspaper", self.all, 51)
        self.lawyer = self.telling("Lawyer", self.seven, 7)

    def telling(self, title: str, who: Actor | None, number: int) -> Source:
        """A source that gives a number and tells of the verdict on a party."""
        source = factories.source(title)
        passage = source.passages.get(number=1)
        factories.claim(
            self.trial,
            topic=ClaimTopic.DEFENDANTS,
            about=who,
            text=f"There are {number} of them, says {title}.",
            low=number,
            high=number,
            unit=Unit.PEOPLE,
            cited=passage,
        )
        party = self.parties[who.pk] if who else None
        step = factories.step(party, kind=StepKind.VERDICT, trial=self.trial)
        factories.report(step, outcome=Outcome.CONVICTED, cited=passage)
        return source


@pytest.fixture
def case(db: None) -> Case:
    return Case()


def totals(client: Client, case: Case) -> dict[str, tuple[str, bool]]:
    """The total of each source, and whether it is borrowed from the others."""
    page: dict[str, Any] = client.get(f"/trials/{case.trial.slug}/ledger.json").json()
    return {one["source"]["title"]: (one["total"], one["borrowed"]) for one in page["accounts"]}


def test_a_number_of_a_part_is_no_total(client: Client, case: Case) -> None:
    assert totals(client, case) == {"Newspaper": ("51", False), "Lawyer": ("51", True)}


def test_a_number_about_nobody_in_particular_is_a_total(client: Client, case: Case) -> None:
    case.telling("Radio", None, 50)
    told = totals(client, case)
    assert told["Radio"] == ("50", False)
    assert told["Lawyer"] == ("50 to 51", True)


def test_what_is_part_of_a_part_belongs_to_the_whole(client: Client, case: Case) -> None:
    one = factories.person("Defendant Q")
    factories.involvement(one, trial=case.trial)
    assert totals(client, case)["Newspaper"] == ("", True)
    factories.membership(one, case.seven)
    assert totals(client, case)["Newspaper"] == ("51", False)


def test_without_a_membership_no_party_is_known_to_be_the_whole(client: Client, case: Case) -> None:
    Membership.objects.filter(pk=case.membership.pk).update(state=State.WITHDRAWN)
    assert totals(client, case) == {"Newspaper": ("", True), "Lawyer": ("", True)}


def test_of_two_groups_with_members_neither_is_the_whole(client: Client, case: Case) -> None:
    others, one = factories.group("The others"), factories.group("One of the others")
    for who in (others, one):
        factories.involvement(who, trial=case.trial)
    factories.membership(one, others)
    assert totals(client, case)["Newspaper"] == ("", True)


def test_the_only_party_is_the_whole(client: Client, db: None) -> None:
    factories.archive()
    trial = factories.trial("Trial of three")
    three = factories.group("The three")
    party = factories.involvement(three, trial=trial)
    factories.claim(
        trial,
        topic=ClaimTopic.DEFENDANTS,
        about=three,
        text="Three were tried.",
        low=3,
        high=3,
        unit=Unit.PEOPLE,
    )
    factories.report(factories.step(party))
    (account,) = client.get(f"/trials/{trial.slug}/ledger.json").json()["accounts"]
    assert (account["total"], account["borrowed"]) == ("3", False)
