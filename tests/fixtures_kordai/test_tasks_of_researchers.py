"""What a researcher comes for: from the first page, by the links and forms on the pages alone."""

from __future__ import annotations

import csv
from collections import defaultdict

import bibtexparser
from django.test import Client

from archive import citing
from archive.models import Claim, Passage, Source
from archive.public.filters.justice import ALLEGATIONS
from archive.workflow import protection, publishing
from archive.workflow.principals import Principal
from tests.fixtures_kordai.bundle import SOURCE, rows
from tests.fixtures_kordai.visits import Visit
from tests.public.pages.reading import read


def test_outcomes_of_groups_with_their_numbers_and_what_is_not_recorded(reader: Client) -> None:
    visit = Visit(reader, read(reader, "/"))
    visit.follow("Defendants")
    visit.follow("Two facets of it against each other")
    visit.choose(rows="group", columns="verdict")
    assert visit.clicks == 3
    assert "not recorded" in visit.text
    for number, group in (("14", "The 14 Dungan defendants"), ("37", "The 37 Kazakh defendants")):
        assert group in visit.text
        assert f"{number} of the accused are" in visit.text
    (table,) = [one for one in visit.page.all("table") if one["id"] == "crossed"]
    links = [(link["href"], int(link.text)) for link in table.all("a")]
    assert links
    for address, count in links:
        path, _mark, query = address.partition("?")
        twin = f"{path.rstrip('/')}.json?{query}"
        assert reader.get(twin).json()["count"] == count


def test_where_a_number_comes_from_who_passes_it_on_and_who_says_otherwise(
    reader: Client,
) -> None:
    visit = Visit(reader, read(reader, "/"))
    visit.follow("Incidents")
    visit.follow("Violence in Kordai district")
    for words in ("10 Dungans were killed.", "At least nine of the people killed were Dungans."):
        assert words in visit.text
    visit.follow("This claim: 10 Dungans were killed.")
    assert "Official data, body not named" in visit.text
    assert "ADC Memorial" in visit.text
    assert visit.clicks == 3
    cited = [row["cite"] for row in rows("claims") if row["text"] == "10 Dungans were killed."]
    passages = ["/p".join(cite.split()[0].split("#")) for cite in cited]
    leads = [link["href"] for link in visit.page.all("a")]
    assert any(one.startswith(f"/sources/{passage}/") for one in leads for passage in passages)


def test_where_the_defendants_stood_on_a_day_in_the_words_of_each_source(reader: Client) -> None:
    visit = Visit(reader, read(reader, "/"))
    visit.follow("Trials")
    visit.follow("Case of 51 defendants")
    visit.follow("What became of them, source by source and as of any day")
    visit.follow("15 August 2022")
    assert visit.clicks == 4
    assert "2 Released on parole" in visit.text
    assert "1 Acquitted" in visit.text


def test_defendants_by_article_and_allegation_with_what_each_row_rests_on(reader: Client) -> None:
    visit = Visit(reader, read(reader, "/"))
    visit.follow("Defendants")
    visit.follow("article 272, part 2")
    assert "Seven clients of Bolat Omarov" in visit.text
    (line,) = csv.DictReader(reader.get(visit.leads("CSV")).content.decode().splitlines())
    assert line["title"] == "Seven clients of Bolat Omarov"
    assert "orda-2021-04#4" in line["citations"]
    visit.follow("Cite this list")
    assert visit.clicks == 3
    (bib,) = [link["href"] for link in visit.page.all("a") if ".bib" in link["href"]]
    first, *sources = bibtexparser.loads(reader.get(bib).content.decode()).entries
    assert first["title"].startswith("Defendants (Law article: Criminal Code of Kazakhstan")
    assert [entry["ID"] for entry in sources] == ["orda-2021-04"]


def test_every_article_with_every_allegation_is_the_list_that_the_files_give(
    reader: Client,
) -> None:
    """Told once more from the files: who is charged under what, and of whom what is alleged."""
    party = {row["id"]: row["actor"] for row in rows("involvements")}
    accused = {row["actor"] for row in rows("involvements") if row["role"] == "defendant"}
    steps = {row["id"]: party.get(row.get("party", "")) for row in rows("steps")}
    articles: dict[str, set[str]] = defaultdict(set)
    for row in rows("reports"):
        if row.get("article") and (actor := steps[row["step"]]):
            articles[row["article"]].add(actor)
    against = {row["id"]: party.get(row.get("against", "")) for row in rows("exhibits")}
    alleged: dict[str, set[str]] = defaultdict(set)
    for row in rows("claims"):
        if row["topic"] not in ALLEGATIONS or row.get("answers"):
            continue
        if row.get("stance", "asserts") not in ("asserts", "presupposes"):
            continue
        subject = row["subject"]
        for actor in {
            row.get("about"),
            subject,
            party.get(subject),
            steps.get(subject),
            against.get(subject),
        } & accused:
            alleged[row["topic"]].add(actor)
    slugs = {row.get("id", row["slug"]): row["slug"] for row in rows("actors")}
    for article in articles:
        for topic in ALLEGATIONS:
            query = f"article={article}&allegation={topic}"
            found = reader.get(f"/defendants.csv?{query}").content.decode()
            listed = [line["slug"] for line in csv.DictReader(found.splitlines())]
            both = articles[article] & alleged[topic]
            assert sorted(listed) == sorted(slugs[actor] for actor in both), query
    assert articles["criminal-code-272-2"]
    assert alleged["coercion"]


def test_each_row_of_defendants_names_its_source_its_passage_and_its_version(
    reader: Client,
) -> None:
    lines = list(csv.DictReader(reader.get("/defendants.csv").content.decode().splitlines()))
    assert len(lines) == reader.get("/defendants.json").json()["count"]
    for line in lines:
        assert citing.parse(line["citations"])
        version = reader.get(f"{line['url']}v{line['version']}.json").json()
        assert version["version"]["content_hash"] == line["version_hash"]


def test_a_passage_and_a_list_are_cited_so_that_a_reviewer_finds_the_same(reader: Client) -> None:
    visit = Visit(reader, read(reader, "/"))
    visit.follow("Sources")
    visit.follow("Two Dungans convicted")
    visit.follow("¶2 s.3")
    visit.follow("Cite this, and its versions")
    assert visit.clicks == 4
    (cited,) = [link["href"] for one in visit.page.classed("citation") for link in one.all("a")]
    assert cited == f"/sources/{SOURCE}/p5/v1/"
    passage = Passage.objects.get(source__slug=SOURCE, number=5)
    was = passage.text
    assert was in " ".join(read(reader, cited).text.split())
    visit.follow("Claims")
    visit.follow("Torture")
    visit.follow("Cite this list")
    (list_cited,) = [
        link["href"]
        for one in visit.page.classed("citation")
        for link in one.all("a")
        if link["class"] == "address"
    ]
    assert "The list is as it was" in read(reader, list_cited).text
    # Somebody edits the source, takes words out of it, and renames it.
    other = Passage.objects.get(source__slug=SOURCE, number=10)
    other.citations.exclude(quotation="").delete()
    Passage.objects.filter(pk=other.pk).update(text="Something else.")
    source = Source.objects.get(slug=SOURCE)
    nadia, ilya = Principal("Nadia"), Principal("Ilya")
    publishing.amend(source, by=nadia, reason="a mistake")
    where = [protection.Range(0, 9, "a test")]
    protection.redact(
        Passage.objects.get(pk=other.pk), where, by=nadia, second=ilya, reason="a test"
    )
    source.refresh_from_db()
    source.slug = "renamed"
    source.save()
    publishing.amend(source, by=nadia, reason="another key")
    moved = reader.get(cited)
    assert moved["Location"] == "/sources/renamed/p5/v1/"
    page = read(reader, moved["Location"])
    assert was in " ".join(page.text.split())
    assert "What is cited here has not changed" in " ".join(page.text.split())
    # And a claim that stood in the list is withdrawn: how many rows are gone is told, not which.
    gone = Claim.objects.filter(topic="torture", state="published").first()
    assert gone is not None
    publishing.withdraw(gone, by=nadia, reason="a test")
    told = reader.get(list_cited).content.decode()
    assert "The list is not as it was" in told
    assert "No longer here, at least" in told
    assert gone.ref not in told
