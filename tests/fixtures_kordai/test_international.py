"""What international and foreign bodies did: ten rows, each act dated, cited, with its body."""

from __future__ import annotations

import pytest
from django.test import Client

from archive.public import models as public
from archive.vocabularies import IncidentKind, SourceKind, Stance
from tests.fixtures_kordai import bundle
from tests.fixtures_kordai.reading import claims, read_plain, seen

ACTS = {
    "cerd-request-2020-08": ("2020-08", "cerd"),
    "cerd-letter-2021-04-30": ("2021-04-30", "cerd"),
    "answer-to-cerd-2021-07-19": ("2021-07-19", "authorities-of-kazakhstan"),
    "cerd-request-2021-12-03": ("2021-12-03", "cerd"),
    "cerd-review-2022-04": ("2022-04-21/2022-04-22", "cerd"),
    "concluding-observations-2022": ("2022", "cerd"),
    "adc-before-cerd-2022-04": ("2022-04", "adc-memorial"),
    "adc-submission-2021-03-31": ("2021-03-31", "un-high-commissioner-for-human-rights"),
    "minority-forum-2022-12": ("2022-12-01/2022-12-02", "un-forum-on-minority-issues"),
    "minority-forum-2023-11": ("2023-11-30/2023-12-01", "un-forum-on-minority-issues"),
    "bov-speech-2022-10-05": ("2022-10-05", "odihr"),
    "coalition-letter-2020-04-29": ("2020-04-29", "kibhr"),
    "reception-in-kyrgyzstan": ("2020-02-08/2020-02-14", "border-service-of-kyrgyzstan"),
}
"""Each act with its date, as exactly as it is known, and a body that it is an act of or before."""

NOT_FOUND = ("Human Rights Watch", "Amnesty", "Freedom House", "European Union", "HCNM")


def test_all_ten_rows_are_there_and_each_act_stands_in_one(shipped: None) -> None:
    carried = {row["id"]: row["carried_by"] for row in bundle.loaded("coverage/international.json")}
    assert list(carried) == [f"I-{number:02d}" for number in range(1, 11)]
    named = [name for names in carried.values() for name in names]
    assert {f"incident:{slug}" for slug in ACTS} <= set(named)
    assert len(named) == len(set(named))


@pytest.mark.parametrize("slug", ACTS)
def test_each_act_has_its_date_its_body_and_a_passage(reader: Client, slug: str) -> None:
    act = seen("incident", slug)
    when, body = ACTS[slug]
    assert act.when == when
    assert act.kind in (IncidentKind.OFFICIAL_ACT, IncidentKind.STATEMENT)
    assert public.PublicCitation.objects.filter(entry_id=act.pk).exists()
    told = claims(subject_id=act.pk, about=seen("actor", body))
    assert told
    page = read_plain(reader, act)
    for claim in told:
        assert claim.text in page
        assert public.PublicCitation.objects.filter(entry_id=claim.pk).exists()


def test_the_replies_that_were_due_and_the_one_that_came_are_told(reader: Client) -> None:
    assert "30 October 2020" in read_plain(reader, seen("incident", "cerd-request-2020-08"))
    assert "14 July 2021" in read_plain(reader, seen("incident", "cerd-letter-2021-04-30"))
    assert "19 July 2021" in read_plain(reader, seen("incident", "answer-to-cerd-2021-07-19"))


def test_the_eighteen_records_of_one_publisher_are_sources_of_their_own(shipped: None) -> None:
    (names,) = (
        row["carried_by"]
        for row in bundle.loaded("coverage/international.json")
        if row["id"] == "I-06"
    )
    records = [seen("source", name.partition(":")[2]) for name in names if "source:" in name]
    assert len({record.pk for record in records}) == 18
    assert {record.kind for record in records} == {SourceKind.NGO}
    authors = {record.author.slug for record in records}
    assert authors == {"adc-memorial", "taza-shailoo"}


def test_a_report_whose_passage_was_not_seen_says_nothing_of_the_event(shipped: None) -> None:
    report = seen("source", "us-state-2020")
    cited = public.PublicCitation.objects.filter(passage__source=report)
    assert not cited.exists()
    (silent,) = claims(about=seen("actor", "us-department-of-state"))
    assert (silent.stance, silent.asserted_by.slug) == (Stance.SILENT, "this-archive")


def test_what_was_searched_and_not_found_stands_in_the_search_log_only(reader: Client) -> None:
    log = seen("source", "search-log-international")
    assert (log.kind, log.when) == (SourceKind.SEARCH_LOG, "2026-11-22")
    page = read_plain(reader, log)
    assert "That does not say that there is none, and no entries were made for them." in page
    for name in ("Human Rights Watch", "Amnesty International", "Freedom House"):
        assert name in page
    actors = public.PublicActor.objects.values_list("public_name", flat=True)
    assert not [name for name in actors if any(one in name for one in NOT_FOUND)]
    own = claims(asserted_by__slug="this-archive")
    told = [claim for claim in claims() if any(name in claim.text for name in NOT_FOUND)]
    assert {claim.pk for claim in told} <= {claim.pk for claim in own}
