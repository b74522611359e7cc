"""The hunt can see: each leak that is put in on purpose is caught.

Every case changes one clause of the rules, or one page, as somebody might by mistake; the views
are built anew inside the test's transaction; then at least one of the three hunters must find it:
a mark in an answer, a changed byte, or a difference from the oracle.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.test import Client

from archive import models as records
from archive.public import models as public
from archive.visibility import install, rules
from archive.visibility.clauses import (
    Rule,
    cited,
    entry_shown,
    open_now,
    readable,
    requires,
)
from archive.visibility.views import ENTRY_VIEWS, SUBJECT_VIEWS, SUMMARISED_VIEWS
from archive.vocabularies import State
from tests import factories
from tests.visibility import canaries, oracle
from tests.visibility.test_views_agree_with_the_oracle import assert_closed, shown

pytestmark = pytest.mark.django_db

STARTS = (
    "/",
    "/incidents/",
    "/villages/",
    "/trials/",
    "/people/",
    "/testimony/",
    "/sources/",
    "/claims/",
    "/claims.json",
    "/incidents.csv",
    "/timeline/",
    "/sources/nine-on-trial-for-the-fire-of-orlen/",
    "/incidents/fire-at-the-mill-of-orlen/",
    "/trials/trial-of-the-nine/",
    "/villages/orlen/",
    "/incidents/fire-at-the-mill-of-orlen/versions/",
)


def without_drop(make: Callable[[], Rule], column: str) -> Rule:
    """The rule, with one relation printed whether its target is hidden or not."""
    rule = make()
    return replace(rule, drops={name: to for name, to in rule.drops.items() if name != column})


def draft_incidents() -> Rule:
    """Somebody forgot to ask for the state."""
    return replace(rules.incident(), rows=records.Incident._base_manager.filter(cited()))


def embargo_forgotten() -> Rule:
    """Somebody forgot that a published source may wait for its day."""
    published = records.Source._base_manager.filter(state=State.PUBLISHED).exclude(kind="testimony")
    return replace(rules.source(), rows=published)


def consent_forgotten() -> Rule:
    """Somebody took testimony for any other source."""
    return replace(rules.source(), rows=open_now(records.Source))


def uncited_claims() -> Rule:
    """Somebody forgot that a fact without a citation is not public."""
    rule = rules.claim()
    rows = requires(open_now(records.Claim), **rules.SPEAKERS, about=public.PublicActor)
    return replace(rule, rows=rows.filter(entry_shown("subject", SUBJECT_VIEWS)))


def speaker_not_required() -> Rule:
    """Somebody forgot that who says it may be hidden."""
    rule = rules.claim()
    rows = open_now(records.Claim).filter(cited())
    return replace(rule, rows=rows.filter(entry_shown("subject", SUBJECT_VIEWS)))


def subject_not_required() -> Rule:
    """Somebody forgot that what it speaks of may be hidden."""
    return replace(rules.claim(), rows=requires(open_now(records.Claim), **rules.SPEAKERS))


def party_not_required() -> Rule:
    """Somebody forgot that the party of a step may be hidden."""
    told = rules._told()
    rows = open_now(records.Step).filter(
        Exists(told.filter(step=OuterRef("pk"))),
    )
    return replace(rules.step(), rows=requires(rows, trial=public.PublicTrial))


def private_files() -> Rule:
    """Somebody forgot that a file is private unless it was opened."""
    rule = rules.file()
    return replace(rule, rows=requires(records.File.objects.all(), source=public.PublicSource))


def desk_note_as_public_column() -> Rule:
    """Somebody mixed up two columns."""
    rule = rules.place()
    return replace(rule, columns={**rule.columns, "official_code": "desk_note"})


def stale_sentences() -> Rule:
    """Somebody forgot that a sentence rests on what its passages said."""
    rule = rules.sentence()
    rows = open_now(records.Sentence).filter(cited())
    return replace(rule, rows=rows.filter(entry_shown("subject", SUMMARISED_VIEWS)))


def texts_of_hidden_records() -> Rule:
    """Somebody forgot that a name belongs to a record that may be hidden."""
    return replace(rules.text(), rows=records.Text.objects.all())


def hidden_actors() -> Rule:
    """Somebody thought that people are always public."""
    return replace(rules.actor(), rows=records.Actor._base_manager.all())


def versions_without(forgotten: str) -> Rule:
    """Somebody forgot one of the ways in which what an old version mentions can be hidden."""
    mentions = records.Mention.objects.filter(version=OuterRef("pk"))
    hidden = {
        "deleted": mentions.filter(entry__isnull=True, passage__isnull=True),
        "record": mentions.filter(entry__isnull=False).filter(~entry_shown("entry", ENTRY_VIEWS)),
        "passage": mentions.filter(passage__isnull=False).filter(~readable()),
    }
    rows = records.PublicVersion.objects.exclude(content_hash="")
    rows = rows.filter(entry_shown("entry", ENTRY_VIEWS))
    for name, mentioned in hidden.items():
        rows = rows if name == forgotten else rows.filter(~Exists(mentioned))
    return replace(rules.version(), rows=rows)


def versions_of_hidden_records() -> Rule:
    """Somebody thought that what was public once may be read for ever."""
    return replace(rules.version(), rows=records.PublicVersion.objects.exclude(content_hash=""))


LEAKS: dict[str, Callable[[], Rule]] = {
    "a forgotten state": draft_incidents,
    "a forgotten embargo": embargo_forgotten,
    "a forgotten consent": consent_forgotten,
    "a forgotten citation": uncited_claims,
    "a speaker not required": speaker_not_required,
    "a subject not required": subject_not_required,
    "a party not required": party_not_required,
    "a file that nobody opened": private_files,
    "a private column in the place of a public one": desk_note_as_public_column,
    "a sentence whose ground has changed": stale_sentences,
    "the names of hidden records": texts_of_hidden_records,
    "people in draft": hidden_actors,
    "a place that is not dropped": lambda: without_drop(rules.incident, "place_id"),
    "a larger place that is not dropped": lambda: without_drop(rules.place, "within_id"),
    "an author who is not dropped": lambda: without_drop(rules.source, "author_id"),
    "an old version of what is hidden": versions_of_hidden_records,
    "an old version that mentions a hidden record": lambda: versions_without("record"),
    "an old version with words of a hidden passage": lambda: versions_without("passage"),
    "an old version that mentions what was deleted": lambda: versions_without("deleted"),
}


def caught(client: Client, planted: canaries.Planted, before: dict[str, bytes]) -> str:
    """The first hunter that finds something, the quickest first; empty when none does."""
    try:
        assert shown() == oracle.visible()
        assert_closed()
    except AssertionError:
        return "oracle"
    answers = canaries.crawl(client, starts=STARTS, most=len(STARTS))
    if canaries.leaks(answers, planted):
        return "mark"
    return "byte" if answers != before else ""


def spoil(monkeypatch: pytest.MonkeyPatch, broken: Rule) -> None:
    """Put the broken rule in the place of the right one, and build the views anew."""
    spoiled = tuple(
        (lambda rule=broken: rule) if make().view is broken.view else make for make in rules.RULES
    )
    monkeypatch.setattr(install, "RULES", spoiled)
    install.install(connection)


def hide_targets(story: factories.Story) -> None:
    """Let public rows point at hidden ones, so that a relation that is not dropped has a target."""
    elsewhere = factories.place("Elsewhere", state=State.DRAFT)
    unknown = factories.actor("Unknown", state=State.DRAFT)
    records.Incident.objects.filter(pk=story.arrests.pk).update(place=elsewhere)
    records.Place.objects.filter(pk=story.village.pk).update(within=elsewhere)
    records.Source.objects.filter(pk=story.ministry_source.pk).update(author=unknown)


def test_where_nothing_leaks_no_hunter_finds_anything(client: Client) -> None:
    story = factories.story()
    factories.version(story.fire)
    hide_targets(story)
    before = canaries.crawl(client, starts=STARTS, most=len(STARTS))
    assert caught(client, canaries.plant(story), before) == ""


@pytest.mark.parametrize("leak", LEAKS, ids=lambda name: name.replace(" ", "-"))
def test_a_leak_that_is_put_in_is_caught(
    leak: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = factories.story()
    factories.version(story.fire)
    hide_targets(story)
    planted = canaries.plant(story)
    before = canaries.crawl(client, starts=STARTS, most=len(STARTS))
    spoil(monkeypatch, LEAKS[leak]())
    assert caught(client, planted, before), leak


def test_an_error_page_that_repeats_the_address_is_caught(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = canaries.plant(factories.story())

    def talkative(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        del exception
        return HttpResponse(f"No {request.path}", status=404)

    monkeypatch.setattr(
        "django.urls.resolvers.URLResolver.resolve_error_handler", lambda *_: talkative
    )
    answers = {address: canaries.bytes_of(client.get(address)) for address in planted.addresses}
    assert canaries.leaks(answers, planted)


def test_a_count_over_the_records_is_caught(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A total that counts hidden rows changes a byte although no word of them is printed."""
    from archive.public.pairs import Tables

    story = factories.story()
    honest = Tables.count

    def total(tables: Tables, rows: QuerySet[Any]) -> int:
        hidden = records.Claim._base_manager.exclude(state=State.PUBLISHED)
        return honest(tables, rows) + hidden.count()

    monkeypatch.setattr(Tables, "count", total)
    before = canaries.crawl(client, starts=("/", "/index.json"), most=2)
    canaries.plant(story)
    after = canaries.crawl(client, starts=("/", "/index.json"), most=2)
    assert before != after
