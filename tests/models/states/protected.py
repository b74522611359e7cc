"""Illegal states of what must never be public."""

from datetime import date

from archive.models import Consent, Redaction
from tests import factories
from tests.models.examples import EXAMPLES
from tests.models.refusals import Case

consent, redaction = EXAMPLES[Consent], EXAMPLES[Redaction]

CASES = [
    Case("a consent that ends before it was given", "consent_dates_in_order", consent,
         {"given_on": date(2031, 11, 20), "until": date(2031, 11, 19)}),
    Case("a consent to a source that is no testimony", "consent_is_of_a_testimony", consent,
         lambda _row: {"source": factories.source()}),
    Case("a redaction of nothing", "redaction_has_a_length", redaction, {"start": 3, "end": 3}),
    Case("a redaction that ends before it begins", "redaction_has_a_length", redaction,
         {"start": 4, "end": 3}),
    Case("a redaction without a reason", "redaction_has_a_reason", redaction, {"reason": ""}),
]  # fmt: skip
