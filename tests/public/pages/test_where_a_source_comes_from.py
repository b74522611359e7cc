"""Reprints, translations and summaries lead to their origin, and the origin to all of them."""

from __future__ import annotations

from random import Random

import pytest
from django.test import Client

from archive.models import Source
from archive.public import stamp
from archive.public.support import LINEAGE
from archive.vocabularies import Fidelity, State
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import Element, links, read

pytestmark = pytest.mark.django_db


def family(page: Element) -> list[Element]:
    return [one for part in page.classed("family") for one in part.all("li")]


@pytest.fixture
def chain(story: Story) -> list[Source]:
    """An origin, its translation, a summary of that, and a reprint of the origin."""
    origin = factories.source("Report", when="2032-01-01")
    translation = factories.source("Отчёт", language="ru", derives_from=origin, when="2032-02-01")
    summary = factories.source("Digest", derives_from=translation, when="2032-03-01")
    reprint = factories.source("Report again", derives_from=origin, when="2032-04-01")
    return [origin, translation, summary, reprint]


def test_each_shows_the_whole_family_after_what_it_derives_from(
    client: Client, chain: list[Source]
) -> None:
    for source in chain:
        page = read(client, f"/sources/{source.slug}/")
        assert "4 sources, 1 origin" in page.text
        lines = family(page)
        assert [next(one.all("a", "strong")).text for one in lines] == [
            "Report",
            "Отчёт",
            "Digest",
            "Report again",
        ]
        (here,) = [one for one in lines if one["aria-current"] == "true"]
        assert source.title in here.text
        assert {f"/sources/{each.slug}/" for each in chain} - set(links(page)) <= {
            f"/sources/{source.slug}/"
        }


def test_a_source_of_its_own_has_no_family(client: Client, story: Story) -> None:
    assert not family(read(client, f"/sources/{story.report_source.slug}/"))


def test_a_hidden_original_is_not_told_of(client: Client, chain: list[Source]) -> None:
    Source.objects.filter(pk=chain[0].pk).update(state=State.DRAFT)
    page = read(client, f"/sources/{chain[2].slug}/")
    assert "2 sources, 1 origin" in page.text
    assert "Report" not in [one.text for one in page.all("a")]
    assert not family(read(client, f"/sources/{chain[3].slug}/"))


def test_the_page_of_an_incident_counts_origins(client: Client, chain: list[Source]) -> None:
    incident = factories.incident("Flood", cited=[each.passages.get(number=1) for each in chain])
    page = read(client, f"/incidents/{incident.slug}/")
    assert "4 sources, 1 origin" in " ".join(page.text.split())
    other = factories.source("Independent")
    factories.cite(incident, other.passages.get(number=1))
    page = read(client, f"/incidents/{incident.slug}/")
    assert "5 sources, 2 origins" in " ".join(page.text.split())


@pytest.mark.parametrize("seed", range(5))
def test_origins_agree_with_walking_up(seed: int) -> None:
    random = Random(seed)
    made: list[Source] = []
    for number in range(20):
        original = random.choice([None, *made]) if made else None
        made.append(factories.source(f"Source {number}", passages=("x",), derives_from=original))

    def top(source: Source) -> Source:
        return top(source.derives_from) if source.derives_from else source

    lineage = LINEAGE.get(None, stamp.current())
    some = random.sample(made, 8)
    assert lineage.origins(each.pk for each in some) == len({top(each).pk for each in some})
    for source in made:
        relatives = dict(lineage.family(source.pk))
        assert set(relatives) == {each.pk for each in made if top(each) == top(source)}
        for each in made:
            if each.pk in relatives and each.derives_from:
                assert relatives[each.pk] == relatives[each.derives_from.pk] + 1


def test_a_circle_hangs_nobody(client: Client, chain: list[Source]) -> None:
    Source.objects.filter(pk=chain[0].pk).update(derives_from=chain[2])
    page = read(client, f"/sources/{chain[1].slug}/")
    assert "4 sources, 1 origin" in page.text


def test_a_page_says_plainly_whose_words_these_are(client: Client, story: Story) -> None:
    ours = factories.source("In our words", fidelity=Fidelity.SUMMARY)
    page = read(client, f"/sources/{ours.slug}/")
    assert "These are not the words of the source." in page.classed("whose")[0].text
    page = read(client, f"/sources/{story.report_source.slug}/")
    assert "These are the words of the source itself." in page.classed("whose")[0].text


def test_more_of_an_author_than_a_page_shows_leads_to_the_list(
    client: Client, story: Story
) -> None:
    for number in range(25):
        factories.source(f"Bulletin {number}", author=story.ministry, passages=("x",))
    page = read(client, f"/sources/{story.ministry_source.slug}/")
    assert f"/sources/?publisher={story.ministry.slug}" in links(page)
