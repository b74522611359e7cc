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
    "design": "/about/design/",
    "limits": "/limits/",
    "coverage": "/coverage/",
    "allegations": "/allegations/",
    "table": "/tables/defendants/",
    "data": "/data/",
    "glossary": "/glossary/",
    "missing": "/no-such-page/",
}
OF_A_TRIAL = ("ledger", "allegations", "evidence", "dossier")
CUSTODY = "sources-custody"
NAMES = (
    *ALONE,
    *(f"{name}-list" for name in LISTS),
    *(f"{name}-page" for name in LISTS),
    *(f"trials-{name}" for name in OF_A_TRIAL),
    CUSTODY,
)


def address_of(page: Page, name: str) -> str | None:
    """Return the address of the page `name`, of a list's first record for `<list>-page`.

    None when the list has no record.
    """
    if name in ALONE:
        return ALONE[name]
    noun, _, kind = name.partition("-")
    if kind == "list":
        return f"/{noun}/"
    if kind in OF_A_TRIAL:
        return fullest_trial(page, kind)
    if name == CUSTODY:
        return certificate(page)
    results = page.request.get(f"/{noun}.json").json()["results"]
    return results[0]["url"] if results else None


def fullest_trial(page: Page, kind: str) -> str | None:
    """The page of this kind that has most to tell, of all trials."""
    trials = page.request.get("/trials.json").json()["results"]
    addresses = [f"{trial['url']}{kind}" for trial in trials]
    told = {one: page.request.get(f"{one}.json").text() for one in addresses}
    return f"{max(told, key=lambda one: len(told[one]))}/" if told else None


def certificate(page: Page) -> str | None:
    """The custody certificate of the first file that an archive keeps of a log of its own."""
    for row in page.request.get("/sources.json?kind=search_log").json()["results"]:
        for file in page.request.get(f"{row['url'].rstrip('/')}.json").json()["files"]:
            return str(file["url_custody"])
    return None
