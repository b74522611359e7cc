"""Names and keys that deceive the eye are refused in a sentence that names the place."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.names import refuse_deceptive


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a\u202eb", "Character 2 is an invisible character, U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066a", "Character 1 is an invisible character, U+2066"),
        ("ab\u200b", "Character 3 is an invisible character, U+200B ZERO WIDTH SPACE"),
        ("a\ufeffb", "U+FEFF"),
        ("a\u00adb", "U+00AD SOFT HYPHEN"),
        ("a\u3164b", "U+3164 HANGUL FILLER"),
        ("a\x00b", "Character 2 is a control character, U[+]0000: leave it out"),
        ("a\nb", "Character 2 is a control character, U[+]000A"),
        ("a\u2028b", "Character 2 is a line separator"),
        ("a\ud800", "Character 2 is half of a character, U[+]D800"),
        ("a\ue000", "Character 2 is a character without a public meaning"),
        ("Село Apман", "The word “Apман” mixes Latin and Cyrillic: character 6 is U+0041 LATIN"),
        ("Vіctor", "character 2 is U+0456 CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I"),
        ("2Кк3k", "mixes Latin and Cyrillic"),
    ],
)
def test_the_sentence_names_the_character_and_its_place(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence.replace("U+", "U[+]")):
        refuse_deceptive(text)


@pytest.mark.parametrize(
    "text",
    [
        "Қарасу (Karasu)",
        "IT-отдел",
        "Łódź Straße Sortöbe",
        "Инпан, 營盤",
        "№ 5 – «Ақ жол»",
        "вы\u0301бор",
        "O’Brien",
        "",
    ],
)
def test_honest_names_pass(text: str) -> None:
    refuse_deceptive(text)


@given(st.text(), st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Co"]), st.text())
def test_no_control_or_format_character_passes_anywhere(
    before: str, character: str, behind: str
) -> None:
    with pytest.raises(ValueError, match="leave it out"):
        refuse_deceptive(before + character + behind)


@given(
    st.text(alphabet="abcxyzABCéüß", min_size=1),
    st.text(alphabet="абвґқәіӨҰё", min_size=1),
    st.booleans(),
)
def test_no_word_of_two_scripts_passes_but_two_words_do(
    latin: str, cyrillic: str, turned: bool
) -> None:
    parts = (cyrillic, latin) if turned else (latin, cyrillic)
    refuse_deceptive("-".join(parts))
    for form in ("NFC", "NFD"):
        with pytest.raises(ValueError, match="mixes Latin and Cyrillic"):
            refuse_deceptive(unicodedata.normalize(form, "".join(parts)))
