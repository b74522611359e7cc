"""The code knows no event: names of the shipped archive stand in its bundle and nowhere else."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from tests.docs.reading import ROOT
from tests.fixtures_kordai.bundle import FOLDER, loaded, rows

FOLDERS = ("archive", "config", "templates", "static")
SHORTEST = 4
"""How many letters a word of a name has at the least to be looked for alone."""
ANYWHERE = 6
"""From how many letters on it is found inside other words too; shorter ones where a word begins."""
ETHNONYM = ("dungan", "дунган", "дүнген", "хуэйцзу", "東干", "东干")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
"""A word with its hyphens: half a name such as the first half of "Mill-on-Sea" is no name."""


@cache
def names() -> frozenset[str]:
    """The names of all places and of all named persons of the bundle, in all its scripts."""
    places = {place["slug"]: place for place in rows("places")}
    people = {
        actor["slug"]: actor
        for actor in rows("actors")
        if actor["kind"] == "person" and actor["naming"] != "pseudonym"
    }
    found = {actor["public_name"] for actor in people.values()}
    for record in (*places.values(), *people.values()):
        for given in record.get("name", {}).values():
            found.add(given["text"] if isinstance(given, dict) else given)
    for text in rows("texts"):
        if text["entry"] in {**places, **people} and text["part"] in ("name", "title"):
            found.add(text["text"])
    return frozenset(found | {slug.replace("-", " ") for slug in people})


@cache
def words() -> frozenset[str]:
    """What is looked for: whole names, and the words of them that are written with a capital."""
    found = {name.casefold() for name in names()}
    for name in names():
        for word in _WORD.findall(name):
            if word[0].isupper() and len(word) >= SHORTEST:
                found.add(word.casefold())
    return frozenset(found | set(ETHNONYM))


def files() -> list[Path]:
    """Every file of the code."""
    found = [path for name in FOLDERS for path in (ROOT / name).rglob("*") if path.is_file()]
    return [path for path in found if "__pycache__" not in path.parts]


def found_in(text: str) -> list[str]:
    """The words that stand in a text, in whatever case."""
    folded = text.casefold()
    return sorted(word for word in words() if word in folded and _is_meant(word, folded))


def _is_meant(word: str, text: str) -> bool:
    return len(word) >= ANYWHERE or bool(re.search(rf"(?<![^\W\d_]){re.escape(word)}", text))


def test_no_name_of_the_shipped_archive_stands_in_the_code() -> None:
    assert len(files()) > 150
    found = {
        f"{path.relative_to(ROOT)}: {', '.join(told)}"
        for path in files()
        if (told := found_in(f"{path.name}\n{path.read_bytes().decode('utf-8', 'replace')}"))
    }
    assert not found, "\n".join(sorted(found))


def test_names_in_every_script_are_looked_for() -> None:
    assert len(rows("places")) >= 7
    assert (FOLDER / "texts.json").exists()
    assert loaded("manifest.json")["archive"]["slug"] in words()
    scripts = {
        next((name for name in ("LATIN", "CYRILLIC", "CJK") if _is(name, word)), "")
        for word in words()
    }
    assert scripts == {"LATIN", "CYRILLIC", "CJK"}


def _is(script: str, word: str) -> bool:
    return unicodedata.name(word[0], "").startswith(script)


def test_a_name_is_found_in_any_case_and_inside_a_word() -> None:
    place = max(rows("places"), key=lambda one: len(one["slug"]))
    name = place["name"]["en"]
    assert found_in(f"the {name.upper()}'s road")
    assert found_in(place["name"]["ru"].lower())
    short = min((word for word in words() if len(word) >= SHORTEST and word.isascii()), key=len)
    assert len(short) < ANYWHERE
    assert found_in(f"in {short}-on-the-mill") == [short]
    assert not found_in(f"vo{short}ies")
    assert not found_in("the fire at the mill of Orlen")
