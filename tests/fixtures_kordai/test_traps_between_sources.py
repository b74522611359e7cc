"""Where sources disagree or speak of different things, nothing is mended, summed or joined.

One test for each known trap between sources; those inside the first source are in `test_traps.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import pytest
from django.db.models import Q
from django.test import Client

from archive.public import models as public
from archive.vocabularies import ClaimTopic, IncidentKind, Outcome, Stance, StepKind
from tests.fixtures_kordai import bundle
from tests.fixtures_kordai.reading import claims, first, read_plain, seen, sources_of

CASE = "case-of-51-defendants"
WHOLE = "violence-kordai-2020-02"
FLIGHT = "flight-to-kyrgyzstan"
SECOND_LOG = "search-log-2026-11-22"


def _by_source(rows: Sequence[public.PublicClaim]) -> dict[str, list[public.PublicClaim]]:
    """Claims by the one source that each rests on."""
    found: dict[str, list[public.PublicClaim]] = {}
    for row in rows:
        (key,) = sources_of(row)
        found.setdefault(key, []).append(row)
    return found


def _listed(claim: public.PublicClaim) -> int:
    """How many terms a claim lists, as `20; 17; three of 15`."""
    words = {"three": 3}
    items = claim.text.partition(":")[2].split(";")
    return sum(words.get(item.split()[0], 1) for item in items)


def _can_be_read(reader: Client, *rows: public.PublicClaim) -> None:
    """Each claim stands on a page of its own, with who says it."""
    for row in rows:
        page = read_plain(reader, row)
        assert row.text in page
        assert row.asserted_by.public_name in page


def _outcomes(source: str) -> list[public.PublicClaim]:
    rows = claims(subject_id=seen("trial", CASE).pk, topic=ClaimTopic.OUTCOME)
    return [row for row in rows if sources_of(row) == {source}]


# 1: the split between probation and prison


def test_the_split_that_another_source_gives_rests_on_that_source_alone(shipped: None) -> None:
    others = seen("actor", "other-dungan-defendants")
    for claim in claims(about=others):
        assert sources_of(claim) <= {bundle.SOURCE, bundle.LOG}
        assert (claim.low, claim.high) == (None, None)
    split = [row for row in _outcomes("adc-2021-04-verdict") if row.about_id and row.low]
    assert len(split) == 5


# 2: who had which charge, and who was killed


@pytest.mark.parametrize("name", ["three-with-long-terms", "person-killed", "defendant-c"])
def test_no_later_source_is_joined_to_people_whom_the_first_leaves_open(
    shipped: None, name: str
) -> None:
    actor = seen("actor", name)
    spoken = claims(Q(subject_id=actor.pk) | Q(about=actor))
    assert {key for claim in spoken for key in sources_of(claim)} <= {bundle.SOURCE, bundle.LOG}
    involved = public.PublicInvolvement.objects.filter(actor=actor)
    assert all(sources_of(one) == {bundle.SOURCE} for one in involved)


def test_neither_the_one_kazakh_killed_nor_a_body_without_a_name_is_a_person_here(
    shipped: None,
) -> None:
    for name in ("figure-004-kazakh", "figure-004-unidentified", "figure-007-kazakh"):
        counted = seen("claim", name)
        assert (counted.low, counted.high, counted.about) == (1, 1, None)
        assert counted.subject_id == seen("incident", WHOLE).pk


# 3: no direct testimony


def test_one_lawyer_speaks_of_the_killing_and_the_first_source_of_all_three(
    reader: Client,
) -> None:
    lawyer, author = seen("claim", "allegation-no-witness"), seen("claim", "claim-c-042")
    assert lawyer.asserted_by.slug == "luiza-tashmetova"
    assert "killing" in lawyer.text
    assert "all three" in author.text
    assert not sources_of(lawyer) & sources_of(author)
    assert lawyer.answers is None
    assert author.answers is None
    _can_be_read(reader, lawyer, author, seen("claim", "search-witness"))


# 5: since when in custody


def test_the_arrests_that_most_reports_tell_of_are_later_than_the_first_source_needs(
    shipped: None,
) -> None:
    needed = date(2020, 2, 15)
    told = [seen("claim", "arrests-of-april"), seen("incident", "searches-and-arrests-2020-04")]
    assert all(one.earliest > needed for one in told)
    assert bundle.SOURCE not in sources_of(told[0]) | sources_of(told[1])
    assert str(seen("claim", "claim-c-016").low) in ("2.50", "2.5")


# 6: the penalty without prison


def test_each_source_keeps_its_own_name_for_the_penalty_without_prison(shipped: None) -> None:
    step = seen("step", "step-other-penalties")
    found: dict[str, set[str]] = {}
    for report in public.PublicReport.objects.filter(step=step):
        for source in sources_of(report):
            found.setdefault(source, set()).add(report.outcome)
    assert found == {
        "adc-2021-04-verdict": {Outcome.SUSPENDED},
        "mediazona-2021-04-28": {Outcome.SUSPENDED},
        "azattyk-2021-04": {Outcome.SUSPENDED},
        "kresy-2021-04": {Outcome.SUSPENDED},
        "rferl-2021-04-27": {Outcome.RESTRICTION},
        "afp-2021-04-28": {Outcome.SUSPENDED, Outcome.CORRECTIONAL_WORK},
        "kursiv-2021-04-27": {Outcome.PROBATION},
    }
    named = {name: seen("claim", f"figure-078-{name}") for name in ("adc", "rferl", "afp", "seed")}
    words = {name: claim.text.partition("is called ")[2] for name, claim in named.items()}
    assert len(set(words.values())) == 4


# 7: sums that do not meet


def test_the_dungan_defendants_of_one_source_add_up_to_thirteen_of_fourteen(
    shipped: None,
) -> None:
    rows = [row for row in _outcomes("adc-2021-04-verdict") if row.about_id]
    assert {row.about.slug for row in rows if row.about} == {"dungan-defendants"}
    assert sum(int(row.low or 0) for row in rows) == 13
    assert seen("claim", "claim-c-018").low == 14
    in_prison = [seen("claim", f"figure-075-{name}") for name in ("murder", "shooting", "riot")]
    assert sum(int(row.low) for row in in_prison) == 6
    assert seen("claim", "figure-076-prison").low == 5
    log = seen("claim", "search-fourteenth-dungan").text
    assert "13 by this archive’s arithmetic" in log
    assert "Nothing was corrected" in log


def test_prison_terms_count_nineteen_seventeen_or_fourteen_and_nobody_chooses(
    reader: Client,
) -> None:
    rferl = [row for row in _outcomes("rferl-2021-04-27") if re.search(r" got [\d ]", row.text)]
    nineteen = [seen("claim", f"figure-0{row}-prison") for row in (69, 70)]
    assert sum(int(row.low or 0) for row in rferl) == 17
    assert _listed(seen("claim", "figure-072-list")) == 14
    assert {int(row.low) for row in nineteen} == {19}
    assert not claims(subject_id=seen("trial", CASE).pk, topic=ClaimTopic.OUTCOME, low__in=[14, 17])
    _can_be_read(reader, *rferl, *nineteen, seen("claim", "search-kresy-terms"))


# 8: how far official data reach


def test_in_every_source_the_displaced_stand_outside_the_official_data(shipped: None) -> None:
    thousands = seen("claim", "figure-047")
    assert (thousands.asserted_by.slug, thousands.relayed_by) == ("adc-memorial", None)
    for name in ("figure-007", "figure-023", "figure-036"):
        claim = seen("claim", name)
        assert (claim.asserted_by.slug, claim.relayed_by.slug) == ("official-data", "adc-memorial")


# 9: the same amount for two things, and a budget


def test_one_amount_is_damage_in_one_source_and_compensation_in_another(reader: Client) -> None:
    lost, paid = seen("claim", "figure-034"), seen("claim", "figure-035-dollars")
    assert (lost.low, lost.unit) == (paid.low, paid.unit) == (1_800_000, "USD")
    assert (lost.topic, paid.topic) == (ClaimTopic.PROPERTY, ClaimTopic.COMPENSATION)
    assert not sources_of(lost) & sources_of(paid)
    _can_be_read(reader, lost, paid)


def test_the_budget_of_programmes_is_no_damage(shipped: None) -> None:
    (budget,) = claims(low=20_500_000_000)
    assert (budget.topic, budget.stance) == (ClaimTopic.COMPENSATION, Stance.PROMISES)
    assert budget.subject_id == seen("place", "kordai-district").pk
    assert not claims(topic=ClaimTopic.PROPERTY, unit="KZT", low__gt=2_000_000_000)


# 10: villages, triggers, hours


def test_three_four_and_five_villages_stand_side_by_side(reader: Client) -> None:
    whole = seen("incident", WHOLE)
    lists = claims(subject_id=whole.pk, topic=ClaimTopic.LOCATION, unit="places")
    assert sorted(int(claim.low or 0) for claim in lists) == [3, 4, 5, 5]
    assert {claim.asserted_by.slug for claim in lists} == {"adc-memorial", "informburo", "orda-kz"}
    _can_be_read(reader, *lists)


def test_two_triggers_are_two_incidents_and_no_part_or_cause_of_the_violence(
    shipped: None,
) -> None:
    road, stop = (
        seen("incident", "road-fight-2020-02-05"),
        seen("incident", "police-stop-2020-02-07"),
    )
    assert (road.kind, stop.kind) == (IncidentKind.ALTERCATION, IncidentKind.POLICE_ACTION)
    assert (road.earliest, stop.earliest) == (date(2020, 2, 5), date(2020, 2, 7))
    assert road.part_of is None
    assert stop.part_of is None
    causes = claims(topic=ClaimTopic.CAUSE)
    assert len(causes) >= 5
    assert all(claim.asserted_by for claim in causes)
    texts = " ".join(claim.text for claim in causes)
    for words in ("5 February", "7 February", "everyday", "smuggling"):
        assert words in texts


def test_the_hours_and_days_that_differ_stand_side_by_side(reader: Client) -> None:
    for incident, names in {
        "road-fight-2020-02-05": ("road-fight-hour-aikyn", "road-fight-hour-caravan"),
        "police-stop-2020-02-07": ("police-stop-day", "police-stop-day-prosecutors"),
    }.items():
        told = [seen("claim", name) for name in names]
        assert {claim.topic for claim in told} == {ClaimTopic.DATE}
        assert len({(claim.when, claim.when_words) for claim in told}) == 2
        page = read_plain(reader, seen("incident", incident))
        assert [claim.text for claim in told if claim.text not in page] == []


# 11: injured or suffered


def test_injured_in_english_and_suffered_in_russian_are_two_claims_of_one_text(
    shipped: None,
) -> None:
    english, russian = seen("claim", "figure-025-en"), seen("claim", "figure-025-ru")
    assert sources_of(english) == sources_of(russian)
    assert "“injured”" in english.text
    assert "пострадали" in russian.text
    assert russian.answers == english


# Vague numbers, answers, and what was not found


def _bounds(words: str) -> tuple[float | None, float | None]:
    """The bounds that the published convention gives to the words of a source."""
    words = words.lower().replace(",", "")
    scale = {"million": 1_000_000}
    number = re.search(r"\d+(?:\.\d+)?|\bnine\b", words)
    for word, low in (("tens of thousands", 20_000), ("dozens", 24), ("hundreds", 200)):
        if word in words:
            return low, None
    if re.search("several thousand|^thousands|^тысячи", words):
        return 2_000, None
    if words.startswith("millions"):
        return 2_000_000, None
    if number is None:
        return None, None
    times = next((by for word, by in scale.items() if word in words), 1)
    value = 9.0 if number[0] == "nine" else float(number[0]) * times
    if re.search("^(up to|nearly|almost)", words):
        last = re.findall(r"\d+", words)[-1]
        return None, float(last)
    return (value, None) if re.search("^(more than|over|at least)", words) else (value, value)


def test_open_numbers_follow_the_published_convention(shipped: None) -> None:
    open_ended = Q(low__isnull=True) ^ Q(high__isnull=True)
    rows = [
        row
        for row in claims(open_ended)
        if row.unit
        and row not in first(public.PublicClaim)
        and row.number_words != "at least 10 and 1"
    ]
    assert len(rows) > 30
    wrong = {
        row.number_words: (row.low, row.high)
        for row in rows
        if _bounds(row.number_words) != (_float(row.low), _float(row.high))
    }
    assert wrong == {}


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))


def test_for_every_allegation_the_search_for_an_answer_stands_under_it(reader: Client) -> None:
    rows = bundle.loaded("coverage/allegations.json")
    assert len(rows) == 17
    for row in rows:
        name = next(one for one in row["carried_by"] if one.startswith("claim:search-"))
        searched = seen("claim", name.removeprefix("claim:"))
        assert (searched.stance, searched.asserted_by.slug) == (Stance.SILENT, "this-archive")
        assert searched.answers is not None
        assert f"claim:{_name(searched.answers)}" in row["carried_by"]
        assert SECOND_LOG in sources_of(searched)
        assert searched.text in read_plain(reader, searched.answers)


def _name(claim: public.PublicClaim) -> str:
    """The name that the bundle gives to a claim."""
    return next(row["id"] for row in bundle.rows("claims") if row["ref"] == claim.ref)


def test_only_what_somebody_really_denied_is_a_denial(shipped: None) -> None:
    denials = claims(stance=Stance.DENIES)
    assert {(row.asserted_by.slug, row.topic) for row in denials} == {
        ("authorities-of-kazakhstan", ClaimTopic.CHARACTER),
        ("dungan-association-of-kazakhstan", ClaimTopic.EVIDENCE),
    }
    grave = [ClaimTopic.TORTURE, ClaimTopic.BEATING, ClaimTopic.FORGERY, ClaimTopic.EXPERT_ERROR]
    assert not claims(topic__in=grave, stance__in=[Stance.DENIES, Stance.ADMITS])


def test_a_conviction_answers_the_lawyer_without_saying_what_the_court_said_of_it(
    shipped: None,
) -> None:
    for name, answered in {
        "conviction-for-murder": "allegation-weapon",
        "conviction-despite-errors": "allegation-forensic-errors",
    }.items():
        claim = seen("claim", name)
        assert claim.asserted_by.kind == "court"
        assert claim.answers == seen("claim", answered)
        assert "was not seen" in claim.text


def test_the_trial_opens_before_its_verdict_and_that_before_the_appeal(shipped: None) -> None:
    def days(kind: StepKind) -> list[date]:
        rows = public.PublicReport.objects.filter(step__kind=kind, step__trial=seen("trial", CASE))
        return [row.latest for row in rows if row.latest]

    assert max(days(StepKind.HEARING)) < min(days(StepKind.VERDICT))
    assert max(days(StepKind.VERDICT)) < min(days(StepKind.APPEAL))


def test_no_private_person_of_the_road_fight_or_the_police_stop_is_an_actor(shipped: None) -> None:
    for name in (
        "road-fight-case",
        "police-stop-case",
        "military-court-case",
        "later-case-of-three",
    ):
        parties = public.PublicInvolvement.objects.filter(trial=seen("trial", name))
        assert {party.actor.kind for party in parties} == {"group"}
