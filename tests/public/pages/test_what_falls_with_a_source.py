"""“If this source fell”: what the page says would be gone is what really goes.

The oracle withdraws the source in the database, compares all public rows before and after, and
rolls back.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from archive.models import Claim, Source
from archive.public import index, stamp
from archive.public import models as public
from archive.public.entries import _KINDS
from archive.public.index import TABLES
from archive.public.support import Fall, cited_of, support
from archive.vocabularies import ClaimTopic, RecordType, Stance, State
from tests import factories
from tests.factories import Story
from tests.public.facets import random_archive
from tests.public.pages.reading import read

pytestmark = pytest.mark.django_db
Pointers = set[tuple[str, int]]


def shown() -> Pointers:
    """Every record that is public."""
    return {
        (str(record_type), pk)
        for record_type, (model, _related) in _KINDS.items()
        for pk in model.objects.values_list("pk", flat=True)
    }


def really_gone(source: Any) -> Pointers:
    """What is no longer public once the source is withdrawn, the source itself left out."""
    before = shown()
    with transaction.atomic():
        Source.objects.filter(pk=source.pk).update(state=State.WITHDRAWN)
        after = shown()
        transaction.set_rollback(True)
    assert after <= before
    return before - after - {(RecordType.SOURCE, source.pk)}


def fall_of(source: Any) -> Fall:
    return support(cited_of(source.pk), stamp.current()).fall()


def citing(source: Any) -> Pointers:
    rows = public.PublicCitation.objects.filter(passage__source=source.pk)
    return set(rows.values_list("entry_type", "entry_id"))


def assert_exact(source: Any) -> int:
    """The parts of a fall do not overlap and make up what really goes and what else cites it."""
    fall = fall_of(source)
    alone, along, elsewhere = set(fall.alone), set(fall.along), set(fall.elsewhere)
    gone = really_gone(source)
    unknowable = _hanging_on_what_is_hidden()
    assert gone - unknowable == fall.gone - unknowable
    assert fall.gone <= gone
    assert len(fall.gone) == len(fall.alone) + len(fall.along)
    assert elsewhere - unknowable == citing(source) - gone - unknowable
    for record_type, entry in alone:
        cited = public.PublicCitation.objects.filter(entry_id=entry)
        assert set(cited.values_list("passage__source", flat=True)) == {source.pk}, record_type
    assert not alone & along
    return len(gone)


def _hanging_on_what_is_hidden() -> Pointers:
    """Claims that answer a hidden claim, and sentences about them: the public cannot know."""
    known = public.PublicClaim.objects.values("pk")
    answers = Claim.objects.filter(answers__isnull=False).exclude(answers__in=known)
    ids = set(answers.values_list("pk", flat=True))
    rows = public.PublicSentence.objects.filter(subject_id__in=ids)
    return {("claim", pk) for pk in ids} | {("sentence", row.pk) for row in rows}


def test_what_goes_with_each_source_of_the_story(story: Story) -> None:
    assert [assert_exact(source) > 0 for source in public.PublicSource.objects.order_by("slug")]


@pytest.mark.parametrize(
    "seed", [21, *(pytest.param(seed, marks=pytest.mark.prove) for seed in range(22, 42))]
)
def test_what_goes_with_each_source_of_an_archive_drawn_at_random(seed: int) -> None:
    random_archive.build(seed, size=12)
    gone = [assert_exact(source) for source in public.PublicSource.objects.all()]
    assert sum(gone) > len(gone)
    print(f"seed {seed}: {sum(gone)} records go with {len(gone)} sources, all as computed")


def test_a_statement_that_rests_on_two_sources_stays(story: Story) -> None:
    assert fall_of(story.last_word).elsewhere == [("claim", story.beaten.pk)]
    assert fall_of(story.last_word).gone == set()


def test_a_claim_about_an_incident_goes_with_the_incident(story: Story) -> None:
    said = factories.claim(story.fire, cited=story.ministry_source.passages.get(number=1))
    assert ("claim", said.pk) in fall_of(story.report_source).along


def test_a_step_goes_with_the_last_report_of_it(story: Story) -> None:
    other = factories.source("Another report")
    factories.report(
        story.acquittal,
        outcome="acquitted",
        asserted_by=story.ministry,
        cited=other.passages.get(number=1),
    )
    trial = factories.trial("Another trial", cited=other.passages.get(number=1))
    step = factories.step(trial=trial, kind="hearing", party=None)
    factories.report(step, outcome="held", cited=story.ministry_source.passages.get(number=1))
    assert ("step", step.pk) in fall_of(story.ministry_source).along


def test_the_page_names_what_would_go_and_what_would_stay(client: Client, story: Story) -> None:
    factories.claim(
        story.ministry, text="Nobody else says it.", cited=story.last_word.passages.get(number=1)
    )
    page = read(client, f"/testimony/{story.last_word.slug}/")
    (section,) = [one for one in page.all("section") if one["id"] == "falls"]
    assert "1 statement would no longer be public." in section.text
    assert "1 more rests on it and would stay." in section.text
    assert "Nobody else says it." in section.text
    told = client.get(f"/testimony/{story.last_word.slug}.json").json()["falls"]
    assert [told["gone"], told["alone"]["count"], told["elsewhere"]["count"]] == [1, 1, 1]


def test_a_source_that_nothing_cites_says_so(client: Client, story: Story) -> None:
    unused = factories.source("Unused")
    page = read(client, f"/sources/{unused.slug}/")
    assert "Nothing in the archive rests on this source." in page.text


def test_what_was_searched_in_vain_stands_on_the_page_of_the_source(
    client: Client, story: Story
) -> None:
    log = factories.source(
        "Search log",
        kind="search_log",
        author=None,
        passages=("Looked for an answer. Found: none.", "Looked for a number. Found: one."),
    )
    first, second = log.passages.order_by("number")
    factories.claim(
        story.trial,
        text="No answer of an authority was found.",
        stance=Stance.SILENT,
        answers=story.beaten,
        cited=first,
    )
    factories.claim(story.fire, topic=ClaimTopic.INJURED, text="A number was found.", cited=second)
    page = read(client, f"/sources/{story.report_source.slug}/")
    assert "Looked for and not found" in [one.text for one in page.all("h2")]
    assert "No answer of an authority was found." in page.text
    page = read(client, f"/sources/{log.slug}/")
    outcomes = [" ".join(one.text.split()) for one in page.classed("outcome")]
    assert outcomes == [
        "Not found No answer of an authority was found.",
        "Found A number was found.",
    ]


def test_what_a_page_has_read_is_renewed_after_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "RENEWED_FROM", 0)
    story = factories.story()
    before, address = stamp.current(), f"/claims/{story.dead.ref}/"
    read(Client(), address)
    Claim.objects.filter(pk=story.dead.pk).update(number_words="one or two")
    tables = TABLES.get(None, stamp.current())
    assert [state for state, _delta in tables.steps] == [before]
