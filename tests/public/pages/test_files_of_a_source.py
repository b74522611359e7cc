"""A file that was opened is told with its digest; one that was not is as if it never were."""

from __future__ import annotations

import pytest
from django.test import Client

from archive.models import File
from tests import factories
from tests.visibility.canaries import bytes_of

pytestmark = pytest.mark.django_db

DIGEST = "5" * 64


def test_an_open_file_is_told_and_can_be_asked_for(client: Client) -> None:
    source = factories.source()
    File.objects.create(
        source=source, sha256=DIGEST, size=9, media_type="application/pdf", public=True
    )
    page = client.get(f"/sources/{source.slug}/").content.decode()
    assert f"SHA-256 {DIGEST}" in page
    assert "The archive does not serve files at an address. Ask for one by its SHA-256." in page


def test_a_private_file_is_as_if_it_never_were(client: Client) -> None:
    source = factories.source()
    addresses = [
        f"/sources/{source.slug}/",
        f"/sources/{source.slug}.json",
        *(f"{start}{DIGEST}" for start in ("/files/", "/media/", f"/sources/{source.slug}/")),
    ]
    before = [bytes_of(client.get(address)) for address in addresses]
    File.objects.create(source=source, sha256=DIGEST, size=9, media_type="text/html")
    assert [bytes_of(client.get(address)) for address in addresses] == before
