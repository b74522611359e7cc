"""A text that is a list of passages says of each what a cut text cannot."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archive.models import Passage, PassageOriginal, Redaction
from tests.ingest.bundles import Bundle, counts, reasons

pytestmark = pytest.mark.django_db

LIST: list[dict[str, Any]] = [
    {"locator": "P1S1", "text": "The mill of Orlen burned."},
    {"number": 2, "text": "One person died\nin the fire.", "voice": "aid"},
    {"number": 4, "locator": "P2", "withheld": True},
    {"number": 7, "locator": "P2", "text": "[…] in Tarva.", "fidelity": "summary"},
]


def with_list(bundle: Bundle, passages: Any, **source: Any) -> Bundle:
    """The bundle whose source has these passages."""
    bundle.write("nine.json", json.dumps(passages, indent=1))
    record = bundle.record("sources", "nine")
    record.pop("segment", None)
    record.update({"text": "nine.json", "voices": {"aid": "legal-aid"}, **source})
    return bundle


def test_it_gives_numbers_locators_voices_fidelity_and_what_is_withheld(bundle: Bundle) -> None:
    with_list(bundle, LIST)
    assert bundle.apply().problems == []
    rows = Passage.objects.order_by("number").values_list(
        "number", "locator", "text", "voice__slug", "withheld", "fidelity"
    )
    assert list(rows) == [
        (1, "P1S1", "The mill of Orlen burned.", None, False, "verbatim"),
        (2, "", "One person died\nin the fire.", "legal-aid", False, "verbatim"),
        (4, "P2", "", None, True, "verbatim"),
        (7, "P2", "[…] in Tarva.", None, False, "summary"),
    ]
    assert counts(bundle.apply(publish=True))["unchanged"] == 6


def test_numbers_with_gaps_can_be_cited_and_stay_when_the_text_changes(bundle: Bundle) -> None:
    with_list(bundle, LIST)
    bundle.record("claims", "one-dead")["cite"] = ['nine#2 "One person died"', "nine#4", "nine#7"]
    assert bundle.apply().problems == []
    changed = [*LIST[:3], {"number": 9, "text": "[…] in Tarva, at noon.", "fidelity": "summary"}]
    with_list(bundle, changed)
    bundle.record("claims", "one-dead")["cite"] = ['nine#2 "One person died"', "nine#4", "nine#9"]
    assert bundle.apply().problems == []
    numbers = Passage.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 4, 9]


def test_what_editors_redacted_is_the_same_in_a_list_that_has_what_they_left(
    bundle: Bundle,
) -> None:
    with_list(bundle, LIST)
    bundle.apply()
    passage = Passage.objects.get(number=7)
    original = PassageOriginal.objects.create(passage=passage, text="Anna Belskaya in Tarva.")
    Redaction.objects.create(original=original, start=0, end=13, reason="safety")
    assert counts(bundle.plan())["conflict"] == 0
    with_list(bundle, [*LIST[:3], {**LIST[3], "text": "Anna Belskaya in Tarva."}])
    assert counts(bundle.plan())["conflict"] == 1
    bundle.apply(overwrite=True)
    passage.refresh_from_db()
    assert passage.text == "[…] in Tarva."


def test_what_a_list_withholds_no_later_list_shows(bundle: Bundle) -> None:
    with_list(bundle, LIST)
    bundle.apply()
    with_list(bundle, [*LIST[:2], {"number": 4, "locator": "P2", "text": "A name."}, LIST[3]])
    assert counts(bundle.apply(overwrite=True))["update"] == 0
    assert not Passage.objects.filter(text="A name.").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": 1, "text": "Twice."}, "nine.json:12: number: Numbers rise from 1: 1 stands"),
        ({"number": 0, "text": "None."}, "number: Numbers rise from 1: 0 stands behind 2."),
        ({"number": 10**7, "text": "Far."}, "number: Numbers rise from 1: 10000000 stands"),
        ({"text": ""}, "text: It is missing, and the passage is not withheld."),
        ({"withheld": True, "text": "Told."}, "text: A withheld passage has no text."),
        ({"text": "Who?", "voice": "nobody"}, "“voices” of the source does not say who “nobody”"),
        ({"text": "So.", "fidelity": "exact"}, "fidelity: “exact” is not one of its values."),
        ({"text": "So.", "digest": "abc"}, "digest: There is no such field."),
        ({"text": "\u202eSo."}, "text: Character 1, U+202E, has no place in a text."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    bundle: Bundle, wrong: dict[str, Any], said: str
) -> None:
    with_list(bundle, [*LIST[:2], wrong])
    bundle.manifest["claims"] = []
    (problem, *_more) = reasons(bundle.plan())
    assert said in problem


def test_a_list_is_not_cut_again_and_not_empty(bundle: Bundle) -> None:
    with_list(bundle, LIST, segment="sentence")
    assert any("cut already: leave “segment” out" in told for told in reasons(bundle.plan()))
    with_list(bundle, [], voices={})
    assert any("It is empty." in told for told in reasons(bundle.plan()))
