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


def test_each_charge_by_article_and_that_its_edition_was_not_seen(reader: Client) -> None:
    visit = Visit(reader, read(reader, "/"))
    for words in ("Trials", "Case of 51 defendants", "What became of them, source by"):
        visit.follow(words)
    (table,) = [one for one in visit.page.all("table") if "stages" in one["class"].split()]
    charged = {
        " ".join(next(row.all("th")).text.split()): [
            " ".join(cell.text.split()) for cell in row.all("td") if cell["data-label"] == "Charge"
        ]
        for row in table.all("tr")
        if list(row.all("td"))
    }
    article = "Criminal Code of Kazakhstan, article"
    assert f"{article} 272, part 2" in charged["Seven clients of Bolat Omarov"][0]
    whole = charged["The trial as a whole"][0]
    assert f"{article} 272" in whole
    assert f"{article} 99" in whole
    # Of the three long terms the source names the charges and no article: nothing stands for it.
    assert article not in charged["Three defendants with long terms"][0]
    visit.follow(f"{article} 272, part 2")
    assert visit.clicks <= MOST_CLICKS
    (entry,) = [one for one in visit.page.all("div") if one["id"] == "article-criminal-code-272-2"]
    assert "edition in force not seen" in entry.text
