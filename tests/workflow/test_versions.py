"""What readers saw is kept with what it mentions; what is taken from readers is taken from it."""

from __future__ import annotations

import hashlib
import json
import random
from datetime import date
from itertools import count
from typing import Any

import pytest

from archive.models import Entry, Mention, Passage, PublicVersion, Record, Source
from archive.models.triggers import record_models
from archive.public.models import PublicVersion as ReadableVersion
from archive.vocabularies import Fidelity, State
from archive.workflow import protection, publishing, versions
from archive.workflow.principals import Principal
from archive.workflow.protection import Range
from tests import factories

pytestmark = pytest.mark.django_db

NADIA, ILYA = Principal("Nadia"), Principal("Ilya")


def plain_hash(content: Any) -> str:
    """The hash as the page of a version tells how to make it."""
    told = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def strings_in(value: Any) -> set[str]:
    """Every string anywhere in a content."""
    if isinstance(value, str):
        return {value}
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set[str]().union(*(strings_in(part) for part in parts))


def keep(record: Record) -> PublicVersion:
    """The version of a record as readers see it now."""
    versions.keep_versions([record])
    return PublicVersion.objects.filter(entry_id=record.pk).latest("number")


def readable(record: Record) -> list[int]:
    """The numbers of the versions that readers may see."""
    rows = ReadableVersion.objects.filter(entry_id=record.pk)
    return sorted(rows.values_list("number", flat=True))


def test_a_version_mentions_each_record_and_passage_that_its_content_names() -> None:
    factories.story()
    factories.versions()
    refs = set(Entry.objects.values_list("ref", flat=True))
    passages = {str(one): one.pk for one in Passage.objects.select_related("source")}
    assert PublicVersion.objects.count() > 30
    for version in PublicVersion.objects.select_related("entry"):
        found = strings_in(version.content)
        named = {ref for ref in refs & found if ref != version.entry.ref}
        held = {passages[key] for key in passages.keys() & found}
        if version.entry.record_type == "source":
            held |= set(
                Passage.objects.filter(source_id=version.entry_id).values_list("pk", flat=True)
            )
        mentions: list[tuple[Any, Any]] = list(
            version.mentions.values_list("entry__ref", "passage_id")
        )
        assert {ref for ref, _passage in mentions if ref} == named, version
        assert {passage for _ref, passage in mentions if passage} == held, version
        assert (None, None) not in mentions


def test_a_hash_is_that_of_the_content() -> None:
    factories.story()
    factories.versions()
    for version in PublicVersion.objects.all():
        assert version.content_hash == plain_hash(version.content)


def test_a_version_says_what_it_rests_on_though_row_numbers_of_two_tables_are_the_same() -> None:
    source, subject = factories.source(), factories.incident()
    claim = factories.claim(subject, cited=False)
    while Passage.objects.filter(pk=claim.pk).exists():
        claim = factories.claim(subject, cited=False)
    passage = Passage.objects.create(
        pk=claim.pk, source=source, number=9, text="It burned.", fidelity=Fidelity.VERBATIM
    )
    factories.cite(claim, passage)
    assert keep(claim).content["citations"] == [
        {"passage": f"{source.slug}#9", "quotation": "", "evaluative": False}
    ]


def test_a_version_is_hidden_with_what_it_mentions_and_comes_back_with_it() -> None:
    relay, other = factories.actor("A relay"), factories.actor("Another relay")
    claim = factories.claim(relayed_by=relay)
    keep(claim)
    type(claim).objects.filter(pk=claim.pk).update(relayed_by=other)
    keep(claim)
    assert readable(claim) == [1, 2]
    publishing.withdraw(relay, by=NADIA, reason="asked for")
    assert readable(claim) == [2]
    publishing.publish(relay, by=NADIA, reason="agreed")
    assert readable(claim) == [1, 2]


def test_a_version_is_hidden_when_something_that_it_mentions_is_deleted() -> None:
    source = factories.source("A diary", passages=["It rained.", "It burned."])
    keep(source)
    source.passages.get(number=2).delete()
    assert readable(source) == []
    keep(source)
    assert readable(source) == [2]


def test_when_something_is_withdrawn_what_readers_see_without_it_is_kept() -> None:
    author = factories.actor("A publisher")
    source = factories.source("A report", author=author)
    factories.versions()
    assert readable(source) == [1]
    publishing.withdraw(author, by=NADIA, reason="asked for")
    assert readable(source) == [2]
    assert ReadableVersion.objects.get(entry_id=source.pk).content["author"] is None


def test_a_redaction_leaves_the_rest_of_an_old_version_under_its_number() -> None:
    source = factories.source("A statement", passages=["He lives at Mill Lane 7.", "It rained."])
    claim = factories.claim(cited=False)
    factories.cite(claim, source.passages.get(number=1), "Mill Lane 7")
    kept = {record.pk: keep(record) for record in (source, claim)}
    where = Range(12, 23, "an address")
    protection.redact(
        source.passages.get(number=1), [where], by=NADIA, second=ILYA, reason="safety"
    )
    for record in (source, claim):
        old = PublicVersion.objects.get(entry_id=record.pk, number=1)
        assert "Mill Lane 7" not in json.dumps(old.content)
        assert old.redacted_on is not None
        assert old.content_hash == plain_hash(old.content) != kept[record.pk].content_hash
    old = PublicVersion.objects.get(entry_id=source.pk, number=1)
    assert [part["text"] for part in old.content["passages"]] == ["", "It rained."]
    assert readable(source) == [1, 2]
    new = PublicVersion.objects.get(entry_id=source.pk, number=2)
    assert new.content["passages"][0]["text"] == "He lives at […]."


def test_a_source_that_was_called_otherwise_is_redacted_in_its_old_versions_too() -> None:
    source = factories.source("A statement", slug="old", passages=["He lives at Mill Lane 7."])
    claim = factories.claim(cited=False)
    factories.cite(claim, source.passages.get(number=1), "Mill Lane 7")
    for record in (source, claim):
        keep(record)
    Source.objects.filter(pk=source.pk).update(slug="new")
    for record in (source, claim):
        keep(record)
    where = Range(12, 23, "an address")
    protection.redact(source.passages.get(number=1), [where], by=NADIA, reason="safety")
    assert "Mill Lane" not in str(list(PublicVersion.objects.values_list("content")))


def test_a_number_that_was_given_is_never_given_again() -> None:
    testimony = factories.testimony()
    keep(testimony)
    consent = testimony.consents.get()
    protection.end_consent(consent, on=date(2032, 5, 1), by=NADIA, reason="taken back")
    assert readable(testimony) == []
    factories.consent(testimony)
    assert keep(testimony).number == 2
    assert readable(testimony) == [2]
    assert PublicVersion.objects.get(entry_id=testimony.pk, number=1).content == {}


def test_a_person_who_falls_back_to_a_pseudonym_begins_anew() -> None:
    person = factories.person("Oleg Marin", naming="named")
    keep(person)
    protection.fall_back_to_pseudonym(person, label="Person R", by=NADIA, reason="asked for")
    assert readable(person) == [1]
    assert "Marin" not in str(list(PublicVersion.objects.values_list("content")))


def test_a_version_that_names_a_protected_person_is_emptied_and_keeps_its_number() -> None:
    person = factories.person("Oleg Marin", naming="named")
    claim = factories.claim(text="Oleg Marin was beaten.")
    keep(claim)
    type(claim).objects.filter(pk=claim.pk).update(text="A person was beaten.")
    keep(claim)
    protection.fall_back_to_pseudonym(person, label="Person R", by=NADIA, reason="asked for")
    assert readable(claim) == [2]
    assert PublicVersion.objects.get(entry_id=claim.pk, number=1).content == {}


def test_no_version_that_is_kept_while_others_are_withdrawn_holds_the_name() -> None:
    person = factories.person("Oleg Marin", naming="named")
    publisher = factories.actor("Friends of Oleg Marin")
    source = factories.source("Letters", author=publisher)
    factories.versions()
    Source.objects.filter(pk=source.pk).update(title="Letters to Oleg Marin")
    factories.versions()
    protection.fall_back_to_pseudonym(person, label="Person R", by=NADIA, reason="asked for")
    assert "Marin" not in str(list(PublicVersion.objects.values_list("content")))
    # Reworded and published again, it has nothing of before.
    Source.objects.filter(pk=source.pk).update(title="Letters", slug="letters")
    publishing.publish(Source.objects.get(pk=source.pk), by=NADIA, reason="reworded", second=ILYA)
    for version in ReadableVersion.objects.filter(entry_id=source.pk):
        assert "Marin" not in str(version.content)


@pytest.mark.parametrize("seed", range(20))
def test_no_readable_version_holds_what_readers_cannot_see_now(seed: int) -> None:
    """Random edits and withdrawals, told of by marks in the words of what is hidden."""
    story = factories.story()
    factories.versions()
    dice, marks = random.Random(seed), count(1)
    passages = list(story.report_source.passages.order_by("number"))
    secrets: set[str] = set()
    for _ in range(8):
        kind = dice.choice(["write", "redact", "withdraw", "publish"])
        passage = Passage.objects.get(pk=dice.choice(passages).pk)
        if kind == "write" and not passage.withheld and not passage.citations.exclude(quotation=""):
            passage.text = f"{passage.text} Secret{next(marks)}x."
            passage.save()
            factories.versions()
        elif kind == "redact" and "Secret" in passage.text:
            start = passage.text.index("Secret")
            words = passage.text[start:]
            original = getattr(passage, "original", None)
            if original is None:
                ranges = [Range(start, len(passage.text), "a test")]
                protection.redact(passage, ranges, by=NADIA, second=ILYA, reason="safety")
                secrets |= {one for one in words.split() if one.startswith("Secret")}
        else:
            models = [model for model in record_models() if model.TYPE in ("actor", "claim")]
            model = dice.choice(models)
            record = dice.choice(list(model._base_manager.order_by("pk")))
            if kind == "withdraw" and record.state == State.PUBLISHED:
                publishing.withdraw(record, by=NADIA, reason="a test")
            elif record.state == State.WITHDRAWN:
                model._base_manager.filter(pk=record.pk).update(state=State.PUBLISHED)
                factories.versions()
        hidden = {
            row.entry.ref
            for model in record_models()
            for row in model._base_manager.exclude(state=State.PUBLISHED).select_related("entry")
        }
        for version in ReadableVersion.objects.all():
            told = json.dumps(version.content)
            assert not [ref for ref in hidden if f'"{ref}"' in told]
            assert not [word for word in secrets if word in told]
    assert Mention.objects.exists()
