"""Every number on a public page opens exactly what it counts, and no other digits stand there."""

from __future__ import annotations

import pytest

from archive.workflow.numbers import UNITS, Printed, Unmarked, numbers_on, recount
from archive.workflow.pages import Element, Reader, tree
from tests import factories
from tests.visibility import canaries

pytestmark = pytest.mark.django_db


def page_of(reader: Reader, address: str) -> Element:
    page = reader.page(address)
    assert page is not None, address
    return page


def wrong_on(reader: Reader, address: str, page: Element) -> list[Printed | Unmarked]:
    found = numbers_on(reader, address, page)
    return [one for one in found if isinstance(one, Unmarked) or not one.holds]


def test_every_number_of_the_story_holds() -> None:
    factories.story()
    found = recount()
    assert found.wrong == []
    assert found.pages > 50
    assert found.right > 200


def test_what_is_hidden_is_counted_nowhere() -> None:
    story = factories.story()
    before = recount()
    canaries.plant(story)
    assert recount() == before


def test_a_row_less_is_found() -> None:
    story = factories.story()
    reader, address = Reader(), f"/incidents/{story.fire.slug}/"
    page = page_of(reader, address)
    assert wrong_on(reader, address, page) == []
    row = next(one for one in page.all() if "statement" in one.classes)
    assert row.parent is not None
    row.parent.content.remove(row)
    units = {one.unit for one in wrong_on(reader, address, page) if isinstance(one, Printed)}
    assert "statements" in units


def test_a_number_that_is_not_the_length_of_its_list_is_found() -> None:
    factories.story()
    reader = Reader()
    html = '<main><p><a class="n" data-unit="rows" href="/claims/">{}</a></p></main>'
    right = reader.data("/claims/")["count"]
    assert wrong_on(reader, "/", tree(html.format(right))) == []
    (wrong,) = wrong_on(reader, "/", tree(html.format(right + 1)))
    assert str(wrong) == f"It prints {right + 1} (rows); counted again it is {right}."


@pytest.mark.parametrize(
    "html",
    [
        "<main><p>12 people</p></main>",
        '<main><p class="note">12 people</p></main>',
        "<main><table><tr><td>12</td></tr></table></main>",
        "<main><section><h2>12 more</h2></section></main>",
    ],
)
def test_digits_that_nobody_counted_or_said_are_found(html: str) -> None:
    (found,) = numbers_on(Reader(), "/", tree(html))
    assert isinstance(found, Unmarked)
    assert "12" in str(found)


def test_a_unit_that_is_not_known_counts_as_wrong() -> None:
    (wrong,) = wrong_on(Reader(), "/", tree('<main><b data-unit="apples">3</b></main>'))
    assert str(wrong) == "It prints 3 (apples), which opens nothing to count."


def test_each_unit_that_a_template_names_is_known() -> None:
    """Units that templates compose of codes are codes of closed lists or languages."""
    factories.story()
    reader = Reader()
    printed = {
        one.unit
        for address, page in reader.crawl()
        for one in numbers_on(reader, address, page)
        if isinstance(one, Printed)
    }
    assert printed <= UNITS.keys()
    assert {"rows", "statements", "sources", "origins", "records", "passages", "gone"} <= printed
