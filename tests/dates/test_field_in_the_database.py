"""The bounds reach their columns in the statement that saves the date, on either database."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from archive.models import Incident
from tests import factories

pytestmark = pytest.mark.django_db

MAY = (date(2031, 5, 1), date(2031, 5, 31))


def stored(incident: Incident) -> tuple[date | None, date | None]:
    return Incident.objects.values_list("earliest", "latest").get(pk=incident.pk)


def test_a_created_record_has_its_bounds() -> None:
    assert stored(factories.incident(when="2031-05")) == MAY


def test_a_changed_date_moves_its_bounds() -> None:
    incident = factories.incident(when="2031")
    incident.when = "2031-05-01/.."
    incident.save()
    assert stored(incident) == (MAY[0], None)
    incident.when = ""
    incident.save()
    assert stored(incident) == (None, None)


def test_bounds_are_saved_with_the_fields_that_are_named() -> None:
    incident = factories.incident(when="2031")
    incident.when = "2031-05"
    incident.save(update_fields=["when", "earliest", "latest"])
    assert stored(incident) == MAY


def test_a_date_that_cannot_be_read_changes_nothing() -> None:
    incident = factories.incident(when="2031-05")
    incident.when = "2031-13"
    with pytest.raises(ValidationError, match="no month 13"), transaction.atomic():
        incident.save()
    assert stored(incident) == MAY
