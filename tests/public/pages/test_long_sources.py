"""A long source is read in pages of two hundred passages."""

import pytest
from django.test import Client

from tests import factories
from tests.factories import Story
from tests.public.pages.reading import ids, links, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_source(story: Story) -> str:
    """The address of a source of 450 passages."""
    words = [f"Sentence {number} of the record." for number in range(1, 451)]
    return f"/sources/{factories.source('A long record', passages=words).slug}/"


def anchors(client: Client, address: str) -> list[int]:
    found = ids(read(client, address))
    return [int(one[1:]) for one in found if one[0] == "p" and one[1:].isdigit()]


def test_its_pages_hold_every_passage_once(client: Client, long_source: str) -> None:
    pages = [anchors(client, long_source)]
    pages += [anchors(client, f"{long_source}?page={page}") for page in (2, 3)]
    assert [len(page) for page in pages] == [200, 200, 50]
    assert [number for page in pages for number in page] == list(range(1, 451))


def test_a_passage_leads_to_the_page_that_it_stands_on(client: Client, long_source: str) -> None:
    whole = f"{long_source}?page=2#p250"
    assert whole in links(read(client, f"{long_source}p250/"))
    assert 250 in anchors(client, f"{long_source}?page=2")


def test_a_window_shows_the_neighbours(client: Client, long_source: str) -> None:
    assert anchors(client, f"{long_source}p250/") == list(range(245, 256))
    assert anchors(client, f"{long_source}p1/") == list(range(1, 7))
    assert anchors(client, f"{long_source}p450/") == list(range(445, 451))


@pytest.mark.parametrize("page", ["4", "0", "-1", "two", "", "1e3", "999999999999", "%00"])
def test_a_page_that_it_does_not_have_is_refused(
    client: Client, long_source: str, page: str
) -> None:
    response = client.get(f"{long_source}?page={page}")
    assert response.status_code == 400
    assert f'href="{long_source}"' in response.content.decode()
