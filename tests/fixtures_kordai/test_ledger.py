"""The ledger of the shipped trial: each source adds up on every day, and says no more than it does.

The oracle reads the bundle's own files and counts in plain Python.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.fixtures_kordai.bundle import rows

TRIAL = "case-of-51-defendants"
LEDGER = f"/trials/{TRIAL}/ledger.json"
TRIED = 51
VERDICT = "2021-04-27"
PENALTIES = ("verdict", "sentence")


def accounts(reader: Client, day: str) -> dict[str, dict[str, Any]]:
    """What each source tells by a day, by the key of the source."""
    told = reader.get(f"{LEDGER}?as_of={day}").json()["accounts"]
    return {one["source"]["url"].split("/")[2]: one for one in told}


def least(account: dict[str, Any]) -> dict[str, int]:
    """How many surely stand in each state."""
    return {one["outcome"]["code"]: one["least"] for one in account["counts"] if one["least"]}


def days() -> list[str]:
    """Days before, between and after the steps, and the steps' own."""
    first = date(2020, 2, 1)
    several = [first + timedelta(days=61 * number) for number in range(18)]
    exact = ["2021-04-26", VERDICT, "2022-08-14", "2022-08-15"]
    return sorted({*exact, *(day.isoformat() for day in several)})


@pytest.mark.parametrize("day", days())
def test_every_source_adds_up_to_all_who_were_tried(reader: Client, day: str) -> None:
    told = accounts(reader, day)
    assert len(told) == 13
    for source, account in told.items():
        assert account["total"] == str(TRIED), source
        assert account["surplus"] == 0, source
        assert sum(least(account).values()) + account["left_open"] == TRIED, source


def test_the_day_of_the_release_differs_from_the_day_before_by_two_people(reader: Client) -> None:
    before = accounts(reader, "2022-08-14")
    after = accounts(reader, "2022-08-15")
    changed = [source for source in before if before[source] != after[source]]
    assert changed == ["adc-2022-08"]
    assert "parole" not in least(before["adc-2022-08"])
    assert least(after["adc-2022-08"])["parole"] == 2
    assert least(before["adc-2022-08"])["acquitted"] == least(after["adc-2022-08"])["acquitted"]


def said_of_the_verdict() -> dict[str, Counter[str]]:
    """How many people each source puts where on the day of the verdict, from the files."""
    kinds = {row["id"]: row["kind"] for row in rows("steps") if row["trial"] == TRIAL}
    found: dict[str, Counter[str]] = {}
    for row in rows("reports"):
        if row.get("when") != VERDICT or kinds.get(row["step"]) not in PENALTIES:
            continue
        source = row["cite"].partition("#")[0]
        found.setdefault(source, Counter())[row["outcome"]] += row.get("people_low", 0)
    return found


def test_on_the_day_of_the_verdict_each_source_has_the_numbers_that_it_gives(
    reader: Client,
) -> None:
    told = accounts(reader, VERDICT)
    expected = said_of_the_verdict()
    assert len(expected) == 9
    for source, counted in expected.items():
        assert least(told[source]) == {outcome: n for outcome, n in counted.items() if n}, source


def test_sources_leave_open_different_numbers_and_none_is_preferred(reader: Client) -> None:
    told = accounts(reader, VERDICT)
    left = {source: account["left_open"] for source, account in told.items()}
    assert left["kursiv-2021-04-27"] == left["azattyk-2021-04"] == 0
    assert left["kresy-2021-04"] == TRIED - 14 - 31 - 1
    assert left["rferl-2021-04-27"] == TRIED - 17 - 1
    assert left["mediazona-2021-04-28"] == TRIED - 1


def test_of_the_fourteen_one_was_acquitted_and_the_others_are_not_split(reader: Client) -> None:
    (account,) = [
        one for key, one in accounts(reader, "2023-01-01").items() if key == "adc-2022-08"
    ]
    counts = {one["outcome"]["code"]: one for one in account["counts"]}
    assert (counts["acquitted"]["least"], counts["acquitted"]["most"]) == (1, 1)
    assert counts["probation_or_prison"]["words"] == "number not said"
