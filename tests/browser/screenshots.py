"""Pictures of the main pages, for people to look at: `make screenshots`.

They land in var/screenshots, at three widths, light and dark; the first page at the middle of
its day also as docs/home.png, for the README. Not a test: nothing is compared.
"""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import NAMES, address_of
from tests.browser.conftest import BASE_DIR

FOLDER = BASE_DIR / "var" / "screenshots"
WIDTHS = (360, 768, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_pictures(page: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for name in NAMES:
        if address := address_of(page, name):
            page.goto(address)
            page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)


def test_picture_for_the_readme(page: Page) -> None:
    Path(BASE_DIR / "docs").mkdir(exist_ok=True)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/")
    page.screenshot(path=BASE_DIR / "docs" / "home.png")
