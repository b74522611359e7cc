"""Pages are sent compressed to whoever takes that: RFC 9110, section 12.5.3."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.public import page_store
from archive.public.negotiation import encoding_for
from tests.factories import Story
from tests.public.repeat_reads.reader import Reader

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", "identity"),
        ("identity", "identity"),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0.0, br;q=0", "identity"),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip ; q = 0.5", "gzip"),
        ("identity;q=1, gzip;q=0.5", "identity"),
        ("identity;q=0, gzip;q=0.5", "gzip"),
        ("deflate", "identity"),
        ("gzip;q=2", "identity"),
        (";;;,,,=", "identity"),
    ],
)
def test_the_best_that_is_taken(accepted: str, encoding: str) -> None:
    assert encoding_for(accepted) == encoding


@given(st.text())
def test_whatever_is_asked_there_is_an_answer(accepted: str) -> None:
    assert encoding_for(accepted) in ("identity", "gzip", "br")


@pytest.mark.parametrize("encoding", ["gzip", "br"])
@pytest.mark.parametrize("path", ["/", "/incidents.json", "/incidents.csv", "/map.svg"])
def test_the_content_is_the_same(reader: Reader, story: Story, path: str, encoding: str) -> None:
    plain, packed = reader.get(path), reader.get(path, accept_encoding=encoding)
    assert packed.headers["content-encoding"] == encoding
    assert packed.content == plain.body
    assert len(packed.body) == int(packed.headers["content-length"]) < len(plain.body)
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"


def test_a_page_that_is_kept_is_compressed_once(
    reader: Reader, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = reader.get("/", accept_encoding="gzip")
    monkeypatch.setattr(page_store, "_gzipped", None)
    assert reader.get("/", accept_encoding="gzip").body == first.body


def test_the_same_content_is_the_same_octets(story: Story) -> None:
    one, two = (Reader().get("/", accept_encoding="gzip").body for _each in range(2))
    assert one == two


def test_what_fits_one_packet_is_left_as_it_is(reader: Reader) -> None:
    assert "content-encoding" not in reader.get("/healthz", accept_encoding="gzip").headers


def test_stored_files_are_left_as_they_are(reader: Reader, story: Story) -> None:
    path = f"/sources/{story.report_source.slug}/files/{story.scan.sha256}"
    assert "content-encoding" not in reader.get(path, accept_encoding="gzip").headers


def test_editors_pages_are_not_compressed(reader: Reader) -> None:
    """They hold a secret (the token of a form) next to what was asked: lengths would tell of it."""
    answer = reader.get("/admin/login/?next=/admin/", accept_encoding="gzip, br")
    assert answer.status == 200
    assert "content-encoding" not in answer.headers
    assert "no-store" in answer.headers["cache-control"]


def test_what_is_not_there_is_compressed_too(reader: Reader) -> None:
    answer = reader.get("/no-such-page/", accept_encoding="gzip")
    assert (answer.status, answer.headers["content-encoding"]) == (404, "gzip")
