"""What is hidden, what was withdrawn in silence and what never existed look the same."""

from datetime import date

import pytest
from django.test import Client

from archive.models import Record, Redirect, Tombstone
from archive.vocabularies import Naming, State
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import read

pytestmark = pytest.mark.django_db
NEVER = "/people/nobody-at-all/"


def answer(client: Client, path: str) -> tuple[int, bytes, dict[str, str]]:
    response = client.get(path)
    return response.status_code, response.content, dict(response.headers)


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_a_hidden_record_answers_like_one_that_never_was(
    client: Client, story: Story, state: State
) -> None:
    hidden: list[tuple[Record, str]] = [
        (factories.incident("A hidden incident", state=state), "incidents"),
        (factories.place("A hidden place", state=state), "villages"),
        (factories.person("Hidden Person", naming=Naming.ROLE, state=state), "people"),
        (factories.actor("A hidden body", state=state), "bodies"),
        (factories.group("A hidden group", state=state), "groups"),
        (factories.trial("A hidden trial", state=state), "trials"),
        (factories.source("A hidden source", state=state), "sources"),
    ]
    never = answer(client, NEVER)
    assert never[0] == 404
    for record, noun in hidden:
        for path in (f"/{noun}/{record.slug}/", f"/{noun}/{record.slug}.json"):
            assert answer(client, path) == never, path
    assert answer(client, f"/sources/{hidden[-1][0].slug}/p1/") == never


def test_a_testimony_without_consent_answers_like_one_that_never_was(
    client: Client, story: Story
) -> None:
    testimony = factories.testimony("Unconsented", consented=False)
    for noun in ("testimony", "sources"):
        for rest in ("/", ".json", "/p1/"):
            assert answer(client, f"/{noun}/{testimony.slug}{rest}") == answer(client, NEVER)


@pytest.mark.parametrize(
    "path",
    [
        "/no/such/page/",
        "/people/x.csv",
        "/sources/nine-on-trial-for-the-fire-of-orlen/p7/",
        "/sources/nine-on-trial-for-the-fire-of-orlen/p0/",
        "/sources/nine-on-trial-for-the-fire-of-orlen/p99999999999999999999/",
        "/testimony/nine-on-trial-for-the-fire-of-orlen/",
        "/testimony/nine-on-trial-for-the-fire-of-orlen/p1/",
        "/people/eight-defendants-of-the-mill-trial/",
        "/groups/anna-belskaya/",
        "/bodies/anna-belskaya/",
        "/defendants/pavel-ostrov/",
        "/claims/abcdefgh/",
        "/%00/",
        "/people/%F0%9F%92%A3%00/",
        f"/people/{'a' * 3000}/",
    ],
)
def test_every_unknown_address_gets_the_same_bytes(client: Client, story: Story, path: str) -> None:
    assert answer(client, path) == answer(client, NEVER)


def test_nothing_of_a_request_is_repeated(client: Client, story: Story) -> None:
    body = client.get("/people/zanzibar-marker/?q=zanzibar-marker").content.decode()
    assert "zanzibar" not in body


def test_a_public_withdrawal_says_why(client: Client, story: Story) -> None:
    Tombstone.objects.create(
        path="/people/somebody/", reason="Withdrawn by the family's wish.", made_on=date(2032, 5, 1)
    )
    for path in ("/people/somebody/", "/people/somebody.json", "/ru/people/somebody/"):
        page = read(client, path, status=410)
        assert "Withdrawn by the family's wish." in page.text
        (main,) = page.all("main")
        assert [one["datetime"] for one in main.all("time")] == ["2032-05-01"]


def test_a_record_that_is_back_at_its_address_is_read_again(client: Client, story: Story) -> None:
    Tombstone.objects.create(
        path="/people/anna-belskaya/", reason="For a while.", made_on=date(2032, 5, 1)
    )
    read(client, "/people/anna-belskaya/")


def test_an_old_address_leads_to_the_record_for_good(client: Client, story: Story) -> None:
    Redirect.objects.create(path="/incidents/the-fire/", entry_id=story.fire.pk)
    for path, target in (
        ("/incidents/the-fire/", "/incidents/fire-at-the-mill-of-orlen/"),
        ("/ru/incidents/the-fire/", "/ru/incidents/fire-at-the-mill-of-orlen/"),
    ):
        response = client.get(path)
        assert (response.status_code, response.headers["Location"]) == (301, target)


def test_the_old_address_of_a_hidden_record_leads_nowhere(client: Client, story: Story) -> None:
    hidden = factories.incident("A hidden incident", state=State.DRAFT)
    Redirect.objects.create(path="/incidents/old/", entry_id=hidden.pk)
    assert answer(client, "/incidents/old/") == answer(client, NEVER)


def test_a_defendants_page_is_that_of_the_person_or_group(client: Client, story: Story) -> None:
    for path, target in (
        ("/defendants/anna-belskaya/", "/people/anna-belskaya/"),
        ("/defendants/anna-belskaya.json", "/people/anna-belskaya.json"),
        (f"/defendants/{story.eight.slug}/", f"/groups/{story.eight.slug}/"),
    ):
        response = client.get(path)
        assert (response.status_code, response.headers["Location"]) == (301, target)


def test_the_sources_address_of_a_testimony_leads_to_testimony(
    client: Client, story: Story
) -> None:
    slug = story.last_word.slug
    for rest in ("/", ".json", "/p1/", "/p1.json"):
        response = client.get(f"/sources/{slug}{rest}")
        assert response.status_code == 301
        assert response.headers["Location"] == f"/testimony/{slug}{rest}"


def test_a_wrong_filter_is_named_and_the_list_offered_without_it(
    client: Client, story: Story
) -> None:
    page = read(client, "/incidents/?village=orlen&colour=red", status=400)
    assert "colour" in next(page.all("main")).text
    assert "/incidents/?village=orlen" in [one["href"] for one in page.all("a")]
    told = client.get("/incidents.json?village=orlen&colour=red")
    assert (told.status_code, told.json()["address"]) == (400, "/incidents/?village=orlen")
