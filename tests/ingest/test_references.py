"""Records name each other, whatever their order, and those that the archive has already."""

import random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.ingest.importing import Options, import_paths
from archive.ingest.plans import Action
from archive.models import Claim, Entry, Place, Text
from archive.models.triggers import record_models
from archive.workflow.snapshots import snapshot
from tests.ingest.bundles import Bundle, counts, manifest, reasons

pytestmark = pytest.mark.django_db


def test_a_record_may_name_what_the_archive_has_already(bundle: Bundle) -> None:
    bundle.apply()
    claim = {**bundle.record("claims", "one-dead"), "id": "again", "text": "Said again."}
    bundle.manifest = {"claims": [claim]}
    assert counts(bundle.apply())["create"] == 1
    assert Claim.objects.get(slug="again").asserted_by.slug == "legal-aid"


def test_a_local_id_names_a_record_whose_slug_is_another(bundle: Bundle) -> None:
    bundle.manifest["actors"].append(
        {"slug": "q7d2m9xk", "id": "defendant-k", "kind": "person", "public_name": "Defendant K"}
    )
    bundle.record("claims", "one-dead")["about"] = "defendant-k"
    assert bundle.apply().problems == []
    about = Claim.objects.get().about
    assert about is not None
    assert about.slug == "q7d2m9xk"


def test_a_name_in_two_lists_is_told_apart_by_its_list(bundle: Bundle) -> None:
    bundle.manifest["places"].append({"slug": "fire", "kind": "site", "name": {"en": "Fire"}})
    (problem,) = reasons(bundle.plan())
    assert "“fire” names more than one record: write “incidents:fire” or “places:fire”." in problem
    bundle.record("claims", "one-dead")["subject"] = "incident:fire"
    assert bundle.plan().problems == []


def test_a_name_is_taken_once_in_its_list(bundle: Bundle) -> None:
    bundle.manifest["places"].append({"slug": "velia", "kind": "site"})
    bundle.manifest["places"].append({"slug": "elsewhere", "id": "orlen", "kind": "site"})
    problems = reasons(bundle.plan())
    assert ["is taken already" in problem for problem in problems] == [True, True]
    assert f"manifest.json:{bundle.line('velia') - 1}" in problems[0]


@pytest.mark.parametrize("length", [1, 2, 5])
def test_a_true_circle_is_told_with_its_members(bundle: Bundle, length: int) -> None:
    names = [f"place-{number}" for number in range(length)]
    for name, within in zip(names, [*names[1:], names[0]], strict=True):
        bundle.manifest["places"].append({"slug": name, "kind": "site", "within": within})
    (problem,) = reasons(bundle.plan())
    assert "within: These name each other in a circle: " in problem
    assert all(name in problem for name in names)


def test_those_who_name_each_other_are_no_circle(bundle: Bundle) -> None:
    other = {"slug": "ministry", "kind": "authority", "naming": "role", "public_name": "Ministry"}
    bundle.manifest["actors"].append(other)
    for one, another in (("legal-aid", "ministry"), ("ministry", "legal-aid")):
        name = {"text": f"Those of {one}", "used_by": another}
        bundle.record("actors", one)["name"] = {"en": name}
    bundle.record("actors", "ministry")["label"] = {"en": {"text": "We", "used_by": "ministry"}}
    assert bundle.apply().problems == []
    used_by = Text.objects.filter(entry__as_actor__isnull=False).values_list(
        "entry__as_actor__slug", "used_by__slug"
    )
    assert set(used_by) == {
        ("legal-aid", "ministry"),
        ("ministry", "legal-aid"),
        ("ministry", "ministry"),
    }
    assert bundle.plan().count(Action.UNCHANGED) == 7


def test_a_circle_that_closes_in_the_archive_is_told(bundle: Bundle) -> None:
    bundle.apply()
    bundle.manifest = {"places": [{"slug": "velia", "kind": "country", "within": "orlen"}]}
    (problem,) = reasons(bundle.apply())
    assert "within: These name each other in a circle: " in problem
    assert Place.objects.get(slug="velia").within is None


def test_long_chains_are_no_circles(bundle: Bundle) -> None:
    bundle.manifest["places"] += [
        {"slug": f"place-{number}", "kind": "site", "within": f"place-{number + 1}"}
        for number in range(80)
    ]
    bundle.manifest["places"].append({"slug": "place-80", "kind": "site"})
    assert bundle.plan().problems == []


@settings(
    max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_lists_and_records_does_not_matter(bundle: Bundle, seed: int) -> None:
    bundle.manifest = manifest()
    bundle.manifest["claims"].append(
        bundle.record("claims", "one-dead")
        | {"id": "denied", "stance": "denies", "answers": "one-dead", "low": None}
        | {"high": None, "unit": None, "cite": "nine#3"}
    )
    with transaction.atomic():
        assert bundle.apply().problems == []
        straight = _content()
        transaction.set_rollback(True)
    bundle.manifest = _shuffled(bundle.manifest, random.Random(seed))
    with transaction.atomic():
        assert bundle.apply().problems == []
        assert _content() == straight
        assert counts(import_paths([str(bundle.folder)], Options(apply=True)))["update"] == 0
        transaction.set_rollback(True)


def _shuffled(whole: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    parts = list(whole.items())
    chance.shuffle(parts)
    shuffled = {name: part.copy() for name, part in parts}
    for part in shuffled.values():
        if isinstance(part, list):
            chance.shuffle(part)
    return shuffled


def _content() -> dict[str, Any]:
    """Every record without refs, which are random."""
    slugs = {
        one.ref: f"{one.TYPE} {one.slug}"
        for model in record_models()
        for one in model._base_manager.all()
    }
    assert len(slugs) == Entry.objects.count()

    def named(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: named(part) for name, part in value.items()}
        if isinstance(value, list):
            return [named(part) for part in value]
        return slugs.get(value, value) if isinstance(value, str) else value

    return {
        slugs[one.ref]: named(snapshot(one))
        for model in record_models()
        for one in model._base_manager.all()
    }
