"""What the page of each kind of record says, and what it must not."""

import pytest
from django.test import Client

from archive.vocabularies import ClaimTopic, Naming, Stance, State, TextKind, TextPart, Unit
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import Element, links, read

pytestmark = pytest.mark.django_db

FIRE = "/incidents/fire-at-the-mill-of-orlen/"
TRIAL = "/trials/trial-of-the-nine/"


def texts(page: Element) -> list[str]:
    """The statements of a page, without the numbers of footnotes."""
    return [
        one.classed("text")[0].text.rstrip("0123456789 \n") for one in page.classed("statement")
    ]


def test_disagreeing_speakers_stand_beside_each_other(client: Client, story: Story) -> None:
    page = read(client, FIRE)
    assert texts(page) == ["One person died in the fire.", "Two people died in the fire."]
    (matter,) = page.classed("matter")
    speakers = [one.text.strip() for one in matter.classed("speaker")]
    assert speakers == ["Orlen Legal Aid", "Ministry of the Interior of Velia"]
    assert [len(one.classed("statement")) for one in matter.classed("position")] == [1, 1]


def test_removing_a_source_removes_its_position_alone(client: Client, story: Story) -> None:
    story.ministry_source.state = State.WITHDRAWN
    story.ministry_source.save()
    assert texts(read(client, FIRE)) == ["One person died in the fire."]


def test_the_order_of_statements_is_not_that_of_their_making(client: Client, story: Story) -> None:
    factories.claim(story.fire, topic=ClaimTopic.KILLED, text="Late word.", when="2031-06")
    factories.claim(story.fire, topic=ClaimTopic.KILLED, text="Early word.", when="2031-05")
    assert texts(read(client, FIRE))[:2] == ["Early word.", "Late word."]


def test_an_answer_stands_behind_what_it_answers(client: Client, story: Story) -> None:
    topic = read(client, TRIAL)
    said = [one for one in texts(topic) if "beat" in one]
    assert said == [
        "The defendants say that they were beaten in custody.",
        "The Ministry says that no complaint of beatings was confirmed.",
    ]


def test_kind_date_and_place_are_labelled_as_cataloguing(client: Client, story: Story) -> None:
    (box,) = read(client, FIRE).classed("catalogue")
    assert "Cataloguing" in box.text
    assert "3–4 May 2031" in box.text
    assert "Destruction of property" in box.text
    assert box.classed("marks")


def test_the_words_of_the_source_for_a_date_stand_beside_it(client: Client, story: Story) -> None:
    story.fire.when_words = "on the night of the fair"
    story.fire.save()
    (box,) = read(client, FIRE).classed("catalogue")
    assert "in the source: on the night of the fair" in box.text


def test_a_vague_number_keeps_the_words_of_the_source_in_front(
    client: Client, story: Story
) -> None:
    factories.claim(
        story.fire,
        topic=ClaimTopic.INJURED,
        text="Hundreds were hurt.",
        low=200,
        unit=Unit.PEOPLE,
        number_words="hundreds",
    )
    numbers = [one.text for one in read(client, FIRE).classed("number")]
    assert "hundreds (in the words of the source; read as 200 people or more)" in numbers
    assert all(text.startswith("hundreds") for text in numbers if "200" in text)


def test_each_report_of_a_step_says_who_reports_it(client: Client, story: Story) -> None:
    factories.report(
        story.conviction,
        outcome="acquitted",
        asserted_by=story.ministry,
        words="All were let go.",
        cited=story.ministry_source.passages.get(number=1),
    )
    page = read(client, TRIAL)
    (step,) = [one for one in page.all("li") if one["id"] == f"step-{story.conviction.ref}"]
    assert "Convicted" in step.text
    assert "Acquitted" in step.text
    assert "Orlen Legal Aid" in step.text
    assert "Ministry of the Interior of Velia" in step.text


def test_a_defendants_page_tells_charges_and_sentences(client: Client, story: Story) -> None:
    page = read(client, f"/groups/{story.eight.slug}/")
    steps = [one.text.strip() for one in page.classed("steps")[0].all("h3")]
    assert steps == ["Verdict", "Sentence"]
    assert "Imprisonment, 5 years" in page.text
    assert f"{TRIAL}#step-{story.conviction.ref}" in links(page)


def test_a_person_is_shown_with_the_ground_of_the_name(client: Client, story: Story) -> None:
    assert "Acted in a public capacity" in read(client, "/people/anna-belskaya/").text
    pseudonym = read(client, f"/people/{story.defendant.slug}/")
    assert "Shown under a label that is not the name." in pseudonym.text


def test_who_is_named_by_wish_is_kept_from_search_engines(client: Client, story: Story) -> None:
    named = factories.person("Vera Lint", naming=Naming.NAMED)
    for path in (f"/people/{named.slug}/", f"/people/{named.slug}.json"):
        assert client.get(path).headers["X-Robots-Tag"] == "noindex"
    page = read(client, f"/people/{named.slug}/")
    assert [one["content"] for one in page.all("meta") if one["name"] == "robots"] == ["noindex"]
    assert "X-Robots-Tag" not in client.get("/people/anna-belskaya/").headers


def test_a_group_without_members_says_that_none_are_known(client: Client, story: Story) -> None:
    group = factories.group("People of the lower road")
    assert "No source here says who its members are." in read(client, f"/groups/{group.slug}/").text
    page = read(client, f"/groups/{story.eight.slug}/")
    assert f"/people/{story.defendant.slug}/" in links(page)


def test_what_an_exhibit_was_used_to_prove_and_what_is_said_of_it(
    client: Client, story: Story
) -> None:
    factories.claim(
        story.canister, topic=ClaimTopic.FORGERY, text="The canister was put there later."
    )
    page = read(client, TRIAL)
    (exhibit,) = [one for one in page.all("li") if one["id"] == f"exhibit-{story.canister.ref}"]
    assert "That fuel was carried to the mill." in exhibit.text
    assert "Defendant K" in exhibit.text
    assert texts(exhibit) == ["The canister was put there later."]
    assert texts(page).count("The canister was put there later.") == 1


def test_a_claim_stands_with_what_others_say_on_the_same_matter(
    client: Client, story: Story
) -> None:
    page = read(client, f"/claims/{story.dead.ref}/")
    assert next(page.all("h1")).text.startswith("One person died in the fire.")
    assert texts(page) == ["One person died in the fire.", "Two people died in the fire."]
    answered = read(client, f"/claims/{story.beaten.ref}/")
    assert "Answered by" in [one.text for one in answered.all("h2")]
    answering = read(client, f"/claims/{story.denial.ref}/")
    assert "It answers" in [one.text for one in answering.all("h2")]


def test_a_silence_is_told_as_what_was_not_found(client: Client, story: Story) -> None:
    factories.claim(story.trial, text="No answer of the court was found.", stance=Stance.SILENT)
    assert "notes a silence" in read(client, TRIAL).text


def test_a_name_that_somebody_uses_is_not_the_archives(client: Client, story: Story) -> None:
    factories.text(
        story.fire,
        "Беспорядки",
        "kk",
        part=TextPart.TITLE,
        kind=TextKind.VARIANT,
        used_by=story.ministry,
    )
    page = read(client, f"/kk{FIRE}")
    assert next(page.all("h1")).text == "Fire at the mill of Orlen"
    assert next(page.all("h1"))["lang"] == "en"
    assert "Беспорядки" in page.classed("names")[0].text


def test_titles_are_in_the_language_of_the_page(client: Client, story: Story) -> None:
    page = read(client, f"/ru{FIRE}")
    assert next(page.all("h1")).text == "Пожар на мельнице в Орлене"
    assert "lang" not in next(page.all("h1")).attributes


def test_a_sentence_whose_passage_has_changed_is_gone(client: Client, story: Story) -> None:
    assert "burned in a night of May" in read(client, FIRE).text
    passage = story.report_source.passages.get(number=1)
    passage.text = "The mill burned."
    passage.save()
    assert "burned in a night of May" not in read(client, FIRE).text


def test_the_timeline_is_in_order_and_counts_what_has_no_date(client: Client, story: Story) -> None:
    factories.incident("Undated", when="")
    page = read(client, "/timeline/")
    when = [one.text.strip() for one in page.classed("timeline")[0].classed("when")]
    assert when == ["May 2031", "3–4 May 2031", "28 November 2031"]
    assert "1 incident has no date" in page.text


def test_the_map_draws_what_is_located_and_lists_the_rest(client: Client, story: Story) -> None:
    picture = client.get("/map.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert "Orlen" in picture.content.decode()
    assert "Velia" not in picture.content.decode()
    page = client.get("/map.json").json()
    assert [spot["place"]["title"] for spot in page["located"]] == ["Orlen"]
    assert {spot["place"]["title"] for spot in page["not_located"]} == {"Velia", "Tarva District"}


def test_an_archive_without_places_has_an_empty_map(client: Client) -> None:
    assert client.get("/map.svg").status_code == 200
    assert "No place is in the archive yet." in read(client, "/map/").text


def test_an_empty_archive_has_all_its_pages(client: Client) -> None:
    for path in ("/", "/timeline/", "/about/", "/method/", "/data/", "/glossary/", "/search/"):
        read(client, path)


def test_each_count_of_the_first_page_is_the_length_of_its_list(
    client: Client, story: Story
) -> None:
    entrances = client.get("/index.json").json()["entrances"]
    assert len(entrances) == 10
    for one in entrances:
        counted = client.get(f"{one['url'].rstrip('/')}.json").json()["count"]
        assert one["count"] == counted > 0, one["noun"]


def test_the_glossary_tells_forms_with_their_status(client: Client, story: Story) -> None:
    factories.text(story.term, "Алдын ала қамау", "kk", status="unchecked")
    page = read(client, "/glossary/")
    (term,) = [one for one in page.all("div") if one["id"] == f"term-{story.term.slug}"]
    assert "Custody before judgment." in term.text
    assert "unchecked" in term.text
    assert [one["id"] for one in page.all("div") if one["id"].startswith("article-")]
