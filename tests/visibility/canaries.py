"""Secrets planted in everything that must not be seen, and the crawl that looks for them.

`plant()` hides a record of every type in each state that is not public, hangs each on the public
story, and writes a mark of its own into every free text field, of protected tables and of the desk
columns of public records too. `crawl()` asks for everything that a reader can reach.
"""

from __future__ import annotations

import itertools
import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.db import models
from django.test import Client
from django.urls import get_resolver, resolve
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import translation

from archive import models as records
from archive.models.triggers import record_models
from archive.public.filters import LISTS
from archive.vocabularies import (
    ClaimTopic,
    DecisionKind,
    Fidelity,
    IncidentKind,
    InvolvementRole,
    Naming,
    Stance,
    State,
)
from tests import factories
from tests.visibility.oracle import today

HIDDEN_STATES: dict[str, dict[str, Any]] = {
    "draft": {"state": State.DRAFT},
    "in_review": {"state": State.IN_REVIEW},
    "withdrawn": {"state": State.WITHDRAWN},
    "embargoed": {"state": State.PUBLISHED, "embargo_until": "tomorrow"},
}
NOT_FREE = {"slug", "ref", "when", "as_of", "language", "sha256", "digest", "basis_digest", "path"}
TRANSLATED = ("/ru/", "/kk/", "/ky/")
"""Translated pages hold the same rows: one language is crawled besides the default, unfiltered."""

LINKS = (
    re.compile(rb"""(?:href|src|action)=["']([^"']*)["']"""),
    re.compile(rb'"url(?:_[a-z]+)?": ?"(/[^"]*)"'),
    re.compile(rb"<loc>([^<]*)</loc>"),
    re.compile(rb"^Sitemap: (.*)$", re.MULTILINE),
)
"""How pages lead to others: in HTML, JSON, sitemaps, and robots.txt."""


@dataclass
class Planted:
    """The marks with the place where each was put, and the addresses of what is hidden."""

    marks: dict[str, str] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    ordinals: Iterable[int] = field(default_factory=lambda: itertools.count(10_000))

    def mark(self, where: str) -> str:
        """A new mark: small letters and digits, so that it may stand in a slug too."""
        made = f"zq{next(iter(self.ordinals))}xk"
        self.marks[made] = where
        return made

    def write_into(self, row: models.Model, state: str) -> None:
        """Put marks into every free text field of a row, past all that the ORM would do."""
        changes: dict[str, str] = {}
        for column in row._meta.local_concrete_fields:
            is_text = isinstance(column, models.CharField | models.TextField)
            if not is_text or column.choices or column.name in NOT_FREE:
                continue
            mark = self.mark(f"{type(row).__name__}.{column.name} ({state})")
            before = str(getattr(row, column.name))
            # What already says something may be held by rules: an address, words that are quoted.
            changes[column.name] = f"{before} {mark}" if column.name == "text" and before else mark
            if isinstance(column, models.URLField):
                changes[column.name] = f"https://{mark}.example/{mark}"
        if changes:
            type(row)._base_manager.filter(pk=row.pk).update(**changes)


def hidden(state: dict[str, Any]) -> dict[str, Any]:
    """The columns that put a record into a state that is not public."""
    return {
        name: today() + timedelta(days=1) if value == "tomorrow" else value
        for name, value in state.items()
    }


def plant(story: factories.Story) -> Planted:
    """Hide a record of each type in each state, with everything that hangs on it."""
    planted = Planted()
    for name, state in HIDDEN_STATES.items():
        for record in _hidden_records(story, planted, name, hidden(state)):
            planted.write_into(record, name)
            _hang_parts(record, planted, name)
    for record in _published_but_hidden(story, planted):
        planted.write_into(record, "published, but rests on what is hidden")
    _mark_desks(planted)
    _protected(story, planted)
    return planted


def _hidden_records(
    story: factories.Story, planted: Planted, name: str, state: dict[str, Any]
) -> list[records.Record]:
    """One hidden record of each type, each hanging on the public story."""

    def slug(noun: str) -> str:
        made = planted.mark(f"slug of a hidden record at /{noun}/")
        planted.addresses.append(f"/{noun}/{made}/")
        return made

    number = list(HIDDEN_STATES).index(name)
    # The same is not said twice by one speaker: each state has a role, a member, a speaker.
    role = (
        InvolvementRole.WITNESS,
        InvolvementRole.EXPERT,
        InvolvementRole.OBSERVER,
        InvolvementRole.VICTIM_PARTY,
    )[number]
    who = (story.acquitted, story.counsel)[number % 2]
    by = (story.legal_aid, story.ministry)[number // 2]
    place = factories.place(slug=slug("villages"), within=story.district, **state)
    person = factories.person(naming=Naming.ROLE, slug=slug("people"), real_name="", **state)
    group = factories.group(slug=slug("groups"), **state)
    body = factories.actor(slug=slug("bodies"), **state)
    source = factories.source(slug=slug("sources"), author=story.legal_aid, **state)
    testimony = factories.testimony(slug=slug("testimony"), speaker=story.defendant, **state)
    incident = factories.incident(
        slug=slug("incidents"), place=story.village, part_of=story.fire, **state
    )
    trial = factories.trial(slug=slug("trials"), court=story.court, incidents=[story.fire], **state)
    party = factories.involvement(person, trial=trial, **state)
    visible_trial = factories.involvement(story.counsel, trial=story.trial, role=role, **state)
    step = factories.step(story.eight_party, kind="appeal", of=story.conviction, **state)
    claim = factories.claim(story.fire, topic=ClaimTopic.INJURED, **state)
    planted.addresses.append(f"/claims/{claim.ref}/")
    return [
        place,
        person,
        group,
        body,
        source,
        testimony,
        incident,
        trial,
        party,
        visible_trial,
        step,
        claim,
        factories.membership(who, story.eight, asserted_by=by, **state),
        factories.report(
            story.conviction, outcome="acquitted", asserted_by=story.ministry, **state
        ),
        factories.report(step, outcome="quashed"),
        factories.exhibit(trial=story.trial, **state),
        factories.law_article(planted.mark("a hidden article"), **state),
        factories.sentence(story.fire, **state),
        factories.term(slug=slug("glossary"), **state),
    ]


def _hang_parts(record: records.Record, planted: Planted, state: str) -> None:
    """Texts, a public claim about it, a sentence and citations of a hidden record."""
    for row in records.Text.objects.filter(entry_id=record.pk):
        planted.write_into(row, state)
    if isinstance(record, records.Source):
        for passage in record.passages.all():
            planted.write_into(passage, state)
    if record.TYPE in records.SUBJECT_TYPES:
        about = factories.claim(record)
        planted.write_into(about, f"a published claim about a {state} {record.TYPE}")
        factories.sentence(record, planted.mark(f"a sentence about a {state} {record.TYPE}"))


def _published_but_hidden(story: factories.Story, planted: Planted) -> list[records.Record]:
    """Published records that must be hidden all the same, each by another clause of the rules."""
    draft: dict[str, Any] = {"state": State.DRAFT}
    hidden_source = factories.source(title=planted.mark("a hidden source's title"), **draft)
    basis = hidden_source.passages.get(number=1)
    hidden_actor = factories.actor(planted.mark("a hidden speaker"), **draft)
    hidden_person = factories.person(planted.mark("a hidden person"), **draft)
    hidden_party = factories.involvement(
        story.counsel, trial=story.trial, role="investigator", **draft
    )
    hidden_claim = factories.claim(story.trial, **draft)
    lapsed = factories.testimony(
        slug=planted.mark("slug of a testimony without consent"),
        speaker=story.defendant,
        consented=False,
    )
    planted.addresses.append(f"/testimony/{lapsed.slug}/")
    ended = factories.testimony(
        slug=planted.mark("slug of a testimony whose consent ended"),
        speaker=story.defendant,
        consented=False,
    )
    factories.consent(ended, given_on=None, until=today() - timedelta(days=1))
    taken_back = factories.testimony(
        slug=planted.mark("slug of a testimony whose consent was taken back"),
        speaker=story.defendant,
        consented=False,
    )
    factories.consent(taken_back, withdrawn_on=date(2032, 1, 1))
    step = factories.step(hidden_party, kind="hearing", trial=story.trial)
    stale = factories.sentence(
        story.fire, "words", cited=story.report_source.passages.get(number=3)
    )
    records.Citation.objects.filter(entry_id=stale.pk).update(basis_digest="0" * 64)
    made: list[records.Record] = [
        lapsed,
        ended,
        taken_back,
        stale,
        step,
        factories.report(step, outcome="held"),
        factories.claim(story.fire, cited=False),
        factories.claim(story.fire, cited=basis),
        factories.claim(story.fire, asserted_by=hidden_actor),
        factories.claim(story.fire, relayed_by=hidden_actor),
        factories.claim(story.fire, about=hidden_person),
        factories.claim(story.trial, stance=Stance.DENIES, answers=hidden_claim),
        factories.incident(cited=basis, kind=IncidentKind.RELEASE, place=story.village),
        factories.involvement(hidden_person, trial=story.trial),
        factories.membership(hidden_person, story.eight),
        factories.exhibit(trial=story.trial, cited=basis),
    ]
    for source in (lapsed, ended, taken_back):
        for passage in source.passages.all():
            planted.write_into(passage, "a passage of a testimony that nothing allows")
    for record in made:
        for row in records.Text.objects.filter(entry_id=record.pk):
            planted.write_into(row, "a text of what must be hidden")
    return made


def _mark_desks(planted: Planted) -> None:
    """A mark in the desk note of every record there is, the public ones too."""
    for model in record_models():
        for pk in model._base_manager.values_list("pk", flat=True):
            mark = planted.mark(f"{model.__name__}.desk_note")
            model._base_manager.filter(pk=pk).update(desk_note=mark)


def _protected(story: factories.Story, planted: Planted) -> None:
    """Marks in every protected table, about people and sources that are public."""
    identity, _made = records.Identity.objects.get_or_create(actor=story.defendant)
    withheld = records.Passage.objects.create(
        source=story.report_source, number=90, text="x", fidelity=Fidelity.VERBATIM
    )
    original = records.PassageOriginal.objects.create(passage=withheld, text="x")
    records.Passage.objects.filter(pk=withheld.pk).delete()
    readable = story.report_source.passages.get(number=1)
    original = records.PassageOriginal.objects.create(passage=readable, text="x")
    rows: list[models.Model] = [
        identity,
        story.last_word.consents.get(),
        original,
        records.Redaction.objects.create(original=original, start=0, end=1, reason="x"),
        records.File.objects.create(
            source=story.report_source, sha256="a" * 64, size=1, media_type="x"
        ),
        records.Reply.objects.create(entry_id=story.fire.pk, text="x", received_on=today()),
    ]
    for row in rows:
        planted.write_into(row, "protected")
    _versions(story, planted)
    editor = factories.account(planted.mark("an editor's name"))
    records.Revision.objects.create(
        entry_id=story.fire.pk,
        number=70,
        made_by=editor,
        principal=planted.mark("Revision.principal"),
        reason=planted.mark("Revision.reason"),
        body={"note": planted.mark("Revision.body")},
        digest=planted.mark("Revision.digest"),
    )
    records.Decision.objects.create(
        entry_id=story.fire.pk,
        kind=DecisionKind.PUBLISH,
        principal=planted.mark("Decision.principal"),
        second=planted.mark("Decision.second"),
        reason=planted.mark("Decision.reason"),
    )


def _versions(story: factories.Story, planted: Planted) -> None:
    """Public versions of what is hidden; and of a public record, if it has one, such versions as
    mention what is hidden or deleted now, each with all that the others mention too."""
    hidden_incidents = records.Incident.objects.exclude(state=State.PUBLISHED)
    for number, incident in enumerate(hidden_incidents, start=70):
        _version(planted, incident.pk, number, today())
    last = records.PublicVersion.objects.filter(entry_id=story.fire.pk).order_by("number").last()
    if last is None:
        return
    in_drafts = records.Passage.objects.filter(source__state=State.DRAFT)
    mentions: list[dict[str, Any]] = [
        {"entry": hidden_incidents.earliest("pk")},
        {"passage": in_drafts.earliest("pk")},
        {},
    ]
    for number, mention in enumerate(mentions, start=170):
        made = _version(planted, story.fire.pk, number, last.made_on)
        records.Mention.objects.create(version=made, entry_id=story.village.pk)
        records.Mention.objects.create(version=made, **mention)


def _version(planted: Planted, entry: int, number: int, day: date) -> records.PublicVersion:
    """A public version that holds marks."""
    return records.PublicVersion.objects.create(
        entry_id=entry,
        number=number,
        made_on=day,
        content={"type": "incident", "slug": planted.mark("PublicVersion.content")},
        content_hash=planted.mark("PublicVersion.content_hash"),
    )


# The crawl


def bytes_of(response: Any) -> bytes:
    """Status, headers and body of an answer, as a reader's machine gets them."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    head = "".join(f"{name}: {value}\n" for name, value in sorted(response.headers.items()))
    return f"{response.status_code}\n{head}\n".encode() + body


def crawl(
    client: Client, *, starts: Iterable[str] = ("/", "/ru/", "/healthz"), most: int = 10_000
) -> dict[str, bytes]:
    """What can be reached by links, with no more than one part to a query; `most` pages of it.

    No facet of a small archive has so many values that its list leads to all of them.
    """
    found: dict[str, bytes] = {}
    waiting = deque(starts)
    waiting.append("/robots.txt")
    waiting += (f"/values/{noun}/{next(iter(LISTS[noun].facets()))}/" for noun in LISTS)
    while waiting and len(found) < most:
        address = waiting.popleft()
        if address in found:
            continue
        response = client.get(address)
        found[address] = bytes_of(response)
        if response.headers.get("Location"):
            waiting.append(urljoin(address, response.headers["Location"]))
        links = [link for form in LINKS for link in form.findall(found[address])]
        for link in links:
            target = _within(address, unescape(link.decode()))
            if target and target not in found:
                waiting.append(target)
    return found


def _within(page: str, link: str) -> str:
    """The address that a link leads to, or nothing where it leads out or too deep."""
    parts = urlsplit(urljoin(f"http://testserver{page}", link))
    if parts.netloc != "testserver" or parts.path.startswith(("/static/", "/admin/")):
        return ""
    query = parse_qsl(parts.query, keep_blank_values=True)
    is_plain = parts.path.endswith("/") and not parts.path.startswith(TRANSLATED)
    if len(query) > 1 or (query and not is_plain) or parts.path.startswith(TRANSLATED[1:]):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def public_names() -> set[str]:
    """Every name in the resolver that a reader may open."""

    def names(patterns: Iterable[URLPattern | URLResolver]) -> Iterable[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                if str(pattern.pattern) != "admin/":
                    yield from names(pattern.url_patterns)
            elif pattern.name:
                yield pattern.name

    return set(names(get_resolver().url_patterns))


def visited_names(addresses: Iterable[str]) -> set[str]:
    """The names in the resolver that the addresses lead to."""
    with translation.override("en"):
        plain = (urlsplit(address).path for address in addresses)
        return {resolve(path).url_name or "" for path in plain if not path.startswith(TRANSLATED)}


def leaks(answers: dict[str, bytes], planted: Planted) -> list[str]:
    """Every mark that stands in an answer, as `where it was put -> where it came out`."""
    marks = re.compile(rb"zq[0-9]{5}xk", re.IGNORECASE)
    return [
        f"{planted.marks.get(mark.decode().lower(), '?')} -> {address}"
        for address, answer in answers.items()
        for mark in set(marks.findall(answer))
    ]
