"""What is alleged in a trial, of whom and at which stage, and the three ways to have an answer."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO

import pytest
from django.test import Client

from archive.models import Claim, Source
from archive.vocabularies import ClaimTopic, SourceKind, Stance, Standpoint, State, StepKind
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import Element, read

pytestmark = pytest.mark.django_db
PAGE = "/trials/trial-of-the-nine/allegations"


def told(client: Client) -> dict:
    return client.get(f"{PAGE}.json").json()


def states(client: Client) -> dict[str, str]:
    """The state of each allegation, by its ref."""
    return {
        one["alleged"]["statement"]["ref"]: one["alleged"]["state"]["code"]
        for one in told(client)["entries"]
    }


def rows(client: Client) -> dict[str, dict[str, list[str]]]:
    """For each row by its name: the refs of what is alleged, by stage."""
    return {
        row["of"]["title"] if row["of"] else "": {
            cell["stage"]["code"]: [one["ref"] for one in cell["allegations"]]
            for cell in row["cells"]
            if cell["allegations"]
        }
        for row in told(client)["rows"]
    }


def shown(page: Element, ref: str) -> str:
    """How an allegation is printed in full, on one line."""
    (item,) = [one for one in page.all("li") if one["id"] == f"allegation-{ref}"]
    return " ".join(item.text.split())


def looked_for(story: Story, alleged: Claim, **fields: object) -> Claim:
    """A search of the archive's own, told in a log, for an answer to an allegation."""
    log = factories.source(
        "Search log of April",
        kind=SourceKind.SEARCH_LOG,
        standpoint=Standpoint.ARCHIVE,
        when="2032-04-02",
        passages=("Looked for in two sources: an answer. None was found.",),
    )
    return factories.claim(
        story.trial,
        topic=alleged.topic,
        text="An answer was looked for in two sources; none was found.",
        stance=Stance.SILENT,
        answers=alleged,
        cited=log.passages.get(number=1),
        **fields,
    )


def test_answered_looked_for_and_nobody_looked_are_three_different_things(
    client: Client, story: Story
) -> None:
    silent = factories.claim(story.trial, topic=ClaimTopic.BIAS, text="The judge was biased.")
    looked_for(story, silent, as_of="2032-04-07")
    alone = factories.claim(story.trial, topic=ClaimTopic.COERCION, text="Words were forced.")
    assert states(client) == {
        story.beaten.ref: "answered",
        silent.ref: "looked_for",
        alone.ref: "nobody_looked",
    }
    page = read(client, f"{PAGE}/")
    answered = shown(page, story.beaten.ref)
    assert "Ministry of the Interior of Velia denies" in answered
    assert "No answer known" not in answered
    searched = shown(page, silent.ref)
    assert "No answer known: looked for on 7 April 2032, in Search log of April" in searched
    assert "No search recorded" not in searched
    assert shown(page, alone.ref).endswith("No search for an answer is recorded")
    assert told(client)["states"] == {"answered": 1, "looked_for": 1, "nobody_looked": 1}


def test_a_search_without_a_day_has_the_day_of_the_log_that_tells_it(
    client: Client, story: Story
) -> None:
    looked_for(story, story.beaten)
    assert "looked for on 2 April 2032" in shown(read(client, f"{PAGE}/"), story.beaten.ref)


def test_a_denial_does_not_hide_that_something_was_looked_for_besides(
    client: Client, story: Story
) -> None:
    looked_for(story, story.beaten)
    page = read(client, f"{PAGE}/")
    text = shown(page, story.beaten.ref)
    assert "denies" in text
    assert "No answer known: looked for" in text
    (state,) = page.classed("state")
    assert " ".join(state.text.split()) == (
        "Answered: Ministry of the Interior of Velia denies; another answer was looked for in vain"
    )


def test_row_and_stage_follow_from_what_a_claim_is_about_and_never_from_its_words(
    client: Client, story: Story
) -> None:
    plea = factories.step(trial=story.trial, party=None, kind=StepKind.PLEA)
    factories.report(plea)
    at_the_verdict = factories.claim(
        story.conviction, topic=ClaimTopic.BIAS, text="At the hearing the plea was not heard."
    )
    at_the_plea = factories.claim(plea, topic=ClaimTopic.COERCION, text="The verdict was forced.")
    forged = factories.claim(story.canister, topic=ClaimTopic.FORGERY, text="It was made up.")
    of_one = factories.claim(story.trial, about=story.acquitted, text="She was beaten.")
    at_the_arrest = factories.claim(story.arrests, topic=ClaimTopic.TORTURE, text="At the verdict.")
    assert rows(client) == {
        "Anna Belskaya": {"no_stage": [of_one.ref]},
        "Defendant K": {"evidence": [forged.ref]},
        "Eight defendants of the mill trial": {"verdict": [at_the_verdict.ref]},
        "": {"plea": [at_the_plea.ref], "no_stage": [story.beaten.ref]},
        "Arrests in Orlen": {"no_stage": [at_the_arrest.ref]},
    }


def test_what_answers_is_told_under_what_it_answers_and_nowhere_else(
    client: Client, story: Story
) -> None:
    factories.claim(
        story.trial, text="They were beaten indeed, says another.", answers=story.beaten
    )
    assert list(states(client)) == [story.beaten.ref]
    assert "They were beaten indeed" in shown(read(client, f"{PAGE}/"), story.beaten.ref)


def test_no_cell_is_empty_and_whoever_has_none_is_named(client: Client, story: Story) -> None:
    factories.claim(story.canister, topic=ClaimTopic.FORGERY)
    page = read(client, f"{PAGE}/")
    cells = [cell for table in page.classed("matrix") for cell in table.all("td")]
    assert cells
    assert all(cell.text.strip() for cell in cells)
    assert [one["title"] for one in told(client)["nothing_alleged"]] == [
        "Anna Belskaya",
        "Eight defendants of the mill trial",
    ]


def test_defendants_whom_nobody_answers_are_those_of_the_list(client: Client, story: Story) -> None:
    factories.claim(story.canister, topic=ClaimTopic.FORGERY)
    answered = factories.claim(story.acquitted, topic=ClaimTopic.TORTURE)
    looked_for(story, answered)
    factories.claim(story.conviction, topic=ClaimTopic.BIAS)
    page = told(client)
    unanswered = {
        row["of"]["title"]
        for row in page["rows"]
        if row["kind"] == "defendant"
        for cell in row["cells"]
        if any(one["state"]["code"] == "nobody_looked" for one in cell["allegations"])
    }
    assert unanswered == {"Defendant K", "Eight defendants of the mill trial"}
    for link, expected in (("unanswered", unanswered), ("looked_for", {"Anna Belskaya"})):
        address = page[link]["url"].replace("/defendants/", "/defendants.json")
        assert {one["title"] for one in client.get(address).json()["results"]} == expected
    both = client.get("/defendants.json?allegation=forgery&allegation=bias&answer=no_answer")
    assert {one["title"] for one in both.json()["results"]} == unanswered


def test_a_withdrawn_source_takes_its_allegations_and_nothing_else(
    client: Client, story: Story
) -> None:
    factories.claim(
        story.defendant,
        topic=ClaimTopic.TORTURE,
        cited=story.ministry_source.passages.get(number=1),
    )
    kept = factories.claim(story.conviction, topic=ClaimTopic.BIAS)
    before = states(client)
    assert len(before) == 3
    Source.objects.filter(pk=story.ministry_source.pk).update(state=State.WITHDRAWN)
    # The denial rested on the Ministry's answer: nobody is known to have looked any more.
    assert states(client) == {story.beaten.ref: "nobody_looked", kept.ref: "nobody_looked"}
    assert "Defendant K" not in rows(client)


def test_html_json_and_csv_tell_the_same(client: Client, story: Story) -> None:
    looked_for(story, story.beaten)
    forged = factories.claim(story.canister, topic=ClaimTopic.FORGERY, relayed_by=story.counsel)
    page, data = read(client, f"{PAGE}/"), told(client)
    text = client.get(f"{PAGE}.csv").content.decode()
    lines = list(csv.DictReader(StringIO(text)))
    expected = Counter(
        (
            row["of"]["url"] if row["of"] else "",
            cell["stage"]["code"],
            f"/claims/{one['ref']}/",
            one["state"]["code"],
        )
        for row in data["rows"]
        for cell in row["cells"]
        for one in cell["allegations"]
    )
    found = Counter((one["of"], one["stage"], one["claim"], one["state"]) for one in lines)
    assert found.keys() == expected.keys()
    entries = [one["alleged"] for one in data["entries"]]
    assert sum(found.values()) == sum(
        max(1, len(one["answers"]) + len(one["searches"])) for one in entries
    )
    assert {one["citations"] for one in lines} == {"nine-on-trial-for-the-fire-of-orlen#1"} | {
        "; ".join(note["cite"] for note in one["statement"]["said"]["footnotes"]) for one in entries
    }
    ids = [one["id"] for one in page.all("li") if one["id"].startswith("allegation-")]
    assert ids == [f"allegation-{one['statement']['ref']}" for one in entries]
    for one in entries:
        printed = shown(page, one["statement"]["ref"])
        answers = [*one["answers"], *(search["statement"] for search in one["searches"])]
        assert all(said["text"] in printed for said in (one["statement"], *answers))
    assert "relayed by Pavel Ostrov" in shown(page, forged.ref)


def test_a_trial_leads_to_its_allegations_and_they_lead_back(client: Client, story: Story) -> None:
    assert f"{PAGE}/" in [
        one["href"] for one in read(client, "/trials/trial-of-the-nine/").all("a")
    ]
    assert "/trials/trial-of-the-nine/" in [
        one["href"] for one in read(client, f"{PAGE}/").all("a")
    ]
