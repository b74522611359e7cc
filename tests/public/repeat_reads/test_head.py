"""HEAD gives the headers of a GET and nothing else, at every address."""

import pytest
from django.urls import reverse

from tests.factories import Story
from tests.public.pages.reading import arguments, names
from tests.public.repeat_reads.reader import Reader

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_the_headers_are_those_of_get(story: Story, encoding: str) -> None:
    for name in sorted(names()):
        if "version" in name:
            continue
        path = reverse(name, args=arguments(name))
        for first, second in (("GET", "HEAD"), ("HEAD", "GET")):
            reader = Reader()
            answers = {
                method: reader.get(path, method=method, accept_encoding=encoding)
                for method in (first, second)
            }
            head, get = answers["HEAD"], answers["GET"]
            assert (head.status, head.headers) == (get.status, get.headers), path
            assert head.body == b""
            assert int(head.headers["content-length"]) == len(get.body)


@pytest.mark.parametrize("path", ["/no-such-page/", "/claims/?no=such", "/incidents"])
def test_so_it_is_where_nothing_is(reader: Reader, story: Story, path: str) -> None:
    head, get = reader.head(path), reader.get(path)
    assert (head.status, head.headers, head.body) == (get.status, get.headers, b"")


def test_head_fills_the_store_and_is_answered_from_it(reader: Reader, story: Story) -> None:
    reader.head("/incidents/")
    assert reader.head("/incidents/").queries == 1
    assert "Fire at the mill" in reader.get("/incidents/").text
