"""Without --apply an import only says what it would do."""

import pytest

from archive.models import Entry
from tests.ingest.bundles import Bundle, counts, everything, reasons

pytestmark = pytest.mark.django_db


def test_a_plan_says_what_would_be_created(bundle: Bundle) -> None:
    report = bundle.plan()
    assert report.problems == []
    assert counts(report) == {"create": 6, "update": 0, "unchanged": 0, "conflict": 0}
    assert report.passages == 3


def test_a_plan_changes_nothing_in_an_empty_archive(bundle: Bundle) -> None:
    before = everything()
    bundle.plan()
    assert everything() == before


@pytest.mark.parametrize("publish", [False, True])
def test_a_plan_changes_nothing_in_a_full_archive(bundle: Bundle, publish: bool) -> None:
    bundle.apply(publish=True)
    before = everything()
    bundle.record("claims", "one-dead")["text"] = "One man died."
    bundle.write("nine.txt", "A line before it all. The mill of Orlen burned.")
    bundle.record("incidents", "fire")["cite"] = "nine#2"
    bundle.record("claims", "one-dead")["cite"] = "nine#1"
    report = bundle.plan(publish=publish)
    assert (report.problems, counts(report)["update"]) == ([], 3)
    assert everything() == before


def test_a_plan_tells_what_the_database_would_refuse(bundle: Bundle) -> None:
    del bundle.record("claims", "one-dead")["unit"]
    problems = reasons(bundle.plan())
    line = bundle.line('"one-dead"') - 1
    assert problems == [
        f"manifest.json:{line}: unit: A number needs a unit, and a unit needs a number."
    ]
    assert not Entry.objects.exists()


def test_a_plan_with_publish_tells_what_forbids_publication(bundle: Bundle) -> None:
    del bundle.record("incidents", "fire")["cite"]
    report = bundle.plan(publish=True)
    line = bundle.line('"fire"') - 1
    assert f"manifest.json:{line}: Incident fire: It cites no passage." in reasons(report)
    assert bundle.plan().problems == []


def test_the_plan_is_what_applying_does(bundle: Bundle) -> None:
    planned = counts(bundle.plan())
    assert counts(bundle.apply()) == planned
    assert Entry.objects.count() == planned["create"]
