"""The page of what is not in the archive, and the day of the last public change on every page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from archive.models import PublicVersion, Tombstone
from archive.vocabularies import Fidelity, Stance, Standpoint, State
from archive.workflow import versions
from tests import factories
from tests.factories import Story
from tests.public.facets import random_archive
from tests.public.pages.reading import links, names, read
from tests.visibility.oracle import today

pytestmark = pytest.mark.django_db
LATER = date(2032, 5, 1)


def told(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/limits.json").json()
    return found


def figures(value: Any) -> Iterator[dict[str, Any]]:
    """Every figure in the data of the page."""
    if isinstance(value, dict):
        if value.keys() == {"label", "count", "url"}:
            yield value
        for part in value.values():
            yield from figures(part)
    elif isinstance(value, list):
        for part in value:
            yield from figures(part)


def table(client: Client, name: str) -> dict[str, int]:
    (found,) = (each for each in told(client)["tables"] if each["name"] == name)
    return {figure["label"]: figure["count"] for figure in found["figures"]}


@pytest.mark.parametrize("seed", [0, 31])
def test_every_figure_is_the_length_of_the_list_that_it_leads_to(client: Client, seed: int) -> None:
    if seed:
        random_archive.build(seed)
    else:
        factories.story()
    found = list(figures(told(client)))
    assert len(found) > 30
    for figure in found:
        if not figure["count"]:
            assert figure["url"] == ""
            continue
        address = figure["url"].replace("/?", ".json?")
        assert client.get(address).json()["count"] == figure["count"], figure


def test_standpoints_and_kinds_that_no_source_has_are_said(client: Client, story: Story) -> None:
    found = table(client, "standpoint")
    assert set(found) == {str(label) for label in Standpoint.labels}
    assert [found["NGO"], found["Families"], found["Media"]] == [1, 0, 0]


def test_what_lacks_date_place_or_words_is_counted(client: Client, story: Story) -> None:
    factories.incident("Undated", when="", place=None)
    factories.source("Told only by us", fidelity=Fidelity.SUMMARY)
    found = table(client, "lacking")
    assert found["Incidents without a date that tells a year"] == 1
    assert found["Incidents without a place"] == 1
    assert found["Sources of which only a summary is here"] == 1


def test_places_that_are_not_located_are_named(client: Client, story: Story) -> None:
    page = read(client, "/limits/")
    assert {"/villages/velia/", "/villages/tarva-district/"} <= set(links(page))
    assert "/villages/orlen/" not in links(page)


def test_searches_in_vain_stand_with_their_log(client: Client, story: Story) -> None:
    log = factories.source(
        "Log", kind="search_log", passages=("Looked for a number. Found: none.",)
    )
    factories.claim(
        story.fire, text="No number was found.", stance=Stance.SILENT, cited=log.passages.get()
    )
    page = read(client, "/limits/")
    assert [one.text for one in page.classed("text") if "No number" in one.text]
    assert f"/sources/{log.slug}/p1/#p1" in links(page)


def test_withheld_passages_are_announced_by_source(client: Client, story: Story) -> None:
    passage = story.ministry_source.passages.get(number=2)
    passage.citations.all().delete()
    passage.text, passage.withheld = "", True
    passage.save()
    found = told(client)
    assert found["withheld"] == 1
    assert [one["passages"] for one in found["withheld_in"]] == [1]
    assert f"/sources/{story.ministry_source.slug}/" in links(read(client, "/limits/"))


def test_a_language_of_the_archive_without_sources_is_said(client: Client, story: Story) -> None:
    by_code = {each["language"]: each for each in told(client)["languages"]}
    assert by_code["ru"]["sources"]["count"] == 0
    assert by_code["en"]["sources"]["count"] == 3
    assert by_code["ru"]["named"] < by_code["en"]["named"] <= by_code["en"]["of"]


def test_an_empty_archive_says_that_nothing_is_in_it(client: Client) -> None:
    assert "No search in vain is recorded." in read(client, "/limits/").text


# The day of the last public change


def footer(client: Client, path: str = "/") -> str:
    times = [one for part in read(client, path).classed("foot") for one in part.all("time")]
    return times[0]["datetime"] if times else ""


def test_it_stands_at_the_foot_of_every_page(client: Client, story: Story) -> None:
    factories.version(story.fire, date(2032, 4, 2))
    alone = ("home", "about", "method", "data", "glossary", "limits", "timeline", "map")
    assert names().issuperset(alone)
    pages = ["/", *(f"/{name}/" for name in alone[1:]), "/claims/", "/incidents/", "/search/"]
    pages += [f"/incidents/{story.fire.slug}/", f"/sources/{story.report_source.slug}/"]
    assert {footer(client, path) for path in pages} == {"2032-04-02"}


def test_it_is_a_day_and_moves_with_a_public_change(client: Client, story: Story) -> None:
    factories.version(story.fire, date(2032, 4, 2))
    factories.version(story.fire, LATER)
    assert footer(client) == LATER.isoformat() == told(client)["changed"]["day"]


def test_a_change_of_what_is_hidden_does_not_move_it(client: Client, story: Story) -> None:
    factories.version(story.fire, date(2032, 4, 2))
    for fields in (
        {"state": State.DRAFT},
        {"state": State.WITHDRAWN},
        {"embargo_until": today() + timedelta(days=2)},
        {"cited": False},
    ):
        factories.version(factories.incident("Hidden", **fields), LATER)
    assert footer(client) == "2032-04-02"


def test_what_is_withdrawn_in_silence_takes_its_day_with_it(client: Client, story: Story) -> None:
    factories.version(story.fire, date(2032, 4, 2))
    factories.version(story.arrests, LATER)
    type(story.arrests).objects.filter(pk=story.arrests.pk).update(state=State.WITHDRAWN)
    assert footer(client) == "2032-04-02"


def test_a_public_notice_of_a_withdrawal_moves_it(client: Client, story: Story) -> None:
    factories.version(story.fire, date(2032, 4, 2))
    Tombstone.objects.create(path="/incidents/gone/", reason="As the family asked.", made_on=LATER)
    assert footer(client) == LATER.isoformat()


def test_versions_that_publishing_keeps_are_read_together(story: Story) -> None:
    made = versions.keep_versions([story.fire, story.fire, story.arrests])
    assert len(made) == PublicVersion.objects.count() == 2
    assert versions.keep_versions([story.fire, story.arrests]) == []


def test_an_archive_without_any_version_says_no_day(client: Client, story: Story) -> None:
    assert footer(client) == ""
