"""What was put away does not come back with an old bundle."""

import pytest

from archive.models import Actor, Incident, Tombstone
from archive.workflow import protection, publishing
from archive.workflow.principals import Principal
from tests import factories
from tests.ingest.bundles import Bundle, reasons

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_a_name(bundle: Bundle) -> Bundle:
    """The bundle, published, with somebody who is named in it."""
    bundle.manifest["actors"].append(
        {
            "slug": "anna-belskaya",
            "kind": "person",
            "naming": "named",
            "public_name": "Anna Belskaya",
        }
    )
    bundle.record("claims", "one-dead")["about"] = "anna-belskaya"
    assert bundle.apply(publish=True).problems == []
    return bundle


def test_somebody_who_fell_back_to_a_pseudonym_is_not_imported_by_name(with_a_name: Bundle) -> None:
    protection.fall_back_to_pseudonym(
        Actor.objects.get(slug="anna-belskaya"),
        label="Witness B",
        by=Principal.of(factories.custodian_user()),
        reason="She asked for it.",
    )
    for overwrite in (False, True):
        problems = reasons(with_a_name.apply(overwrite=overwrite))
        assert any("A notice of withdrawal stands at its address" in one for one in problems)
        assert any(
            "public_name: A protected name stands in it: leave it out." in one for one in problems
        )
        assert not Actor.objects.filter(public_name__contains="Belskaya").exists()


def test_a_protected_name_is_refused_under_another_slug_and_spelling(bundle: Bundle) -> None:
    factories.person("Defendant K", real_name="Konstantin Zarubin")
    bundle.manifest["actors"].append(
        {"slug": "kz", "kind": "person", "naming": "named", "public_name": "Зарубин Константин"}
    )
    (problem,) = reasons(bundle.apply())
    assert "A protected name stands in it" in problem
    assert "Defendant" not in problem


def test_an_address_with_a_notice_is_not_filled_again(bundle: Bundle) -> None:
    bundle.apply(publish=True)
    publishing.withdraw(
        Incident.objects.get(),
        by=Principal("Orlen desk"),
        reason="It never happened.",
        public_reason="Withdrawn at the wish of the families.",
    )
    assert Tombstone.objects.exists()
    assert bundle.apply(publish=True).problems == []
    assert Incident.objects.get().state == "withdrawn"
