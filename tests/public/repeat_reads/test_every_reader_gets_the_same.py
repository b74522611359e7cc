"""Nothing of a reader but the address changes an answer: that is why it may be kept for all."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.factories import Story
from tests.public.pages.reading import arguments, names
from tests.public.repeat_reads.reader import Reader

pytestmark = [pytest.mark.django_db]


def addresses(story: Story) -> list[str]:
    """Each kind of address once, as it stands for the story."""
    from django.urls import reverse

    return [
        reverse(name, args=arguments(name))
        for name in sorted(names())
        if "version" not in name and not name.endswith("-file")
    ]


def test_a_session_changes_no_octet(story: Story) -> None:
    get_user_model().objects.create_superuser(username="vera", password="word")
    editor = Client()
    assert editor.login(username="vera", password="word")
    cookies = "; ".join(f"{name}={one.value}" for name, one in editor.cookies.items())
    for path in addresses(story):
        plain = Reader().get(path)
        known = Reader().get(path, cookie=f"{cookies}; django_language=ru; csrftoken={'x' * 32}")
        assert (known.status, known.body) == (plain.status, plain.body), path
        assert "set-cookie" not in plain.headers
        assert "cookie" not in plain.headers.get("vary", "").lower()


@pytest.mark.parametrize("path", ["/", "/incidents/", "/claims.json", "/kk/about/"])
@pytest.mark.parametrize(
    "header",
    [
        {"accept_language": "ru"},
        {"user_agent": "another"},
        {"referer": "http://testserver/people/"},
        {"accept": "application/json"},
        {"authorization": "Basic eDp4"},
        {"x_forwarded_host": "elsewhere.example"},
        {"save_data": "on"},
    ],
    ids=lambda header: next(iter(header)),
)
def test_no_other_header_does(story: Story, path: str, header: dict[str, str]) -> None:
    assert Reader().get(path, **header).body == Reader().get(path).body


def test_the_language_is_that_of_the_address(reader: Reader, story: Story) -> None:
    for path, language in (("/about/", "en"), ("/ru/about/", "ru"), ("/about/", "en")):
        answer = reader.get(path, accept_language="kk")
        assert answer.headers["content-language"] == language
        assert f'<html lang="{language}"' in answer.text
        assert answer.headers["vary"] == "Accept-Encoding"
