"""A lone file becomes one source."""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from archive.ingest.importing import Options, import_paths
from archive.ingest.report import Report
from archive.models import Claim, Passage, Source
from tests.ingest.bundles import Bundle, counts, edit, reasons, texts_of

pytestmark = pytest.mark.django_db

RUSSIAN = """Пожар на мельнице в Орлене

В ночь на 4 мая 2031 г. сгорела мельница. Погиб один человек.
"""


def lone(path: Path, text: str, **options: Any) -> Report:
    """Import a file that stands alone."""
    path.write_text(text)
    return import_paths([str(path)], Options(apply=True, **options))


def test_a_text_file_becomes_a_source_of_sentences(tmp_path: Path) -> None:
    report = lone(tmp_path / "Пожар в Орлене.txt", RUSSIAN)
    assert report.problems == []
    (told,) = report.sources
    assert vars(told) == {
        "key": "pozhar-v-orlene",
        "title": "Пожар на мельнице в Орлене",
        "language": "ru",
        "passages": 3,
    }
    source = Source.objects.get()
    assert (source.kind, source.standpoint, source.state) == ("other", "not_stated", "draft")
    assert texts_of("pozhar-v-orlene")[1:] == [
        "В ночь на 4 мая 2031 г. сгорела мельница.",
        "Погиб один человек.",
    ]
    assert set(Passage.objects.values_list("fidelity", flat=True)) == {"verbatim"}


def test_the_language_is_printed(tmp_path: Path) -> None:
    report = lone(tmp_path / "fire.txt", RUSSIAN)
    assert next(report.lines()) == "fire: Пожар на мельнице в Орлене [ru], 3 passages"


def test_a_markdown_file_takes_its_title_from_the_first_heading(tmp_path: Path) -> None:
    text = (
        "Draft of 1 June\n\n# The *fire* of [Orlen](https://orlen.example)\n\n"
        "The mill burned.\nOne person\ndied.\n\n- Nine stood trial.\n- One was acquitted.\n\n"
        "> I did not do it.\n\n<b>Not</b> markup.\n"
    )
    report = lone(tmp_path / "fire.md", text)
    assert report.sources[0].title == "The fire of Orlen"
    assert texts_of("fire") == [
        "Draft of 1 June",
        "The fire of Orlen",
        "The mill burned.",
        "One person died.",
        "Nine stood trial.",
        "One was acquitted.",
        "I did not do it.",
        "<b>Not</b> markup.",
    ]


def test_the_second_run_changes_nothing(tmp_path: Path) -> None:
    lone(tmp_path / "fire.txt", RUSSIAN)
    again = lone(tmp_path / "fire.txt", RUSSIAN)
    assert counts(again) == {"create": 0, "update": 0, "unchanged": 1, "conflict": 0}


def test_a_paragraph_as_first_line_is_cut_behind_a_word(tmp_path: Path) -> None:
    text = "The mill burned and burned, " * 20
    title = lone(tmp_path / "fire.txt", text).sources[0].title
    assert len(title) <= 121
    assert title.endswith("…")
    assert text.startswith(title[:-1])
    assert text[len(title) - 1] in " ,"


def test_what_editors_say_of_the_source_is_theirs(tmp_path: Path, editor: User) -> None:
    lone(tmp_path / "fire.txt", RUSSIAN)
    edit(Source.objects.get(), editor, title="The fire", kind="news", standpoint="media")
    assert counts(lone(tmp_path / "fire.txt", RUSSIAN))["unchanged"] == 1
    report = lone(tmp_path / "fire.txt", RUSSIAN + "\nИ ещё одно.")
    assert (counts(report)["update"], counts(report)["conflict"]) == (1, 0)
    source = Source.objects.get()
    assert (source.title, source.kind) == ("The fire", "news")
    assert len(texts_of("fire")) == 4


def test_lone_claims_need_their_sources(bundle: Bundle, tmp_path: Path) -> None:
    claim = bundle.manifest.pop("claims")[0]
    path = tmp_path / "claims.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, claim)
        writer.writeheader()
        writer.writerow(claim)
    problems = reasons(import_paths([str(path)], Options(apply=True)))
    assert [problem.split(": ")[1] for problem in problems] == ["asserted_by", "subject"]
    bundle.apply()
    assert counts(import_paths([str(path)], Options(apply=True)))["create"] == 1
    assert Claim.objects.get().citations.get().passage.number == 2


def test_a_citation_of_a_source_that_does_not_exist_is_told(bundle: Bundle, tmp_path: Path) -> None:
    bundle.apply()
    path = tmp_path / "claims.csv"
    path.write_text(
        "id,asserted_by,subject,topic,text,cite\nx,legal-aid,fire,other,Words.,none#1\n"
    )
    assert reasons(import_paths([str(path)], Options())) == [
        "claims.csv:2: cite: There is no source with the key “none”."
    ]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("fire.txt", "", "fire.txt:1: It is empty: there is no text to import."),
        ("fire.md", "\n \n", "fire.md:1: It is empty: there is no text to import."),
        ("???.txt", "Words.", "???.txt: No key can be made of the name “???.txt”"),
    ],
)
def test_what_cannot_become_a_source_is_told(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    (problem,) = reasons(lone(tmp_path / name, text))
    assert said in problem


def test_names_of_files_in_other_cases_and_letters_make_keys(tmp_path: Path) -> None:
    report = lone(tmp_path / "Отчёт №17 (2031), FINAL.TXT", "Words.")
    assert report.sources[0].key == "otchyot-17-2031-final"
