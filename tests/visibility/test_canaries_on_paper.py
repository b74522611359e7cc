"""What is protected is not on the paper that Chromium prints either."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdf
import pytest
from django.test import Client

from tests import factories
from tests.browser.conftest import BASE_DIR, FLAGS, program
from tests.visibility import canaries

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
STYLE = BASE_DIR / "static" / "css" / "archive.css"


def on_paper(html: str, folder: Path) -> str:
    """What stands on the pages that Chromium prints, without blanks."""
    page, pdf = folder / "page.html", folder / "page.pdf"
    page.write_text(html.replace("/static/css/archive.css", STYLE.as_uri()), encoding="utf-8")
    subprocess.run(
        [
            *(program(), "--headless", *FLAGS, f"--user-data-dir={folder / 'profile'}"),
            *("--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pages = pypdf.PdfReader(pdf).pages
    return "".join("".join(one.extract_text().split()) for one in pages)


def test_a_dossier_has_no_protected_name_and_no_mark_of_what_is_hidden(
    client: Client, tmp_path: Path
) -> None:
    story = factories.story()
    planted = canaries.plant(story)
    html = client.get(f"/trials/{story.trial.slug}/dossier/").content.decode()
    paper = on_paper(html, tmp_path)
    assert "".join(story.beaten.text.split()) in paper
    assert story.scan.sha256 in paper
    assert canaries.leaks({"paper": paper.encode()}, planted) == []
    for name in ("Zarubin", "Konstantin"):
        assert name not in paper
