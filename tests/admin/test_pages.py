"""Every page of the admin answers those who may see it and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import (
    Citation,
    Consent,
    Decision,
    Entry,
    File,
    Identity,
    Mention,
    PassageOriginal,
    Person,
    PublicVersion,
    Redaction,
    Redirect,
    Reply,
    Revision,
    Stamp,
    Text,
    Tombstone,
    Touch,
)
from archive.workflow import protection, publishing
from archive.workflow.principals import Principal
from tests import factories

MODELS = sorted(
    (model for model in admin.site._registry if model._meta.app_label == "archive"),
    key=lambda model: model.__name__,
)
PROTECTED = (Identity, Consent, PassageOriginal, Redaction)
NEVER_ADDED = (
    *(Citation, Decision, Entry, File, PublicVersion, Redirect, Reply, Revision, Text, Tombstone),
    *(Mention, PassageOriginal, Redaction),
)


@pytest.fixture
def everything(story: factories.Story) -> factories.Story:
    """The story with a row in every table."""
    by, second = Principal("Nadia"), Principal("Ilya")
    publishing.withdraw(story.country, by=by, reason="a look", public_reason="A look.")
    publishing.publish(story.country, by=by, reason="looked")
    Tombstone.objects.create(path="/places/x/", reason="Gone.", made_on=date(2032, 5, 1))
    Redirect.objects.create(path="/places/y/", entry_id=story.country.pk)
    Reply.objects.create(entry_id=story.fire.pk, text="Wrong.", received_on=date(2032, 5, 1))
    File.objects.create(
        source=story.report_source, sha256="0" * 64, size=1, media_type="text/plain"
    )
    passage = story.ministry_source.passages.get(number=2)
    ranges = [protection.Range(0, 2, "a test")]
    protection.redact(passage, ranges, by=by, second=second, reason="a test")
    return story


def address(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:archive_{model._meta.model_name}_{page}", args=args)


def test_every_table_is_registered() -> None:
    missing = {
        model
        for model in apps.get_app_config("archive").get_models()
        if model not in admin.site._registry
    }
    assert missing == {Stamp, Touch}


@pytest.mark.parametrize("model", MODELS)
def test_list_add_change_and_history_answer(
    model: Any, everything: factories.Story, editor: Client, custodian: Client
) -> None:
    row = model._default_manager.order_by("pk").first()
    assert row is not None, f"the story has no {model.__name__}"
    pages = {
        address(model, "changelist"): 200,
        address(model, "changelist") + "?q=мельниц": 200,
        address(model, "change", row.pk): 200,
        address(model, "history", row.pk): 200,
        address(model, "add"): 403 if model in NEVER_ADDED else 200,
    }
    for page, expected in pages.items():
        answer = custodian.get(page, follow=True)
        assert answer.status_code == expected, page
        hidden = model in PROTECTED
        assert editor.get(page, follow=True).status_code == (403 if hidden else expected), page


@pytest.mark.parametrize("model", MODELS)
def test_strangers_are_sent_to_the_login(model: Any, everything: factories.Story) -> None:
    row = model._default_manager.order_by("pk").first()
    stranger = Client()
    stranger.force_login(factories.account("stranger"))
    for page in (
        address(model, "changelist"),
        address(model, "add"),
        address(model, "change", row.pk),
        address(model, "history", row.pk),
    ):
        for client in (Client(), stranger):
            answer = client.get(page)
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("model", MODELS)
def test_nobody_deletes(model: Any, everything: factories.Story, custodian: Client) -> None:
    row = model._default_manager.order_by("pk").first()
    assert custodian.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model._default_manager.filter(pk=row.pk).exists()


def test_protected_tables_are_not_even_mentioned_to_editors(
    editor: Client, custodian: Client
) -> None:
    pages = [address(model, "changelist") for model in PROTECTED]
    shown_to_editor = editor.get("/admin/").content.decode()
    shown_to_custodian = custodian.get("/admin/").content.decode()
    assert [page for page in pages if page in shown_to_editor] == []
    assert [page for page in pages if page in shown_to_custodian] == pages


def test_a_real_name_finds_a_person_for_custodians_only(
    story: factories.Story, editor: Client, custodian: Client
) -> None:
    page = address(Person, "changelist") + "?q=zarubin"
    assert "Defendant K" in custodian.get(page).content.decode()
    assert "Defendant K" not in editor.get(page).content.decode()


# Choices


def autocompletes() -> Iterator[tuple[str, str]]:
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label != "archive":
            continue
        names = model_admin.get_autocomplete_fields(None)  # type: ignore[arg-type]
        yield from ((str(model._meta.model_name), name) for name in names)


@pytest.mark.parametrize(("model", "field"), sorted(autocompletes()))
def test_every_relation_is_looked_up_by_typing(
    model: str, field: str, story: factories.Story, custodian: Client
) -> None:
    query = {"app_label": "archive", "model_name": model, "field_name": field, "term": ""}
    answer = custodian.get("/admin/autocomplete/", query)
    assert answer.status_code == 200
    assert answer.json()["results"], "nothing to choose from"
    assert Client().get("/admin/autocomplete/", query).status_code == 302


def choices(client: Client, model: str, field: str, term: str) -> list[str]:
    query = {"app_label": "archive", "model_name": model, "field_name": field, "term": term}
    found = client.get("/admin/autocomplete/", query).json()["results"]
    return [choice["text"] for choice in found]


@pytest.mark.parametrize("term", ["орлен", "ОРЛЕН", "Орлен", "orlen"])
def test_choices_are_found_and_called_by_name_in_either_script_and_case(
    term: str, story: factories.Story, editor: Client
) -> None:
    assert "Orlen" in choices(editor, "incident", "place", term)


def test_a_claim_is_about_what_a_claim_may_be_about(story: factories.Story, editor: Client) -> None:
    assert "Fire at the mill of Orlen" in choices(editor, "claim", "subject", "fire")
    assert choices(editor, "claim", "subject", "nine on trial for") == []
    assert choices(editor, "sentence", "subject", "nine on trial for") != []


@pytest.mark.parametrize("term", ["тарвинский", "ТАРВИНСКИЙ", "РаЙоН"])
def test_lists_are_searched_in_cyrillic_whatever_the_case(
    term: str, story: factories.Story, editor: Client
) -> None:
    page = editor.get("/admin/archive/place/", {"q": term}).content.decode()
    assert "Tarva District" in page
    assert "Orlen" not in page


@pytest.mark.parametrize("term", ["%", "_", "\\", "'", '"', "a" * 5000, "\ud800"])
def test_a_strange_search_is_answered(term: str, story: factories.Story, editor: Client) -> None:
    answer = editor.get("/admin/archive/place/", {"q": term.encode("utf-8", "surrogatepass")})
    assert answer.status_code == 200
    if term in ("%", "_", "\\"):
        assert "Tarva District" not in answer.content.decode()


def test_a_query_that_no_database_can_hold_is_refused(editor: Client) -> None:
    for query in ("q=%00", "kind=%00", "kind__exact=a%00b"):
        assert editor.get(f"/admin/archive/place/?{query}").status_code == 400


# Speed


@pytest.mark.parametrize(
    "name", ["place", "incident", "involvement", "claim", "report", "membership", "source"]
)
def test_a_list_asks_as_many_questions_for_many_rows_as_for_few(
    name: str, story: factories.Story, editor: Client
) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as context:
            assert editor.get(f"/admin/archive/{name}/").status_code == 200
        return len(context)

    few = questions()
    for number in range(12):
        person = factories.person(f"Person {number}")
        factories.membership(person, story.eight)
        factories.report(factories.step(factories.involvement(person)), words=f"report {number}")
        factories.claim(story.fire, text=f"Claim {number}")
        factories.incident(f"Incident {number}", place=factories.place(f"Place {number}"))
        factories.source(f"Source {number}")
    assert questions() <= few
