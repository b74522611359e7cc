"""What some facets mean, told on the story: disputes, and what is alleged and answered."""

from __future__ import annotations

from typing import Any

import pytest

from archive.public.facets import NONE
from archive.vocabularies import ClaimTopic, Outcome, Stance, StepKind, Unit
from tests import factories
from tests.public.lists.asking import counts, listed, titles

pytestmark = pytest.mark.django_db


def test_different_numbers_of_different_speakers_are_a_dispute() -> None:
    factories.story()
    assert titles("/claims/?topic=killed&disputed=yes") == [
        "One person died in the fire.",
        "Two people died in the fire.",
    ]


@pytest.mark.parametrize(
    ("low", "high", "is_disputed"),
    [(1, 3, False), (2, 2, True), (3, None, True), (1, None, False), (None, 5, False)],
)
def test_numbers_that_can_be_the_same_are_no_dispute(
    low: int | None, high: int | None, is_disputed: bool
) -> None:
    fire = factories.incident()
    killed: dict[str, Any] = {
        "topic": ClaimTopic.KILLED,
        "unit": Unit.PEOPLE,
        "number_words": "some",
    }
    factories.claim(fire, low=1, high=1, **killed)
    factories.claim(fire, low=low, high=high, asserted_by=factories.actor("Other"), **killed)
    assert counts("/claims/", "disputed") == {"yes" if is_disputed else "no": 2}


def test_one_speaker_s_own_two_numbers_are_no_dispute() -> None:
    fire = factories.incident()
    killed: dict[str, Any] = {"topic": ClaimTopic.KILLED, "unit": Unit.PEOPLE}
    factories.claim(fire, low=1, high=1, **killed)
    factories.claim(fire, low=9, high=9, **killed)
    assert counts("/claims/", "disputed") == {"no": 2}


def test_numbers_about_different_people_are_no_dispute() -> None:
    served: dict[str, Any] = {"topic": ClaimTopic.TIME_SERVED, "unit": Unit.YEARS}
    trial = factories.trial()
    one, other = factories.person("Defendant A"), factories.person("Defendant B")
    speaker = factories.actor("Other")
    factories.claim(trial, about=one, low=2, high=2, **served)
    factories.claim(trial, about=other, low=5, high=5, asserted_by=speaker, **served)
    assert counts("/claims/", "disputed") == {"no": 2}


def test_a_denial_and_what_it_denies_are_disputed_and_an_admission_is_not() -> None:
    story = factories.story()
    admitted = factories.claim(story.fire, topic=ClaimTopic.CAUSE, text="The wiring was old.")
    factories.claim(
        story.fire,
        topic=ClaimTopic.CAUSE,
        text="The mill admits it.",
        stance=Stance.ADMITS,
        answers=admitted,
        asserted_by=story.ministry,
    )
    assert titles("/claims/?topic=cause&disputed=yes") == []
    assert counts("/claims/?topic=beating", "disputed") == {"yes": 2}


def test_a_dispute_is_over_when_the_denial_is_withdrawn() -> None:
    story = factories.story()
    story.denial.state = "withdrawn"
    story.denial.save()
    assert counts("/claims/?topic=beating", "disputed") == {"no": 1}


def test_an_allegation_reaches_a_defendant_through_person_part_and_step() -> None:
    story = factories.story()
    factories.claim(story.defendant, topic=ClaimTopic.TORTURE)
    factories.claim(story.acquitted_party, topic=ClaimTopic.COERCION)
    factories.claim(story.conviction, topic=ClaimTopic.BIAS)
    factories.claim(story.trial, topic=ClaimTopic.FORGERY, about=story.acquitted)
    factories.claim(story.defendant, topic=ClaimTopic.MOTIVE)
    assert titles("/defendants/?allegation=torture") == ["Defendant K"]
    assert titles("/defendants/?allegation=coercion") == ["Anna Belskaya"]
    assert titles("/defendants/?allegation=forgery") == ["Anna Belskaya"]
    assert titles("/defendants/?allegation=bias") == ["Eight defendants of the mill trial"]
    assert counts("/defendants/", "allegation") == {
        "torture": 1,
        "coercion": 1,
        "forgery": 1,
        "bias": 1,
    }


def test_an_answer_is_the_stance_of_the_claim_that_answers() -> None:
    story = factories.story()
    alleged = factories.claim(story.defendant, topic=ClaimTopic.TORTURE)
    assert counts("/defendants/", "answer") == {"no_answer": 1, "_none": 2}
    factories.claim(
        story.defendant,
        topic=ClaimTopic.TORTURE,
        stance=Stance.SILENT,
        answers=alleged,
        asserted_by=story.ministry,
    )
    assert counts("/defendants/", "answer") == {"silent": 1, "_none": 2}
    factories.claim(story.defendant, topic=ClaimTopic.BEATING)
    assert counts("/defendants/", "answer") == {"silent": 1, "no_answer": 1, "_none": 2}
    (answer,) = (facet for facet in listed("/defendants/").facets if facet.name == "answer")
    assert {value.label for value in answer.values} == {
        "Silent",
        "No answer recorded",
        "not recorded",
    }


def test_what_is_alleged_and_its_answer_are_of_one_claim() -> None:
    story = factories.story()
    beaten = factories.claim(story.defendant, topic=ClaimTopic.BEATING)
    factories.claim(story.defendant, topic=ClaimTopic.TORTURE)
    factories.claim(
        story.defendant,
        topic=ClaimTopic.BEATING,
        stance=Stance.DENIES,
        answers=beaten,
        asserted_by=story.ministry,
    )
    # Each by itself finds whoever has a denied claim of another topic besides.
    assert titles("/defendants/?allegation=torture&answer=denies") == ["Defendant K"]
    assert titles("/defendants/?allegation_answer=torture.denies") == []
    assert titles("/defendants/?allegation_answer=torture.no_answer") == ["Defendant K"]
    assert titles("/defendants/?allegation_answer=beating.denies") == ["Defendant K"]
    facets = {facet.name: facet for facet in listed("/defendants/").facets}
    assert {value.value: value.label for value in facets["allegation_answer"].values} == {
        "beating.denies": "Beatings: denied",
        "torture.no_answer": "Torture: no search recorded",
        "_none": "not recorded",
    }


def test_a_search_that_found_nothing_is_not_the_same_as_no_search() -> None:
    story = factories.story()
    alleged = factories.claim(story.defendant, topic=ClaimTopic.TORTURE)
    factories.claim(
        story.defendant,
        topic=ClaimTopic.TORTURE,
        stance=Stance.SILENT,
        answers=alleged,
        asserted_by=story.ministry,
    )
    assert counts("/defendants/", "allegation_answer") == {"torture.silent": 1, "_none": 2}
    facets = {facet.name: facet for facet in listed("/defendants/").facets}
    labels = {value.value: value.label for value in facets["allegation_answer"].values}
    assert labels["torture.silent"] == "Torture: looked for, none known"


def test_a_denial_of_torture_is_not_itself_an_allegation() -> None:
    story = factories.story()
    alleged = factories.claim(story.trial, topic=ClaimTopic.TORTURE)
    factories.claim(
        story.trial,
        topic=ClaimTopic.TORTURE,
        stance=Stance.DENIES,
        answers=alleged,
        about=story.acquitted,
        asserted_by=story.ministry,
    )
    assert counts("/defendants/", "allegation") == {"_none": 3}


def test_verdict_sentence_and_release_come_from_reports_of_the_defendant_s_own_steps() -> None:
    story = factories.story()
    released = factories.step(story.eight_party, kind=StepKind.RELEASE)
    factories.report(released, outcome=Outcome.PAROLE)
    factories.report(
        factories.step(trial=story.trial, kind=StepKind.VERDICT), outcome=Outcome.CONVICTED
    )
    eight = "Eight defendants of the mill trial"
    assert titles("/defendants/?verdict=convicted") == [eight]
    assert titles("/defendants/?sanction=imprisonment") == [eight]
    assert titles("/defendants/?release=parole") == [eight]
    assert titles("/defendants/?verdict=acquitted") == ["Anna Belskaya"]
    assert titles("/defendants/?group=eight-defendants-of-the-mill-trial") == ["Defendant K"]


def test_reports_that_differ_put_a_defendant_under_both_values() -> None:
    story = factories.story()
    factories.report(story.acquittal, outcome=Outcome.CONVICTED, asserted_by=story.ministry)
    assert titles("/defendants/?verdict=acquitted&verdict.not=convicted") == []
    assert counts("/defendants/", "verdict") == {"convicted": 2, "acquitted": 1, "_none": 1}


def test_a_claim_belongs_to_the_places_and_trials_of_its_subject() -> None:
    story = factories.story()
    subjects = {
        "about the place": story.village,
        "about the incident": story.fire,
        "about the trial": story.trial,
        "about the step": story.conviction,
        "about the part in the trial": story.eight_party,
        "about the part in the incident": story.affected,
        "about the exhibit": story.canister,
        "about somebody": story.ministry,
    }
    for words, subject in subjects.items():
        factories.claim(subject, text=words, topic=ClaimTopic.OTHER)
    assert set(titles("/claims/?topic=other&village=orlen")) == set(subjects) - {"about somebody"}
    assert set(titles("/claims/?topic=other&trial=trial-of-the-nine")) == {
        "about the trial",
        "about the step",
        "about the part in the trial",
        "about the exhibit",
    }


def test_places_by_what_happened_and_how_trials_about_it_ended() -> None:
    story = factories.story()
    factories.place("Elsewhere")
    assert titles("/villages/?incident_kind=destruction") == ["Orlen"]
    assert titles("/villages/?outcome=acquitted") == ["Orlen"]
    assert titles("/villages/?topic=killed") == ["Orlen"]
    factories.claim(story.district, topic=ClaimTopic.PROPERTY)
    assert titles("/villages/?topic=property") == ["Tarva District"]


def test_a_place_has_a_topic_exactly_when_claims_on_it_go_back_to_the_place() -> None:
    story = factories.story()
    for subject in (story.affected, story.eight_party, story.conviction, story.canister):
        factories.claim(subject, topic=ClaimTopic.STAGE)
    for topic in counts("/villages/", "topic"):
        if topic != NONE:
            places = {each["slug"] for each in listed(f"/villages/?topic={topic}").results}
            assert places == set(counts(f"/claims/?topic={topic}", "village")) - {NONE}


def test_people_by_the_reported_outcome_of_their_own_steps_alone() -> None:
    story = factories.story()
    assert titles("/people/?outcome=acquitted") == ["Anna Belskaya"]
    assert titles("/people/?outcome=convicted") == [], "the group was convicted, not its member"
    assert story.counsel.public_name in titles("/people/?outcome=_none")


def test_sources_by_the_places_that_they_tell_of() -> None:
    story = factories.story()
    assert story.ministry_source.title in titles("/sources/?village=orlen")
    unrelated = factories.source("Of nothing")
    assert unrelated.title in titles("/sources/?village=_none")


def test_claims_by_the_source_that_they_rest_on() -> None:
    story = factories.story()
    assert titles(f"/claims/?source={story.last_word.slug}") == [story.beaten.text]
