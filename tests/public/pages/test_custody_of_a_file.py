"""A custody certificate says what is kept and whether it is still that; of what is hidden nothing.

The oracle is `hashlib` over the bytes on the disk, and the rule for passages as it is published.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from archive.models import Consent, File, Passage, Source
from archive.public import custody
from archive.public.custody import stored
from archive.vocabularies import FileUse, State
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import read
from tests.visibility.canaries import bytes_of

pytestmark = pytest.mark.django_db


def place(story: Story) -> Path:
    """Where the bytes of the story's open file lie."""
    return Path(settings.MEDIA_ROOT) / story.scan.sha256


def download(story: Story) -> str:
    return f"/sources/{story.report_source.slug}/files/{story.scan.sha256}"


def page_of(story: Story) -> str:
    return f"{download(story)}/custody/"


def told(client: Client, story: Story) -> dict[str, Any]:
    return client.get(f"{download(story)}/custody.json").json()


def by_the_published_rule(source: Source) -> str:
    """The SHA-256 over passages, computed from the records in another way."""
    lines = ""
    for row in Passage.objects.filter(source=source).order_by("number"):
        if row.withheld:
            lines += f"{row.number} withheld\n"
        else:
            text = hashlib.sha256(row.text.encode("utf-8")).hexdigest()
            lines += " ".join([str(row.number), row.fidelity, text]) + "\n"
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()


def test_the_page_of_a_source_leads_to_the_certificate_of_each_file(
    client: Client, story: Story
) -> None:
    page = read(client, f"/sources/{story.report_source.slug}/")
    assert page_of(story) in [link["href"] for link in page.all("a")]
    (file,) = client.get(f"/sources/{story.report_source.slug}.json").json()["files"]
    assert file["url_custody"] == page_of(story)


def test_it_says_what_the_file_is_and_that_its_bytes_are_what_they_were(
    client: Client, story: Story
) -> None:
    digest = hashlib.sha256(place(story).read_bytes()).hexdigest()
    one = told(client, story)
    assert (one["file"]["sha256"], one["stored"]["sha256"]) == (digest, digest)
    assert one["state"]["code"] == "verified"
    assert one["file"]["size"] == place(story).stat().st_size
    text = " ".join(read(client, page_of(story)).text.split())
    for words in ("Original", "application/pdf", digest, str(one["file"]["size"]), "Verified."):
        assert words in text
    assert story.report_source.title in text
    for command in ("sha256sum", "Get-FileHash"):
        assert f"{command} " in text


def test_it_says_of_the_source_who_published_it_and_where_and_when_it_was_seen(
    client: Client, story: Story
) -> None:
    Source.objects.filter(pk=story.report_source.pk).update(
        url="https://example.org/a", archived_url="https://example.org/b", accessed="2032-03-04"
    )
    data = told(client, story)["data"]
    assert (data["url"], data["archived_url"]) == ("https://example.org/a", "https://example.org/b")
    assert data["accessed"] == "2032-03-04"
    text = read(client, page_of(story)).text
    for words in (data["url"], data["archived_url"], data["accessed"], data["author"]["title"]):
        assert words in text


def test_it_says_which_passages_there_are_with_a_digest_that_anyone_can_compute(
    client: Client, story: Story
) -> None:
    passages = Passage.objects.filter(source=story.report_source).order_by("number")
    numbers = list(passages.values_list("number", flat=True))
    made = told(client, story)["cut"]
    assert (made["first"], made["last"], made["count"]) == (numbers[0], numbers[-1], len(numbers))
    assert made["sha256"] == by_the_published_rule(story.report_source)
    passages.filter(number=numbers[0]).update(text="", withheld=True)
    again = told(client, story)["cut"]
    assert again["sha256"] == by_the_published_rule(story.report_source) != made["sha256"]
    assert again["withheld"] == 1


def test_days_are_told_and_nothing_finer_and_nobody_who_opened_it(
    client: Client, story: Story
) -> None:
    assert told(client, story)["opened"] is None
    factories.version(story.report_source)
    one = told(client, story)
    assert (one["opened"]["edtf"], one["changed"]["edtf"]) == ("2032-04-02", "2032-04-02")
    assert "2 April 2032" in read(client, page_of(story)).text


def test_a_changed_byte_is_said_and_the_file_is_no_longer_handed_out(
    client: Client, story: Story
) -> None:
    assert client.get(download(story)).status_code == 200
    bytes_now = bytearray(place(story).read_bytes())
    bytes_now[3] ^= 1
    place(story).write_bytes(bytes_now)
    one = told(client, story)
    assert one["state"]["code"] == "differs"
    assert one["stored"]["sha256"] == hashlib.sha256(bytes_now).hexdigest()
    page = read(client, page_of(story))
    assert "Differs." in page.text
    assert download(story) not in [link["href"] for link in page.all("a")]
    nonsense = download(story).replace(story.scan.sha256, "7" * 64)
    assert bytes_of(client.get(download(story))) == bytes_of(client.get(nonsense))


def test_a_missing_file_is_said_and_the_page_still_answers(client: Client, story: Story) -> None:
    place(story).unlink()
    one = told(client, story)
    assert (one["state"]["code"], one["stored"]["sha256"]) == ("missing", "")
    assert "Missing." in read(client, page_of(story)).text
    assert client.get(download(story)).status_code == 404


def test_what_lies_there_and_is_no_file_counts_as_missing(story: Story) -> None:
    content = place(story).read_bytes()
    elsewhere = place(story).with_name("elsewhere")
    elsewhere.write_bytes(content)
    place(story).unlink()
    place(story).symlink_to(elsewhere)
    assert stored(story.scan.sha256, len(content)).state == "missing"
    place(story).unlink()
    os.mkfifo(place(story))
    assert stored(story.scan.sha256, len(content)).state == "missing"
    place(story).unlink()


def test_bytes_are_read_once_however_often_somebody_asks(
    client: Client, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_ago = place(story).stat().st_mtime - 3600
    os.utime(place(story), (long_ago, long_ago))
    monkeypatch.setattr(custody, "SETTLED", -1)
    counted: list[int] = []
    digest_of = hashlib.file_digest

    def count(*given: Any) -> Any:
        counted.append(1)
        return digest_of(*given)

    monkeypatch.setattr(hashlib, "file_digest", count)
    for _time in range(5):
        assert client.get(page_of(story)).status_code == 200
        assert client.get(download(story)).status_code == 200
    assert len(counted) == 1
    place(story).write_bytes(b"X" * story.scan.size)
    assert told(client, story)["state"]["code"] == "differs"
    assert len(counted) == 2


def test_a_file_that_just_changed_is_not_remembered(story: Story) -> None:
    """Two changes in one tick of the file system's clock would look like one."""
    for letter in b"abcdefgh":
        place(story).write_bytes(bytes([letter]) * story.scan.size)
        found = stored(story.scan.sha256, story.scan.size)
        assert found.sha256 == hashlib.sha256(bytes([letter]) * story.scan.size).hexdigest()


def test_the_same_bytes_of_two_uses_have_one_certificate(client: Client, story: Story) -> None:
    content = place(story).read_bytes()
    factories.file(story.report_source, content, use=FileUse.RENDITION)
    assert [use["code"] for use in told(client, story)["uses"]] == ["original", "rendition"]


def test_a_testimony_has_its_certificates_under_its_own_address(
    client: Client, story: Story
) -> None:
    digest = story.last_word.files.get().sha256
    own = f"/testimony/{story.last_word.slug}/files/{digest}/custody/"
    assert client.get(own).status_code == 200
    moved = client.get(own.replace("/testimony/", "/sources/"))
    assert (moved.status_code, moved.headers["Location"]) == (301, own)
    assert client.get(page_of(story).replace("/sources/", "/testimony/")).status_code == 404


@pytest.mark.parametrize("ending", ["/custody/", "/custody.json"])
def test_the_certificate_of_what_is_hidden_is_as_if_it_never_were(
    client: Client, story: Story, ending: str
) -> None:
    """Private files, files of drafts, withdrawn and embargoed sources, and another's digest."""
    draft = factories.source("A draft", state=State.DRAFT)
    gone = factories.source("Withdrawn", state=State.WITHDRAWN)
    private = factories.file(story.report_source, b"Private.", public=False)
    hidden = [
        (story.report_source, private.sha256),
        (draft, factories.file(draft, b"Of a draft.").sha256),
        (gone, factories.file(gone, b"Of what was withdrawn.").sha256),
        (story.ministry_source, story.scan.sha256),
    ]
    for source, digest in hidden:
        answer = client.get(f"/sources/{source.slug}/files/{digest}{ending}")
        nonsense = client.get(f"/sources/zqzqzq/files/{'9' * 64}{ending}")
        assert answer.status_code == 404
        assert bytes_of(answer) == bytes_of(nonsense)


def test_a_consent_that_is_taken_back_takes_the_certificate_along(
    client: Client, story: Story
) -> None:
    digest = story.last_word.files.get().sha256
    own = f"/testimony/{story.last_word.slug}/files/{digest}/custody/"
    assert client.get(own).status_code == 200
    Consent.objects.filter(source=story.last_word).delete()
    assert client.get(own).status_code == 404


def test_a_private_file_of_the_same_bytes_changes_nothing(client: Client, story: Story) -> None:
    before = bytes_of(client.get(page_of(story)))
    factories.file(
        story.report_source, place(story).read_bytes(), use=FileUse.REDACTED, public=False
    )
    factories.file(story.ministry_source, place(story).read_bytes(), public=False)
    assert File.objects.filter(sha256=story.scan.sha256).count() == 3
    assert bytes_of(client.get(page_of(story))) == before
