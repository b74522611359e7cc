"""Templates lose their indentation when they are loaded; pages say the same without it."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from archive.public.lean_templates import lean
from tests.factories import Story
from tests.public.pages.reading import arguments, names

_WITHIN_A_LINE = re.compile(r"</?(?:a|abbr|b|cite|code|mark|q|small|span|strong|sup|time)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  <p>\n    a\n  </p>\n", "<p>\na\n</p>\n"),
        ("<p>\n\n\n  a</p>", "<p>\na</p>"),
        ("a\n{% if b %}\n  c\n{% endif %}\nd", "a\n{% if b %}c\n{% endif %}d"),
        ("a{% if b %}\n  c{% endif %}", "a{% if b %}\nc{% endif %}"),
        ("a\n{% endfor %}{% endif %}\nb", "a\n{% endfor %}{% endif %}b"),
        ("{{ a }}\n{{ b }}", "{{ a }}\n{{ b }}"),
        ("a\n{% link b %}\nc", "a\n{% link b %}\nc"),
        ("a  b", "a  b"),
    ],
)
def test_what_nobody_sees_is_taken_out(written: str, read: str) -> None:
    assert lean(written) == read


def words(html: str) -> list[str]:
    """What a browser shows, word for word: blocks part words, what stands in a line does not."""
    return _TAG.sub(" ", _WITHIN_A_LINE.sub("", html)).split()


@pytest.mark.django_db
@pytest.mark.usefixtures("kept")
def test_every_page_says_the_same_with_the_templates_as_they_are_written(
    client: Client, story: Story
) -> None:
    as_written: Any = deepcopy(settings.TEMPLATES)
    as_written[0]["OPTIONS"].pop("loaders")
    as_written[0]["APP_DIRS"] = True
    longer = 0
    for name in sorted(names()):
        path = reverse(name, args=arguments(name))
        lean_page = client.get(path)
        if not lean_page.headers["Content-Type"].startswith("text/html"):
            continue
        with override_settings(TEMPLATES=as_written):
            page = client.get(path)
        told, plain = (words(one.content.decode()) for one in (lean_page, page))
        assert told == plain, path
        longer += len(page.content) > len(lean_page.content)
    assert longer > 20
