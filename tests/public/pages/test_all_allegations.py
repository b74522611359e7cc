"""Everything that is alleged, of trials and of anything else, by topic and with its answers."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from archive.models import Claim
from archive.public import models as public
from archive.public.pages import alleged
from archive.vocabularies import ClaimTopic, Stance
from tests import factories
from tests.factories import Story
from tests.public.facets.brute_force import ALLEGATIONS
from tests.public.pages.reading import read

pytestmark = pytest.mark.django_db
PAGE = "/allegations"


def told(client: Client) -> dict[str, Any]:
    page: dict[str, Any] = client.get(f"{PAGE}.json").json()
    return page


def answer(claim: Claim, stance: Stance) -> Claim:
    subject = claim.subject
    return factories.claim(subject, topic=claim.topic, stance=stance, answers=claim)


@pytest.fixture
def alleged_in_many_ways(story: Story) -> Story:
    """Of an incident, a trial, an exhibit, a step and a person; answered, searched, neither."""
    forged = factories.claim(story.canister, topic=ClaimTopic.FORGERY, text="Forged.")
    answer(forged, Stance.SILENT)
    bias = factories.claim(story.conviction, topic=ClaimTopic.BIAS, text="Biased.")
    answer(bias, Stance.SILENT)
    answer(bias, Stance.ADMITS)
    factories.claim(story.defendant, topic=ClaimTopic.TORTURE, text="Tortured.")
    factories.claim(story.trial, topic=ClaimTopic.TORTURE, when="2032-01-02", text="Earlier.")
    return story


def by_hand() -> dict[tuple[str, str], int]:
    """How much is alleged under each topic in each state, from all public claims."""
    claims = list(public.PublicClaim.objects.all())
    found: Counter[tuple[str, str]] = Counter()
    for claim in claims:
        if claim.topic not in ALLEGATIONS or claim.stance not in ("asserts", "presupposes"):
            continue
        if claim.answers_id is not None:
            continue
        given = {one.stance for one in claims if one.answers_id == claim.pk}
        state = "answered" if given - {"silent"} else "looked_for" if given else "nobody_looked"
        found[claim.topic, state] += 1
    return dict(found)


def test_each_cell_is_what_plain_python_counts_and_as_long_as_its_list(
    client: Client, alleged_in_many_ways: Story
) -> None:
    page = told(client)
    states = [state["code"] for state in page["states"]]
    counted = {
        (line["topic"]["code"], state): cell["count"]
        for line in page["lines"]
        if line["topic"]
        for state, cell in zip(states, line["states"], strict=True)
        if cell["count"]
    }
    assert counted == by_hand()
    assert len({state for _topic, state in counted}) == 3
    cells = [cell for line in page["lines"] for cell in (*line["states"], line["total"])]
    for cell in cells:
        listed = client.get(cell["url"].replace("/claims/", "/claims.json")).json()
        assert listed["count"] == cell["count"], cell["url"]
    assert page["lines"][-1]["topic"] is None
    assert page["lines"][-1]["total"]["count"] == sum(by_hand().values())


def test_under_its_topic_each_allegation_stands_once_in_order_of_time(
    client: Client, alleged_in_many_ways: Story
) -> None:
    page = told(client)
    folds = {fold["topic"]["code"]: fold["entries"] for fold in page["topics"]}
    texts = {
        topic: [entry["alleged"]["statement"]["text"] for entry in entries]
        for topic, entries in folds.items()
    }
    assert texts["torture"] == ["Earlier.", "Tortured."]
    assert texts["forgery"] == ["Forged."]
    refs = [entry["alleged"]["statement"]["ref"] for entries in folds.values() for entry in entries]
    assert len(refs) == len(set(refs)) == sum(by_hand().values())


def test_what_is_alleged_of_an_exhibit_or_a_step_names_the_trial(
    client: Client, alleged_in_many_ways: Story
) -> None:
    trials = {
        entry["alleged"]["statement"]["text"]: entry["trial"] and entry["trial"]["url"]
        for fold in told(client)["topics"]
        for entry in fold["entries"]
    }
    trial = f"/trials/{alleged_in_many_ways.trial.slug}/"
    assert trials["Forged."] == trials["Biased."] == trial
    assert trials["Tortured."] is None
    page = read(client, f"{PAGE}/")
    forged = next(one for one in page.classed("allegation") if "Forged." in one.text)
    assert trial in [link["href"] for link in forged.all("a")]


def test_html_and_csv_tell_what_json_tells(client: Client, alleged_in_many_ways: Story) -> None:
    entries = [entry["alleged"] for fold in told(client)["topics"] for entry in fold["entries"]]
    page = read(client, f"{PAGE}/")
    ids = [one["id"] for one in page.classed("allegation")]
    assert ids == [f"allegation-{one['statement']['ref']}" for one in entries]
    text = client.get(f"{PAGE}.csv").content.decode()
    lines = Counter(
        (line["claim"], line["state"]) for line in csv.DictReader(StringIO(text, newline=""))
    )
    assert lines == {
        (one["statement"]["url"], one["state"]["code"]): max(
            1, len(one["answers"]) + len(one["searches"])
        )
        for one in entries
    }


def test_of_many_the_first_are_shown_and_csv_has_all(
    client: Client, alleged_in_many_ways: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alleged, "SHOWN", 1)
    (torture,) = [fold for fold in told(client)["topics"] if fold["topic"]["code"] == "torture"]
    assert [entry["alleged"]["statement"]["text"] for entry in torture["entries"]] == ["Earlier."]
    assert torture["more"]["shown"] == 1
    page = read(client, f"{PAGE}/")
    assert torture["more"]["url"] in [one["href"] for one in page.all("a")]
    text = client.get(f"{PAGE}.csv").content.decode()
    claims = {line["claim"] for line in csv.DictReader(StringIO(text, newline=""))}
    assert len(claims) == sum(by_hand().values())


def test_a_withdrawn_allegation_is_gone_and_counted_nowhere(
    client: Client, alleged_in_many_ways: Story
) -> None:
    before = told(client)["lines"][-1]["total"]["count"]
    claim = Claim.objects.get(text="Forged.")
    claim.state = "withdrawn"
    claim.save()
    page = told(client)
    assert page["lines"][-1]["total"]["count"] == before - 1
    assert "Forged." not in client.get(f"{PAGE}/").content.decode()


def test_without_any_allegation_the_page_says_so(client: Client) -> None:
    factories.archive()
    page = told(client)
    assert (page["lines"], page["topics"]) == ([], [])
    assert "alleges anything" in read(client, f"{PAGE}/").text


def test_the_first_page_and_the_page_of_each_trial_lead_to_it(client: Client, story: Story) -> None:
    for address in ("/", f"/trials/{story.trial.slug}/allegations/"):
        assert f"{PAGE}/" in [one["href"] for one in read(client, address).all("a")], address
