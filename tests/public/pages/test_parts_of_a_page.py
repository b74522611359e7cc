"""The page of the design shows every part in each of its states, and nothing of the archive."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import Story

pytestmark = pytest.mark.django_db

STATES = {
    "a chosen value": 'aria-current="true"',
    "what can be added to it": 'class="plus"',
    "what can be taken away": 'class="less"',
    "a withheld passage": 'class="withheld"',
    "a marked passage": "<mark>",
    "a number in the words of the source": 'class="words"',
    "a number that is open to one end": 'class="open"',
    "an answer": 'class="answers"',
    "who passes it on": 'class="relayed"',
    "a footnote that is no quotation": 'class="status"',
    "a footnote that is one": "<blockquote",
}


@pytest.mark.parametrize("state", STATES)
def test_each_state_has_an_example(client: Client, state: str) -> None:
    assert STATES[state] in client.get("/about/design/").content.decode()


def test_it_is_the_same_whatever_is_in_the_archive(client: Client, story: Story) -> None:
    before = _examples(client)
    type(story.fire).objects.update(state="withdrawn")
    assert _examples(client) == before
    assert str(story.fire) not in before


def test_every_colour_of_the_style_is_shown(client: Client) -> None:
    style = (Path(settings.BASE_DIR) / "static" / "css" / "archive.css").read_text()
    root = style[style.index(":root") : style.index("}")]
    colours = re.findall(r"--([a-z]+): #", root)
    shown = _examples(client)
    assert len(colours) > 5
    assert [colour for colour in colours if f">{colour}</li>" not in shown] == []


def test_no_search_engine_takes_it_for_the_archive(client: Client) -> None:
    assert client.get("/about/design/")["X-Robots-Tag"] == "noindex"


def _examples(client: Client) -> str:
    page = client.get("/about/design/").content.decode()
    return page[page.index("<main") : page.index("</main>")]
