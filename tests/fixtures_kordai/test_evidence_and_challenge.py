"""The evidence of the main trial and what is alleged in it, held against the files of the bundle.

The oracle reads `fixtures/kordai` in plain Python and shares nothing with the pages.
"""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from tests.fixtures_kordai import bundle
from tests.public.pages.reading import Element, read

TRIAL = "case-of-51-defendants"
WRONG = {
    *("torture", "beating", "coercion", "bias", "irregularity"),
    *("forgery", "expert_error", "false_incrimination"),
}


def exhibits() -> dict[str, dict[str, Any]]:
    """The exhibits of the trial, by ref."""
    return {row["ref"]: row for row in bundle.rows("exhibits") if row["trial"] == TRIAL}


def challenges(exhibit: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What is said of an exhibit on a topic of wrong and does not answer another claim of it."""
    said = [row for row in bundle.rows("claims") if row["subject"] == exhibit["id"]]
    own = {row["id"] for row in said}
    return {
        row["ref"]: row for row in said if row["topic"] in WRONG and row.get("answers") not in own
    }


def answers(claim: dict[str, Any]) -> list[dict[str, Any]]:
    """The claims that answer a claim."""
    return [row for row in bundle.rows("claims") if row.get("answers") == claim["id"]]


def is_silent(claim: dict[str, Any]) -> bool:
    return claim.get("stance", "asserts") == "silent"


def state(claim: dict[str, Any]) -> str:
    """In which of the three states a claim is."""
    given = answers(claim)
    if any(not is_silent(row) for row in given):
        return "answered"
    return "looked_for" if given else "nobody_looked"


def passages(cite: str) -> set[str]:
    """The single passages of a cite line."""
    found = set()
    for item in cite.split("; "):
        match = re.match(r"([\w-]+)#(\d+)(?:-(\d+))?", item)
        assert match, item
        key, first, last = match.groups()
        found |= {f"{key}#{number}" for number in range(int(first), int(last or first) + 1)}
    return found


def cited(said: dict[str, Any]) -> set[str]:
    return {note["cite"] for note in said["said"]["footnotes"]}


def told(reader: Client) -> dict[str, dict[str, Any]]:
    """The exhibits as the page tells them, by ref."""
    items = reader.get(f"/trials/{TRIAL}/evidence.json").json()["items"]
    return {one["exhibit"]["ref"]: one for one in items if one["exhibit"]}


def test_each_exhibit_has_its_challenges_and_answers_with_their_passages(reader: Client) -> None:
    shown = told(reader)
    assert shown.keys() == exhibits().keys() != set()
    for ref, exhibit in exhibits().items():
        item = shown[ref]
        assert item["exhibit"]["used_to_prove"] == exhibit.get("used_to_prove", "")
        assert cited(item["exhibit"]) == passages(exhibit["cite"])
        expected = challenges(exhibit)
        found = {one["statement"]["ref"]: one for one in item["challenges"]}
        assert found.keys() == expected.keys()
        for key, claim in expected.items():
            assert cited(found[key]["statement"]) == passages(claim["cite"])
            assert found[key]["state"]["code"] == state(claim)
            given = {row["ref"]: row for row in answers(claim)}
            replies = {one["ref"]: one for one in found[key]["answers"]}
            searches = {one["statement"]["ref"]: one["statement"] for one in found[key]["searches"]}
            assert replies.keys() == {key for key, row in given.items() if not is_silent(row)}
            assert searches.keys() == {key for key, row in given.items() if is_silent(row)}
            for each, reply in {**replies, **searches}.items():
                assert cited(reply) == passages(given[each]["cite"])


def test_the_edges_of_the_pictures_are_those_of_the_files(reader: Client) -> None:
    edges = {
        (one["data-from"], one["data-to"])
        for one in read(reader, f"/trials/{TRIAL}/evidence/").classed("edge")
    }
    expected = set()
    for ref, exhibit in exhibits().items():
        expected.add((ref, f"{ref}-proof"))
        for key, claim in challenges(exhibit).items():
            expected.add((ref, key))
            expected |= {(key, row["ref"]) for row in answers(claim)}
            if not answers(claim):
                expected.add((key, f"{key}-open"))
    assert edges == expected


def words(element: Element) -> str:
    return " ".join(element.text.split())


def test_weapon_examination_and_accusation_are_challenged_in_picture_and_list(
    reader: Client,
) -> None:
    of_id = {row["id"]: row["ref"] for row in bundle.rows("exhibits")}
    lasting = {
        "exhibit-weapon": ("Forged evidence", "claim-c-045"),
        "exhibit-medical-examination": ("Expert errors", "claim-c-048"),
        "exhibit-accusing-statement": ("False incrimination", "claim-c-050"),
    }
    texts = {row["id"]: row["text"] for row in bundle.rows("claims")}
    sections = {
        one["id"]: one for one in read(reader, f"/trials/{TRIAL}/evidence/").classed("evidence")
    }
    for exhibit, (topic, claim) in lasting.items():
        section = sections[f"exhibit-{of_id[exhibit]}"]
        (picture,) = section.all("svg")
        (listed,) = [one for one in section.inside if one.tag == "div"]
        for part in (picture, listed):
            assert topic in words(part)
            assert texts[claim] in words(part)
        assert [one for one in listed.all("a") if "/sources/adc-2022-08/p7/" in one["href"]]


def test_each_statement_of_the_main_source_on_evidence_leads_to_its_passage(
    reader: Client,
) -> None:
    notes = reader.get(f"/trials/{TRIAL}/evidence.json").json()["notes"]
    for note in notes:
        assert reader.get(note["url"].partition("#")[0]).status_code == 200, note["cite"]


def test_every_wrong_alleged_of_the_trial_and_its_exhibits_is_told_with_its_state(
    reader: Client,
) -> None:
    inside = {TRIAL} | {
        row["id"]
        for name in ("exhibits", "steps", "involvements")
        for row in bundle.rows(name)
        if row.get("trial") == TRIAL
    }
    expected = {
        row["ref"]: state(row)
        for row in bundle.rows("claims")
        if row["subject"] in inside
        and row["topic"] in WRONG
        and row.get("stance", "asserts") in ("asserts", "presupposes")
        and not row.get("answers")
    }
    page = reader.get(f"/trials/{TRIAL}/allegations.json").json()
    found = {
        one["alleged"]["statement"]["ref"]: one["alleged"]["state"]["code"]
        for one in page["entries"]
    }
    assert len(expected) >= 10
    assert {ref: found.get(ref) for ref in expected} == expected


def test_defendants_without_an_answer_are_those_of_the_list_in_every_trial(reader: Client) -> None:
    listed = {
        one["url"] for one in reader.get("/defendants.json?answer=no_answer").json()["results"]
    }
    found = set()
    for trial in reader.get("/trials.json").json()["results"]:
        page = reader.get(f"{trial['url']}allegations.json")
        rows = [row for row in page.json()["rows"] if row["kind"] == "defendant"]
        unanswered = {
            row["of"]["url"]
            for row in rows
            for cell in row["cells"]
            if any(one["state"]["code"] == "nobody_looked" for one in cell["allegations"])
        }
        address = page.json()["unanswered"]["url"].replace("/defendants/", "/defendants.json")
        assert {one["url"] for one in reader.get(address).json()["results"]} == unanswered
        found |= unanswered
    assert found == listed
