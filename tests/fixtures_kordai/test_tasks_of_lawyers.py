"""What a lawyer comes for: from the first page, by the links that stand on the pages alone."""

from __future__ import annotations

from time import strftime

import edtf
from django.test import Client

from archive.public.filters.justice import ALLEGATIONS
from tests.fixtures_kordai.bundle import rows
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


def alleged(by: str = "9999") -> set[str]:
    """What is alleged, or was by a day, worked out from the files alone."""
    dates = {row["key"]: row.get("when", "") for row in rows("sources")}
    found = set()
    for row in rows("claims"):
        if row["topic"] not in ALLEGATIONS or row.get("answers"):
            continue
        keys = {item.split("#")[0].strip() for item in row["cite"].split(";")}
        own = row.get("when") or row.get("as_of")
        days = [own] if own else [dates[key] for key in keys if dates[key]]
        last = [edtf.parse_edtf(one).upper_strict() for one in days]
        if by == "9999" or (last and strftime("%Y-%m-%d", min(last)) <= by):
            found.add(row["text"])
    return found


def test_what_was_alleged_by_a_day_and_that_no_answer_was_known_then(reader: Client) -> None:
    visit = Visit(reader, read(reader, "/"))
    for words in ("Trials", "Case of 51 defendants", "What is alleged, and what answers it"):
        visit.follow(words)
    shown = {text for text in alleged() if text in visit.text}
    heard = "People in custody had a bag put over the head"
    for day in ("2020-04-28", "2020-04-29", "2020-12-31", "2021-04-26", "2022-08-31"):
        visit.fill(as_of=day)
        assert {text for text in shown if text in visit.text} == shown & alleged(by=day), day
        assert (heard in visit.text) == (day >= "2020-04-29")
    assert visit.clicks == 8
    visit.fill(as_of="2020-04-29")
    assert "No answer known: looked for on 22 November 2026" in visit.text


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
