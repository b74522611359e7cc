"""Who has a page already is told so: RFC 9110, sections 8.8.3, 13.1.2 and 15.4.5."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Stamp
from archive.public.negotiation import is_known
from tests.factories import Story
from tests.public.repeat_reads.reader import Reader

pytestmark = pytest.mark.django_db

PATH = "/incidents/"


def test_a_tag_is_of_the_content_and_never_of_the_stamp(reader: Reader, story: Story) -> None:
    """A change of something hidden moves the stamp; no reader may see that."""
    before = reader.get(PATH)
    Stamp.objects.update(value="another")
    after = reader.get(PATH)
    assert after.queries > 1
    assert after.headers == before.headers


def test_a_changed_page_has_another_tag(reader: Reader, story: Story) -> None:
    before = reader.get(PATH).headers["etag"]
    story.fire.texts.update(text="Fire at the old mill")
    assert reader.get(PATH).headers["etag"] != before


def test_the_tag_is_strong_and_one_for_each_encoding(reader: Reader, story: Story) -> None:
    tags = [reader.get(PATH, accept_encoding=one).headers["etag"] for one in ("", "gzip", "br")]
    assert len(set(tags)) == 3
    assert all(tag.startswith('"') for tag in tags)


@pytest.mark.parametrize(
    "written", ["{tag}", "W/{tag}", '"other", {tag}', '"a,b" ,W/{tag} , "c"', "*", " * "]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_has_it_is_told_so(reader: Reader, story: Story, written: str, method: str) -> None:
    whole = reader.get(PATH)
    asked = written.format(tag=whole.headers["etag"])
    for _kept in range(2):
        answer = reader.get(PATH, method=method, if_none_match=asked)
        assert (answer.status, answer.body, answer.queries) == (304, b"", 1)
        wanted = ("etag", "vary", "cache-control")
        assert answer.headers == {name: whole.headers[name] for name in wanted}


def test_who_has_it_is_told_so_when_it_is_built_anew(reader: Reader, story: Story) -> None:
    tag = reader.get(PATH).headers["etag"]
    reader.store.forget()
    assert reader.get(PATH, if_none_match=tag).status == 304


@pytest.mark.parametrize("written", ["", "other", '"other"', "{bare}", '"{bare}', "**", '"*"', ","])
def test_who_has_another_gets_the_page(reader: Reader, story: Story, written: str) -> None:
    whole = reader.get(PATH)
    asked = written.format(bare=whole.headers["etag"].strip('"'))
    answer = reader.get(PATH, if_none_match=asked)
    assert (answer.status, answer.body) == (200, whole.body)


def test_a_tag_of_one_encoding_is_none_of_another(reader: Reader, story: Story) -> None:
    tag = reader.get(PATH, accept_encoding="gzip").headers["etag"]
    assert reader.get(PATH, accept_encoding="br", if_none_match=tag).status == 200


@pytest.mark.parametrize("path", ["/no-such-page/", "/claims/?no=such"])
def test_what_is_not_there_is_no_304(reader: Reader, story: Story, path: str) -> None:
    assert reader.get(path, if_none_match="*").status == reader.get(path).status


@given(st.lists(st.text("abc", max_size=3)), st.text("abc", max_size=3), st.booleans())
def test_lists_of_tags_are_read_as_lists(tags: list[str], tag: str, weak: bool) -> None:
    written = ", ".join(f'{"W/" if weak else ""}"{one}"' for one in tags)
    assert is_known(written, f'"{tag}"') == (tag in tags)


@pytest.mark.parametrize("path", ["/", PATH, "/claims.json", "/claims.csv", "/no-such-page/"])
def test_every_answer_is_asked_for_again(reader: Reader, story: Story, path: str) -> None:
    """So that a withdrawal holds for what browsers and proxies keep as well."""
    assert reader.get(path).headers["cache-control"] == "no-cache"
