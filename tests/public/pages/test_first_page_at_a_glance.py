"""The first page tells what happened, what is disputed and what became of the accused.

It takes the incident and the trial from the records, the sentences from published summaries, and
every number from sources or by counting.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Claim, Source
from archive.vocabularies import ClaimTopic, Outcome, Stance, State, StepKind, Unit
from archive.workflow.numbers import Printed, Unmarked, numbers_on
from archive.workflow.pages import Reader
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import read

pytestmark = pytest.mark.django_db


def told(client: Client) -> dict[str, Any]:
    page: dict[str, Any] = client.get("/index.json").json()
    return page


def killed(story: Story, number: int, speaker: str, **fields: Any) -> Claim:
    """Somebody in a source of their own says how many were killed."""
    who = factories.actor(speaker)
    source = factories.source(f"Report of {speaker}")
    fields.setdefault("high", number)
    return factories.claim(
        story.fire,
        topic=ClaimTopic.KILLED,
        text=f"{number} died, says {speaker}.",
        low=number,
        unit=Unit.PEOPLE,
        asserted_by=who,
        cited=fields.pop("cited", source.passages.get(number=1)),
        **fields,
    )


def disputed(client: Client) -> dict[str, Any]:
    (one,) = told(client)["happened"]["disputed"]
    return one


def test_it_tells_of_the_incident_that_is_no_part_and_of_which_most_is_said(
    client: Client, story: Story
) -> None:
    other = factories.incident("Another matter")
    for number in range(9):
        factories.claim(story.arrests, text=f"Of a part, {number}.")
    factories.claim(other, text="Of another.")
    happened = told(client)["happened"]
    assert happened["incident"]["url"] == f"/incidents/{story.fire.slug}/"
    assert happened["place"]["url"] == f"/villages/{story.village.slug}/"
    for number in range(9):
        factories.claim(other, text=f"Of another, {number}.")
    assert told(client)["happened"]["incident"]["url"] == f"/incidents/{other.slug}/"


def test_it_tells_of_the_trial_with_most_accused(client: Client, story: Story) -> None:
    assert told(client)["became"]["trial"]["url"] == f"/trials/{story.trial.slug}/"
    larger = factories.trial("Trial of many more")
    for number in range(4):
        factories.involvement(factories.group(f"Group {number}"), trial=larger)
    assert told(client)["became"]["trial"]["url"] == f"/trials/{larger.slug}/"


def test_the_sentences_are_published_ones_with_their_passages(client: Client, story: Story) -> None:
    for words in ("Nine stood trial.", "One was acquitted.", "A third sentence."):
        factories.sentence(story.trial, words)
    page = told(client)
    assert [one["text"] for one in page["happened"]["summary"]] == [story.summary.text]
    assert [one["text"] for one in page["became"]["summary"]] == [
        "Nine stood trial.",
        "One was acquitted.",
    ]
    noted = {note["number"] for note in page["notes"]}
    for sentence in (*page["happened"]["summary"], *page["became"]["summary"]):
        assert {note["number"] for note in sentence["footnotes"]} <= noted
        assert sentence["footnotes"]
    html = read(client, "/").text
    assert story.summary.text in html
    assert "A third sentence." not in html


def test_numbers_stand_from_the_least_to_the_greatest_with_their_speakers(
    client: Client, story: Story
) -> None:
    killed(story, 7, "Radio")
    killed(story, 7, "Television")
    one = disputed(client)
    assert (one["topic"]["code"], one["numbers"]) == ("killed", "1 to 7 people")
    assert one["url"] == f"/incidents/{story.fire.slug}/#killed"
    assert one["fewest"] == {
        "speaker": one["fewest"]["speaker"],
        "and_others": False,
    }
    assert one["fewest"]["speaker"]["title"] == "Orlen Legal Aid"
    assert one["most"]["speaker"]["title"] in ("Radio", "Television")
    assert one["most"]["and_others"]
    assert one["sources"]["count"] == 4


def test_a_number_of_a_part_is_not_the_least(client: Client, story: Story) -> None:
    # The source of the smaller number gives a greater one itself.
    killed(story, 6, "Radio", cited=story.report_source.passages.get(number=2))
    assert disputed(client)["numbers"] == "2 to 6 people"
    # A source whose greatest number is about a group gives none of the whole.
    some = factories.group("Some of them")
    killed(story, 9, "Paper", about=some, cited=story.report_source.passages.get(number=3))
    assert told(client)["happened"]["disputed"] == []


def test_a_number_in_words_keeps_its_words(client: Client, story: Story) -> None:
    killed(story, 24, "Radio", high=None, number_words="dozens")
    assert disputed(client)["numbers"] == "1 person to “dozens” (read as 24 people or more)"


def test_numbers_that_can_all_be_so_are_not_called_disputed(client: Client, story: Story) -> None:
    Claim.objects.filter(topic=ClaimTopic.KILLED).update(low=1, high=1)
    assert told(client)["happened"]["disputed"] == []


def test_what_sources_leave_open_of_the_accused_is_counted(client: Client, story: Story) -> None:
    assert told(client)["became"]["total"] == ""
    for source, outcome, many in (
        (story.report_source, Outcome.IMPRISONMENT, 8),
        (story.ministry_source, Outcome.SUSPENDED, 3),
    ):
        passage = source.passages.get(number=1)
        factories.claim(
            story.trial,
            topic=ClaimTopic.DEFENDANTS,
            text="Nine were tried.",
            low=9,
            high=9,
            unit=Unit.PEOPLE,
            cited=passage,
        )
        step = factories.step(trial=story.trial, party=None, kind=StepKind.SENTENCE)
        factories.report(
            step,
            outcome=outcome,
            when="2021-11-28",  # The story is of days to come, the first page of today.
            people_low=many,
            people_high=many,
            cited=passage,
        )
    became = told(client)["became"]
    accounts = client.get(f"/trials/{story.trial.slug}/ledger.json").json()["accounts"]
    left = [one["left_open"] for one in accounts]
    assert (became["least_open"], became["most_open"]) == (min(left), max(left)) == (1, 6)
    assert (became["accounts"]["count"], became["total"]) == (2, "9")
    text = " ".join(read(client, "/").text.split())
    assert "2 sources tell of it" in text
    assert "the source that tells most leaves 1 open, the one that tells least 6" in text


def test_it_leads_on(client: Client, story: Story) -> None:
    links = {one["href"] for one in read(client, "/").classed("glance")[0].all("a")}
    trial = f"/trials/{story.trial.slug}/"
    assert {trial, f"{trial}ledger/", f"{trial}allegations/", f"{trial}evidence/"} <= links


def test_every_number_is_counted_or_said(client: Client, story: Story) -> None:
    killed(story, 7, "Radio")
    reader = Reader()
    page = reader.page("/")
    assert page is not None
    found = list(numbers_on(reader, "/", page))
    units = {one.unit for one in found if isinstance(one, Printed)}
    assert units >= {"sources-of-list", "accounts", "rows"}
    assert [one for one in found if isinstance(one, Unmarked) or not one.holds] == []


def test_what_is_withdrawn_is_gone_with_the_next_request(client: Client, story: Story) -> None:
    killed(story, 7, "Radio")
    assert disputed(client)["numbers"] == "1 to 7 people"
    Source.objects.filter(title="Report of Radio").update(state=State.WITHDRAWN)
    assert disputed(client)["numbers"] == "1 to 2 people"
    Source.objects.filter(pk=story.report_source.pk).update(state=State.WITHDRAWN)
    assert story.summary.text not in client.get("/").content.decode()


def test_it_asks_the_database_for_nothing_once_it_is_made(client: Client, story: Story) -> None:
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    assert not [query for query in captured if "publicclaim" in query["sql"].lower()]
    asked = [query["sql"] for query in captured if "kept.keep" not in query["sql"]]
    assert len(asked) <= 4


def test_an_empty_archive_tells_nothing(client: Client) -> None:
    factories.archive()
    page = told(client)
    assert (page["happened"], page["became"]) == (None, None)
    assert read(client, "/").classed("glance") == []


def test_a_denial_is_no_number(client: Client, story: Story) -> None:
    killed(story, 7, "Radio", stance=Stance.DENIES, answers=story.dead)
    assert disputed(client)["numbers"] == "1 to 2 people"
