"""What the settings put on every answer, and what they keep out of the logs."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db

PATHS = ["/healthz", "/no-such-page/", "/admin/login/"]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that the archive's own handlers write during a test."""
    written = io.StringIO()
    handlers = {
        handler
        for name in ("", "django")
        for handler in logging.getLogger(name).handlers
        if type(handler) is logging.StreamHandler
    }
    assert handlers
    streams = {handler: handler.setStream(written) for handler in handlers}
    yield written
    for handler, stream in streams.items():
        handler.setStream(stream)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_may_only_use_what_the_archive_itself_serves(client: Client, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    directives = dict(directive.strip().split(" ", 1) for directive in policy.split(";"))
    assert directives == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'none'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.parametrize("path", PATHS)
def test_a_page_cannot_be_framed_sniffed_or_followed_to_another_site(
    client: Client, path: str
) -> None:
    headers = client.get(path).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_an_editors_cookies_never_travel_with_a_public_page(client: Client) -> None:
    get_user_model().objects.create_superuser(username="editor", password="word")
    client.get("/admin/login/")
    client.post("/admin/login/", {"username": "editor", "password": "word"})
    assert {name: cookie["path"] for name, cookie in client.cookies.items()} == {
        "csrftoken": "/admin/",
        "sessionid": "/admin/",
    }


@override_settings(ALLOWED_HOSTS=["archive.example"])
def test_logs_hold_neither_what_was_asked_nor_who_asked(client: Client, log: io.StringIO) -> None:
    """Refused requests are the ones that Django writes down by default."""
    logging.getLogger("django").error("the log is read here")
    client.get("/people/a-name/?q=a-name", headers={"host": "archive.example"})
    client.get("/?q=a-name", headers={"host": "elsewhere.example"})
    client.post("/no-such-page/?q=a-name", headers={"host": "archive.example"})
    assert "the log is read here" in log.getvalue()
    assert "a-name" not in log.getvalue()
    assert "127.0.0.1" not in log.getvalue()
