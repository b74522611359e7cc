"""Lists as JSON, page by page like the HTML."""

from __future__ import annotations

from typing import Any

from django.http import JsonResponse

from archive.public.choosing import FacetView
from archive.public.listing import ListPage


def list_response(page: ListPage) -> JsonResponse:
    """The page as JSON: count, page, pages, facets with all values, results."""
    return JsonResponse(
        {
            "count": page.count,
            "page": page.page,
            "pages": page.pages,
            "facets": [facet_as_data(facet) for facet in page.facets],
            "results": page.results,
        },
        json_dumps_params={"ensure_ascii": False},
    )


def facet_as_data(facet: FacetView) -> dict[str, Any]:
    """A facet with the values that it has been given."""
    return {
        "name": facet.name,
        "label": facet.label,
        "values": [
            {
                "value": value.value,
                "label": value.label,
                "count": value.count,
                "selected": value.selected,
            }
            for value in facet.values
        ],
    }
