"""A page is given out again for as long as the public rows stay as they are, and not longer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connections
from django.test import override_settings

from archive.models import Stamp
from archive.public import front, stamp
from archive.public.front import Front
from archive.public.page_store import Page, PageStore
from archive.vocabularies import State
from archive.workflow import publishing
from archive.workflow.principals import Principal
from tests.factories import Story
from tests.public.repeat_reads.reader import MEGABYTE, Reader

pytestmark = pytest.mark.django_db

KEPT = ("/", "/incidents/", "/claims.json?topic=killed", "/ru/trials/", "/claims.csv", "/map.svg")


@pytest.mark.parametrize("path", KEPT)
def test_a_repeat_read_asks_for_the_stamp_alone(reader: Reader, story: Story, path: str) -> None:
    first, second = reader.get(path), reader.get(path)
    assert second.queries == 1 < first.queries
    assert (second.status, second.headers, second.body) == (200, first.headers, first.body)


def test_a_page_that_nobody_asked_for_costs_no_question_more(reader: Reader, story: Story) -> None:
    reader.get("/incidents/?kind=detention")  # what indexes are made of is kept from here on
    first = reader.get("/incidents/").queries
    reader.store.forget()
    assert reader.get("/incidents/").queries == first


def test_a_withdrawn_record_is_in_nothing_that_is_kept(reader: Reader, story: Story) -> None:
    """Rows, counts, the page itself, its twin, HEAD, and the 304 that would confirm it."""
    page, twin = f"/incidents/{story.arrests.slug}/", f"/incidents/{story.arrests.slug}.json"
    listed = "/incidents/?kind=detention"
    tags = {}
    for path in (page, twin, "/incidents/", "/incidents.json", listed):
        tags[path] = reader.get(path).headers["etag"]
        assert reader.get(path, if_none_match=tags[path]).status == 304
    publishing.withdraw(story.arrests, by=Principal("Vera"), reason="asked for")

    for path in (page, twin):
        assert reader.get(path).status == 404
        assert reader.head(path).status == 404
        assert reader.get(path, if_none_match=tags[path]).status == 404
    for path in ("/incidents/", listed):
        again = reader.get(path, if_none_match=tags[path])
        assert again.status == 200
        assert "Arrests in Orlen" not in again.text
        assert reader.head(path).headers["etag"] == again.headers["etag"] != tags[path]
    told = reader.get("/incidents.json", if_none_match=tags["/incidents.json"]).json()
    assert told["count"] == len(told["results"]) == 1
    values = {one["value"]: one["count"] for one in told["facets"][0]["values"]}
    assert values == {"destruction": 1}


def test_a_withdrawal_in_public_answers_410_at_once(reader: Reader, story: Story) -> None:
    path = f"/incidents/{story.arrests.slug}/"
    assert reader.keeps(path)
    said = "It told of the wrong day."
    publishing.withdraw(story.arrests, by=Principal("Vera"), reason="wrong", public_reason=said)
    gone = reader.get(path)
    assert gone.status == 410
    assert said in gone.text


@pytest.mark.parametrize(
    "path", ["/no-such-page/", "/claims/?no=such", "/claims/?page=9999", "/incidents"]
)
def test_only_pages_that_are_there_are_kept(reader: Reader, story: Story, path: str) -> None:
    first, second = reader.get(path), reader.get(path)
    assert first.status == second.status >= 300
    assert reader.store.weight == 0
    assert "etag" not in second.headers


def test_a_notice_of_withdrawal_is_not_kept(reader: Reader, story: Story) -> None:
    publishing.withdraw(story.arrests, by=Principal("Vera"), reason="no", public_reason="Wrong.")
    assert not reader.keeps(f"/incidents/{story.arrests.slug}/")


@pytest.mark.parametrize("path", ["/healthz", "/admin/login/", "/static/css/archive.css"])
def test_what_is_no_page_of_the_archive_is_not_kept(reader: Reader, path: str) -> None:
    reader.get(path)
    reader.get(path)
    assert reader.store.weight == 0


def test_what_looks_at_the_disk_is_asked_each_time(reader: Reader, story: Story) -> None:
    """A certificate says what lies in the folder now; no stamp tells of that."""
    file = f"/sources/{story.report_source.slug}/files/{story.scan.sha256}"
    for path in (f"{file}/custody/", file):
        assert not reader.keeps(path)
    assert reader.store.weight == 0


def test_without_a_stamp_nothing_that_is_kept_is_believed(reader: Reader, story: Story) -> None:
    assert reader.keeps("/incidents/")
    Stamp.objects.all().delete()
    story.arrests.state = State.WITHDRAWN
    story.arrests.save()
    assert "Arrests in Orlen" not in reader.get("/incidents/").text
    assert not reader.keeps("/incidents/")


def test_another_day_by_either_clock_is_another_state(
    reader: Reader, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reader.keeps("/incidents/")
    now = front.present_stamp()
    assert now is not None
    with monkeypatch.context() as patched:
        patched.setattr(front, "present_stamp", lambda: now._replace(day="2999-01-01"))
        assert reader.get("/incidents/").queries > 1
    assert reader.keeps("/incidents/")
    monkeypatch.setattr("archive.public.front.time.time", lambda: 32503680000.0)
    assert reader.get("/incidents/").queries > 1


def test_a_page_is_kept_for_the_state_that_it_was_built_from(story: Story) -> None:
    """The archive changes while a page is on its way: the page is of the old state."""
    django = WSGIHandler()

    def slow(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        answer: Iterable[bytes] = django(environ, start_response)
        story.arrests.state = State.WITHDRAWN
        story.arrests.save()
        return answer

    reader = Reader()
    reader.front = Front(slow, reader.store)
    assert "Arrests in Orlen" in reader.get("/incidents/").text
    reader.front = Front(django, reader.store)
    assert "Arrests in Orlen" not in reader.get("/incidents/").text


def test_hosts_and_schemes_do_not_answer_for_each_other(reader: Reader, story: Story) -> None:
    with override_settings(ALLOWED_HOSTS=["one.example", "two.example"]):
        one, two = (reader.get("/", host=f"{name}.example") for name in ("one", "two"))
        assert "one.example" in one.text
        assert "two.example" in two.text
        assert reader.get("/", host="three.example").status == 400
        assert reader.get("/", host="one.example").body == one.body


def test_the_stamp_is_the_same_whoever_asks_for_it() -> None:
    assert front.present_stamp() == stamp.current() is not None


def test_a_connection_that_died_is_opened_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    public = connections["public"]
    opened: list[str] = []
    cursors = iter([OperationalError("the connection is lost"), public.cursor()])

    class Dying:
        vendor, in_atomic_block, health_check_done = public.vendor, False, False

        def close_if_unusable_or_obsolete(self) -> None:
            opened.append("let go")

        def close(self) -> None:
            opened.append("closed")

        def cursor(self) -> Any:
            given = next(cursors)
            if isinstance(given, Exception):
                raise given
            return given

    monkeypatch.setattr(front, "connections", {"public": Dying()})
    assert front.present_stamp() == stamp.current()
    assert opened == ["let go", "closed"]


def test_without_a_database_there_is_no_page(
    reader: Reader, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reader.keeps("/incidents/")
    monkeypatch.setattr(front, "present_stamp", lambda: None)
    assert reader.get("/incidents/").queries > 1


def page(octets: int) -> Page:
    """A page that takes so many octets."""
    return Page("200 OK", [("Content-Type", "text/html")], b"x" * octets)


NOW, THEN = stamp.Stamp("one", "2031-05-03"), stamp.Stamp("two", "2031-05-03")


def test_the_store_never_holds_more_than_it_may() -> None:
    store = PageStore(MEGABYTE)
    for number in range(100):
        store.put(number, NOW, page(40_000))
        assert store.weight <= MEGABYTE
    assert store.get(0, NOW) is None
    assert store.get(99, NOW) is not None


def test_what_was_asked_for_last_stays_longest() -> None:
    store = PageStore(MEGABYTE)
    store.put("often", NOW, page(40_000))
    for number in range(100):
        store.put(number, NOW, page(40_000))
        assert store.get("often", NOW) is not None


def test_a_page_that_would_drive_out_all_others_is_not_kept() -> None:
    store = PageStore(MEGABYTE)
    store.put("large", NOW, page(MEGABYTE // 4))
    assert store.get("large", NOW) is None


def test_further_encodings_are_weighed() -> None:
    store = PageStore(MEGABYTE)
    kept = page(40_000)
    store.put("page", NOW, kept)
    before = store.weight
    added = len(kept.variant("gzip").body)
    store.reweigh("page", kept)
    assert store.weight == before + added


def test_a_new_state_lets_go_of_the_old() -> None:
    store = PageStore(MEGABYTE)
    store.put("page", NOW, page(40_000))
    assert store.get("another", THEN) is None
    assert store.weight == 0
    store.put("page", NOW, page(40_000))
    assert store.get("page", THEN) is None


def test_a_store_of_nothing_keeps_nothing(story: Story) -> None:
    assert not Reader(octets=0).keeps("/incidents/")
