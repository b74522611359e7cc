"""On the pages of the shipped archive every number is the length of what it opens."""

from __future__ import annotations

import pytest

from archive.vocabularies import Fidelity
from archive.workflow.numbers import UNITS, Printed, Unmarked, numbers_on, recount
from archive.workflow.pages import Reader

TRIAL = "/trials/case-of-51-defendants/"
CITED_LONG_AGO = "/lists/defendants/?cited=2020-02-07.51.0123456789abcdef"
PAGES = (
    *(
        "/",
        "/about/",
        "/allegations/",
        "/limits/",
        "/map/",
        "/timeline/",
        "/tables/claims/",
        "/tables/people/",
        CITED_LONG_AGO,
    ),
    *("/claims/", "/groups/", "/sources/", TRIAL, f"{TRIAL}ledger/", f"{TRIAL}evidence/"),
    *(f"{TRIAL}allegations/", "/incidents/violence-kordai-2020-02/", "/sources/adc-2022-08/"),
)


@pytest.mark.usefixtures("shipped")
def test_every_number_of_the_large_pages_holds() -> None:
    reader = Reader()
    found: list[Printed | Unmarked] = []
    for address in PAGES:
        page = reader.page(address)
        assert page is not None, address
        found += numbers_on(reader, address, page)
    assert [one for one in found if not isinstance(one, Printed) or not one.holds] == []
    units = {one.unit for one in found if isinstance(one, Printed)}
    # The shipped archive withholds no passage, and no source of it numbers more than were tried.
    rare = {"withheld", "withheld-in-all", "surplus", "rows-left-out", "ky", *Fidelity.values}
    assert units >= (UNITS.keys() - rare) | {Fidelity.SUMMARY}


@pytest.mark.prove
@pytest.mark.usefixtures("shipped")
def test_every_number_of_every_page_holds() -> None:
    found = recount()
    print(f"{found.right} numbers on {found.pages} pages hold, {len(found.wrong)} do not")
    assert found.wrong == []
    assert found.right > 7_000
