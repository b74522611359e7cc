"""Illegal states of places."""

from archive.vocabularies import Precision
from tests import factories
from tests.models.examples import located_place
from tests.models.refusals import ITSELF, Case

LOCATED = "place_located_or_not_located"

CASES = [
    Case("a place within itself", "place_not_within_itself", factories.place, {"within": ITSELF}),
    Case("a place that is not located and has coordinates", LOCATED, located_place,
         {"precision": Precision.NOT_LOCATED}),
    Case("a located place without coordinates", LOCATED, located_place,
         {"latitude": None, "longitude": None}),
    Case("a latitude without a longitude", LOCATED, located_place, {"longitude": None}),
    Case("a longitude without a latitude", LOCATED, located_place, {"latitude": None}),
    Case("a place north of the North Pole", LOCATED, located_place, {"latitude": "90.00001"}),
    Case("a place south of the South Pole", LOCATED, located_place, {"latitude": "-90.00001"}),
    Case("a place east of the whole globe", LOCATED, located_place, {"longitude": "180.00001"}),
    Case("a place west of the whole globe", LOCATED, located_place, {"longitude": "-180.00001"}),
    Case("a latitude of a place that is not located", LOCATED, factories.place,
         {"latitude": "50.40000"}),
]  # fmt: skip
