"""A citation leads to the text that was cited, and says what has changed since."""

from __future__ import annotations

import hashlib
import json
import re

import bibtexparser
import pytest
from django.test import Client
from django.utils import timezone

from archive.models import Claim, Passage, Record, Redirect, Source, Tombstone
from archive.vocabularies import State
from archive.workflow import protection, publishing, versions
from archive.workflow.principals import Principal
from archive.workflow.protection import Range
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import Element, read
from tests.public.pages.test_missing_pages import NEVER, answer

pytestmark = pytest.mark.django_db

NADIA, ILYA = Principal("Nadia"), Principal("Ilya")
TEXTS = ["The mill burned at night.", "The witness lives at Mill Lane 7.", "Nobody came."]


@pytest.fixture
def statement(db: None) -> Source:
    """A source of three passages, as readers saw it first."""
    made = factories.source("A statement", passages=TEXTS)
    versions.keep_versions([made])
    return made


def rewrite(source: Source, number: int, text: str) -> None:
    """Change a passage, and keep what readers then see."""
    passage = Passage.objects.get(source=source, number=number)
    passage.text = text
    passage.save()
    versions.keep_versions([source])


def words(page: Element) -> str:
    return " ".join(next(page.all("main")).text.split())


def test_after_edits_and_a_redaction_a_pin_tells_what_it_told_without_what_was_taken_out(
    client: Client, statement: Source
) -> None:
    pinned = f"/sources/{statement.slug}/v1/"
    for number, text in ((1, "The mill burned."), (3, "Nobody came at all."), (1, "It burned.")):
        rewrite(statement, number, text)
    where = Range(TEXTS[1].index("Mill Lane"), len(TEXTS[1]) - 1, "an address")
    passage = Passage.objects.get(source=statement, number=2)
    protection.redact(passage, [where], by=NADIA, second=ILYA, reason="safety")
    page = read(client, pinned)
    told = words(page)
    assert TEXTS[0] in told
    assert TEXTS[2] in told
    assert "Mill Lane" not in client.get(pinned).content.decode()
    assert "Words were taken out of this version on" in told
    data = client.get(pinned.rstrip("/") + ".json").json()
    plain = json.dumps(data["content"], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert data["version"]["content_hash"] == hashlib.sha256(plain.encode()).hexdigest()
    assert data["version"]["content_hash"] in told


def test_a_passage_is_pinned_by_itself_and_its_change_is_told(
    client: Client, statement: Source
) -> None:
    pinned = f"/sources/{statement.slug}/p1/v1/"
    assert "Nothing has changed" in words(read(client, pinned))
    rewrite(statement, 3, "Nobody came at all.")
    assert "What is cited here has not changed" in words(read(client, pinned))
    rewrite(statement, 1, "The mill burned down.")
    page = read(client, pinned)
    (row,) = [row for row in page.all("tr") if list(row.all("td"))]
    then, now = [" ".join(cell.text.split()) for cell in row.all("td")]
    assert (then, now) == (TEXTS[0], "The mill burned down.")
    (quoted,) = page.all("blockquote")
    assert quoted.text.strip() == TEXTS[0]


def test_a_changed_claim_shows_each_field_then_and_now(client: Client, story: Story) -> None:
    claim = factories.claim(story.fire, text="Two houses burned.", when="2032-03-01")
    versions.keep_versions([claim])
    claim.text, claim.when = "Three houses burned.", "2032-03-02"
    claim.save()
    versions.keep_versions([claim])
    data = client.get(f"/claims/{claim.ref}/v1.json").json()
    told = {one["field"]: (one["then"], one["now"]) for one in data["changes"]}
    assert {name: [side[0]["text"] for side in sides] for name, sides in told.items()} == {
        "Statement": ["Two houses burned.", "Three houses burned."],
        "Date": ["1 March 2032", "2 March 2032"],
    }
    assert data["latest"]["number"] == 2


def test_all_versions_stand_with_the_latest_first_and_how_to_cite_it(
    client: Client, statement: Source
) -> None:
    rewrite(statement, 1, "The mill burned down.")
    page = read(client, f"/sources/{statement.slug}/")
    (cite,) = page.classed("cite")
    (link,) = cite.all("a")
    listed = read(client, link["href"])
    leads = [one["href"] for one in listed.all("a") if re.search(r"/v\d+/$", one["href"])]
    base = f"/sources/{statement.slug}"
    assert leads == [f"{base}/v2/", f"{base}/v2/", f"{base}/v1/"]
    assert f"http://testserver{base}/v2/" in words(listed)


@pytest.mark.parametrize("form", ["/", ".json", ".bib"])
def test_a_version_that_never_was_or_is_not_shown_answers_like_nothing(
    client: Client, story: Story, form: str
) -> None:
    relay = factories.actor("A relay")
    claim = factories.claim(story.fire, relayed_by=relay)
    versions.keep_versions([claim])
    Claim.objects.filter(pk=claim.pk).update(relayed_by=None)
    versions.keep_versions([claim])
    assert client.get(f"/claims/{claim.ref}/v1{form}").status_code == 200
    publishing.withdraw(relay, by=NADIA, reason="asked for")
    assert client.get(f"/claims/{claim.ref}/v2{form}").status_code == 200
    for address in (
        f"/claims/{claim.ref}/v1{form}",
        f"/claims/{claim.ref}/v9{form}",
        f"/claims/{factories.claim(state=State.DRAFT).ref}/v1{form}",
        f"/sources/{story.report_source.slug}/p77/v1{form}",
    ):
        assert answer(client, address) == answer(client, NEVER), address


def test_every_kind_of_record_can_be_cited(client: Client, story: Story) -> None:
    factories.versions()
    cited: list[tuple[str, Record, str]] = [
        ("incidents", story.fire, story.fire.slug),
        ("villages", story.village, story.village.slug),
        ("people", story.counsel, story.counsel.slug),
        ("bodies", story.ministry, story.ministry.slug),
        ("groups", story.eight, story.eight.slug),
        ("trials", story.trial, story.trial.slug),
        ("testimony", story.last_word, story.last_word.slug),
        ("sources", story.report_source, story.report_source.slug),
    ]
    for noun, _record, slug in cited:
        for rest in ("versions/", "v1/"):
            page = read(client, f"/{noun}/{slug}/{rest}")
            assert [one["content"] for one in page.all("meta") if one["name"] == "robots"] == [
                "noindex"
            ]
            assert slug in str([one["href"] for one in page.all("a")])


def test_the_sources_address_of_a_testimonys_version_leads_to_testimony(
    client: Client, story: Story
) -> None:
    factories.versions()
    slug = story.last_word.slug
    for rest in ("v1/", "versions/", "p1/v1/"):
        response = client.get(f"/sources/{slug}/{rest}")
        assert (response.status_code, response["Location"]) == (301, f"/testimony/{slug}/{rest}")


def test_a_pin_of_a_record_that_was_renamed_leads_to_the_same_version(
    client: Client, statement: Source
) -> None:
    old = statement.slug
    Source.objects.filter(pk=statement.pk).update(slug="renamed")
    versions.keep_versions([statement])
    Redirect.objects.create(path=f"/sources/{old}/", entry_id=statement.pk)
    for rest in ("v1/", "p2/v1/"):
        response = client.get(f"/sources/{old}/{rest}")
        assert (response.status_code, response["Location"]) == (301, f"/sources/renamed/{rest}")
        read(client, response["Location"])
    assert client.get(f"/sources/{old}/p2/")["Location"] == "/sources/renamed/p2/"


def test_a_pin_of_a_record_that_was_merged_leads_to_what_it_was_merged_into(
    client: Client, statement: Source
) -> None:
    """Its own versions are not those of the other record, whose numbers are the same."""
    Redirect.objects.create(path="/sources/a-double/", entry_id=statement.pk)
    response = client.get("/sources/a-double/v1/")
    assert (response.status_code, response["Location"]) == (301, f"/sources/{statement.slug}/")


def test_a_pin_of_what_was_withdrawn_in_public_says_why(client: Client, statement: Source) -> None:
    publishing.withdraw(statement, by=NADIA, reason="asked for", public_reason="As asked for.")
    assert Tombstone.objects.exists()
    for rest in ("", "v1/", "p1/v1/", "versions/"):
        page = read(client, f"/sources/{statement.slug}/{rest}", status=410)
        assert "As asked for." in page.text


def test_a_version_can_be_taken_along_as_bibtex(client: Client, statement: Source) -> None:
    Source.objects.filter(pk=statement.pk).update(title="50 % of {all} & more_#1")
    versions.keep_versions([statement])
    response = client.get(f"/sources/{statement.slug}/p1/v2.bib")
    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    (entry,) = bibtexparser.loads(response.content.decode()).entries
    assert entry["url"] == f"http://testserver/sources/{statement.slug}/p1/v2/"
    assert entry["title"] == r"50 \% of \{all\} \& more\_\#1, passage 1"
    assert entry["year"] == str(timezone.now().year)
    data = client.get(f"/sources/{statement.slug}/v2.json").json()
    assert data["version"]["content_hash"] in entry["note"]


def test_the_page_of_a_long_text_shows_its_beginning_and_its_twin_all_of_it(
    client: Client, db: None
) -> None:
    source = factories.source("A diary", passages=[f"Day {day}." for day in range(1, 231)])
    versions.keep_versions([source])
    data = client.get(f"/sources/{source.slug}/v1.json").json()
    shown = [one for one in data["fields"] if one["name"].startswith("passages:")]
    assert (len(shown), data["more"], len(data["content"]["passages"])) == (200, True, 230)
    assert "The text goes on." in words(read(client, f"/sources/{source.slug}/v1/"))
    assert "Day 230." in words(read(client, f"/sources/{source.slug}/p230/v1/"))
