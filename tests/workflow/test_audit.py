"""The audit finds what is wrong, and lists what only has to be known."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from archive.models import Citation, Identity, Record, Source
from archive.vocabularies import ClaimTopic, Naming, State, Unit
from archive.workflow import audit, numbers, revisions, sums
from archive.workflow.principals import Principal
from tests import factories

pytestmark = pytest.mark.django_db

VERA = Principal("Vera")


def recorded(*records: Record) -> None:
    for record in records:
        revisions.keep(record, by=VERA, reason="entered")


def whole_story() -> factories.Story:
    story = factories.story()
    recorded(*(one for one in vars(story).values() if isinstance(one, Record)))
    recorded(story.affected.actor)
    return story


def found() -> set[str]:
    return {one.check for one in audit.findings()}


def command(*options: str) -> tuple[int, str]:
    output = StringIO()
    try:
        call_command("audit", *options, stdout=output)
    except SystemExit as end:
        return int(end.code or 0), output.getvalue()
    return 0, output.getvalue()


def test_a_sound_archive_has_no_findings_and_its_disputes_are_listed() -> None:
    story = whole_story()
    code, output = command()
    assert code == 0
    assert "0 findings, 2 remarks" in output
    assert story.denial.ref in output
    assert story.dead.ref in output


def test_findings_end_with_exit_1_and_in_json_each_names_its_record() -> None:
    story = whole_story()
    story.fire.citations.all().delete()
    code, output = command("--json")
    told: dict[str, list[dict[str, Any]]] = json.loads(output)
    assert code == 1
    checks = {(one["check"], one["ref"]) for one in told["findings"]}
    assert ("uncited", story.fire.ref) in checks
    assert {one["check"] for one in told["remarks"]} == {"dispute"}


def test_numbers_on_pages_are_counted_again_unless_records_alone_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole_story()
    told = json.loads(command("--json")[1])
    assert told["numbers"]["right"] > 200
    assert "numbers" not in json.loads(command("--json", "--records")[1])
    monkeypatch.setitem(numbers.UNITS, "rows", lambda place: 0)
    code, output = command()
    assert code == 1
    assert "number: /incidents/" in output
    assert command("--records")[0] == 0


def test_a_change_by_raw_sql_is_found() -> None:
    story = whole_story()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE archive_claim SET text = 'Nobody died.' WHERE entry_id = %s", [story.dead.pk]
        )
    assert [(one.check, one.ref) for one in audit.findings()] == [("unrecorded", story.dead.ref)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE archive_place SET state = 'withdrawn' WHERE slug = 'velia'",
        "UPDATE archive_text SET text = 'Orlem' WHERE text = 'Orlen'",
        "UPDATE archive_passage SET text = text || ' Or so.' WHERE number = 6",
        "DELETE FROM archive_trial_incidents",
        "UPDATE archive_incident SET earliest = '2031-04-30' WHERE slug = 'arrests-in-orlen'",
    ],
)
def test_changes_of_states_and_parts_are_found_too(statement: str) -> None:
    whole_story()
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert found() == {"unrecorded"}


def test_a_record_without_a_history_is_found() -> None:
    factories.place()
    assert found() == {"unrecorded"}


def test_a_published_fact_whose_only_passage_was_withheld_is_found() -> None:
    story = whole_story()
    story.dead.citations.all().delete()
    hidden = factories.source("Hidden", state=State.DRAFT)
    factories.cite(story.dead, hidden.passages.get(number=1))
    recorded(hidden, story.dead)
    assert found() == {"uncited"}


def test_a_sentence_whose_passage_has_changed_is_found() -> None:
    story = whole_story()
    passage = story.report_source.passages.get(number=1)
    passage.text += " So it is told."
    passage.save()
    recorded(story.report_source)
    assert found() == {"sentence"}


def test_a_published_testimony_without_a_consent_is_found() -> None:
    story = whole_story()
    story.last_word.consents.all().delete()
    assert found() == {"consent"}


def test_an_overdue_review_of_a_risk_is_found() -> None:
    whole_story()
    today = timezone.now().date()
    Identity.objects.update(review_on=today)
    assert found() == set()
    Identity.objects.update(review_on=today - timedelta(days=1))
    assert found() == {"review"}


def test_a_protected_name_in_public_words_is_found() -> None:
    whole_story()
    person = factories.person("Defendant M", naming=Naming.PSEUDONYM, real_name="Lev Orlen Mill")
    recorded(person)
    assert "name" in found()


def test_a_broken_quotation_is_found_where_the_database_was_gone_around() -> None:
    story = whole_story()
    passage = story.report_source.passages.get(number=4)
    citation = Citation(entry_id=story.dead.pk, passage=passage, quotation="not there")
    assert [one.check for one in audit.broken_quotations()] == []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER citation_quotation_stands_in_its_passage_on_insert")
        else:
            cursor.execute(
                "DROP TRIGGER citation_quotation_stands_in_its_passage ON archive_citation"
            )
    citation.save()
    assert [one.check for one in audit.broken_quotations()] == ["quotation"]


# Numbers inside one source


def dead(subject: Record, low: int | None, high: int | None, **fields: Any) -> Record:
    fields.setdefault("number_words", "at least" if None in (low, high) else "")
    fields.setdefault("text", f"{low or high} people died in the fire.")
    claim = factories.claim(
        subject, topic=ClaimTopic.KILLED, low=low, high=high, unit=Unit.PEOPLE, **fields
    )
    recorded(claim)
    return claim


def contradictions(*, acknowledged: bool = False) -> int:
    return len(list(sums.contradictions(acknowledged=acknowledged)))


def test_two_numbers_of_one_source_that_exclude_each_other_are_found() -> None:
    fire = factories.incident()
    dead(fire, 1, 1)
    assert contradictions() == 0
    dead(fire, 2, None, text="At least 2 people died in the fire.")
    assert contradictions() == 1


def test_numbers_of_different_people_are_no_contradiction() -> None:
    fire = factories.incident()
    dead(fire, 3, 3, text="3 people died.")
    dead(fire, 2, 2, text="2 millers died.")
    dead(fire, 1, 1, text="1 watchman died.")
    assert contradictions() == 0


def test_a_group_that_is_larger_than_the_group_it_belongs_to_is_found() -> None:
    nine, eight = factories.group("Nine defendants"), factories.group("Eight defendants")
    dead(nine, 9, 9, text="9 people stood trial.")
    dead(eight, 12, 12, text="12 of them were found guilty.")
    assert contradictions() == 0
    factories.membership(eight, nine)
    assert contradictions() == 1


def test_numbers_that_can_both_hold_are_no_contradiction() -> None:
    fire = factories.incident()
    dead(fire, 10, None)
    dead(fire, 12, 12)
    dead(fire, None, 40)
    assert contradictions() == 0


def test_different_speakers_sources_and_days_are_no_contradiction_of_one_source() -> None:
    fire = factories.incident()
    other = factories.source("Another report").passages.get(number=2)
    dead(fire, 1, 1)
    dead(fire, 2, 2, asserted_by=factories.actor("Ministry"))
    dead(fire, 3, 3, as_of="2031-06-01")
    dead(fire, 4, 4, cited=other)
    assert contradictions() == 0


def test_parts_that_add_up_to_more_than_the_whole_are_found() -> None:
    fire = factories.incident()
    mill = factories.incident("The mill", part_of=fire)
    yard = factories.incident("The yard", part_of=fire)
    dead(fire, 3, 3)
    dead(mill, 2, 2)
    assert contradictions() == 0
    dead(yard, 2, None)
    assert contradictions() == 1


def test_a_contradiction_that_somebody_answers_is_listed_and_not_counted() -> None:
    fire = factories.incident()
    one = dead(fire, 1, 1)
    dead(fire, 2, 2)
    recorded(
        *Source.objects.all(),
        factories.speaker(),
        fire,
        factories.claim(fire, topic=ClaimTopic.EVIDENCE, text="The report errs.", answers=one),
    )
    assert contradictions() == 0
    assert contradictions(acknowledged=True) == 1
    assert found() == set()
