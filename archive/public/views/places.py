"""Places and the map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from archive.public.exports import geojson
from archive.public.filters.places import Villages
from archive.public.models import PublicPlace
from archive.public.pages import places
from archive.public.pages.map import map_of_places
from archive.public.pages.map_picture import picture
from archive.public.views.answers import (
    answer,
    links,
    list_answer,
    named_twins,
    one,
    record_answer,
)
from archive.public.wording import reader_language


def villages_list(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The list of places."""
    return list_answer(request, Villages, form)


def villages_page(request: HttpRequest, slug: str, form: str = "html") -> HttpResponseBase:
    """A place."""
    page = places.place_page(one(PublicPlace.objects.filter(slug=slug)), reader_language())
    return record_answer(request, "public/villages/page.html", page, form)


def map_page(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """All places, on a map and in a table."""
    page = map_of_places(reader_language())
    urls = named_twins("map") | {"geojson": reverse("map-geojson")}
    if form == "geojson":
        response = HttpResponse(geojson.written(page), content_type=geojson.MEDIA_TYPE)
        response["Link"] = ", ".join(links(urls, form))
        return response
    return answer(request, "public/map.html", page, form, urls=urls)


def map_picture(request: HttpRequest) -> HttpResponse:
    """The map as a picture of its own."""
    drawn = picture(map_of_places(reader_language()))
    return render(request, "public/map.svg", {"page": drawn}, content_type="image/svg+xml")
