"""What holds for every public page, in a real browser."""

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.addresses import NAMES, address_of
from tests.browser.conftest import visit


@pytest.fixture(params=NAMES, scope="module")
def opened(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Each of the main pages in turn, opened once for all that is asked of it."""
    with visit(browser, address) as page:
        target = address_of(page, request.param)
        assert target is not None, f"the shipped archive has no {request.param}"
        answer = page.goto(target)
        assert answer is not None
        assert answer.status == (404 if request.param == "missing" else 200)
        yield page


def test_a_page_tells_the_browser_nothing_to_keep(opened: Page) -> None:
    assert opened.context.cookies() == []
    assert opened.evaluate("Object.keys(localStorage).length") == 0


def test_a_page_fits_a_telephone(opened: Page) -> None:
    opened.set_viewport_size({"width": 360, "height": 740})
    width = opened.evaluate("document.documentElement.scrollWidth")
    wide = opened.evaluate(
        "Array.from(document.body.querySelectorAll('*'))"
        ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
        ".map(e => e.outerHTML.slice(0, 80)).slice(0, 5)"
    )
    assert width <= 360, wide


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_has_no_fault_that_axe_can_find(
    opened: Page, scheme: Literal["light", "dark"]
) -> None:
    opened.set_viewport_size({"width": 1440, "height": 900})
    opened.emulate_media(color_scheme=scheme)
    found = Axe().run(opened)
    assert found.violations_count == 0, found.generate_report()
