"""Files as people bring them: each is imported, or refused with a sentence that helps."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from archive.ingest.importing import Options, import_paths
from archive.ingest.report import Report
from archive.models import Entry, Passage
from tests.ingest.bundles import Bundle, reasons, texts_of
from tests.ingest.papers import docx, paragraph, pdf

pytestmark = pytest.mark.django_db

ENGLISH = """The fire of Orlen

The mill of Orlen burned in the night of 4 May 2031. Mr. Dray, 54, died at the hospital.
"Nobody came," said his daughter.
"""
RUSSIAN = """Пожар в Орлене

В ночь на 4 мая 2031 г. в с. Орлен сгорела мельница. Погиб один человек, сообщил А. В. Драй.
«Никто не пришёл», — сказала его дочь.
"""
KAZAKH = """Өрлендегі өрт

2031 жылғы 4 мамырға қараған түні Өрленде диірмен өртенді. Бір адам қаза тапты, деді А. Драй.
«Ешкім келген жоқ», — деді оның қызы.
"""
TEXTS = {"en": ENGLISH, "ru": RUSSIAN, "kk": KAZAKH}


def imported(path: Path, content: str | bytes) -> Report:
    """Import a file in earnest."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return import_paths([str(path)], Options(apply=True))


def refusal(path: Path, content: str | bytes) -> str:
    """The one sentence of a refusal, after which nothing is there."""
    (problem,) = reasons(imported(path, content))
    assert not Entry.objects.exists()
    return problem


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_in_a_language_of_the_region(tmp_path: Path, language: str) -> None:
    report = imported(tmp_path / "fire.txt", TEXTS[language])
    assert report.problems == []
    title = TEXTS[language].partition("\n")[0]
    assert (report.sources[0].title, report.sources[0].language) == (title, language)
    assert report.sources[0].passages == 4


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "md"])
def test_the_same_text_in_another_format_has_the_same_passages(
    tmp_path: Path, kind: str, language: str
) -> None:
    title, _blank, *lines = TEXTS[language].strip().splitlines()
    content: str | bytes = {
        "pdf": pdf([[title, *lines[:1]], lines[1:]], title=title),
        "docx": docx("".join(map(paragraph, (title, *lines)))),
        "html": f"<title>{title}</title><h1>{title}</h1><p>{'<p>'.join(lines)}".encode(),
        "md": (f"# {title}\n\n" + "\n\n".join(lines)).encode(),
    }[kind]
    report = imported(tmp_path / f"fire.{kind}", content)
    assert report.problems == []
    assert (report.sources[0].title, report.sources[0].language) == (title, language)
    imported(tmp_path / "plain.txt", TEXTS[language])
    assert texts_of("fire") == texts_of("plain")


def test_a_pdf_of_two_pages_says_where_each_passage_stands(tmp_path: Path) -> None:
    pages = [["The mill burned.", "", "One person died."], ["Nine stood trial. One was acquitted."]]
    assert imported(tmp_path / "report.pdf", pdf(pages)).problems == []
    passages = Passage.objects.order_by("number").values_list("locator", "text")
    assert list(passages) == [
        ("p1S1", "The mill burned."),
        ("p1S2", "One person died."),
        ("p2S1", "Nine stood trial."),
        ("p2S2", "One was acquitted."),
    ]


def test_a_table_of_claims_with_three_bad_rows_names_the_three(
    bundle: Bundle, tmp_path: Path
) -> None:
    claim = bundle.manifest.pop("claims")[0]
    bundle.apply()
    before = Entry.objects.count()
    rows = [{**claim, "id": f"claim-{number}"} for number in range(6)]
    rows[1]["topic"] = "kiled"
    rows[3]["cite"] = "nine#17"
    rows[4]["low"] = "many"
    path = tmp_path / "claims.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert reasons(import_paths([str(path)], Options(apply=True))) == [
        "claims.csv:3: topic: “kiled” is not one of its values. Did you mean “killed”?",
        "claims.csv:5: cite: The source “nine” has 3 passages, none with the number 17.",
        "claims.csv:6: low: “many” is not a number such as 12.5.",
    ]
    assert Entry.objects.count() == before


def test_a_text_of_five_megabytes(tmp_path: Path) -> None:
    sentence = "В ночь на 4 мая 2031 г. в деревне Орлен сгорела мельница, и погиб один человек"
    text = "\n\n".join(f"{sentence}, сказано в листе {number}." for number in range(29_000))
    assert len(text.encode()) > 5_000_000
    report = imported(tmp_path / "book.txt", text)
    assert report.problems == []
    assert report.sources[0].passages == Passage.objects.count() == 29_000


def test_a_text_of_more_sentences_than_a_source_may_have_says_what_to_do(tmp_path: Path) -> None:
    assert refusal(tmp_path / "book.txt", "A fire. " * 100_001) == (
        "book.txt: text: It makes more than 100,000 passages. Divide it, or name it in a bundle "
        "and cut it by paragraph."
    )


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("cp1251", "windows-1251"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16-LE"),
        ("utf-16-be", "UTF-16-BE"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32-LE"),
        ("utf-32-be", "UTF-32-BE"),
        ("kz1048", "KZ-1048"),
    ],
)
@pytest.mark.parametrize("kind", ["txt", "md", "html", "csv"])
def test_another_encoding_is_refused_with_a_guess(
    tmp_path: Path, kind: str, encoding: str, told: str
) -> None:
    text = KAZAKH if encoding == "kz1048" else RUSSIAN
    if encoding == "kz1048":
        text = text.replace("Ө", "О")
    problem = refusal(
        tmp_path / ("claims.csv" if kind == "csv" else f"fire.{kind}"), text.encode(encoding)
    )
    assert f"It is not UTF-8; it looks like {told}. Convert it with: iconv -f " in problem


def test_latin_1_is_refused_with_a_guess(tmp_path: Path) -> None:
    text = "Le moulin a brûlé dans la nuit. Une personne est décédée à l'hôpital, déclare l'État."
    problem = refusal(tmp_path / "feu.txt", text.encode("latin-1"))
    assert "it looks like windows-1252. Convert it with: iconv -f CP1252" in problem


def test_a_text_with_nul(tmp_path: Path) -> None:
    problem = refusal(tmp_path / "fire.txt", "The mill.\nIt burned\0.")
    assert problem == "fire.txt:2: The character U+0000 has no place in a text."


def test_bidi_controls_in_a_title_are_refused(tmp_path: Path) -> None:
    problem = refusal(tmp_path / "fire.txt", "The \u202emill\n\nIt burned.")
    assert problem.startswith("fire.txt:1: title: Character 5, U+202E")


def test_bidi_controls_in_a_passage_stay_as_the_source_has_them(tmp_path: Path) -> None:
    assert imported(tmp_path / "fire.txt", "The mill\n\nIt \u202eburned\u202c.").problems == []
    assert texts_of("fire")[1] == "It \u202eburned\u202c."


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.pdf"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name, b"") == f"{name}:1: It is empty: there is no text to import."


def test_a_zip_bomb(tmp_path: Path) -> None:
    bomb = docx(paragraph("a" * 30_000_000))
    assert len(bomb) < 60_000
    problem = refusal(tmp_path / "a.docx", bomb)
    assert problem == "a.docx: Unpacked it would be larger than any document."
