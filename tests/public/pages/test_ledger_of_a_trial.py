"""The ledger of a trial: every source for itself, as of any day, stage by stage."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.test import Client

from archive.models import Source
from archive.vocabularies import ClaimTopic, Outcome, State, StepKind, Unit
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import read

pytestmark = pytest.mark.django_db
LEDGER = "/trials/trial-of-the-nine/ledger"


def ledger(client: Client, day: str = "") -> dict:
    """The ledger as JSON, as of a day."""
    return client.get(f"{LEDGER}.json{day and f'?as_of={day}'}").json()


@pytest.fixture
def nine(story: Story) -> Story:
    """The report says that nine were tried, and that the eight got prison."""
    factories.claim(
        story.trial,
        topic=ClaimTopic.DEFENDANTS,
        text="Nine people were tried.",
        low=9,
        high=9,
        unit=Unit.PEOPLE,
        cited=story.report_source.passages.get(number=3),
    )
    story.sentence_report.people_low = story.sentence_report.people_high = 8
    story.sentence_report.when = "2031-11-28"
    story.sentence_report.clean_fields()
    story.sentence_report.save()
    return story


def counts(account: dict) -> dict[str, tuple[int, int | None]]:
    return {one["outcome"]["code"]: (one["least"], one["most"]) for one in account["counts"]}


def test_one_source_adds_up_to_all_who_were_tried(client: Client, nine: Story) -> None:
    (account,) = ledger(client, "2032-06-01")["accounts"]
    assert account["total"] == "9"
    assert not account["borrowed"]
    assert counts(account)["acquitted"] == (1, 1)
    assert counts(account)["imprisonment"] == (8, 8)
    assert account["left_open"] == 0


def test_before_the_day_of_the_sentence_nobody_is_in_prison(client: Client, nine: Story) -> None:
    (account,) = ledger(client, "2031-11-27")["accounts"]
    assert "imprisonment" not in counts(account)
    assert account["left_open"] + sum(least for least, _most in counts(account).values()) == 9


def test_a_release_divides_the_day_before_from_the_day(client: Client, nine: Story) -> None:
    two = factories.involvement(factories.group("Two let out"), trial=nine.trial)
    let_out = factories.step(two, kind=StepKind.RELEASE)
    factories.report(
        let_out,
        outcome=Outcome.PAROLE,
        when="2032-01-15",
        people_low=2,
        people_high=2,
        cited=nine.report_source.passages.get(number=5),
    )
    (before,) = ledger(client, "2032-01-14")["accounts"]
    (after,) = ledger(client, "2032-01-15")["accounts"]
    assert "parole" not in counts(before)
    assert counts(after)["parole"] == (2, 2)
    assert counts(after)["imprisonment"] == (6, 6)
    rows = client.get("/defendants.json?as_of=2032-01-14").json()["results"]
    assert [row["states"] for row in rows if row["title"] == "Two let out"] == [[]]
    rows = client.get("/defendants.json?as_of=2032-01-15").json()["results"]
    (states,) = [row["states"] for row in rows if row["title"] == "Two let out"]
    assert [(one["outcome"], one["surely"]) for one in states] == [("parole", True)]


def test_a_source_that_says_no_total_is_held_against_what_others_say(
    client: Client, nine: Story
) -> None:
    conviction = factories.step(trial=nine.trial, party=None, kind=StepKind.SENTENCE)
    factories.report(
        conviction,
        outcome=Outcome.SUSPENDED,
        asserted_by=nine.ministry,
        when="2031-11-28",
        people_low=3,
        people_high=3,
        cited=nine.ministry_source.passages.get(number=1),
    )
    accounts = {one["source"]["title"]: one for one in ledger(client, "2032-06-01")["accounts"]}
    account = accounts["Answer of the Ministry on the fire of Orlen"]
    assert (account["total"], account["borrowed"], account["left_open"]) == ("9", True, 6)
    page = read(client, f"{LEDGER}/?as_of=2032-06-01")
    assert "9 say others" in " ".join(page.text.split())


def test_a_withdrawn_source_takes_its_account_and_nothing_else(client: Client, nine: Story) -> None:
    step = factories.step(trial=nine.trial, party=None, kind=StepKind.VERDICT)
    factories.report(
        step,
        outcome=Outcome.CONVICTED,
        asserted_by=nine.ministry,
        people_low=8,
        people_high=8,
        cited=nine.ministry_source.passages.get(number=1),
    )
    both = ledger(client, "2032-06-01")["accounts"]
    assert len(both) == 2
    Source.objects.filter(pk=nine.ministry_source.pk).update(state=State.WITHDRAWN)
    left = ledger(client, "2032-06-01")["accounts"]
    kept = [one for one in both if one["source"]["url"] == left[0]["source"]["url"]]
    assert [(one["total"], counts(one), one["left_open"]) for one in left] == [
        (one["total"], counts(one), one["left_open"]) for one in kept
    ]


def test_each_defendant_of_whom_anything_is_told_has_a_cell_for_each_stage_and_none_is_empty(
    client: Client, story: Story
) -> None:
    told = ledger(client)
    stages = [stage["code"] for stage in told["stages"]]
    assert stages == ["charge", "plea", "verdict", "sentence", "appeal", "release"]
    assert [row["party"]["title"] for row in told["rows"]] == [
        "Anna Belskaya",
        "Eight defendants of the mill trial",
    ]
    assert [party["title"] for party in told["untold"]] == ["Defendant K"]
    page = read(client, f"{LEDGER}/")
    for row in page.classed("stages")[0].all("td"):
        assert row.text.strip()
    assert "nothing reported" in page.text


def test_csv_has_a_line_for_each_count_and_for_what_is_left_open(
    client: Client, nine: Story
) -> None:
    text = client.get(f"{LEDGER}.csv?as_of=2032-06-01").content.decode()
    rows = list(csv.DictReader(StringIO(text)))
    told = ledger(client, "2032-06-01")
    assert len(rows) == sum(len(one["counts"]) + 1 for one in told["accounts"])
    assert sum(int(row["least"]) for row in rows) == 9
    assert all(row["citations"] for row in rows if row["outcome"] != "left_open")


@pytest.mark.parametrize("query", ["as_of=x", "as_of=2031-02-30", "as_of=2031", "village=orlen"])
def test_what_cannot_be_asked_is_refused_with_the_ledger_without_it(
    client: Client, story: Story, query: str
) -> None:
    response = client.get(f"{LEDGER}/?{query}")
    assert response.status_code == 400
    assert f'href="{LEDGER}/"' in response.content.decode()
    assert client.get(f"{LEDGER}.json?{query}").status_code == 400


def test_a_list_says_as_of_which_day_and_takes_one_day_only(client: Client, story: Story) -> None:
    assert client.get("/defendants.json?as_of=2031-12-01").json()["results"][0]["as_of"] == (
        "2031-12-01"
    )
    assert client.get("/defendants/?as_of=2031").status_code == 400
    assert client.get("/people/?as_of=2031-12-01").status_code == 400
