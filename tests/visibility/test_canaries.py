"""Nothing that is hidden shows up anywhere: no word, no count, no difference of one byte."""

from __future__ import annotations

import pytest
from django.test import Client

from archive import models as records
from archive.models.triggers import record_models
from archive.vocabularies import State
from tests import factories
from tests.visibility import canaries

pytestmark = pytest.mark.django_db


def test_the_crawl_reaches_every_name_of_the_resolver(client: Client) -> None:
    story = factories.story()
    factories.versions()
    # No page links to a defendant's second address: it leads on to the person's.
    second = f"/defendants/{story.defendant.slug}"
    answers = canaries.crawl(
        client, starts=("/", "/ru/", "/healthz", f"{second}/", f"{second}.json")
    )
    missed = canaries.public_names() - canaries.visited_names(answers)
    assert not missed
    assert not [address for address, answer in answers.items() if answer.startswith(b"5")]


def test_every_record_type_and_every_state_is_planted() -> None:
    story = factories.story()
    canaries.plant(story)
    for model in record_models():
        if model is records.Archive:
            continue
        states = set(model._base_manager.values_list("state", flat=True))
        assert states == set(State.values), model.__name__
        assert model._base_manager.filter(embargo_until__isnull=False).exists(), model.__name__


def test_hidden_records_change_no_public_answer_by_one_byte(client: Client) -> None:
    story = factories.story()
    factories.versions()
    before = canaries.crawl(client)
    planted = canaries.plant(story)
    after = canaries.crawl(client)
    assert len(planted.marks) > 500
    assert canaries.leaks(after, planted) == []
    assert set(after) == set(before)
    assert [address for address in before if before[address] != after[address]] == []


def test_hidden_addresses_answer_like_addresses_that_never_were(client: Client) -> None:
    planted = canaries.plant(factories.story())
    for address in planted.addresses:
        for form in (address, f"{address.rstrip('/')}.json", f"/ru{address}", f"{address}p1/"):
            noun = address.split("/")[1]
            nonsense = form.replace(address.split("/")[2], "zqzqzqzqxk")
            answer, nothing = client.get(form), client.get(nonsense)
            assert answer.status_code == 404, form
            assert canaries.bytes_of(answer) == canaries.bytes_of(nothing), noun


def test_a_search_for_what_is_hidden_answers_like_nonsense(client: Client) -> None:
    planted = canaries.plant(factories.story())
    nonsense = "zq99999xk"
    assert nonsense not in planted.marks
    expected = {
        address: client.get(address, {"q": nonsense}).content
        for address in ("/search.json", "/search/", "/claims/", "/sources.json")
    }
    for mark in sorted(planted.marks)[::25]:
        for address, answer in expected.items():
            got = client.get(address, {"q": mark}).content
            assert got.replace(mark.encode(), nonsense.encode()) == answer, planted.marks[mark]


def test_a_real_name_is_searched_for_like_nonsense(client: Client) -> None:
    factories.story()
    real, nonsense = "Zarubin", "Zarudin"
    answers = [client.get("/search.json", {"q": name}).content for name in (real, nonsense)]
    assert answers[0].replace(real.encode(), nonsense.encode()) == answers[1]
