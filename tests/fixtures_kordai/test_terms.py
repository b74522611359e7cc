"""The glossary: all forty-five terms in three languages, what is from memory marked; articles."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from archive.public import models as public
from archive.public.addresses import address_of
from tests.fixtures_kordai import bundle
from tests.fixtures_kordai.reading import plain, read, seen

MEMORY = "*"
"""Stands behind a form that was written from memory."""

TERMS = {
    "mass-riots": "mass riots|массовые беспорядки|жаппай тәртіпсіздік",
    "participation-in-mass-riots": "participation in mass riots|участие в массовых беспорядках"
    "|жаппай тәртіпсіздікке қатысу",
    "calls-to-mass-riots": "calls to mass riots|призывы к массовым беспорядкам"
    "|жаппай тәртіпсіздікке шақыру*",
    "murder": "murder|убийство|адам өлтіру",
    "attempted-murder": "attempted murder|покушение на убийство|адам өлтіруге оқталу*",
    "attempt-on-an-officer": "attempt on the life of a law-enforcement officer"
    "|посягательство на жизнь сотрудника правоохранительного органа|",
    "unlawful-weapons": "unlawful acquisition, transfer, storage, carrying of weapons"
    "|незаконное приобретение, передача, хранение, ношение оружия"
    "|қаруды ... заңсыз иемдену, беру, сақтау, алып жүру",
    "brigandage": "brigandage|разбой|қарақшылық",
    "robbery": "robbery|грабёж|тонау*",
    "theft": "theft|кража|ұрлық*",
    "extortion": "extortion|вымогательство|қорқытып алу",
    "hooliganism": "hooliganism|хулиганство|бұзақылық*",
    "violence-against-authority": "violence against a representative of authority"
    "|применение насилия в отношении представителя власти|билік өкіліне күш қолдану*",
    "wilful-destruction-of-property": "wilful destruction of property"
    "|умышленное уничтожение или повреждение чужого имущества|бөтеннің мүлкін қасақана жою*",
    "incitement-of-discord": "incitement of social or ethnic discord"
    "|разжигание социальной, национальной розни|алауыздық қоздыру*",
    "imprisonment": "imprisonment|лишение свободы|бас бостандығынан айыру",
    "suspended-sentence": "suspended sentence|условное осуждение|шартты түрде соттау",
    "probation": "probation control|пробационный контроль*|пробациялық бақылау",
    "restriction-of-freedom": "restriction of freedom|ограничение свободы|бас бостандығын шектеу",
    "correctional-work": "correctional work|исправительные работы|түзеу жұмыстары",
    "parole": "parole|условно-досрочное освобождение"
    "|жазаны өтеуден шартты түрде мерзімінен бұрын босату",
    "prosecutor-in-court": "prosecutor in court|государственный обвинитель|мемлекеттік айыптаушы",
    "pleadings": "pleadings|прения сторон*|жарыссөз",
    "last-word": "last word|последнее слово|соңғы сөз*",
    "false-incrimination": "false incrimination|оговор*|жала жабу*",
    "pitchfork": "pitchfork|вилы*|айыр*",
    "forensic-medical-examination": "forensic medical examination"
    "|судебно-медицинская экспертиза|сот-медициналық сараптама*",
    "acquittal": "acquittal|оправдательный приговор|ақтау үкімі*",
    "verdict": "verdict|приговор|үкім",
    "private-ruling": "private ruling|частное постановление*|жеке қаулы*",
    "recognised-victim": "person recognised as victim|потерпевший|жәбірленуші",
    "defendant": "defendant|подсудимый|сотталушы",
    "person-under-investigation": "person under investigation|подследственный*|тергеудегі адам*",
    "pre-trial-investigation": "pre-trial investigation|досудебное расследование"
    "|сотқа дейінгі тергеп-тексеру",
    "remand-prison": "remand prison|следственный изолятор|тергеу изоляторы",
    "personal-surety": "personal surety|поручительство|жеке кепілгерлік*",
    "specialised-criminal-court": "Specialised inter-district criminal court of Zhambyl region"
    "|Специализированный межрайонный суд по уголовным делам Жамбылской области"
    "|Жамбыл облысының қылмыстық істер жөніндегі мамандандырылған ауданаралық соты*",
    "regional-court": "Zhambyl regional (oblast) court, criminal appeal board"
    "|Жамбылский областной суд, апелляционная коллегия по уголовным делам"
    "|Жамбыл облыстық соты*",
    "garrison-court": "Military Court of the Almaty Garrison|Военный суд Алматинского гарнизона*|",
    "necessary-defence": "necessary defence|необходимая оборона*|қажетті қорғану*",
    "torture": "torture|пытки|азаптау*",
    "emergency-regime": "emergency situation regime|режим чрезвычайной ситуации"
    "|төтенше жағдай режимі*",
    "expert-examination": "expert examination|экспертиза|сараптама",
    "pogrom": "pogrom|погром|ойран*",
    "akim": "akim|аким|әкім",
}
"""For each row of the list of terms its first form in English, Russian and Kazakh."""

FURTHER = {
    "accused": "accused|обвиняемый|айыпталушы",
    "written-undertaking": "written undertaking not to leave|подписка о невыезде"
    "|ешқайда кетпеу туралы қолхат*",
    "witness-under-protection": "witness under protection"
    "|свидетель, допрошенный с мерами безопасности|",
    "pogromist": "pogromist|погромщик|",
    "akimat": "akimat|акимат|әкімдік",
}
"""The second terms of rows that give two."""


def test_all_forty_five_rows_are_there_and_no_term_twice(shipped: None) -> None:
    carried = {row["id"]: row["carried_by"] for row in bundle.loaded("coverage/terms.json")}
    assert list(carried) == [f"T-{number:02d}" for number in range(1, 46)]
    first = [names[0].removeprefix("term:") for names in carried.values()]
    assert first == list(TERMS)
    terms = {
        name.removeprefix("term:")
        for names in carried.values()
        for name in names
        if name.startswith("term:")
    }
    assert terms == {*TERMS, *FURTHER}
    assert {row.slug for row in public.PublicTerm.objects.all()} == terms


@pytest.mark.parametrize(("language", "place"), [("en", 0), ("ru", 1), ("kk", 2)])
def test_each_term_stands_in_each_language_as_far_as_a_form_was_seen(
    shipped: None, language: str, place: int
) -> None:
    wrong = []
    for slug, forms in (TERMS | FURTHER).items():
        form = forms.split("|")[place]
        rows = public.PublicText.objects.filter(
            entry_id=seen("term", slug).pk, part="name", language=language
        )
        given = {row.text: row.status for row in rows}
        wanted = "unchecked" if form.endswith(MEMORY) else "original"
        if form and given.get(form.removesuffix(MEMORY)) != wanted:
            wrong.append((slug, form, given))
        if not form and given:
            wrong.append((slug, form, given))
    assert wrong == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_each_term_is_explained(shipped: None, language: str) -> None:
    explained = public.PublicText.objects.filter(
        entry_type="term", part="summary", language=language
    ).values_list("entry_id", flat=True)
    assert not public.PublicTerm.objects.exclude(pk__in=list(explained)).exists()


def test_the_glossary_shows_each_term_with_its_forms_and_their_doubt(reader: Client) -> None:
    page = read(reader, "/glossary/")
    for slug in TERMS | FURTHER:
        assert f'id="term-{slug}"' in page
    shown = plain(page)
    for slug, forms in TERMS.items():
        for form in forms.split("|"):
            assert form.removesuffix(MEMORY) in shown, slug
    assert re.search("қажетті қорғану [(]Kazakh, unchecked ?[)]", shown)
    assert re.search("бас бостандығын шектеу [(]Kazakh ?[)]", shown)


def test_a_term_is_found_in_all_three_languages(reader: Client) -> None:
    for slug in ("brigandage", "restriction-of-freedom", "recognised-victim", "akim"):
        address = address_of(seen("term", slug))
        for form in TERMS[slug].split("|"):
            answer = reader.get("/search.json", {"q": form}).json()
            assert address in {hit["url"] for hit in answer["results"]}, form


def test_penalties_without_prison_are_four_terms_that_are_not_taken_for_each_other(
    shipped: None,
) -> None:
    slugs = ("suspended-sentence", "restriction-of-freedom", "correctional-work", "probation")
    forms = [
        set(
            public.PublicText.objects.filter(
                entry_id=seen("term", slug).pk, part="name"
            ).values_list("text", flat=True)
        )
        for slug in slugs
    ]
    assert len(set.union(*forms)) == sum(len(each) for each in forms)


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("false-incrimination", "not the offence of defamation"),
        ("pleadings", "“debate”"),
        ("last-word", "“last statement”"),
        ("regional-court", "mistranslation"),
    ],
)
def test_words_that_mislead_in_an_english_text_are_explained(
    shipped: None, slug: str, words: str
) -> None:
    rows = public.PublicText.objects.filter(
        entry_id=seen("term", slug).pk, part="summary", language="en"
    )
    assert words in rows.get().text


ARTICLES = {
    "Criminal Code of Kazakhstan": "32 44 63 72 73 86 87 99 106 146 174 188 191 202 202(2) 272"
    " 272(2)",
    "Criminal Procedure Code of Kazakhstan": "431 476 477 478 480",
    "Penal Execution Code of Kazakhstan": "161 162 169",
}


def test_the_articles_that_sources_name_are_in_the_glossary(reader: Client) -> None:
    found: dict[str, set[str]] = {}
    page = plain(read(reader, "/glossary/"))
    for row in public.PublicLawArticle.objects.all():
        part = f"({row.part})" if row.part else ""
        found.setdefault(row.code, set()).add(f"{row.number}{part}")
        assert row.text in page
        assert "not seen" in row.edition
    assert found == {code: set(numbers.split()) for code, numbers in ARTICLES.items()}


def test_an_article_that_was_not_read_says_so_and_the_others_rest_on_what_was(
    shipped: None,
) -> None:
    cited = set(
        public.PublicCitation.objects.filter(
            passage__source__kind__in=("law", "court")
        ).values_list("entry_id", flat=True)
    )
    for row in public.PublicLawArticle.objects.all():
        read_by_us = not re.search("was not read[.]", row.text)
        assert not read_by_us or row.pk in cited, row


def test_a_term_that_names_an_article_has_it_beside_it(shipped: None) -> None:
    numbers = {row.number for row in public.PublicLawArticle.objects.all()}
    laws = public.PublicTerm.objects.exclude(law="").values_list("law", flat=True)
    named = {match[1] for law in laws if (match := re.search(r"article (\d+)", law))}
    assert named == {"272", "99", "202", "174", "63", "44", "72", "32", "146"}
    assert named <= numbers
