"""What an editor enters becomes a record with its citations, and a revision with who and why."""

from __future__ import annotations

import pytest
from django.test import Client

from archive.models import (
    Actor,
    Claim,
    Involvement,
    LawArticle,
    Passage,
    Person,
    Place,
    Report,
    Revision,
    Sentence,
    Step,
    Trial,
)
from archive.public.models import PublicPlace
from archive.vocabularies import ClaimTopic, Naming, Outcome, State, StepKind
from archive.workflow import citations, revisions
from archive.workflow.principals import Principal
from tests import factories
from tests.admin.forms import problems, submit

pytestmark = pytest.mark.django_db

KEY = "nine-on-trial-for-the-fire-of-orlen"
TEXTS = {"texts__TOTAL_FORMS": 1, "texts__0__text": "Mill Lane", "texts__0__language": "en"}


def new_claim(client: Client, story: factories.Story, **fields: object) -> object:
    data = {
        "subject": story.fire.pk,
        "topic": ClaimTopic.CAUSE,
        "text": "The fire began in the store.",
        "asserted_by": story.legal_aid.pk,
        "cite": f'{KEY}#1; {KEY}#4 "beaten"',
    }
    return submit(client, "/admin/archive/claim/add/", **(data | fields))


def test_a_new_record_is_a_draft_with_its_names_and_a_first_revision(editor: Client) -> None:
    answer = submit(editor, "/admin/archive/place/add/", kind="site", slug="mill-lane", **TEXTS)
    assert answer.status_code == 302, problems(answer)
    place = Place.objects.get(slug="mill-lane")
    assert place.state == State.DRAFT
    revision = Revision.objects.get(entry_id=place.pk)
    assert revision.made_by is not None
    assert revision.made_by.get_username() == "vera"
    assert revision.body["texts"][0]["text"] == "Mill Lane"


def test_a_cite_line_becomes_citations_and_comes_back(
    story: factories.Story, editor: Client
) -> None:
    assert new_claim(editor, story).status_code == 302  # type: ignore[attr-defined]
    claim = Claim.objects.get(text="The fire began in the store.")
    assert citations.line_of(claim) == f'{KEY}#1; {KEY}#4 "beaten"'
    page = editor.get(f"/admin/archive/claim/{claim.pk}/change/").content.decode()
    assert f"{KEY}#1; {KEY}#4 &quot;beaten&quot;" in page
    submit(editor, f"/admin/archive/claim/{claim.pk}/change/", cite=f"{KEY}#2-3")
    assert citations.line_of(claim) == f"{KEY}#2-3"
    assert Revision.objects.filter(entry_id=claim.pk).count() == 2


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (f"{KEY}#99", "has no passage 99"),
        ("nowhere#1", "nowhere"),
        (f'{KEY}#1 "not there"', "do not stand there"),
        (f"{KEY}", "Column"),
    ],
)
def test_a_wrong_cite_line_says_what_is_wrong_and_nothing_is_saved(
    line: str, problem: str, story: factories.Story, editor: Client
) -> None:
    assert problem in problems(new_claim(editor, story, cite=line))
    assert not Claim.objects.filter(text="The fire began in the store.").exists()


def test_an_outcome_that_does_not_fit_is_refused_in_a_sentence(
    story: factories.Story, editor: Client
) -> None:
    wrong = problems(
        submit(
            editor,
            "/admin/archive/report/add/",
            step=story.conviction.pk,
            outcome=Outcome.PAROLE,
            asserted_by=story.legal_aid.pk,
        )
    )
    assert "Released on parole" in wrong
    assert not Report.objects.filter(outcome=Outcome.PAROLE).exists()


def test_a_denial_without_what_it_denies_is_refused(story: factories.Story, editor: Client) -> None:
    assert "must name the claim" in problems(new_claim(editor, story, stance="denies"))


def test_what_only_the_database_refuses_comes_back_as_a_sentence(
    story: factories.Story, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Report, "clean", lambda report: None)
    parole = {"step": story.conviction.pk, "outcome": Outcome.PAROLE}
    page = "/admin/archive/report/add/"
    answer = submit(editor, page, asserted_by=story.legal_aid.pk, words="Let out.", **parole)
    assert "report outcome fits its step" in problems(answer)
    assert "Let out." in answer.content.decode()


# What is public


def test_editors_may_look_at_what_is_public_and_reviewers_change_it(
    story: factories.Story, editor: Client, reviewer: Client
) -> None:
    page = f"/admin/archive/place/{story.village.pk}/change/"
    assert editor.post(page, {"why": "a try"}).status_code == 403
    assert submit(reviewer, page, official_code="40-17", why="code found").status_code == 302
    assert PublicPlace.objects.get(slug="orlen").official_code == "40-17"
    assert Revision.objects.get(entry_id=story.village.pk).reason == "code found"


def test_a_public_record_is_changed_with_a_reason_only(
    story: factories.Story, reviewer: Client
) -> None:
    page = f"/admin/archive/place/{story.village.pk}/change/"
    assert "why" in problems(submit(reviewer, page, official_code="40-17"))
    assert PublicPlace.objects.get(slug="orlen").official_code == ""


def test_a_change_that_would_hide_a_public_record_is_refused_and_nothing_is_lost(
    story: factories.Story, reviewer: Client
) -> None:
    page = f"/admin/archive/claim/{story.dead.pk}/change/"
    refused = submit(reviewer, page, cite="", text="Nobody knows.", why="tidying")
    assert "cites no passage" in problems(refused)
    assert "Nobody knows." in refused.content.decode()
    assert story.dead.citations.count() == 1


def test_two_editors_do_not_overwrite_each_other(story: factories.Story, reviewer: Client) -> None:
    page = f"/admin/archive/place/{story.village.pk}/change/"
    revisions.keep(story.village, by=Principal("Vera"), reason="somebody was faster")
    answer = submit(reviewer, page, seen=0, official_code="40-17", why="code found")
    assert "Somebody else changed this record" in problems(answer)


# People


def test_a_new_person_is_under_a_pseudonym_at_a_random_address(editor: Client) -> None:
    submit(editor, "/admin/archive/person/add/", public_name="Defendant R")
    person = Person.objects.get(public_name="Defendant R")
    assert person.naming == Naming.PSEUDONYM
    assert len(person.slug) == 8


def test_a_name_is_not_taken_back_by_a_mere_change(
    story: factories.Story, reviewer: Client
) -> None:
    page = f"/admin/archive/person/{story.counsel.pk}/change/"
    told = problems(submit(reviewer, page, naming=Naming.PSEUDONYM, why="asked for"))
    assert "custodian" in told


def test_a_group_is_a_group_whatever_is_posted(editor: Client) -> None:
    submit(editor, "/admin/archive/group/add/", public_name="The widows", kind="person")
    assert Actor.objects.get(public_name="The widows").kind == "group"


# A defendant's page


def party_page(party: Involvement) -> str:
    return f"/admin/archive/involvement/{party.pk}/change/"


def test_steps_and_reports_are_entered_on_the_page_of_the_defendant(
    story: factories.Story, reviewer: Client
) -> None:
    article = LawArticle.objects.get()
    answer = submit(
        reviewer,
        party_page(story.defendant_party),
        why="from the report",
        steps__TOTAL_FORMS=1,
        steps__0__kind=StepKind.SENTENCE,
        steps__0__asserted_by=story.legal_aid.pk,
        steps__0__outcome=Outcome.IMPRISONMENT,
        steps__0__article=article.pk,
        steps__0__months_low=84,
        steps__0__months_high=84,
        steps__0__when="2031-11",
        steps__0__cite=f"{KEY}#5",
    )
    assert answer.status_code == 302, problems(answer)
    step = Step.objects.get(party=story.defendant_party)
    assert (step.trial, step.kind) == (story.trial, StepKind.SENTENCE)
    report = Report.objects.get(step=step)
    assert (report.outcome, report.months_low, report.article) == (
        Outcome.IMPRISONMENT,
        84,
        article,
    )
    assert citations.line_of(report) == f"{KEY}#5"
    assert Revision.objects.filter(entry_id=report.pk).exists()
    page = reviewer.get(party_page(story.defendant_party)).content.decode()
    assert f"/admin/archive/report/{report.pk}/change/" in page


def test_a_second_report_is_added_to_a_step_that_is_there(
    story: factories.Story, reviewer: Client
) -> None:
    answer = submit(
        reviewer,
        party_page(story.acquitted_party),
        why="the other side",
        steps__0__asserted_by=story.ministry.pk,
        steps__0__outcome=Outcome.CONVICTED,
        steps__0__cite="answer-of-the-ministry-on-the-fire-of-orlen#1",
    )
    assert answer.status_code == 302, problems(answer)
    reports = Report.objects.filter(step=story.acquittal).order_by("pk")
    assert [one.outcome for one in reports] == [Outcome.ACQUITTED, Outcome.CONVICTED]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"steps__0__outcome": Outcome.PAROLE}, "does not fit"),
        ({"steps__0__cite": f"{KEY}#99"}, "has no passage 99"),
        ({"steps__0__when": "one day"}, "one day"),
        ({"steps__0__months_low": "-3"}, "months_low"),
        ({"steps__0__words": "guilty", "steps__0__asserted_by": ""}, "Say who reports it"),
    ],
)
def test_a_wrong_row_says_what_is_wrong_and_nothing_is_saved(
    fields: dict[str, str], problem: str, story: factories.Story, reviewer: Client
) -> None:
    given = {"steps__0__kind": StepKind.VERDICT, "steps__0__asserted_by": story.legal_aid.pk}
    page = party_page(story.defendant_party)
    answer = submit(reviewer, page, why="try", steps__TOTAL_FORMS=1, **(given | fields))
    assert problem in problems(answer)
    assert not Step.objects.filter(party=story.defendant_party).exists()


def test_the_page_of_a_trial_lists_its_parties_as_links(
    story: factories.Story, editor: Client
) -> None:
    page = editor.get(f"/admin/archive/trial/{story.trial.pk}/change/").content.decode()
    for party in Trial.objects.get().involvements.all():
        assert party_page(party) in page
    assert f"/admin/archive/involvement/add/?trial={story.trial.pk}" in page


def test_a_trial_of_many_defendants_is_one_light_page(
    story: factories.Story, editor: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(51):
        factories.involvement(factories.person(f"Defendant {number}"), trial=story.trial)
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        answer = editor.get(f"/admin/archive/trial/{story.trial.pk}/change/")
    assert answer.content.count(b"Defendant") > 51
    assert len(answer.content) < 200_000


# Sentences and passages


def test_a_sentence_is_marked_as_read_again(story: factories.Story, reviewer: Client) -> None:
    passage = story.report_source.passages.get(number=1)
    passage.text += " So it is told."
    passage.save()
    page = f"/admin/archive/sentence/{story.summary.pk}/change/"
    assert "has changed" in problems(submit(reviewer, page, text="It burned.", why="shorter"))
    answer = submit(reviewer, page, text="It burned.", why="shorter", read_again="on")
    assert answer.status_code == 302, problems(answer)
    assert Sentence.objects.get().text == "It burned."


def test_a_changed_passage_is_a_revision_of_its_source(
    story: factories.Story, reviewer: Client
) -> None:
    passage = story.report_source.passages.get(number=3)
    page = f"/admin/archive/passage/{passage.pk}/change/"
    assert "why" in problems(submit(reviewer, page, text="Nine people stood trial."))
    submit(reviewer, page, text="Nine people stood trial.", why="a slip of the pen")
    revision = revisions.latest(story.report_source)
    assert revision is not None
    assert revision.reason == "a slip of the pen"
    assert Passage.objects.get(pk=passage.pk).text == "Nine people stood trial."


def test_words_that_are_quoted_cannot_be_changed_away(
    story: factories.Story, reviewer: Client
) -> None:
    passage = story.report_source.passages.get(number=4)
    factories.cite(story.beaten, passage, "beaten in custody")
    page = f"/admin/archive/passage/{passage.pk}/change/"
    told = problems(submit(reviewer, page, text="Nothing of the kind.", why="a try"))
    assert "beaten in custody" in told
    assert story.report_source.passages.get(number=4).text == passage.text


def test_a_new_passage_is_added_to_its_source(story: factories.Story, reviewer: Client) -> None:
    source = story.ministry_source
    answer = submit(
        reviewer,
        f"/admin/archive/passage/add/?source={source.pk}&number=3",
        text="The inquiry goes on.",
        fidelity="verbatim",
        why="a line that was missing",
    )
    assert answer.status_code == 302, problems(answer)
    assert source.passages.get(number=3).text == "The inquiry goes on."


# History


def test_the_history_tells_each_change_field_by_field_with_who_and_why(
    story: factories.Story, reviewer: Client
) -> None:
    page = f"/admin/archive/incident/{story.arrests.pk}/change/"
    submit(reviewer, page, why="first look", when_words="in May")
    submit(reviewer, page, why="another place", place=story.district.pk, cite=f"{KEY}#2")
    history = reviewer.get(f"/admin/archive/incident/{story.arrests.pk}/history/").content.decode()
    for words in ("ilya", "another place", "Orlen", "Tarva District", "in May", "#2", "#3"):
        assert words in history
    assert history.index("another place") < history.index("first look")


# One step for many


def test_one_step_is_entered_for_many_defendants_at_once(
    story: factories.Story, editor: Client
) -> None:
    parties = [factories.involvement(factories.person(f"Defendant {n}")) for n in range(5)]
    chosen = {"action": "add_step", "_selected_action": [party.pk for party in parties]}
    page = "/admin/archive/involvement/"
    assert "Defendant 4" in editor.post(page, chosen).content.decode()
    words = {"confirmed": "yes", "kind": StepKind.CHARGE, "why": "all five were charged"}
    told = {"asserted_by": story.legal_aid.pk, "outcome": Outcome.BROUGHT, "cite": f"{KEY}#3"}
    refused = editor.post(page, chosen | words | told | {"outcome": Outcome.PAROLE})
    assert "does not fit" in refused.content.decode()
    assert not Step.objects.filter(kind=StepKind.CHARGE).exists()
    assert editor.post(page, chosen | words | told).status_code == 302
    steps = Step.objects.filter(kind=StepKind.CHARGE)
    assert {step.party_id for step in steps} == {party.pk for party in parties}
    assert {citations.line_of(one) for one in Report.objects.filter(step__in=steps)} == {f"{KEY}#3"}
    assert Revision.objects.filter(reason="all five were charged").count() == 10
