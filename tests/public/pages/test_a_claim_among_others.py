"""A claim's own page shows who says what on its subject and topic, with the claim marked there."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.models import Claim
from archive.public.pages import rows
from archive.vocabularies import ClaimTopic, Stance, Unit
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import Element, read

pytestmark = pytest.mark.django_db


def told(client: Client, claim: Claim) -> dict[str, Any]:
    page: dict[str, Any] = client.get(f"/claims/{claim.ref}.json").json()
    return page


def standing(page: dict[str, Any]) -> list[str]:
    """The refs of the claims that have a position or answer one, in order."""
    return [
        one["ref"]
        for topic in page["topics"]
        for matter in topic["matters"]
        for position in matter["positions"]
        for one in (*position["voices"], *position["more_voices"], *position["answers"])
    ]


def marked(page: Element) -> list[Element]:
    return [one for one in page.classed("statement") if one["aria-current"]]


def test_numbers_stand_on_one_scale_with_the_claim_marked(client: Client, story: Story) -> None:
    page = told(client, story.dead)
    (topic,) = page["topics"]
    (matter,) = topic["matters"]
    assert (topic["topic"]["code"], topic["count"], topic["sources"]) == ("killed", 2, 2)
    assert [one["code"] for one in matter["differences"]] == ["exclude"]
    assert matter["scales"] == ["0 to 2 people"]
    printed = read(client, f"/claims/{story.dead.ref}/")
    (here,) = marked(printed)
    assert here.text.strip().startswith("One person died in the fire.")
    assert "This statement" in here.text
    assert f"/claims/{story.dead.ref}/" not in [one["href"] for one in here.all("a")]


def test_what_is_told_as_an_answer_is_not_told_again(client: Client, story: Story) -> None:
    speaker = factories.actor("Somebody else")
    factories.claim(
        story.beaten.subject,
        topic=story.beaten.topic,
        text="So says another.",
        asserted_by=speaker,
        about=story.beaten.about,
    )
    for claim, other in ((story.beaten, story.denial), (story.denial, story.beaten)):
        page = told(client, claim)
        assert claim.ref in standing(page)
        assert other.ref not in standing(page)
        # That they differ is said all the same.
        differences = [
            one["code"] for m in page["topics"][0]["matters"] for one in m["differences"]
        ]
        assert "denied" in differences
        printed = read(client, f"/claims/{claim.ref}/")
        assert len([one for one in printed.classed("statement") if other.text in one.text]) == 1


def test_a_claim_that_nobody_else_speaks_of_stands_alone(client: Client, story: Story) -> None:
    alone = factories.claim(story.village, topic=ClaimTopic.MOTIVE, text="Nobody knows why.")
    assert told(client, alone)["topics"] == []
    assert marked(read(client, f"/claims/{alone.ref}/")) == []


def test_the_claim_is_seen_among_many_voices(client: Client, story: Story) -> None:
    claims = [
        factories.claim(
            story.fire,
            topic=ClaimTopic.INJURED,
            text="Nine were hurt.",
            low=9,
            high=9,
            unit=Unit.PEOPLE,
            asserted_by=factories.actor(f"Speaker {number}"),
            stance=Stance.ASSERTS,
        )
        for number in range(5)
    ]
    for claim in claims:
        printed = read(client, f"/claims/{claim.ref}/")
        (here,) = marked(printed)
        folds = [fold for fold in printed.classed("more-voices") if here in list(fold.all())]
        assert all("open" in fold.attributes for fold in folds)
    ends = [read(client, f"/claims/{claim.ref}/").classed("more-voices")[0] for claim in claims]
    assert {"open" in fold.attributes for fold in ends} == {True, False}


def test_of_many_the_first_are_shown_and_the_list_has_all(
    client: Client, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    for asked in (rows.first_claims, rows.more):
        assert asked.__defaults__ == (rows.MANY,)
        monkeypatch.setattr(asked, "__defaults__", (2,))
    for number in range(4):
        factories.claim(story.fire, topic=ClaimTopic.KILLED, text=f"So says voice {number}.")
    factories.claim(story.trial, topic=ClaimTopic.KILLED, text="Of the trial.")
    page = told(client, story.dead)
    assert len(standing(page)) == 3
    more = page["more"]
    assert more["shown"] == 2
    assert client.get(more["url"].replace("/claims/", "/claims.json")).json()["count"] == 6
    assert more["url"] in [
        one["href"] for one in read(client, f"/claims/{story.dead.ref}/").all("a")
    ]
