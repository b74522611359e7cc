"""The numbers of the shipped trial against each other, inside one source: fourteen are one and
thirteen, and a fourteenth would be found.

The source counts fourteen Dungan defendants, one of them acquitted; of “all others” it gives no
number. The tests give them one, in a transaction of their own.
"""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from archive.models import Actor, Citation, Claim, Membership, Passage
from archive.vocabularies import ClaimTopic, Knowledge, State
from archive.workflow import revisions, sums
from archive.workflow.principals import Principal
from tests.fixtures_kordai.bundle import rows

pytestmark = pytest.mark.usefixtures("shipped")

SIZE, REST, ACQUITTED = "claim-c-018", "claim-c-021", "defendant-c"
VERA = Principal("Vera")


def row(name: str) -> dict[str, Any]:
    """A claim of the bundle."""
    return next(one for one in rows("claims") if one["id"] == name)


def resting(record: Membership | Claim) -> None:
    """Cite the passage that counts the fourteen, and keep the record in the history."""
    source, number = row(SIZE)["cite"].split("#")
    passage = Passage.objects.get(source__slug=source, number=number)
    Citation.objects.create(entry_id=record.pk, passage=passage, basis_digest=passage.digest)
    revisions.keep(record, by=VERA, reason="counted")


def count_the_others(number: int) -> Claim:
    """A copy of the row on all others with a number, and the acquitted one among the fourteen."""
    rest = Claim.objects.get(ref=row(REST)["ref"])
    fourteen = Claim.objects.get(ref=row(SIZE)["ref"])
    acquitted = next(one for one in rows("actors") if one.get("id") == ACQUITTED)
    assert fourteen.about is not None
    member = Membership.objects.create(
        member=Actor.objects.get(slug=acquitted["slug"]),
        group=fourteen.about,
        knowledge=Knowledge.UNKNOWN_WHICH,
        asserted_by=fourteen.asserted_by,
        state=State.PUBLISHED,
    )
    resting(member)
    others = Claim.objects.create(
        subject_id=rest.subject_id,
        topic=ClaimTopic.DEFENDANTS,
        text="All the other Dungan defendants, counted.",
        about=rest.about,
        asserted_by=rest.asserted_by,
        low=number,
        high=number,
        unit=fourteen.unit,
        state=State.PUBLISHED,
    )
    resting(others)
    return others


def audit() -> tuple[int, dict[str, list[dict[str, str]]]]:
    """The exit code of the audit of the records, and what it tells."""
    output = StringIO()
    code = 0
    try:
        call_command("audit", "--json", "--records", stdout=output)
    except SystemExit as end:
        code = int(end.code or 0)
    return code, json.loads(output.getvalue())


def test_the_shipped_archive_contradicts_itself_nowhere() -> None:
    assert list(sums.surpluses(acknowledged=False)) == []
    code, told = audit()
    assert (code, told["findings"]) == (0, [])


def test_fourteen_are_one_acquitted_and_thirteen_others() -> None:
    assert row(SIZE)["low"] == 14
    count_the_others(row(SIZE)["low"] - 1)
    assert list(sums.surpluses(acknowledged=False)) == []
    assert list(sums.shortfalls()) == []
    assert audit()[0] == 0


def test_a_fourteenth_other_is_found_and_both_numbers_are_named() -> None:
    others = count_the_others(row(SIZE)["low"])
    code, told = audit()
    assert code == 1
    (one,) = told["findings"]
    assert (one["check"], one["ref"]) == ("contradiction", row(SIZE)["ref"])
    assert row(SIZE)["text"] in one["message"]
    assert others.text in one["message"]
    assert "at least 15" in one["message"]


def test_a_twelfth_leaves_one_open() -> None:
    count_the_others(row(SIZE)["low"] - 2)
    code, told = audit()
    assert code == 0
    (remark,) = [one for one in told["remarks"] if one["check"] == "sum"]
    assert "leave 1 open" in remark["message"]
