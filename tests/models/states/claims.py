"""Illegal states of claims."""

from archive.vocabularies import Stance, Unit
from tests import factories
from tests.models.examples import counted_claim
from tests.models.refusals import ITSELF, Case

UNIT = "claim_number_has_a_unit"
OPEN = "claim_open_number_keeps_its_words"
DENIAL = "claim_denial_answers_a_claim"
SUBJECT = "claim_subject_can_be_spoken_of"

CASES = [
    Case("a claim that says nothing", "claim_says_something", factories.claim, {"text": ""}),
    Case("a denial of nothing", DENIAL, factories.claim, {"stance": Stance.DENIES}),
    Case("an admission of nothing", DENIAL, factories.claim, {"stance": Stance.ADMITS}),
    Case("a claim that answers itself", "claim_answers_another", factories.claim,
         {"answers": ITSELF}),
    Case("a number without a unit", UNIT, counted_claim, {"unit": ""}),
    Case("a unit without a number", UNIT, factories.claim, {"unit": Unit.PEOPLE}),
    Case("a lower bound above the upper one", "claim_low_up_to_high", counted_claim,
         {"low": 10, "high": 9}),
    Case("a number below nothing", "claim_low_not_negative", counted_claim, {"low": -1}),
    Case("an upper bound below nothing", "claim_high_not_negative", counted_claim,
         {"low": None, "high": -1, "number_words": "none"}),
    Case("a number that is open above, without the words of the source", OPEN, counted_claim,
         {"high": None}),
    Case("a number that is open below, without the words of the source", OPEN, counted_claim,
         {"low": None}),
    Case("a claim about a source", SUBJECT, factories.claim,
         lambda _row: {"subject": factories.source()}),
    Case("a claim about a claim", SUBJECT, factories.claim, {"subject": ITSELF}),
    Case("a claim about an article of law", SUBJECT, factories.claim,
         lambda _row: {"subject": factories.law_article()}),
]  # fmt: skip
