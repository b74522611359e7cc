"""What the first page and the archive's words about itself say."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from archive.public import models as public
from archive.public import stamp
from archive.public.addresses import list_address
from archive.public.at_once import at_once
from archive.public.filters import LISTS
from archive.public.footnotes import Note
from archive.public.index import kept_rows
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, defined
from archive.public.pages.glance import Became, Happened, glance
from archive.public.pages.site import Site
from archive.public.wording import Wording, best_of
from archive.vocabularies import (
    Fidelity,
    Knowledge,
    Naming,
    Precision,
    SourceKind,
    Stance,
    Standpoint,
    TranslationStatus,
    Vocabulary,
)


@dataclass(frozen=True)
class Entrance:
    """A list to begin with, and how much is in it."""

    noun: str
    title: str
    purpose: str
    count: int
    url: str


@dataclass(frozen=True)
class Home:
    """The first page."""

    title: str
    url: str
    introduction: str
    introduction_language: str
    summary: list[parts.Sentence]
    entrances: list[Entrance]
    happened: Happened | None = None
    became: Became | None = None
    notes: list[Note] = field(default_factory=list)


def purposes() -> dict[str, str]:
    """Each list in a few words."""
    return {
        "incidents": _("What happened, when and where, and who says what about it."),
        "villages": _("Villages, towns and the districts that they lie in."),
        "people": _("Named for a public capacity, by their own wish, or under a label."),
        "groups": _("People of whom a source speaks together, with whoever is known."),
        "bodies": _("Organisations, authorities and courts."),
        "trials": _("Courts, parties, steps and evidence."),
        "defendants": _("Charges, verdicts, sentences and releases, as each source reports them."),
        "claims": _("Single statements, each with its speaker and its passage."),
        "testimony": _("What people said in their own name, in court or elsewhere."),
        "sources": _("The documents that everything here rests on, passage by passage."),
    }


def home(site: Site, language: str) -> Home:
    """Gather the first page."""
    opening = glance(language)
    return _home(site, opening.summary, opening.notes, opening.happened, opening.became)


def about(site: Site, language: str) -> Home:
    """Gather what the archive says of itself."""
    archive = public.PublicArchive.objects.first()
    sentences = rows.summary(list(rows.sentences(archive.pk)), language) if archive else []
    apparatus = Apparatus(language, cited=sentences)
    return _home(site, [apparatus.sentence(row) for row in sentences], apparatus.notes)


def _home(
    site: Site,
    summary: list[parts.Sentence],
    notes: list[Note],
    happened: Happened | None = None,
    became: Became | None = None,
) -> Home:
    tables = kept_rows(stamp.current())
    introduction = site.introduction or Wording("")
    return Home(
        title=site.title.text,
        url=reverse("home"),
        introduction=introduction.text,
        introduction_language=introduction.language,
        summary=summary,
        happened=happened,
        became=became,
        entrances=[
            Entrance(
                noun=noun,
                title=str(LISTS[noun].title),
                purpose=purpose,
                count=LISTS[noun].many(tables),
                url=list_address(noun),
            )
            for noun, purpose in purposes().items()
        ],
        notes=notes,
    )


@dataclass(frozen=True)
class Forms:
    """A list with the addresses of its twins and the names of its facets."""

    title: str
    url: str
    json: str
    csv: str
    facets: list[str]


def forms_of_lists() -> list[Forms]:
    """Every list as it can be taken away."""
    return [
        Forms(
            title=str(listed.title),
            url=list_address(noun),
            json=list_address(noun, "json"),
            csv=list_address(noun, "csv"),
            facets=list(listed.facets()),
        )
        for noun, listed in LISTS.items()
    ]


@dataclass(frozen=True)
class Definition:
    """A closed list of the archive with every code in it."""

    name: str
    title: str
    codes: list[parts.Code]


def units() -> list[parts.Code]:
    """What each kind of number that the archive counts is a number of."""
    return [
        parts.Code("rows", _("Rows of a list"), _("The number opens the list and is its length.")),
        parts.Code(
            "statements",
            _("Statements"),
            _("What somebody claims, with its passage. Two speakers make two statements."),
        ),
        parts.Code(
            "sources",
            _("Sources"),
            _("Texts in which the statements stand, each once, however often it is cited."),
        ),
        parts.Code(
            "origins",
            _("Origins"),
            _("Sources that derive from no other here: a text and its reprints are one origin."),
        ),
        parts.Code(
            "passages",
            _("Passages"),
            _("The numbered parts of a text, withheld ones too."),
        ),
        parts.Code(
            "records",
            _("Records"),
            _("Whatever cites a passage: claims, reports, memberships, sentences of a summary."),
        ),
        parts.Code(
            "people",
            _("People in a ledger"),
            _("As one source numbers them, from the least to the most; sources are not added up."),
        ),
    ]


def definitions() -> list[Definition]:
    """The closed lists that a reader should know to judge what is shown."""
    lists: list[tuple[str, str, type[Vocabulary]]] = [
        ("fidelity", _("How a passage stands to the words of its source"), Fidelity),
        ("stance", _("How a speaker stands to what is claimed"), Stance),
        ("naming", _("On what ground somebody bears the name that is shown"), Naming),
        ("knowledge", _("What is known of a member of a group"), Knowledge),
        ("standpoint", _("From which side a source speaks"), Standpoint),
        ("source", _("Kinds of source"), SourceKind),
        ("precision", _("How exactly a place is located"), Precision),
        ("status", _("How far a text in a language may be relied on"), TranslationStatus),
    ]
    return [
        Definition(name, title, [defined(vocabulary, code) for code in vocabulary.values])
        for name, title, vocabulary in lists
    ]


@dataclass(frozen=True)
class Term:
    """A word of the glossary: its forms by language, its meaning, the law that it is from."""

    slug: str
    title: str
    language: str
    forms: list[parts.Form]
    meaning: str
    meaning_language: str
    law: str


@dataclass(frozen=True)
class Article:
    """An article of law in one edition, told in the archive's words."""

    slug: str
    title: str
    language: str
    edition: str
    text: str


@dataclass(frozen=True)
class Glossary:
    """Terms and articles of law."""

    terms: list[Term]
    articles: list[Article]


def glossary(language: str) -> Glossary:
    """Gather the glossary, in the order of the words as they are printed."""
    terms, articles = at_once(
        public.PublicTerm.objects.all(),
        public.PublicLawArticle.objects.order_by("code", "number", "part", "edition"),
    )
    texts = list(rows.texts(rows.keys([*terms, *articles])))
    apparatus = Apparatus(language, named=[*terms, *articles], users=texts)
    forms, titles = rows.names(texts, apparatus), apparatus.titles
    meanings = best_of(texts, language)
    nothing = Wording("")
    printed = [
        Term(
            slug=row.slug,
            title=titles[row.pk].text,
            language=titles[row.pk].language,
            forms=forms[row.pk],
            meaning=meanings.get(row.pk, nothing).text,
            meaning_language=meanings.get(row.pk, nothing).language,
            law=row.law,
        )
        for row in terms
    ]
    return Glossary(
        terms=sorted(printed, key=lambda term: term.title.casefold()),
        articles=[
            Article(
                slug=row.slug,
                title=titles[row.pk].text,
                language=titles[row.pk].language,
                edition=row.edition,
                text=row.text,
            )
            for row in articles
        ],
    )
