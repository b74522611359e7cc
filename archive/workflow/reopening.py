"""Which public records could not be published again as they stand, and why.

Readers may see a record that grew unready since: its views decide. What is to be published anew in
another place has to pass the rules of today. Nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from archive.models import Record
from archive.models.triggers import record_models
from archive.vocabularies import State
from archive.workflow.readiness import Reason, reasons
from archive.workflow.scanning import protected_names


def unready() -> dict[int, list[Reason]]:
    """The public records that would be refused, by their primary keys, with the reasons.

    What rests on a refused record is refused with it, so that the others can be published without.
    """
    names = protected_names()
    refused: dict[int, list[Reason]] = {}
    with transaction.atomic():
        while True:
            found = {one: why for one in _public() if (why := reasons(one, names))}
            for record, why in found.items():
                refused[record.pk] = why
                # For the next round alone: all of it is rolled back below.
                type(record)._base_manager.filter(pk=record.pk).update(state=State.DRAFT)
            if not found:
                break
        transaction.set_rollback(True)
    return refused


def _public() -> Iterator[Record]:
    for model in record_models():
        yield from list(model._base_manager.filter(state=State.PUBLISHED).order_by("pk"))
