"""A text is UTF-8 or refused, with a guess at what it is."""

from pathlib import Path

import pytest

from archive.ingest.decoding import text_of
from archive.ingest.importing import Options, import_paths
from archive.ingest.problems import Refused
from tests.ingest.bundles import Bundle, reasons

RUSSIAN = "В ночь на четвёртое мая сгорела мельница. Погиб один человек, сообщила прокуратура."
KAZAKH = "Диірмен төртінші мамырға қараған түні өртенді. Бір адам қаза тапты, деді прокуратура."
FRENCH = "Le moulin a brûlé dans la nuit. Une personne est décédée à l'hôpital, déclare l'État."


@pytest.mark.parametrize(
    ("text", "encoding", "told", "command"),
    [
        (RUSSIAN, "cp1251", "windows-1251", "iconv -f CP1251"),
        (RUSSIAN, "koi8-r", "KOI8-R", "iconv -f KOI8-R"),
        (RUSSIAN, "cp866", "cp866", "iconv -f CP866"),
        (RUSSIAN, "utf-16", "UTF-16", "iconv -f UTF-16"),
        (RUSSIAN, "utf-16-le", "UTF-16-LE", "iconv -f UTF-16LE"),
        ("The mill burned.", "utf-16-be", "UTF-16-BE", "iconv -f UTF-16BE"),
        (RUSSIAN, "utf-32", "UTF-32", "iconv -f UTF-32"),
        (KAZAKH, "kz1048", "KZ-1048", "iconv -f RK1048"),
        (FRENCH, "cp1252", "windows-1252", "iconv -f CP1252"),
    ],
)
def test_another_encoding_is_refused_with_a_guess(
    text: str, encoding: str, told: str, command: str
) -> None:
    with pytest.raises(Refused) as refusal:
        text_of(text.encode(encoding), "a.txt")
    (problem,) = refusal.value.problems
    assert f"It is not UTF-8; it looks like {told}." in problem.reason
    assert command in problem.reason


def test_what_nobody_could_guess_is_not_guessed() -> None:
    with pytest.raises(Refused, match="nor any encoding that is known here"):
        text_of(bytes(range(128, 160)) * 20, "a.txt")


def test_the_line_of_the_first_wrong_byte_is_told() -> None:
    with pytest.raises(Refused) as refusal:
        text_of(b"one\ntwo\nthree " + "мельница сгорела".encode("cp1251"), "a.txt")
    assert refusal.value.problems[0].line == 3


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert text_of("\ufeffThe mill".encode(), "a.txt") == "The mill"


def test_all_line_ends_are_one() -> None:
    assert text_of(b"a\r\nb\rc\nd", "a.txt") == "a\nb\nc\nd"


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b", "\x7f", "\ufffe"])
def test_characters_that_no_text_has_are_refused_with_their_line(sign: str) -> None:
    with pytest.raises(Refused) as refusal:
        text_of(f"The mill\nburned{sign}".encode(), "a.txt")
    assert str(refusal.value) == f"a.txt:2: The character U+{ord(sign):04X} has no place in a text."


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nine.txt", "manifest.json", "claims.csv"])
def test_every_file_of_a_bundle_is_held_to_it(bundle: Bundle, name: str) -> None:
    bundle.save()
    bundle.write(name, RUSSIAN.encode("cp1251"))
    report = import_paths([str(bundle.folder)], Options(apply=True))
    assert any(
        problem.startswith(f"{name}:1: It is not UTF-8; it looks like windows-1251.")
        for problem in reasons(report)
    )


@pytest.mark.django_db
def test_a_lone_file_is_held_to_it(tmp_path: Path) -> None:
    path = tmp_path / "melnitsa.txt"
    path.write_bytes(RUSSIAN.encode("cp1251"))
    (problem,) = reasons(import_paths([str(path)], Options(apply=True)))
    assert "it looks like windows-1251" in problem
