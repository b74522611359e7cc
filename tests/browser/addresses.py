"""The main pages of the shipped archive, by a short name: what the browser's tests look at."""

from playwright.sync_api import Page

LISTS = (
    *("incidents", "villages", "people", "bodies", "groups", "trials", "defendants"),
    *("testimony", "sources", "claims"),
)
ALONE = {
    "home": "/",
    "home-ru": "/ru/",
    "search": "/search/?q=court",
    "about": "/about/",
    "method": "/method/",
    "data": "/data/",
    "glossary": "/glossary/",
    "missing": "/no-such-page/",
}
NAMES = (*ALONE, *(f"{name}-list" for name in LISTS), *(f"{name}-page" for name in LISTS))


def address_of(page: Page, name: str) -> str | None:
    """Return the address of the page `name`, of a list's first record for `<list>-page`.

    None when the list has no record.
    """
    if name in ALONE:
        return ALONE[name]
    noun, _, kind = name.partition("-")
    if kind == "list":
        return f"/{noun}/"
    results = page.request.get(f"/{noun}.json").json()["results"]
    return results[0]["url"] if results else None
