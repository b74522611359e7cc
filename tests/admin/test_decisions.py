"""State is changed by decisions only, each on a page that asks for the reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.models import Decision, Place, Tombstone
from archive.public.models import PublicActor, PublicPassage, PublicPlace
from archive.vocabularies import DecisionKind, Naming, State
from archive.workflow import publishing
from archive.workflow.principals import Principal
from archive.workflow.protection import GAP
from tests import factories
from tests.admin.forms import submit

pytestmark = pytest.mark.django_db


def decide(client: Client, record: Any, kind: str, model: str = "", **words: str) -> Any:
    address = f"/admin/archive/{model or record._meta.model_name}/{record.pk}/decide/{kind}/"
    return client.post(address, {"confirmed": "yes", "reason": "ready", **words})


def state_of(record: Any) -> str:
    record.refresh_from_db()
    return str(record.state)


def test_the_page_asks_for_the_reason_first(reviewer: Client) -> None:
    place = factories.place(state=State.DRAFT)
    asked = reviewer.get(f"/admin/archive/place/{place.pk}/decide/publish/")
    assert "Orlen" in asked.content.decode()
    unanswered = decide(reviewer, place, "publish", reason=" ")
    assert unanswered.status_code == 200
    assert state_of(place) == State.DRAFT
    assert decide(reviewer, place, "publish").status_code == 302
    assert state_of(place) == State.PUBLISHED


def test_the_buttons_are_those_that_fit_the_state_and_the_role(
    editor: Client, reviewer: Client
) -> None:
    place = factories.place(state=State.DRAFT)
    page = f"/admin/archive/place/{place.pk}/change/"
    assert "/decide/publish/" not in editor.get(page).content.decode()
    assert "/decide/submit/" in editor.get(page).content.decode()
    assert "/decide/publish/" in reviewer.get(page).content.decode()
    assert "/decide/return/" not in reviewer.get(page).content.decode()


def test_who_may_not_publish_is_refused(editor: Client) -> None:
    place = factories.place(state=State.DRAFT)
    assert decide(editor, place, "publish").status_code == 403
    assert state_of(place) == State.DRAFT


@pytest.mark.parametrize("kind", ["naming", "nonsense"])
def test_other_decisions_have_no_page(kind: str, reviewer: Client) -> None:
    assert decide(reviewer, factories.place(), kind).status_code == 404


def test_what_is_not_ready_says_why_and_stays(reviewer: Client) -> None:
    incident = factories.incident(cited=False, state=State.DRAFT)
    answer = decide(reviewer, incident, "publish")
    assert "It cites no passage." in answer.content.decode()
    assert state_of(incident) == State.DRAFT


def test_a_state_that_does_not_fit_is_told(reviewer: Client) -> None:
    place = factories.place()
    answer = decide(reviewer, place, "publish")
    assert answer.status_code == 200
    assert not Decision.objects.exists()


def test_a_withdrawal_in_public_asks_for_both_reasons(reviewer: Client) -> None:
    place = factories.place("Orlen")
    decide(reviewer, place, "withdraw", public_reason="At the wish of the village.")
    assert Tombstone.objects.get().reason == "At the wish of the village."
    assert Decision.objects.get().reason == "ready"


def test_the_state_is_no_field_of_any_form(reviewer: Client) -> None:
    place = factories.place(state=State.DRAFT)
    submit(reviewer, f"/admin/archive/place/{place.pk}/change/", state=State.PUBLISHED)
    assert state_of(place) == State.DRAFT


# Two persons


def test_a_testimony_is_published_by_another_person_than_the_one_who_entered_it(
    editor: Client, reviewer: Client, custodian: Client
) -> None:
    testimony = factories.testimony(state=State.DRAFT)
    publishing.submit(testimony, by=Principal.of(factories.reviewer_user()), reason="entered")
    alone = decide(reviewer, testimony, "publish", "testimony")
    assert "another person" in alone.content.decode()
    assert state_of(testimony) == State.IN_REVIEW
    assert decide(custodian, testimony, "publish", "testimony").status_code == 302
    decision = Decision.objects.get(kind=DecisionKind.PUBLISH)
    assert (decision.principal, decision.second) == ("nadia", "ilya")


def test_what_two_published_and_one_changes_waits_for_another(
    reviewer: Client, custodian: Client
) -> None:
    person = factories.person("Oleg Marin", naming=Naming.NAMED)
    page = f"/admin/archive/person/{person.pk}/change/"
    submit(reviewer, page, public_name="Oleg N. Marin", why="a letter")
    assert state_of(person) == State.IN_REVIEW
    assert not PublicActor.objects.exists()
    assert "Oleg N. Marin" in custodian.get("/admin/").content.decode()
    decide(custodian, person, "publish", "person")
    assert PublicActor.objects.get().public_name == "Oleg N. Marin"


# Many at once


def on_list(client: Client, kind: str, *records: Any, **words: str) -> Any:
    data = {"action": f"decide_{kind}", "_selected_action": [one.pk for one in records], **words}
    return client.post("/admin/archive/place/", data)


def test_many_records_are_decided_on_from_their_list(reviewer: Client) -> None:
    places = [factories.place(f"Place {number}", state=State.DRAFT) for number in range(3)]
    asked = on_list(reviewer, "publish", *places)
    assert asked.status_code == 200
    assert not PublicPlace.objects.exists()
    on_list(reviewer, "publish", *places, confirmed="yes", reason="a first lot")
    assert PublicPlace.objects.count() == 3


def test_many_are_decided_on_all_or_none(reviewer: Client) -> None:
    ready = factories.place("Ready", state=State.DRAFT)
    nameless = factories.place("Nameless", state=State.DRAFT)
    nameless.texts.all().delete()
    answer = on_list(reviewer, "publish", ready, nameless, confirmed="yes", reason="a first lot")
    assert "no preferred name" in answer.content.decode()
    assert not Place.objects.filter(state=State.PUBLISHED).exists()


def test_a_list_offers_no_deletion_and_only_what_the_role_may(editor: Client) -> None:
    factories.place()
    page = editor.get("/admin/archive/place/").content.decode()
    assert "delete_selected" not in page
    assert "decide_publish" not in page
    assert "decide_submit" in page


# Protection


def test_a_custodian_redacts_words_and_another_confirms(custodian: Client) -> None:
    words = "He lives at Mill Lane 7."
    passage = factories.source(passages=[words]).passages.get()
    page = f"/admin/archive/passage/{passage.pk}"
    wrong = {"words": "Mill Lane 8", "kind": "an address", "reason": "safety"}
    assert "does not stand in it" in custodian.post(f"{page}/redact/", wrong).content.decode()
    custodian.post(f"{page}/redact/", wrong | {"words": "Mill Lane 7"})
    assert PublicPassage.objects.get().withheld
    alone = custodian.post(f"{page}/confirm/", {"reason": "seen"})
    assert "another" in alone.content.decode()
    other = Client()
    other.force_login(factories.custodian_user("oksana"))
    other.post(f"{page}/confirm/", {"reason": "seen"})
    assert PublicPassage.objects.get().text == f"He lives at {GAP}."


def test_a_custodian_takes_a_name_back(custodian: Client) -> None:
    person = factories.person("Oleg Marin", naming=Naming.NAMED)
    claim = factories.claim(text="Oleg Marin was beaten.")
    page = f"/admin/archive/person/{person.pk}/pseudonym/"
    words = {"label": "Oleg Marin", "reason": "asked for", "public_reason": ""}
    assert "holds the name" in custodian.post(page, words).content.decode()
    assert custodian.post(page, words | {"label": "Defendant R"}).status_code == 302
    assert PublicActor.objects.get(pk=person.pk).public_name == "Defendant R"
    assert state_of(claim) == State.WITHDRAWN


@pytest.mark.parametrize("page", ["passage/{0}/redact/", "passage/{0}/confirm/"])
def test_editors_protect_nothing(page: str, editor: Client) -> None:
    passage = factories.passage()
    assert editor.post(f"/admin/archive/{page.format(passage.pk)}").status_code == 403


def test_a_changed_consent_sends_a_public_testimony_to_another_person(custodian: Client) -> None:
    testimony = factories.testimony()
    page = f"/admin/archive/consent/{testimony.consents.get().pk}/change/"
    assert submit(custodian, page, note="by letter").status_code == 302
    assert state_of(testimony) == State.IN_REVIEW
    assert Decision.objects.filter(kind=DecisionKind.CONSENT).exists()


def test_a_new_real_name_tells_where_it_stands_already(custodian: Client) -> None:
    person = factories.person("Defendant M")
    factories.claim(text="Semyon Dal was beaten.")
    page = "/admin/archive/identity/add/"
    data = {"actor": person.pk, "real_name": "Semyon Dal"}
    told = custodian.post(page, data, follow=True).content.decode()
    assert "protected name" in told
