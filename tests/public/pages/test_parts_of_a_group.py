"""The page of a group shows its parts, source by source: what adds up, and what may overlap."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.models import Actor, Claim, Passage, Source
from archive.vocabularies import ClaimTopic, Knowledge, Outcome, State, StepKind, Unit
from archive.workflow.numbers import Printed, Unmarked, numbers_on
from archive.workflow.pages import Reader
from tests import factories
from tests.public.pages.reading import read

pytestmark = pytest.mark.django_db


class Case:
    """Fourteen, of whom one source says that one was acquitted and thirteen were not."""

    def __init__(self) -> None:
        factories.archive()
        self.trial = factories.trial("Trial of many")
        self.source = factories.source("Newspaper", author=factories.actor("The Newspaper"))
        self.fourteen = factories.group("The fourteen")
        factories.involvement(self.fourteen, trial=self.trial)
        self.counted(self.fourteen, 14)
        self.freed = self.part("The acquitted", Outcome.ACQUITTED)
        self.others = self.part("The others", Outcome.PROBATION_OR_PRISON)
        self.counted(self.freed, 1)

    @property
    def passage(self) -> Passage:
        return self.source.passages.get(number=1)

    def counted(self, who: Actor, number: int) -> Claim:
        return factories.claim(
            self.trial,
            topic=ClaimTopic.DEFENDANTS,
            about=who,
            text=f"{who}: {number}.",
            low=number,
            high=number,
            unit=Unit.PEOPLE,
            cited=self.passage,
        )

    def part(self, name: str, outcome: Outcome) -> Actor:
        who = factories.group(name)
        factories.membership(
            who, self.fourteen, cited=self.passage, knowledge=Knowledge.UNKNOWN_WHICH
        )
        party = factories.involvement(who, trial=self.trial)
        kind = StepKind.VERDICT if outcome == Outcome.ACQUITTED else StepKind.SENTENCE
        factories.report(factories.step(party, kind=kind), outcome=outcome, cited=self.passage)
        return who

    @property
    def address(self) -> str:
        return f"/groups/{self.fourteen.slug}"


@pytest.fixture
def case() -> Case:
    return Case()


def told(client: Client, case: Case) -> dict[str, Any]:
    (division,) = client.get(f"{case.address}.json").json()["divisions"]
    return division


def named(parts: list[dict[str, Any]]) -> dict[str, str]:
    return {one["who"]["title"]: one["number"] for one in parts}


def table(client: Client, case: Case) -> str:
    (section,) = [
        one for one in read(client, f"{case.address}/").all("section") if one["id"] == "parts"
    ]
    return " ".join(section.text.split())


def test_parts_that_are_the_whole_stand_as_a_sum(client: Client, case: Case) -> None:
    case.counted(case.others, 13)
    division = told(client, case)
    assert named(division["apart"]) == {"The acquitted": "1", "The others": "13"}
    assert (division["size"], division["left_open"], division["surplus"]) == ("14", 0, 0)
    assert division["sum"] in ("14 = 1 + 13", "14 = 13 + 1")
    assert division["author"]["title"] == "The Newspaper"
    assert division["sum"] in table(client, case)


def test_what_a_source_leaves_open_is_a_number(client: Client, case: Case) -> None:
    case.counted(case.others, 10)
    division = told(client, case)
    assert (division["sum"], division["left_open"]) == ("", 3)


def test_a_part_without_a_number_is_told_beside(client: Client, case: Case) -> None:
    division = told(client, case)
    assert named(division["apart"]) == {"The acquitted": "1"}
    assert named(division["beside"]) == {"The others": "number not said"}
    assert division["left_open"] == 13
    assert "The others: number not said" in table(client, case)


def test_a_part_that_may_overlap_is_told_beside_and_not_added(client: Client, case: Case) -> None:
    case.counted(case.others, 13)
    case.counted(case.part("Three of them", Outcome.IMPRISONMENT), 3)
    division = told(client, case)
    assert named(division["beside"]) == {"Three of them": "3"}
    assert division["left_open"] == 0


def test_each_part_says_what_is_known_what_became_of_it_and_where_it_stands(
    client: Client, case: Case
) -> None:
    (part,) = told(client, case)["apart"]
    assert part["knowledge"]["code"] == "unknown_which"
    assert [one["code"] for one in part["outcomes"]] == ["acquitted"]
    assert [note["cite"] for note in part["footnotes"]] == [f"{case.source.slug}#1"]
    assert "unknown which" in table(client, case)
    assert "Acquitted" in table(client, case)


def test_more_than_the_whole_is_said_to_be_more(client: Client, case: Case) -> None:
    case.counted(case.others, 15)
    assert told(client, case)["surplus"] == 2
    assert "2 people more than the source says there are" in table(client, case)


def test_every_number_of_the_table_is_counted_or_said(client: Client, case: Case) -> None:
    for number in (10, 5):
        case.counted(case.others, number)
        reader = Reader()
        page = reader.page(f"{case.address}/")
        assert page is not None
        found = list(numbers_on(reader, f"{case.address}/", page))
        assert {one.unit for one in found if isinstance(one, Printed)} >= {"left-open", "tried"}
        assert [one for one in found if isinstance(one, Unmarked) or not one.holds] == []


def test_without_the_source_nothing_is_told_of_parts(client: Client, case: Case) -> None:
    Source.objects.filter(pk=case.source.pk).update(state=State.WITHDRAWN)
    assert client.get(f"{case.address}.json").json()["divisions"] == []


def test_a_person_has_no_parts(client: Client, story: factories.Story) -> None:
    assert client.get(f"/people/{story.defendant.slug}.json").json()["divisions"] == []
