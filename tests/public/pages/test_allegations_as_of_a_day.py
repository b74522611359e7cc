"""What was alleged in a trial by a day, and what had answered it by then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from archive.models import Claim
from archive.vocabularies import ClaimTopic, Stance
from tests import factories
from tests.factories import Story

pytestmark = pytest.mark.django_db

SAID = "They were beaten in the yard."
TOLD, ANSWERED, SEARCHED = date(2032, 5, 1), date(2032, 6, 1), date(2033, 1, 1)


def allege(story: Story, **fields: Any) -> Claim:
    """An allegation of the trial."""
    return factories.claim(story.trial, topic=ClaimTopic.BEATING, text=SAID, **fields)


def page(client: Client, story: Story, day: date | None = None) -> Any:
    query = f"?as_of={day.isoformat()}" if day else ""
    return client.get(f"/trials/{story.trial.slug}/allegations.json{query}").json()


def told(page: Any, text: str) -> Any:
    """The allegation with this text, or None where it does not stand."""
    found = [
        one["alleged"] for one in page["entries"] if one["alleged"]["statement"]["text"] == text
    ]
    return found[0] if found else None


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_an_allegation_stands_from_its_day_and_its_answer_from_its_own(
    client: Client, story: Story, days: int
) -> None:
    alleged = allege(story, when=TOLD.isoformat())
    factories.claim(
        story.trial,
        topic=ClaimTopic.BEATING,
        text="Nobody was beaten.",
        stance=Stance.DENIES,
        answers=alleged,
        when=ANSWERED.isoformat(),
    )
    shift = timedelta(days=days)
    found = told(page(client, story, TOLD + shift), SAID)
    assert (found is not None) == (days >= 0)
    found = told(page(client, story, ANSWERED + shift), SAID)
    assert len(found["answers"]) == (1 if days >= 0 else 0)
    assert found["state"]["code"] == ("answered" if days >= 0 else "nobody_looked")


def test_a_search_looks_back_on_every_day_before_it(client: Client, story: Story) -> None:
    alleged = allege(story, when=TOLD.isoformat())
    factories.claim(
        story.trial,
        topic=ClaimTopic.BEATING,
        text="No answer was found.",
        stance=Stance.SILENT,
        answers=alleged,
        as_of=SEARCHED.isoformat(),
    )
    found = told(page(client, story, TOLD), SAID)
    assert (found["state"]["code"], len(found["searches"])) == ("looked_for", 1)


@pytest.mark.parametrize(
    ("when", "as_of", "published", "since"),
    [
        ("2032-05", "", "2032-09-01", date(2032, 5, 31)),
        ("", "2032-05-07", "2032-09-01", date(2032, 5, 7)),
        ("", "", "2032-09", date(2032, 9, 30)),
        ("2032-05-07/..", "", "2032-09-01", date(2032, 9, 1)),
    ],
)
def test_the_last_day_that_a_date_can_mean_counts_then_the_day_of_the_earliest_source(
    client: Client, story: Story, when: str, as_of: str, published: str, since: date
) -> None:
    source = factories.source("A letter", when=published)
    allege(
        story,
        when=when,
        as_of=as_of,
        cited=source.passages.get(number=1),
    )
    assert told(page(client, story, since - timedelta(days=1)), SAID) is None
    assert told(page(client, story, since), SAID) is not None


def test_what_has_no_day_at_all_stands_only_where_no_day_is_asked(
    client: Client, story: Story
) -> None:
    source = factories.source("A letter", when="")
    allege(
        story,
        cited=source.passages.get(number=1),
    )
    assert told(page(client, story), SAID) is not None
    assert told(page(client, story, date(2099, 1, 1)), SAID) is None


@pytest.mark.parametrize("query", ["as_of=soon", "as_of=2032-05", "day=2032-05-01"])
@pytest.mark.parametrize("form", ["/", ".json", ".csv"])
def test_a_day_that_is_none_is_named(client: Client, story: Story, query: str, form: str) -> None:
    response = client.get(f"/trials/{story.trial.slug}/allegations{form}?{query}")
    assert response.status_code == 400
    assert query.partition("=")[0] in response.content.decode()
