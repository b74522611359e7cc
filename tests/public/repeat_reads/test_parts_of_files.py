"""A stored file can be had in parts; a page cannot: RFC 9110, section 14."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from archive.public.negotiation import RangeBehindEndError, part_asked
from tests.factories import Story
from tests.public.repeat_reads.reader import Reader

pytestmark = pytest.mark.django_db


def address(story: Story) -> str:
    return f"/sources/{story.report_source.slug}/files/{story.scan.sha256}"


def stored(story: Story) -> bytes:
    return (Path(settings.MEDIA_ROOT) / story.scan.sha256).read_bytes()


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("0-0", 0, 0), ("2-4", 2, 4), ("2-", 2, None), ("-3", -3, None), ("0-99999", 0, None)],
)
def test_one_part(reader: Reader, story: Story, asked: str, first: int, last: int | None) -> None:
    whole = stored(story)
    answer = reader.get(address(story), range=f"bytes={asked}")
    part = whole[first:] if last is None else whole[first : last + 1]
    start = first % len(whole)
    assert (answer.status, answer.body) == (206, part)
    assert answer.headers["content-range"] == (
        f"bytes {start}-{start + len(part) - 1}/{len(whole)}"
    )
    assert answer.headers["content-length"] == str(len(part))
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.headers["etag"] == f'"{story.scan.sha256}"'


@pytest.mark.parametrize("asked", ["bytes=9999-", "bytes=9999-10000", "bytes=-0"])
def test_a_part_behind_the_end(reader: Reader, story: Story, asked: str) -> None:
    answer = reader.get(address(story), range=asked)
    assert (answer.status, answer.body) == (416, b"")
    assert answer.headers["content-range"] == f"bytes */{len(stored(story))}"


@pytest.mark.parametrize("asked", ["bytes=0-1,3-4", "bytes=4-2", "bytes=-", "lines=0-1", "x", ""])
def test_what_is_no_single_part_gives_the_whole(reader: Reader, story: Story, asked: str) -> None:
    answer = reader.get(address(story), range=asked)
    assert (answer.status, answer.body) == (200, stored(story))
    assert answer.headers["accept-ranges"] == "bytes"


def test_a_part_of_what_has_changed_gives_the_whole(reader: Reader, story: Story) -> None:
    tag = f'"{story.scan.sha256}"'
    path = address(story)
    assert reader.get(path, range="bytes=0-1", if_range=tag).status == 206
    for other in ('"other"', f"W/{tag}", "Thu, 26 Nov 2026 18:00:00 GMT"):
        assert reader.get(path, range="bytes=0-1", if_range=other).status == 200


def test_who_has_the_file_needs_no_part_of_it(reader: Reader, story: Story) -> None:
    tag = f'"{story.scan.sha256}"'
    answer = reader.get(address(story), range="bytes=0-1", if_none_match=tag)
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["etag"] == tag


def test_a_part_means_nothing_for_head_and_for_pages(reader: Reader, story: Story) -> None:
    head = reader.head(address(story), range="bytes=0-1")
    assert (head.status, head.headers["content-length"]) == (200, str(len(stored(story))))
    page = reader.get("/", range="bytes=0-1")
    assert page.status == 200
    assert "accept-ranges" not in page.headers


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 30))
def test_parts_are_slices(first: int, last: int, size: int) -> None:
    content = bytes(range(size))
    try:
        part = part_asked(f"bytes={first}-{last}", "", '"x"', size)
    except RangeBehindEndError:
        assert len(content) <= first <= last
    else:
        got = content if part is None else content[part.first : part.last + 1]
        assert got == (content if first > last else content[first : last + 1])
        assert part is None or len(part) == len(got)


@given(st.text(), st.text(), st.integers(0, 30))
def test_whatever_is_asked_there_is_an_answer(asked: str, if_range: str, size: int) -> None:
    try:
        part = part_asked(asked, if_range, '"x"', size)
    except RangeBehindEndError:
        return
    assert part is None or 0 <= part.first <= part.last < size
