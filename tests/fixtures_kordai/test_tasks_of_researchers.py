"""What a researcher comes for: from the first page, by the links and forms on the pages alone."""

from __future__ import annotations

from django.test import Client

from tests.fixtures_kordai.bundle import rows
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
