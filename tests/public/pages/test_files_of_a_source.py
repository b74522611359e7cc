"""A file that was opened can be had as a download; one that was not is as if it never were."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from archive.models import File, Source
from archive.vocabularies import State
from tests import factories
from tests.factories import Story
from tests.visibility.canaries import bytes_of

pytestmark = pytest.mark.django_db

DIGEST = "5" * 64


def address(story: Story) -> str:
    """Where readers get the open file of the story."""
    return f"/sources/{story.report_source.slug}/files/{story.scan.sha256}"


def test_an_open_file_is_told_with_its_digest_and_leads_to_itself(
    client: Client, story: Story
) -> None:
    page = client.get(f"/sources/{story.report_source.slug}/").content.decode()
    assert f"SHA-256 {story.scan.sha256}" in page
    assert f'<a href="{address(story)}" rel="nofollow">Original</a>' in page
    (told,) = client.get(f"/sources/{story.report_source.slug}.json").json()["files"]
    assert told["url"] == address(story)


def test_its_bytes_are_those_that_were_stored(client: Client, story: Story) -> None:
    response = client.get(address(story))
    stored = (Path(settings.MEDIA_ROOT) / story.scan.sha256).read_bytes()
    assert b"".join(response.streaming_content) == stored  # type: ignore[attr-defined]
    assert response.headers["Content-Length"] == str(len(stored))


@pytest.mark.parametrize("media_type", ["application/pdf", "text/html", "image/svg+xml", "x/y"])
def test_whatever_it_is_it_is_a_download_and_never_shown(
    client: Client, story: Story, media_type: str
) -> None:
    File.objects.filter(pk=story.scan.pk).update(media_type=media_type)
    headers = client.get(address(story)).headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment; filename=")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_who_has_it_already_is_told_so(client: Client, story: Story) -> None:
    etag = client.get(address(story)).headers["ETag"]
    assert client.get(address(story), headers={"if-none-match": etag}).status_code == 304
    assert client.get(address(story), headers={"if-none-match": '"another"'}).status_code == 200
    assert b"".join(client.head(address(story)).streaming_content) == b""  # type: ignore[attr-defined]


def test_an_old_etag_opens_nothing_that_was_taken_back(client: Client, story: Story) -> None:
    etag = client.get(address(story)).headers["ETag"]
    Source.objects.filter(pk=story.report_source.pk).update(state=State.WITHDRAWN)
    assert client.get(address(story), headers={"if-none-match": etag}).status_code == 404


def test_a_testimony_keeps_its_files_under_its_own_address(client: Client, story: Story) -> None:
    digest = story.last_word.files.get().sha256
    own = f"/testimony/{story.last_word.slug}/files/{digest}"
    assert client.get(own).status_code == 200
    moved = client.get(f"/sources/{story.last_word.slug}/files/{digest}")
    assert (moved.status_code, moved.headers["Location"]) == (301, own)
    assert client.get(address(story).replace("/sources/", "/testimony/")).status_code == 404


def test_a_file_whose_bytes_are_gone_answers_like_one_that_never_was(
    client: Client, story: Story
) -> None:
    File.objects.filter(pk=story.scan.pk).update(sha256=DIGEST)
    lost = client.get(f"/sources/{story.report_source.slug}/files/{DIGEST}")
    never = client.get(f"/sources/{story.report_source.slug}/files/{'6' * 64}")
    assert bytes_of(lost) == bytes_of(never)


def test_a_private_file_is_as_if_it_never_were(client: Client) -> None:
    source = factories.source()
    digest = factories.file(factories.source("Another"), b"Private.", public=False).sha256
    File.objects.all().delete()
    addresses = [
        f"/sources/{source.slug}/",
        f"/sources/{source.slug}.json",
        f"/sources/{source.slug}/files/{digest}",
        *(f"{start}{digest}" for start in ("/files/", "/media/", f"/sources/{source.slug}/")),
    ]
    before = [bytes_of(client.get(address)) for address in addresses]
    factories.file(source, b"Private.", public=False)
    assert [bytes_of(client.get(address)) for address in addresses] == before
