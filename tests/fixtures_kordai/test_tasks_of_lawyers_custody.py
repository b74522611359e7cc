"""What a lawyer takes along: a dossier on ill-treatment in custody, and a file that verifies."""

from __future__ import annotations

import hashlib
import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from tests.fixtures_kordai import bundle
from tests.fixtures_kordai.file_digests import files
from tests.fixtures_kordai.test_private_names import IN_PUBLIC, unknown_names
from tests.fixtures_kordai.visits import Visit
from tests.public.pages.reading import Element, read

MOST_CLICKS = 5
TO_THE_DOSSIER = (
    *("Trials", "Case of 51 defendants", "What is alleged, and what answers it"),
    "Ill-treatment in custody",
)
TREATMENT = {"torture", "beating", "coercion"}


@pytest.fixture
def dossier(reader: Client) -> Visit:
    """Somebody who came from the first page to the dossier on ill-treatment in custody."""
    visit = Visit(reader, read(reader, "/"))
    for words in TO_THE_DOSSIER:
        visit.follow(words)
    assert visit.clicks <= MOST_CLICKS
    return visit


def on_one_line(element: Element) -> str:
    return " ".join(element.text.split())


def part(visit: Visit, name: str) -> Element:
    """A part of the dossier, as its contents name it."""
    (found,) = [one for one in visit.page.all("section") if one["aria-labelledby"] == name]
    return found


def allegations(visit: Visit) -> list[Element]:
    listed = part(visit, "alleged").all("li")
    return [one for one in listed if one["id"].startswith("allegation-")]


def alleged_in_custody() -> list[dict]:
    """What the bundle alleges of torture, beatings and coercion, whatever it is said of."""
    return [
        row
        for row in bundle.rows("claims")
        if row["topic"] in TREATMENT
        and row.get("stance", "asserts") in ("asserts", "presupposes")
        and not row.get("answers")
    ]


def test_torture_and_beatings_stand_there_in_order_of_date(dossier: Visit) -> None:
    shown = [on_one_line(one) for one in allegations(dossier)]
    texts = [row["text"] for row in alleged_in_custody()]
    assert len(shown) == len(texts) >= 8
    order = [next(text for text in texts if text in one) for one in shown]
    assert sorted(order) == sorted(texts)
    (twin,) = [one["href"] for one in dossier.page.all("link") if one["type"] == "application/json"]
    items = dossier.client.get(twin).json()["items"]
    days = []
    for one in items:
        said = one["entry"]["alleged"]["statement"]
        known = (said["when"] or said["as_of"] or one["told"])["earliest"]
        days.append(known)
    assert days == sorted(days)
    assert len(set(days)) >= 4
    for words in ("had a bag put over the head", "were tortured", "were beaten"):
        assert any(words in text for text in order)


def test_the_hearing_in_which_it_became_known_and_that_no_answer_is_known(dossier: Visit) -> None:
    for words in (
        "People under investigation were tortured",
        "People under investigation were beaten",
    ):
        (one,) = [each for each in allegations(dossier) if words in on_one_line(each)]
        text = on_one_line(one)
        assert "In court: Hearing" in text
        assert "came to light in the course of the court hearings" in text
        assert "No answer known: looked for on 22 November 2026" in text
    (bag,) = [one for one in allegations(dossier) if "had a bag put over" in on_one_line(one)]
    assert "relayed by" in on_one_line(bag)
    assert "No answer known: looked for on 22 November 2026" in on_one_line(bag)


def test_every_footnote_has_its_passage_in_full(dossier: Visit) -> None:
    told = {
        f"{source['key']}#{number}": line
        for source in bundle.rows("sources")
        for number, line in enumerate(bundle.told(source), start=1)
    }
    passages = [one for one in part(dossier, "passages").all("li") if one["value"]]
    marks = {mark.text for one in dossier.page.classed("marks") for mark in one.all("a")}
    assert marks == {one["value"] for one in passages}
    assert len(passages) >= 10
    for one in passages:
        cite = next(code.text for code in one.all("code"))
        assert told[cite] in on_one_line(one)
    cited = {next(code.text for code in one.all("code")) for one in passages}
    needed = {item.split()[0] for row in alleged_in_custody() for item in row["cite"].split(";")}
    for item in needed:
        key, _mark, numbers = item.partition("#")
        first, _dash, last = numbers.partition("-")
        wanted = range(int(first), int(last or first) + 1)
        assert {f"{key}#{number}" for number in wanted} <= cited


def test_every_source_has_its_certificate_or_the_address_of_its_original(dossier: Visit) -> None:
    lying = {
        source["key"]: hashlib.sha256((bundle.FOLDER / file["path"]).read_bytes()).hexdigest()
        for source, file in files()
    }
    listed = list(part(dossier, "custody").all("li"))
    keys = [next(link["href"] for link in one.all("a")).split("/")[2] for one in listed]
    assert len(keys) == len(set(keys)) >= 7
    assert set(lying) & set(keys)
    of_key = {row["key"]: row for row in bundle.rows("sources")}
    for key, one in zip(keys, listed, strict=True):
        digests = re.findall(r"\b[0-9a-f]{64}\b", on_one_line(one))
        if key in lying:
            assert lying[key] in digests
            assert set(digests) == {lying[key]}
            assert "Verified" in on_one_line(one)
        else:
            assert digests == []
            assert "No file of this source is kept here." in on_one_line(one)
            original = of_key[key].get("url") or of_key[of_key[key]["derives_from"]]["url"]
            assert original in on_one_line(one)
    sources = part(dossier, "sources")
    assert [one["href"].split("/")[2] for one in sources.all("a") if one["href"][0] == "/"]
    for key in keys:
        assert f"Cite key {key}" in on_one_line(sources)


def test_nobody_is_named_who_did_not_act_in_public(dossier: Visit) -> None:
    summaries = part(dossier, "passages").classed("passage")
    alleged = [text for one in allegations(dossier) for text in one.classed("text")]
    assert len(summaries) >= 8
    assert len(alleged) >= 10
    sentences = [
        sentence
        for one in (*summaries, *alleged)
        for sentence in re.split(r"(?<=[.:]) ", on_one_line(one))
    ]
    assert [(one, unknown_names(one)) for one in sentences if unknown_names(one)] == []
    links = next(dossier.page.all("main")).all("a")
    people = [one for one in links if one["href"].startswith("/people/")]
    labels = {
        row["public_name"]
        for row in bundle.rows("actors")
        if row["kind"] == "person" and row.get("naming") != "role"
    }
    assert {one.text for one in people} <= labels | set(IN_PUBLIC)


def test_it_says_of_which_day_it_is_and_where_it_can_be_made_again(dossier: Visit) -> None:
    (address,) = [one["href"] for one in dossier.page.all("a") if one["class"] == "permanent"]
    assert f"http://testserver{address}" in on_one_line(part(dossier, "state"))
    assert read(dossier.client, address).text == dossier.page.text
    assert list(part(dossier, "state").all("time"))


def test_a_download_is_the_file_that_was_collected(reader: Client, tmp_path: Path) -> None:
    visit = Visit(reader, read(reader, "/"))
    for words in ("Sources", "Search log: answers to what is alleged", "Custody certificate"):
        visit.follow(words)
    assert visit.clicks <= MOST_CLICKS
    assert "Verified." in visit.text
    (address,) = [
        one["href"] for one in visit.page.all("a") if one.text.strip().startswith("Download")
    ]
    response = reader.get(address)
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert content == (bundle.FOLDER / "search-log.txt").read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    shown = {code.text for code in visit.page.all("code")}
    assert digest in shown
    name = re.search(r'filename="([^"]+)"', response.headers["Content-Disposition"])
    assert name is not None
    assert f"sha256sum {name[1]}" in shown
    path = tmp_path / name[1]
    path.write_bytes(content)
    out = StringIO()
    call_command("custody", str(path), "--verify", stdout=out)
    assert f"SHA-256 as recorded: {digest}" in out.getvalue()
    assert "verified: The bytes in the store have the recorded SHA-256 and size." in out.getvalue()
    assert "verified: The passages are those of the public version of" in out.getvalue()
    (over_passages,) = [
        one for one in shown if f"SHA-256 over the passages: {one}\n" in out.getvalue()
    ]
    assert len(over_passages) == 64
    assert (Path(settings.MEDIA_ROOT) / digest).read_bytes() == content
