"""From a statement to its passage in one step, and back again."""

import pytest
from django.test import Client

from archive.public import models as public
from archive.public.addresses import address_of
from archive.public.entries import fetch_any
from archive.public.footnotes import footnotes_of, shown_locator
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import ids, links, read

pytestmark = pytest.mark.django_db


def pages(story: Story) -> list[str]:
    """The pages that state something."""
    records = [story.fire, story.arrests, story.trial, story.village, story.acquitted]
    records += [story.defendant, story.eight, story.counsel, story.legal_aid, story.ministry]
    records += [story.dead, story.denial, story.beaten]
    found = fetch_any([record.pk for record in records])
    return [address_of(found[record.pk]) for record in records]


def test_every_footnote_leads_to_its_passage(client: Client, story: Story) -> None:
    seen = 0
    for path in pages(story):
        for marks in read(client, path).classed("marks"):
            for link in marks.all("a"):
                passage, _, anchor = link["href"].partition("#")
                target = read(client, passage)
                assert anchor in ids(target)
                marked = [one for one in target.all("li") if one["id"] == anchor]
                assert list(marked[0].all("mark"))
                seen += 1
    assert seen > 20


def test_every_footnote_of_a_page_has_its_passage_at_the_foot(client: Client, story: Story) -> None:
    for path in pages(story):
        page = read(client, path)
        numbers = {link.text for marks in page.classed("marks") for link in marks.all("a")}
        notes = {one["value"] for one in page.all("li") if one["id"].startswith("note-")}
        assert numbers == notes, path


def test_a_passage_leads_back_to_everything_that_cites_it(client: Client, story: Story) -> None:
    for citation in public.PublicCitation.objects.select_related("passage__source"):
        page = read(client, address_of(citation.passage))
        back = fetch_any([citation.entry_id])[citation.entry_id]
        if isinstance(back, public.PublicSentence):
            expected = f"/incidents/fire-at-the-mill-of-orlen/#sentence-{back.ref}"
        else:
            expected = address_of(back)
        assert expected in links(page)
        path, _, anchor = expected.partition("#")
        assert not anchor or anchor in ids(read(client, path))


def test_the_page_of_a_source_leads_back_as_well(client: Client, story: Story) -> None:
    page = read(client, "/sources/nine-on-trial-for-the-fire-of-orlen/")
    assert [f"p{number}" for number in range(1, 7)] == [
        one["id"] for one in page.all("li") if one["id"].startswith("p")
    ]
    claim = public.PublicClaim.objects.get(pk=story.dead.pk)
    assert address_of(claim) in links(page)


def test_one_passage_keeps_one_number(story: Story) -> None:
    found = footnotes_of([story.fire.pk, story.dead.pk, story.trial.pk])
    numbers = {(note.cite, note.number) for notes in found.values() for note in notes}
    assert len(numbers) == len({cite for cite, _number in numbers})
    first = [note.number for note in found[story.fire.pk]]
    assert first == [1, 2]


@pytest.mark.parametrize(
    ("locator", "shown"),
    [
        ("P2S5", "¶2 s.5"),
        ("P2", "¶2"),
        ("P2S5-2", "¶2 s.5 (2)"),
        ("p12S3", "p. 12 s.3"),
        ("p12P3", "p. 12 ¶3"),
        ("p12T3", "p. 12 T3"),
        ("p12", "p. 12"),
        ("L8", "line 8"),
        ("00:01:20", "00:01:20"),
        ("", "passage 3"),
    ],
)
def test_locators_are_shown_as_people_write_them(locator: str, shown: str) -> None:
    assert shown_locator(public.PublicPassage(number=3, locator=locator)) == shown


def test_a_withheld_passage_is_announced_and_is_no_footnote(client: Client, story: Story) -> None:
    passage = story.report_source.passages.get(number=2)
    passage.withheld, passage.text = True, ""
    passage.save()
    page = read(client, "/sources/nine-on-trial-for-the-fire-of-orlen/p2/")
    assert page.classed("withheld")
    cites = [note.cite for notes in footnotes_of([story.fire.pk]).values() for note in notes]
    assert cites == ["nine-on-trial-for-the-fire-of-orlen#1"]


def test_quotation_marks_stand_around_verbatim_passages_only(client: Client, story: Story) -> None:
    summary = factories.source(
        "What was said", passages=("They spoke of a fire.",), fidelity="summary"
    )
    read_summary = read(client, f"/sources/{summary.slug}/p1/")
    assert read_summary.classed("marked")[0].classed("text")[0].text == "They spoke of a fire."
    verbatim = read(client, "/sources/nine-on-trial-for-the-fire-of-orlen/p2/")
    assert verbatim.classed("marked")[0].classed("text")[0].text.startswith("“One person died")


def test_evaluative_words_are_quoted_beside_the_statement(client: Client, story: Story) -> None:
    summary = factories.source(
        "What was said", passages=("They called it a blatant lie.",), fidelity="summary"
    )
    claim = factories.claim(story.fire, text="The answer is called a lie.", cited=False)
    factories.cite(claim, summary.passages.get(), "blatant")
    page = read(client, "/incidents/fire-at-the-mill-of-orlen/")
    assert "blatant" in [one.text for one in page.all("q")]
