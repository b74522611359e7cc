"""The dossier of a trial: what the page of allegations says, by date, with all that it rests on."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from archive.models import Claim, Passage, Source
from archive.public.filters.justice import ALLEGATIONS
from archive.vocabularies import ClaimTopic, State, StepKind
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import Element, read
from tests.public.pages.test_number_of_queries import queries
from tests.visibility import canaries

pytestmark = pytest.mark.django_db
TRIAL = "/trials/trial-of-the-nine"
PAGE = f"{TRIAL}/dossier"


def address(*topics: str, form: str = "/") -> str:
    query = urlencode([("topic", topic) for topic in topics])
    return f"{PAGE}{form}" + (f"?{query}" if query else "")


def told(client: Client, *topics: str) -> dict[str, Any]:
    return client.get(address(*topics, form=".json")).json()


def refs(page: dict[str, Any]) -> list[str]:
    return [one["entry"]["alleged"]["statement"]["ref"] for one in page["items"]]


def item(client: Client, claim: Claim) -> str:
    """How an allegation is printed, on one line."""
    page = read(client, address())
    (found,) = [one for one in page.all("li") if one["id"] == f"allegation-{claim.ref}"]
    return " ".join(found.text.split())


def section(page: Element, name: str) -> Element:
    (found,) = [one for one in page.all("section") if one["aria-labelledby"] == name]
    return found


def test_it_says_of_each_allegation_what_the_page_of_allegations_says(
    client: Client, story: Story
) -> None:
    factories.claim(story.trial, topic=ClaimTopic.BIAS, text="The judge was biased.")
    factories.claim(story.arrests, topic=ClaimTopic.TORTURE, text="There was torture.")
    whole = client.get(f"{TRIAL}/allegations.json").json()
    numbers = {"footnotes", "notes"}

    def bare(value: Any) -> Any:
        """Without the numbers of footnotes, which are those of each page."""
        if isinstance(value, dict):
            return {name: bare(one) for name, one in value.items() if name not in numbers}
        return [bare(one) for one in value] if isinstance(value, list) else value

    def by_ref(entries: list[dict[str, Any]]) -> dict[str, Any]:
        return {one["alleged"]["statement"]["ref"]: bare(one) for one in entries}

    dossier = told(client)
    assert by_ref([one["entry"] for one in dossier["items"]]) == by_ref(whole["entries"])
    assert dossier["states"] == whole["states"]


@pytest.mark.parametrize("topic", ALLEGATIONS)
def test_a_topic_takes_its_allegations_out_of_the_whole_and_adds_none(
    client: Client, story: Story, topic: str
) -> None:
    for each in ALLEGATIONS:
        for subject in (story.trial, story.arrests, story.conviction, story.canister):
            factories.claim(subject, topic=each, text=f"{each} is alleged.")
    elsewhere = factories.incident("Far away", place=story.village, when="2031-07")
    factories.claim(elsewhere, topic=ClaimTopic.BIAS, about=story.defendant, text="Bias there.")
    factories.claim(elsewhere, topic=topic, text="Said of the place alone.")
    whole = told(client)
    expected = [
        one["entry"]["alleged"]["statement"]["ref"]
        for one in whole["items"]
        if one["entry"]["alleged"]["statement"]["topic"]["code"] == topic
    ]
    assert refs(told(client, topic)) == expected
    assert len(expected) >= 5


def test_they_stand_by_date_and_without_one_by_the_day_of_the_earliest_source(
    client: Client, story: Story
) -> None:
    days = {"2031-06-01": "June", "2032-05-01": "May", "2031-12-24": "December"}
    made = {}
    for number, (day, text) in enumerate(days.items()):
        source = factories.source(f"Source {number}", when=day)
        made[day] = factories.claim(
            story.trial, topic=ClaimTopic.BIAS, text=text, cited=source.passages.get(number=1)
        )
    own = factories.claim(story.trial, topic=ClaimTopic.BIAS, text="Own day", when="2031-09")
    page = told(client, ClaimTopic.BIAS)
    order = [made["2031-06-01"], own, made["2031-12-24"], made["2032-05-01"]]
    assert refs(page) == [claim.ref for claim in order]
    assert [one["told"]["edtf"] if one["told"] else "" for one in page["items"]] == [
        "2031-06-01",
        "",
        "2031-12-24",
        "2032-05-01",
    ]
    assert "First told here by a source of 24 December 2031" in item(client, made["2031-12-24"])


def test_a_hearing_stands_with_what_rests_on_the_same_passage_as_a_report_of_it(
    client: Client, story: Story
) -> None:
    hearing = factories.step(trial=story.trial, party=None, kind=StepKind.HEARING)
    passage = story.report_source.passages.get(number=4)
    factories.report(
        hearing, outcome="held", words="It was said in court.", when="2031-11-20", cited=passage
    )
    other = factories.claim(
        story.trial,
        topic=ClaimTopic.BIAS,
        text="Told elsewhere.",
        cited=story.report_source.passages.get(number=6),
    )
    text = item(client, story.beaten)
    assert "In court: Hearing" in text
    assert "It was said in court." in text
    assert "20 November 2031" in text
    assert "In court:" not in item(client, other)


def test_an_allegation_about_a_step_stands_with_the_reports_of_that_step(
    client: Client, story: Story
) -> None:
    biased = factories.claim(story.conviction, topic=ClaimTopic.BIAS, text="A biased verdict.")
    text = item(client, biased)
    assert "In court: Verdict" in text
    assert "28 November 2031" in text


def test_each_passage_stands_there_in_full_once_with_place_source_and_voice(
    client: Client, story: Story
) -> None:
    Passage.objects.filter(pk=story.report_source.passages.get(number=4).pk).update(
        voice=story.counsel
    )
    page, data = read(client, address()), told(client)
    printed = [one for one in section(page, "passages").all("li") if one["id"].startswith("note-")]
    cited = [one["note"]["cite"] for one in data["passages"]]
    assert len(printed) == len(cited) == len(set(cited)) >= 3
    for one, cite in zip(printed, cited, strict=True):
        key, _mark, number = cite.partition("#")
        row = Passage.objects.get(source__slug=key, number=number)
        assert row.text in one.text
        assert cite in one.text
        assert row.source.title in one.text
        assert str(row.get_fidelity_display()) in one.text
    (voiced,) = [one for one in data["passages"] if one["voice"]]
    assert voiced["voice"]["title"] == "Pavel Ostrov"
    marks = {int(mark.text) for one in page.classed("marks") for mark in one.all("a")}
    assert marks == {one["note"]["number"] for one in data["passages"]}


def test_each_source_stands_there_with_its_origin_and_what_is_kept_of_it(
    client: Client, story: Story
) -> None:
    page, data = read(client, address()), told(client)
    keys = [one["key"] for one in data["sources"]]
    assert set(keys) == {one["note"]["cite"].partition("#")[0] for one in data["passages"]}
    for one in data["sources"]:
        source = Source.objects.get(slug=one["key"])
        files = {row.sha256 for row in source.files.filter(public=True)}
        assert {kept["file"]["sha256"] for kept in one["kept"]} == files
        for digest in files:
            lying = (Path(settings.MEDIA_ROOT) / digest).read_bytes()
            assert hashlib.sha256(lying).hexdigest() in section(page, "custody").text
    (without,) = [one for one in data["sources"] if not one["kept"]]
    text = " ".join(section(page, "custody").text.split())
    assert "No file of this source is kept here." in text
    assert without["source"]["title"] in text
    assert "Verified" in text


def test_a_file_that_changed_or_went_is_said(client: Client, story: Story) -> None:
    lying = Path(settings.MEDIA_ROOT) / story.scan.sha256
    lying.write_bytes(b"Something else.")
    assert "Differs" in section(read(client, address()), "custody").text
    lying.unlink()
    assert "Missing" in section(read(client, address()), "custody").text


def test_it_ends_with_the_day_of_the_archive_and_its_own_address(
    client: Client, story: Story
) -> None:
    factories.version(story.report_source)
    page = section(read(client, address("torture", "beating")), "state")
    assert "2 April 2032" in page.text
    assert f"http://testserver{address('beating', 'torture')}" in page.text


def test_the_contents_lead_to_each_part(client: Client, story: Story) -> None:
    page = read(client, address())
    (toc,) = [one for one in page.all("nav") if one["class"] == "toc"]
    parts = [link["href"].removeprefix("#") for link in toc.all("a")]
    assert parts == [one["aria-labelledby"] for one in page.all("section")]
    assert len(parts) == 5


@pytest.mark.parametrize(
    "query",
    ["topic=killed", "topic=nonsense", "topic=torture&topic=killed", "page=1", "topic=torture&q=x"],
)
@pytest.mark.parametrize("form", ["/", ".json"])
def test_what_cannot_be_asked_is_refused_with_the_address_of_what_can(
    client: Client, story: Story, query: str, form: str
) -> None:
    answer = client.get(f"{PAGE}{form}?{query}")
    assert answer.status_code == 400
    if form == ".json":
        right = answer.json()["address"]
        assert right == (address("torture") if "torture" in query else address())
        assert client.get(right).status_code == 200


def test_every_order_of_topics_has_one_address(client: Client, story: Story) -> None:
    for asked in (("torture", "beating"), ("beating", "torture", "beating")):
        answer = client.get(address(*asked))
        assert f'<{address("beating", "torture")}>; rel="canonical"' in answer.headers["Link"]
    answer = client.get(address(*ALLEGATIONS))
    assert f'<{address()}>; rel="canonical"' in answer.headers["Link"]


def test_without_an_allegation_it_says_so(client: Client, story: Story) -> None:
    text = " ".join(read(client, address("forgery")).text.split())
    assert "No public source in this archive alleges anything" in text
    assert told(client, "forgery")["items"] == []


def test_the_page_of_allegations_leads_here_and_this_leads_back(
    client: Client, story: Story
) -> None:
    links = [one["href"] for one in read(client, f"{TRIAL}/allegations/").all("a")]
    treatment = address("beating", "coercion", "torture")
    assert {address(), treatment} <= set(links)
    for one in (address(), treatment):
        assert f"{TRIAL}/allegations/" in [a["href"] for a in read(client, one).all("a")]


def test_nothing_hidden_shows_in_any_of_them(client: Client, story: Story) -> None:
    asked = [(), ("torture", "beating", "coercion"), *((topic,) for topic in ALLEGATIONS)]
    addresses = [address(*topics, form=form) for topics in asked for form in ("/", ".json")]
    before = {one: canaries.bytes_of(client.get(one)) for one in addresses}
    planted = canaries.plant(story)
    after = {one: canaries.bytes_of(client.get(one)) for one in addresses}
    assert canaries.leaks(after, planted) == []
    assert after == before
    assert not any(b"Zarubin" in answer for answer in after.values())


def test_a_hidden_trial_has_a_dossier_like_one_that_never_was(client: Client, story: Story) -> None:
    hidden = factories.trial("Hidden", slug="hidden-trial", state=State.DRAFT)
    nonsense = canaries.bytes_of(client.get("/trials/zqzqzq/dossier/"))
    assert canaries.bytes_of(client.get(f"/trials/{hidden.slug}/dossier/")) == nonsense


def test_how_often_it_asks_the_database_does_not_grow(client: Client, story: Story) -> None:
    def more(name: str) -> None:
        source = factories.source(name)
        factories.file(source, name.encode())
        passages = source.passages.all()
        said = factories.claim(story.trial, topic=ClaimTopic.BIAS, text=name, cited=passages)
        factories.claim(story.trial, text=f"Not {name}", stance="denies", answers=said)

    more("One")
    first = queries(client, address())
    for number in range(5):
        more(f"Another {number}")
    assert queries(client, address()) == first <= 40
