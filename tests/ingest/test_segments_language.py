"""The language of a text, by its letters and its small words."""

import pytest

from archive.ingest.segments import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mill by the river burned.", "en"),
        ("Łódź", "en"),
        ("", "en"),
        ("1990, 5-7", "en"),
        ("Мельница у реки сгорела, и никто не пришёл.", "ru"),
        ("Речной район", "ru"),
        ("Он был в селе Қарасу и в селе Өзен, и там его не было.", "ru"),
        ("Өзен бойындағы диірмен өртеніп кетті, және ешкім келмеді.", "kk"),
        ("Қала соты", "kk"),
        ("Суу боюндагы тегирмен күйүп кетти жана эч ким келген жок.", "ky"),
        ("Бул тууралуу эч нерсе айтылган эмес", "ky"),
        ("Диірмен (mill) өртенді деп жазды.", "kk"),
    ],
)
def test_the_language_is_told(text: str, language: str) -> None:
    assert detect_language(text) == language
