"""Each problem says file, line, field and reason."""

import pytest

from archive.ingest.importing import Options, import_paths
from tests.ingest.bundles import Bundle, reasons

pytestmark = pytest.mark.django_db


def test_a_field_has_its_own_line(bundle: Bundle) -> None:
    bundle.record("places", "orlen")["kind"] = "vilage"
    (problem,) = reasons(bundle.plan())
    line = bundle.line("vilage")
    assert problem == (
        f"manifest.json:{line}: kind: “vilage” is not one of its values. Did you mean “village”?"
    )


def test_a_missing_field_has_the_line_of_its_record(bundle: Bundle) -> None:
    del bundle.record("claims", "one-dead")["topic"]
    (problem,) = reasons(bundle.plan())
    assert problem == f"manifest.json:{bundle.line('one-dead') - 1}: topic: It is missing."


def test_an_unknown_field_is_told_with_the_nearest_known_one(bundle: Bundle) -> None:
    bundle.record("claims", "one-dead")["asserted_bye"] = "legal-aid"
    (problem,) = reasons(bundle.plan())
    assert problem.endswith("asserted_bye: There is no such field. Did you mean “asserted_by”?")


def test_an_unknown_list_is_told_with_the_nearest_known_one(bundle: Bundle) -> None:
    bundle.manifest["clams"] = [{"id": "one"}, {"id": "two"}]
    (problem,) = reasons(bundle.plan())
    assert problem == (
        f"manifest.json:{bundle.line('clams') + 1}: "
        "There is no list “clams”. Did you mean “claims”?"
    )


def test_a_misspelt_list_file_is_not_passed_over(bundle: Bundle) -> None:
    bundle.write("clams.csv", "id,topic\n")
    assert reasons(bundle.plan()) == ["clams.csv: There is no list “clams”. Did you mean “claims”?"]


def test_a_table_that_is_a_sources_file_is_no_list(bundle: Bundle) -> None:
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    bundle.write("figures.csv", "")
    bundle.record("sources", "nine")["files"] = [{"path": "figures.csv", "sha256": digest}]
    assert reasons(bundle.plan()) == []


def test_a_row_of_a_table_has_its_line_even_behind_cells_of_several_lines(bundle: Bundle) -> None:
    bundle.write(
        "claims.csv",
        "id,asserted_by,subject,topic,text,cite\n"
        'a,legal-aid,fire,killed,"Two\nlines",nine#1\n'
        "b,legal-aid,fire,kiled,One line,nine#1\n",
    )
    (problem,) = reasons(bundle.plan())
    assert problem.startswith("claims.csv:4: topic: “kiled” is not one of its values.")


def test_a_table_of_toml_has_the_line_of_its_header(bundle: Bundle) -> None:
    (bundle.folder / "manifest.json").unlink(missing_ok=True)
    path = bundle.write(
        "manifest.toml",
        '[[places]]\nslug = "velia"\nkind = "country"\n\n# [[places]]\n'
        '[[places]]\nslug = """\n[[places]]"""\nkind = "village"\n\n'
        '[[places]]\nslug = "orlen"\nkind = "vilage"\n',
    )
    problems = reasons(import_paths([str(path.parent)], Options()))
    assert problems[0].startswith("manifest.toml:6: slug: ")
    assert problems[1].startswith("manifest.toml:11: kind: “vilage” ")


def test_what_a_reference_names_must_exist(bundle: Bundle) -> None:
    bundle.record("places", "orlen")["within"] = "velja"
    (problem,) = reasons(bundle.plan())
    line = bundle.line("velja")
    assert problem == (
        f"manifest.json:{line}: within: There is no “velja” among the places. Did you mean “velia”?"
    )


def test_a_date_that_is_none_is_told_with_its_field(bundle: Bundle) -> None:
    bundle.record("incidents", "fire")["when"] = "3 May 2031"
    (problem,) = reasons(bundle.plan())
    assert "when: “3 May 2031” is not a date in one of these forms" in problem


@pytest.mark.parametrize(
    ("list_name", "name", "field", "value", "said"),
    [
        ("claims", "one-dead", "low", "1", "It is to be a number, not a text."),
        ("claims", "one-dead", "low", True, "It is to be a number, not true or false."),
        ("claims", "one-dead", "text", 7, "It is to be a text, not a number."),
        ("claims", "one-dead", "text", "", "This field cannot be blank."),
        ("claims", "one-dead", "cite", "nine", "“#” and a passage's number are expected"),
        ("claims", "one-dead", "cite", [], "It cites nothing."),
        ("claims", "one-dead", "subject", ["fire"], "It is to be a text, not a list."),
        ("actors", "legal-aid", "minor", "no", "It is to be true or false, not a text."),
        ("places", "orlen", "name", "Orlen", "It is to be an object, not a text."),
        ("places", "orlen", "name", {"english": "Orlen"}, "Use a language code of BCP 47"),
        ("places", "orlen", "name", {"en": ""}, "The text is empty."),
        ("places", "orlen", "name", {"en": {"words": "Orlen"}}, "There is no “words” here."),
        ("places", "orlen", "latitude", 5.1234567, "no more than 5 decimal places"),
        ("sources", "nine", "language", "English", "Use a language code of BCP 47"),
        ("sources", "nine", "url", "javascript:alert(1)", "Enter a valid URL."),
        ("sources", "nine", "accessed", "2031-02-30", "invalid date"),
        ("sources", "nine", "segment", "word", "“word” is not one of its values."),
        ("sources", "nine", "text", "none.txt", "There is no file “none.txt” in the bundle."),
        ("sources", "nine", "voices", {"Judge": "legal-aid"}, "Nobody speaks as “Judge”"),
        ("sources", "nine", "consent", {"scope": "text", "means": "written"}, "Only a testimony"),
    ],
)
def test_a_value_that_cannot_stand_is_told(
    bundle: Bundle, list_name: str, name: str, field: str, value: object, said: str
) -> None:
    bundle.record(list_name, name)[field] = value
    problems = reasons(bundle.plan())
    assert len(problems) == 1, problems
    assert f": {field}" in problems[0]
    assert said in problems[0]


def test_a_text_without_fidelity_is_not_taken_for_verbatim(bundle: Bundle) -> None:
    del bundle.record("sources", "nine")["fidelity"]
    assert any("fidelity: It is missing." in problem for problem in reasons(bundle.plan()))


def test_one_run_tells_of_unknown_names_wrong_values_and_passages_that_are_not_there(
    bundle: Bundle,
) -> None:
    bundle.write(
        "claims.csv",
        "id,asserted_by,subject,topic,text,answers,stance,cite\n"
        "a,legal-aid,fire,killed,One died.,,asserts,nine#1\n"
        "b,nobody,fire,killed,One died.,,asserts,nine#98\n"
        "c,legal-aid,fire,nonsense,One died.,,asserts,nine#98\n"
        "d,legal-aid,fire,killed,One died.,,asserts,nine#99\n"
        "e,legal-aid,fire,killed,One died.,b,denies,nine#97\n",
    )
    del bundle.manifest["claims"]
    told = [problem.partition(": ")[2] for problem in reasons(bundle.plan())]
    assert [problem.partition(":")[0] for problem in told] == [
        *("asserted_by", "topic", "cite", "cite"),
    ]
    assert told[3].endswith("none with the number 99.")
