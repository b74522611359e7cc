"""Every address of the readers' side answers, in every language, and asks for nothing else."""

import json
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.factories import Story
from tests.public.pages.reading import arguments, links, names, parse, read

pytestmark = pytest.mark.django_db
REDIRECTS = {"defendants-page", "defendants-page-json"}


@pytest.fixture
def story(told: Story) -> Story:
    """The story, told once: all tests here only read."""
    return told


def address(name: str) -> str:
    return reverse(name, args=arguments(name))


@pytest.mark.parametrize("name", sorted(names()))
def test_it_answers(client: Client, story: Story, name: str) -> None:
    response = client.get(address(name))
    assert response.status_code == (301 if name in REDIRECTS else 200)
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize("name", sorted(names()))
def test_it_answers_in_russian(client: Client, story: Story, name: str) -> None:
    with translation.override("ru"):
        path = address(name)
    assert path.startswith("/ru/")
    response = client.get(path)
    assert response.status_code == (301 if name in REDIRECTS else 200)
    if response.headers["Content-Type"].startswith("text/html") and name not in REDIRECTS:
        page = parse(response.content.decode())[0]
        assert [one["lang"] for one in page.all("html")] == ["ru"]


@pytest.mark.parametrize("name", sorted(name for name in names() if name.endswith("-json")))
def test_a_twin_is_json_and_leads_back(client: Client, story: Story, name: str) -> None:
    response = client.get(address(name), follow=True)
    assert response.headers["Content-Type"] == "application/json"
    json.loads(response.content)
    assert 'rel="canonical"' in response.headers["Link"]


def test_every_link_of_every_page_leads_somewhere(client: Client, story: Story) -> None:
    """One step from each page; the facets of lists have tests of their own."""
    twins = ("-json", "-csv", "-atom", "-bib", "-ris", "-csl", "-geojson")
    others = (*twins, "-file", "picture", "healthz", "sitemap", "robots")
    plain = [name for name in names() if not name.endswith(others)]
    todo = {address(name) for name in plain if name not in REDIRECTS}
    found: set[str] = set()
    for path in todo:
        found |= {urlsplit(link).path for link in links(read(client, path))}
    for path in sorted(found - todo - {""}):
        response = client.get(path)
        assert response.status_code in (200, 301), f"{path}: {response.status_code}"
