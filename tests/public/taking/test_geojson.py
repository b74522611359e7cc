"""The places of the map can be taken along as GeoJSON, those that are not located among them."""

from __future__ import annotations

import geojson
import pytest
from django.test import Client

from archive.models import Place
from archive.vocabularies import State
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db: None) -> Story:
    """The story, and a place of which nobody knows where it lies."""
    made = factories.story()
    factories.place("Nowhere known")
    return made


def places(client: Client, address: str = "/map.geojson") -> geojson.FeatureCollection:
    response = client.get(address)
    assert response["Content-Type"] == "application/geo+json"
    found = geojson.loads(response.content)
    assert isinstance(found, geojson.FeatureCollection)
    assert found.is_valid, found.errors()
    return found


def test_each_public_place_is_a_feature_where_it_is_located(client: Client, story: Story) -> None:
    public = Place.objects.filter(state=State.PUBLISHED)
    told = {one["id"]: one["geometry"] for one in places(client)["features"]}
    expected = {
        f"/villages/{row.slug}/": [float(row.longitude), float(row.latitude)]
        if row.latitude is not None and row.longitude is not None
        else None
        for row in public
    }
    assert {key: one and one["coordinates"] for key, one in told.items()} == expected
    assert None in expected.values()
    assert any(expected.values())


def test_it_says_how_exactly_a_place_is_known(client: Client, story: Story) -> None:
    told = {one["id"]: one["properties"] for one in places(client)["features"]}
    for row in Place.objects.filter(state=State.PUBLISHED):
        assert told[f"/villages/{row.slug}/"]["precision"] == row.precision


def test_a_place_that_is_hidden_is_in_it_no_more(client: Client, story: Story) -> None:
    before = len(places(client)["features"])
    assert f"/villages/{story.village.slug}/" in client.get("/map.geojson").content.decode()
    Place.objects.filter(pk=story.village.pk).update(state=State.DRAFT)
    assert len(places(client)["features"]) == before - 1
    assert story.village.slug not in client.get("/map.geojson").content.decode()


def test_the_map_leads_to_it_in_each_language(client: Client, story: Story) -> None:
    for address, there in (("/map/", "/map.geojson"), ("/ru/map/", "/ru/map.geojson")):
        assert there in [one["href"] for one in read(client, address).all("a")]
        assert places(client, there)["features"]
