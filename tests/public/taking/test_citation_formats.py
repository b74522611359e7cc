"""What is cited can be taken along as RIS and CSL-JSON, and stands in the page for Zotero."""

from __future__ import annotations

import json
from typing import Any

import bibtexparser
import pytest
import rispy
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Claim, Source
from archive.public.exports import bibtex, csl, ris
from archive.public.exports.works import Work
from archive.vocabularies import ClaimTopic, State
from archive.workflow import versions
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import read
from tests.public.pages.test_missing_pages import NEVER, answer

TODAY = timezone.now().date()
FORMATS = ["ris", "csl.json"]


@pytest.fixture
def statement(db: None) -> Source:
    """A source as readers see it, with a title that is hard to write down."""
    title = "“50 %” of {all}\n  TI  - & more"
    made = factories.source(title, passages=["The mill burned.", "Nobody came."])
    versions.keep_versions([made])
    return made


@pytest.fixture
def kept(db: None) -> Story:
    """The story, all kept as readers see it."""
    made = factories.story()
    factories.claim(made.fire, topic=ClaimTopic.INJURED, text="Three were injured.")
    factories.versions()
    return made


def items(client: Client, address: str) -> list[dict[str, Any]]:
    response = client.get(address)
    assert response["Content-Type"] == csl.MEDIA_TYPE
    found: list[dict[str, Any]] = json.loads(response.content)
    return found


def references(client: Client, address: str) -> list[dict[str, Any]]:
    response = client.get(address)
    assert response["Content-Type"] == f"{ris.MEDIA_TYPE}; charset=utf-8"
    found: list[dict[str, Any]] = rispy.loads(response.content.decode())
    return found


def test_a_passage_can_be_taken_along_as_ris(client: Client, statement: Source) -> None:
    (one,) = references(client, f"/sources/{statement.slug}/p1/v1.ris")
    assert one["type_of_reference"] == "ELEC"
    assert one["title"] == "“50 %” of {all} TI - & more, passage 1"
    assert one["urls"] == [f"http://testserver/sources/{statement.slug}/p1/v1/"]
    assert (one["year"], one["date"]) == (str(TODAY.year), f"{TODAY:%Y/%m/%d}")
    data = client.get(f"/sources/{statement.slug}/v1.json").json()
    assert data["version"]["content_hash"] in str(one["notes"])


def test_a_passage_can_be_taken_along_as_csl_json(client: Client, statement: Source) -> None:
    (one,) = items(client, f"/sources/{statement.slug}/p1/v1.csl.json")
    assert one["type"] == "webpage"
    assert one["URL"] == f"http://testserver/sources/{statement.slug}/p1/v1/"
    assert one["issued"] == {"date-parts": [[TODAY.year, TODAY.month, TODAY.day]]}
    assert one["version"] == "1"


def test_a_list_comes_with_each_source_that_its_rows_rest_on(client: Client, kept: Story) -> None:
    rows = Claim.objects.filter(topic=ClaimTopic.INJURED)
    keys = set(rows.values_list("citations__passage__source__slug", flat=True))
    assert keys
    for found in (
        items(client, "/lists/claims.csl.json?topic=injured"),
        references(client, "/lists/claims.ris?topic=injured"),
    ):
        assert {str(one["id"]) for one in found[1:]} == keys
        assert all(one["title"] for one in found)


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_hidden_answers_like_nothing(client: Client, kept: Story, form: str) -> None:
    hidden = factories.claim(state=State.DRAFT)
    for path in (f"/claims/{hidden.ref}/v1.{form}", f"/claims/{'0' * 8}/v1.{form}"):
        assert answer(client, path) == answer(client, NEVER)
    assert client.get(f"/lists/claims.{form}?colour=red").status_code == 400


def test_the_page_of_a_version_tells_zotero_what_it_is_and_prints_each_style(
    client: Client, statement: Source
) -> None:
    address = f"/sources/{statement.slug}/v1/"
    page = read(client, address)
    told = {one["name"]: one["content"] for one in page.all("meta")}
    assert told["citation_public_url"] == f"http://testserver{address}"
    assert told["citation_publication_date"] == TODAY.isoformat()
    leads = {one["type"]: one["href"] for one in page.all("link") if one["rel"] == "alternate"}
    assert leads[ris.MEDIA_TYPE] == f"/sources/{statement.slug}/v1.ris"
    assert leads[csl.MEDIA_TYPE] == f"/sources/{statement.slug}/v1.csl.json"
    printed = page.classed("style")
    assert [one["lang"] for one in printed] == ["en", "en", "ru"]
    assert all(f"http://testserver{address}" in one.text for one in printed)


def test_from_the_page_of_a_record_one_click_leads_to_its_citation_in_each_style_and_format(
    client: Client, statement: Source
) -> None:
    for address in (f"/sources/{statement.slug}/", f"/sources/{statement.slug}/p1/"):
        (cite,) = read(client, address).classed("cite")
        page = read(client, next(iter(cite.all("a")))["href"])
        assert [f"http://testserver{address}v1/" in one.text for one in page.classed("style")] == [
            True
        ] * 3
        leads = {one["href"] for one in page.all("a")}
        assert leads >= {f"{address}v1.bib", f"{address}v1.ris", f"{address}v1.csl.json"}


LINES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1)


@given(title=LINES.filter(str.strip), author=LINES.filter(str.strip))
def test_any_words_come_back_from_ris_as_one_line(title: str, author: str) -> None:
    work = Work(key="a", title=f"{title}\n{title}", author=author, day="2032~", year="2032")
    (one,) = rispy.loads(ris.written(work))
    assert one["title"] == " ".join(f"{title} {title}".split())
    assert one["authors"] == [" ".join(author.split())]
    assert "date" not in one


def test_a_vague_day_stays_as_it_is_written() -> None:
    work = Work(key="a", title="A report", author="A relay", day="2032-02~", year="2032")
    told = csl.item(work)
    assert (told["issued"], told["author"]) == ({"literal": "2032-02~"}, [{"literal": "A relay"}])
    (entry,) = bibtexparser.loads(bibtex.written(work)).entries
    assert entry["title"] == "A report"
