"""A public testimony has a consent that allows it: the view holds this rule, on every read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from archive.models import Consent
from archive.public.models import PublicPassage, PublicSource
from archive.vocabularies import ConsentScope
from tests import factories
from tests.models.refusals import sql_update

pytestmark = pytest.mark.django_db

FAULTS: dict[str, dict[str, Any]] = {
    "it allows the name only": {"scope": ConsentScope.NAME},
    "it allows the image only": {"scope": ConsentScope.IMAGE},
    "it allows the voice only": {"scope": ConsentScope.VOICE},
    "it is over": {"given_on": None, "until": date(2020, 1, 1)},
    "it was taken back": {"withdrawn_on": date(2020, 1, 1)},
}


def test_a_testimony_with_a_consent_to_its_words_is_public() -> None:
    testimony = factories.testimony()
    assert PublicSource.objects.filter(ref=testimony.ref).exists()
    assert PublicPassage.objects.filter(source_id=testimony.pk).count() == 2


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_testimony_is_hidden_when_its_consent_does_not_hold(fault: dict[str, Any]) -> None:
    testimony = factories.testimony()
    sql_update(testimony.consents.get(), fault)
    assert not PublicSource.objects.filter(ref=testimony.ref).exists()
    assert not PublicPassage.objects.filter(source_id=testimony.pk).exists()


def test_a_testimony_without_a_consent_is_hidden() -> None:
    testimony = factories.testimony()
    Consent.objects.filter(source=testimony).delete()
    assert not PublicSource.objects.filter(ref=testimony.ref).exists()
    assert not PublicPassage.objects.filter(source_id=testimony.pk).exists()
