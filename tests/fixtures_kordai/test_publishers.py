"""One publisher is one voice, whoever reprints it, and is recorded as a body."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import urlsplit

from django.test import Client

from archive.public import models as public
from archive.vocabularies import ActorKind, Naming
from tests.fixtures_kordai import bundle
from tests.fixtures_kordai.reading import seen

OTHER_VOICES = {
    "S14": "adcmemorial.org",  # a speech of another association
    "S04": "docslib.org",
    "S21": "docslib.org",
    "S20": "bureau.kz",
    "S30": "bureau.kz",
    "S36": "ecoi.net",
    "S44": "ecoi.net",
    "S53": "ecoi.net",
    "S57": "ecoi.net",
    "S37": "rferl.org",  # signed by the Kazakh Service
    "S51": "rferl.org",
    "S70": "urdupoint.com",
    "S73": "urdupoint.com",
    "L01": "adilet.zan.kz",
    "L02": "adilet.zan.kz",
    "L03": "adilet.zan.kz",
    "L11": "zakonpravo.kz",
}
"""Sources at a website whose own voice they are not."""


def numbers_of(author: str) -> list[str]:
    """The numbers of the gathered sources that have this author."""
    return [number for number, row in bundle.gathered().items() if row["author"] == author]


def host_of(address: str) -> str:
    """The name of a website, without what stands before it."""
    return (urlsplit(address).hostname or "").removeprefix("www.").removesuffix(".")


def test_adc_memorial_is_one_voice_in_eighteen_publications_less_the_speech_of_another() -> None:
    published = [*(f"S{number:02d}" for number in range(1, 18)), "S24"]
    assert numbers_of("adc-memorial") == [number for number in published if number != "S14"]
    speech = bundle.gathered()["S14"]
    assert speech["author"] == "taza-shailoo"
    assert host_of(speech["url"]) == "adcmemorial.org"
    assert bundle.told(speech)[0].endswith("published by ADC Memorial.")


def test_an_activist_who_is_not_named_is_passed_on_by_the_publisher() -> None:
    article = bundle.gathered()["S16"]
    assert article["author"] == "adc-memorial"
    assert "a civic activist whom it does not name" in bundle.told(article)[0]


def test_an_agency_is_one_voice_in_whatever_paper_it_is_printed() -> None:
    assert numbers_of("afp") == ["S31", "S33", "S70"]
    assert numbers_of("reuters") == ["S69"]
    for number in ("S31", "S33", "S69", "S70"):
        first = bundle.told(bundle.gathered()[number])[0]
        assert first.startswith("It is a report of the agency ")
        assert ", printed by " in first


def test_every_copy_of_wikipedia_is_wikipedia() -> None:
    copies = [f"W{number:02d}" for number in range(1, 13) if number != 11]
    assert numbers_of("wikipedia") == copies
    assert len({host_of(bundle.gathered()[number]["url"]) for number in copies}) == 5


def test_a_website_speaks_with_one_voice_but_for_what_it_reprints() -> None:
    voices = defaultdict(set)
    for number, row in bundle.gathered().items():
        host = host_of(row.get("url", ""))
        if OTHER_VOICES.get(number) == host:
            continue
        voices[host].add(row["author"])
    assert {host: authors for host, authors in voices.items() if len(authors) > 1} == {}
    assert {
        number: host_of(bundle.gathered()[number]["url"]) for number in OTHER_VOICES
    } == OTHER_VOICES


def test_every_publisher_is_a_body_with_a_name_in_english_and_russian(shipped: None) -> None:
    bodies = {ActorKind.ORGANISATION, ActorKind.AUTHORITY, ActorKind.COURT}
    for slug in {row["author"] for row in bundle.gathered().values()}:
        publisher = seen("actor", slug)
        assert publisher.kind in bodies, slug
        assert publisher.naming == Naming.ROLE
        names = public.PublicText.objects.filter(entry_id=publisher.pk, part="name")
        assert {"en", "ru"} <= set(names.values_list("language", flat=True)), slug


def test_readers_can_have_the_sources_of_one_publisher(reader: Client) -> None:
    for slug in ("adc-memorial", "afp", "wikipedia", "rferl"):
        answer = reader.get("/sources.json", {"publisher": slug}).json()
        assert answer["count"] == len(numbers_of(slug)), slug
