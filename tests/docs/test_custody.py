"""What the page on custody says can be done is done here as it says."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.models import Passage
from archive.public.filters.justice import ALLEGATIONS
from archive.public.pages.topics import ILL_TREATMENT
from tests import factories
from tests.docs.reading import DOCS, blocks

pytestmark = pytest.mark.django_db
PAGE = DOCS / "custody.md"


def published_rule() -> Any:
    """The function that the page shows."""
    (block,) = blocks(PAGE, "python")
    names: dict[str, Any] = {}
    exec(block.body, names)
    return names["digest_over"]


def test_anyone_gets_the_digest_of_a_certificate_by_the_published_rule(client: Client) -> None:
    source = factories.source(
        "A long report", passages=tuple(f"Sentence {number}\n— Орлен." for number in range(450))
    )
    file = factories.file(source)
    Passage.objects.filter(source=source, number=7).update(text="", withheld=True)
    Passage.objects.filter(source=source, number=9).update(fidelity="summary")
    passages: list[dict[str, Any]] = []
    address = f"/sources/{source.slug}.json"
    for page in (1, 2, 3):
        passages += client.get(address, {"page": page}).json()["passages"]
    assert len(passages) == 450
    told = client.get(f"/sources/{source.slug}/files/{file.sha256}/custody.json").json()
    assert published_rule()(passages) == told["cut"]["sha256"]
    passages[3]["text"] += " "
    assert published_rule()(passages) != told["cut"]["sha256"]


def test_the_commands_of_the_page_are_those_of_the_certificate(client: Client) -> None:
    file = factories.file(factories.source("Search log 2026 11 22"), media_type="text/plain")
    address = f"/sources/{file.source.slug}/files/{file.sha256}/custody.json"
    (shown,) = [one.body for one in blocks(PAGE, "text") if "sha256sum" in one.body]
    for command in client.get(address).json()["commands"][:3]:
        program = command["text"].rpartition(" ")[0]
        assert f"{command['system']} " in shown
        assert f"{program} search-log" in shown


def test_the_dossier_on_ill_treatment_is_the_one_that_pages_offer() -> None:
    text = PAGE.read_text(encoding="utf-8")
    query = "&".join(f"topic={topic}" for topic in ILL_TREATMENT)
    assert f"/dossier/?{query}`" in text
    assert set(ILL_TREATMENT) <= set(ALLEGATIONS)
