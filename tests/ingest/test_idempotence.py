"""The same input again: no record, no revision, no new stamp."""

import pytest

from tests.ingest.bundles import Bundle, counts, everything

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("publish", [False, True])
@pytest.mark.parametrize("overwrite", [False, True])
def test_the_same_bundle_again_changes_nothing(
    bundle: Bundle, publish: bool, overwrite: bool
) -> None:
    bundle.apply(publish=publish)
    before = everything()
    again = bundle.apply(publish=publish, overwrite=overwrite)
    assert counts(again) == {"create": 0, "update": 0, "unchanged": 6, "conflict": 0}
    assert everything() == before


def test_publishing_what_stands_as_draft_creates_and_updates_nothing(bundle: Bundle) -> None:
    bundle.apply()
    report = bundle.apply(publish=True)
    assert counts(report) == {"create": 0, "update": 0, "unchanged": 6, "conflict": 0}
    assert bundle.apply(publish=True).published is False


def test_a_changed_field_is_the_only_change(bundle: Bundle) -> None:
    bundle.apply()
    bundle.record("places", "orlen")["kind"] = "town"
    report = bundle.apply()
    assert counts(report) == {"create": 0, "update": 1, "unchanged": 5, "conflict": 0}
    assert counts(bundle.apply())["update"] == 0


def test_another_order_of_citations_is_no_change(bundle: Bundle) -> None:
    bundle.record("incidents", "fire")["cite"] = "nine#1; nine#3"
    bundle.apply()
    bundle.record("incidents", "fire")["cite"] = "nine#3; nine#1; nine#3"
    assert counts(bundle.apply())["update"] == 0
