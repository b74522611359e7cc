"""A real server with the shipped archive, and a real Chromium that looks at it.

The server is what `make run` starts, on a folder and a port of its own. A page fixture fails its
test when a page asks any other host for anything, or when the browser reports an error.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.conftest import NO_CHROMIUM

BASE_DIR = Path(__file__).resolve().parent.parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

SERVING = ["--threads", "4", "--no-control-socket", "--log-level", "warning", "--bind"]


# First, because xdist reads the groups in a hook of the same name.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, and keep it in one process: one server, one browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


def environment(var: Path) -> dict[str, str]:
    """Return the environment of an installation in the folder `var`, with nothing of ours in it."""
    foreign = ("DATABASE_URL", "PUBLIC_DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS")
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return kept | {
        "ARCHIVE_VAR": str(var),
        "ARCHIVE_BUNDLE": str(BASE_DIR / "fixtures" / "kordai"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


@pytest.fixture(scope="package")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the shipped archive, such as `http://127.0.0.1:40123`."""
    setting = environment(tmp_path_factory.mktemp("var"))
    prepared = subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        cwd=BASE_DIR,
        env=setting,
        capture_output=True,
        text=True,
        check=False,
    )
    if prepared.returncode:
        pytest.fail(f"prepare failed:\n{prepared.stdout}\n{prepared.stderr}", pytrace=False)

    # The socket listens before the server runs, so that nobody has to wait for it or lose a port.
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "config.wsgi", *SERVING, f"fd://{door.fileno()}"],
            cwd=BASE_DIR,
            env=setting,
            pass_fds=[door.fileno()],
        )
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.terminate()
            server.wait()


def program() -> str:
    """Chromium, wherever this machine keeps it; CHROMIUM names another place.

    Without one the test is skipped, loudly (see the summary in `tests/conftest.py`); CI fails.
    """
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"{NO_CHROMIUM}, and CI must have one", pytrace=False)
    pytest.skip(NO_CHROMIUM)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser for all tests of the package."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        yield chromium
        chromium.close()


class Watch:
    """What went wrong in the pages of one context: foreign hosts asked, errors reported."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.faults: list[str] = []
        context.route("**/*", self.let_through)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.on("console", self.hear)

    def let_through(self, route: Route) -> None:
        """Pass requests to the archive on, and stop and note all others."""
        if urlsplit(route.request.url).netloc == self.host:
            route.continue_()
            return
        self.faults.append(f"asked another host: {route.request.url}")
        route.abort()

    def hear(self, message: object) -> None:
        """Note what the browser's console reports as an error, such as a breach of the CSP."""
        if getattr(message, "type", "") == "error":
            text, place = getattr(message, "text", ""), getattr(message, "location", {})
            if "Failed to load resource: the server responded with a status of 4" not in text:
                self.faults.append(f"console: {text} {place}")


@contextmanager
def visit(browser: Browser, address: str) -> Iterator[Page]:
    """An empty page of a new visitor, whose relative addresses lead to the archive.

    Raises AssertionError at its end with everything that went wrong in the visit.
    """
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    watch = Watch(context, address)
    yield context.new_page()
    context.close()
    assert not watch.faults, "\n".join(watch.faults)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A visit for one test."""
    with visit(browser, address) as page:
        yield page
