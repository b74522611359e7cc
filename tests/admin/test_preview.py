"""A preview shows the real public page of what is not public, and leaves no trace."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from archive.models import Decision, Entry, PublicVersion, Record, Revision, Stamp, Tombstone
from archive.models.triggers import record_models
from archive.vocabularies import Naming, State
from archive.workflow import publishing
from archive.workflow.principals import Principal
from archive.workflow.snapshots import snapshots
from tests import factories

pytestmark = pytest.mark.django_db


def preview(client: Client, record: Entry) -> Any:
    return client.get(f"/admin/preview/{record.ref}/")


def set_state(record: Record, state: State, **columns: Any) -> None:
    type(record)._base_manager.filter(pk=record.pk).update(state=state, **columns)


def everything() -> object:
    """All that a preview could change."""
    bodies = [
        snapshots(model.TYPE, model._base_manager.values_list("pk", flat=True))
        for model in record_models()
    ]
    others = [
        list(model.objects.values())
        for model in (Decision, Revision, PublicVersion, Tombstone, Stamp)
    ]
    return bodies, others


def test_a_draft_is_shown_on_its_public_page_under_a_note(
    story: factories.Story, editor: Client
) -> None:
    set_state(story.fire, State.DRAFT)
    assert Client().get(f"/incidents/{story.fire.slug}/").status_code == 404
    page = preview(editor, story.fire)
    shown = page.content.decode()
    assert page.status_code == 200
    assert "Preview: not public." in shown
    assert "Fire at the mill of Orlen" in shown
    assert "<iframe" not in shown
    assert "no-store" in page.headers["Cache-Control"]


def test_what_is_shown_is_what_readers_see_once_it_is_published(
    story: factories.Story, editor: Client
) -> None:
    set_state(story.fire, State.DRAFT)
    story.fire.refresh_from_db()
    shown = preview(editor, story.fire).content.decode()
    before, _note, after = shown.partition("<aside")
    publishing.publish(story.fire, by=Principal("Vera"), reason="it is right")
    public = Client().get(f"/incidents/{story.fire.slug}/").content.decode()
    assert before + after.partition("</aside>")[2] == public


@pytest.mark.parametrize(
    "name",
    ["fire", "trial", "village", "defendant", "court", "report_source", "last_word", "beaten"],
)
def test_a_preview_leaves_no_trace(name: str, story: factories.Story, editor: Client) -> None:
    record = getattr(story, name)
    lists = ("/incidents/", "/claims.json", "/sources/", f"/trials/{story.trial.slug}/")
    set_state(record, State.DRAFT)
    reader = Client()
    seen = [reader.get(page).content for page in lists]
    before = everything()
    assert preview(editor, record).status_code == 200
    assert everything() == before
    assert [reader.get(page).content for page in lists] == seen
    assert reader.get("/").status_code == 200


def test_an_embargo_is_lifted_for_the_preview_only(story: factories.Story, editor: Client) -> None:
    set_state(story.village, State.PUBLISHED, embargo_until="2099-01-01")
    assert "Preview: not public." in preview(editor, story.village).content.decode()
    assert Client().get("/villages/orlen/").status_code == 404


def test_where_publishing_is_forbidden_the_reasons_are_shown(editor: Client) -> None:
    incident = factories.incident(cited=False, state=State.DRAFT)
    shown = preview(editor, incident).content.decode()
    assert "It cites no passage." in shown
    assert "Preview: not public." not in shown


def test_what_needs_two_persons_is_shown_to_one(editor: Client) -> None:
    person = factories.person("Oleg Marin", naming=Naming.NAMED, state=State.DRAFT)
    assert "Oleg Marin" in preview(editor, person).content.decode()
    assert not Decision.objects.exists()


def test_the_editor_is_nobody_on_the_page_that_is_shown(
    story: factories.Story, editor: Client
) -> None:
    set_state(story.village, State.DRAFT)
    page = preview(editor, story.village)
    # As a word of its own: “coverage” names nobody.
    assert not re.search(r"\bvera\b", page.content.decode(), re.IGNORECASE)
    assert "csrfmiddlewaretoken" not in page.content.decode()


def test_readers_have_no_previews(story: factories.Story) -> None:
    for client in (Client(), Client(headers={"cookie": "sessionid=x"})):
        answer = preview(client, story.fire)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("ref", ["zzzzzzzz", "x", "%00"])
def test_what_does_not_exist_has_no_preview(ref: str, editor: Client) -> None:
    assert editor.get(f"/admin/preview/{ref}/").status_code == 404
