"""A bundle may bring the refs of its records, so that addresses are the same in every archive."""

import pytest

from archive.models import Claim, Incident
from tests.ingest.bundles import Bundle, counts, reasons

pytestmark = pytest.mark.django_db

REF = "7k3p9x2m"


def test_a_record_keeps_the_ref_that_its_bundle_gives(bundle: Bundle) -> None:
    bundle.record("claims", "one-dead")["ref"] = REF
    assert bundle.apply().problems == []
    assert Claim.objects.get(slug="one-dead").ref == REF
    assert counts(bundle.apply())["unchanged"] == len(bundle.apply().plan.planned)


def test_a_bundle_without_refs_still_finds_its_records(bundle: Bundle) -> None:
    bundle.record("claims", "one-dead")["ref"] = REF
    bundle.apply()
    del bundle.record("claims", "one-dead")["ref"]
    assert counts(bundle.apply())["create"] == 0
    assert Claim.objects.get(slug="one-dead").ref == REF


def test_a_ref_of_other_letters_or_another_length_is_refused(bundle: Bundle) -> None:
    for ref in ("7K3P9X2M", "7k3p9x2", "7k3p9x2u"):
        bundle.record("claims", "one-dead")["ref"] = ref
        (reason,) = reasons(bundle.apply())
        assert f"ref: “{ref}” is no ref" in reason
    assert not Claim.objects.exists()


def test_two_records_with_one_ref_are_refused(bundle: Bundle) -> None:
    bundle.record("claims", "one-dead")["ref"] = REF
    bundle.record("incidents", "fire")["ref"] = REF
    (problem,) = bundle.apply().problems
    assert problem.field == "ref"
    assert problem.reason.startswith(f"“{REF}” is taken already, at ")
    assert not Incident.objects.exists()


def test_a_ref_never_changes(bundle: Bundle) -> None:
    bundle.apply()
    had = Claim.objects.get(slug="one-dead").ref
    bundle.record("claims", "one-dead")["ref"] = REF
    (reason,) = reasons(bundle.apply(overwrite=True))
    assert f"under the ref {had}, which never changes" in reason
    assert Claim.objects.get(slug="one-dead").ref == had


def test_the_ref_of_another_record_of_the_archive_is_refused(bundle: Bundle) -> None:
    bundle.apply()
    second = {**bundle.record("claims", "one-dead"), "id": "second", "text": "One person died."}
    second["ref"] = Incident.objects.get(slug="fire").ref
    bundle.manifest["claims"].append(second)
    (reason,) = reasons(bundle.apply())
    assert "is the ref of another record of the archive" in reason
    assert not Claim.objects.filter(slug="second").exists()
