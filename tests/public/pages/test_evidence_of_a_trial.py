"""The evidence of a trial: what it was to prove, challenges, answers; as a list and a picture."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.test import Client

from archive.models import Source
from archive.vocabularies import ClaimTopic, ExhibitKind, Stance, State
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import Element, read

pytestmark = pytest.mark.django_db
PAGE = "/trials/trial-of-the-nine/evidence"


def items(client: Client) -> dict[str, dict]:
    """The exhibits by title; the evidence as a whole has none."""
    return {
        one["exhibit"]["title"] if one["exhibit"] else "": one
        for one in client.get(f"{PAGE}.json").json()["items"]
    }


def challenges(item: dict) -> dict[str, str]:
    """The state of each challenge, by its words."""
    return {one["statement"]["text"]: one["state"]["code"] for one in item["challenges"]}


def words(element: Element) -> str:
    return " ".join(element.text.split())


@pytest.fixture
def challenged(story: Story) -> Story:
    """The canister is said to be made up, which the Ministry denies; an expert is said to err."""
    forged = factories.claim(
        story.canister,
        topic=ClaimTopic.FORGERY,
        text="The canister was made up.",
        asserted_by=story.counsel,
        relayed_by=story.legal_aid,
        cited=story.report_source.passages.get(number=6),
    )
    factories.claim(
        story.canister,
        topic=ClaimTopic.FORGERY,
        text="The canister is the one that was found.",
        stance=Stance.DENIES,
        answers=forged,
        asserted_by=story.ministry,
        cited=story.ministry_source.passages.get(number=1),
    )
    factories.claim(story.canister, topic=ClaimTopic.IRREGULARITY, text="No paper was kept.")
    factories.claim(story.canister, topic=ClaimTopic.EVIDENCE, text="The canister is red.")
    report = factories.exhibit(
        "Report on the fire", trial=story.trial, kind=ExhibitKind.EXPERT_REPORT, used_to_prove=""
    )
    erring = factories.claim(report, topic=ClaimTopic.EXPERT_ERROR, text="The report errs.")
    factories.claim(
        report,
        topic=ClaimTopic.EXPERT_ERROR,
        text="No answer on the report was found.",
        stance=Stance.SILENT,
        answers=erring,
        as_of="2032-04-07",
    )
    factories.claim(story.trial, topic=ClaimTopic.EVIDENCE, text="Nobody saw it.")
    return story


def test_each_challenge_stands_with_its_exhibit_and_in_one_of_three_states(
    client: Client, challenged: Story
) -> None:
    told = items(client)
    assert challenges(told["Canister"]) == {
        "The canister was made up.": "answered",
        "No paper was kept.": "nobody_looked",
    }
    assert challenges(told["Report on the fire"]) == {"The report errs.": "looked_for"}
    (section,) = [
        one
        for one in read(client, f"{PAGE}/").classed("evidence")
        if one["id"] == f"exhibit-{challenged.canister.ref}"
    ]
    text = words(section)
    for part in (
        "Used to prove That fuel was carried to the mill.",
        "Against Defendant K",
        "Pavel Ostrov says relayed by Orlen Legal Aid",
        "Ministry of the Interior of Velia denies",
        "No search for an answer is recorded",
    ):
        assert part in text


def test_what_is_said_of_an_exhibit_without_wrong_is_no_challenge(
    client: Client, challenged: Story
) -> None:
    told = items(client)
    others = [one["statement"]["text"] for one in told["Canister"]["others"]]
    assert others == ["The canister is red."]
    assert [one["statement"]["text"] for one in told[""]["others"]] == ["Nobody saw it."]
    assert told[""]["challenges"] == []


def test_what_is_not_said_is_said_to_be_not_said(client: Client, challenged: Story) -> None:
    (section,) = [
        one
        for one in read(client, f"{PAGE}/").classed("evidence")
        if "Report on the fire" in one.text
    ]
    assert "Used to prove not said Against not said" in words(section)


def test_the_picture_says_what_the_list_says_and_no_more(client: Client, challenged: Story) -> None:
    sections = [one for one in read(client, f"{PAGE}/").classed("evidence") if one.classed("box")]
    assert len(sections) == 2
    for section in sections:
        (picture,) = section.all("svg")
        (listed,) = [one for one in section.inside if one.tag == "div"]
        heading = words(next(section.all("h2")))
        said = f"{heading} {words(listed)}"
        for box in picture.classed("box"):
            plain = [one.text for one in box.all("tspan") if one["class"] != "strong"]
            text = " ".join("".join(plain).split())
            for piece in text.split(" – against "):
                assert piece in said, piece
        drawn = [one["data-ref"] for one in picture.classed("box")]
        claims = [
            link["href"].split("/")[2] for one in listed.classed("open") for link in one.all("a")
        ]
        of_others = [
            one["statement"]["ref"] for item in items(client).values() for one in item["others"]
        ]
        assert [ref for ref in drawn if ref in claims] == [
            ref for ref in claims if ref not in of_others
        ]
        assert not [one for one in picture.all() if one["style"]]


def test_each_edge_leads_from_what_is_challenged_to_who_challenges_and_answers(
    client: Client, challenged: Story
) -> None:
    edges = {(one["data-from"], one["data-to"]) for one in read(client, f"{PAGE}/").classed("edge")}
    expected = set()
    for item in items(client).values():
        if not item["exhibit"]:
            continue
        exhibit = item["exhibit"]["ref"]
        expected.add((exhibit, f"{exhibit}-proof"))
        for one in item["challenges"]:
            ref = one["statement"]["ref"]
            expected.add((exhibit, ref))
            expected |= {(ref, answer["ref"]) for answer in one["answers"]}
            expected |= {(ref, search["statement"]["ref"]) for search in one["searches"]}
            if one["state"]["code"] == "nobody_looked":
                expected.add((ref, f"{ref}-open"))
    assert edges == expected


def test_a_withdrawn_source_takes_its_challenges_and_answers_and_nothing_else(
    client: Client, challenged: Story
) -> None:
    Source.objects.filter(pk=challenged.ministry_source.pk).update(state=State.WITHDRAWN)
    left = items(client)
    assert challenges(left["Canister"]) == {
        "The canister was made up.": "nobody_looked",
        "No paper was kept.": "nobody_looked",
    }
    assert challenges(left["Report on the fire"]) == {"The report errs.": "looked_for"}


def test_csv_has_a_line_for_each_answer_and_for_what_has_none(
    client: Client, challenged: Story
) -> None:
    lines = list(csv.DictReader(StringIO(client.get(f"{PAGE}.csv").content.decode())))
    assert [
        (one["title"], one["part"], one["text"], one["state"], one["answer_text"]) for one in lines
    ] == [
        (
            item["exhibit"]["title"] if item["exhibit"] else "",
            part,
            one["statement"]["text"],
            one["state"]["code"],
            answer,
        )
        for item in client.get(f"{PAGE}.json").json()["items"]
        for part, said in (("challenge", item["challenges"]), ("other", item["others"]))
        for one in said
        for answer in [
            *(row["text"] for row in one["answers"]),
            *(row["statement"]["text"] for row in one["searches"]),
        ]
        or [""]
    ]
    assert all(one["citations"] for one in lines)
