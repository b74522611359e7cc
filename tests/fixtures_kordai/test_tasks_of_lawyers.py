"""What a lawyer comes for: from the first page, by the links that stand on the pages alone."""

from __future__ import annotations

from django.test import Client

from tests.fixtures_kordai.visits import Visit
from tests.public.pages.reading import read

MOST_CLICKS = 4


def test_evidence_of_a_conviction_what_it_was_to_prove_and_every_challenge(reader: Client) -> None:
    visit = Visit(reader, read(reader, "/"))
    for words in ("Trials", "Case of 51 defendants", "Evidence, challenges and answers"):
        visit.follow(words)
    assert visit.clicks <= MOST_CLICKS
    for part in (
        "The alleged murder weapon was forged.",
        "The forensic medical examination has numerous errors.",
        "Defendant B had falsely incriminated Defendant A",
        "The killing of which the charge of murder speaks",
    ):
        assert part in visit.text
    passages = {one["href"] for one in visit.page.all("a") if "/p7/" in one["href"]}
    assert any(address.startswith("/sources/adc-2022-08/") for address in passages)


def test_when_torture_was_told_of_and_that_no_answer_is_known(reader: Client) -> None:
    visit = Visit(reader, read(reader, "/"))
    for words in ("Trials", "Case of 51 defendants", "What is alleged, and what answers it"):
        visit.follow(words)
    assert visit.clicks <= MOST_CLICKS
    (heard,) = [
        item
        for item in visit.page.all("li")
        if item["id"].startswith("allegation-") and "had a bag put over the head" in item.text
    ]
    text = " ".join(heard.text.split())
    assert "relayed by" in text
    assert "No answer known: looked for on 22 November 2026" in text
