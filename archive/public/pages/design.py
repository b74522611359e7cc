"""One invented example of each part that pages are made of, in each of its states.

For whoever changes how pages look: the page of the design prints these through the very templates
and tags that all pages use. Nothing here is in an archive, and no number is counted. The examples
are of Orlen, where nobody lives.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.public.choosing import Chip, FacetValue, FacetView
from archive.public.footnotes import Footnote, Note
from archive.public.pages import parts
from archive.public.pages.ledger_picture import Picture, picture
from archive.public.pages.passages import Passage
from archive.vocabularies import Fidelity, Outcome, Stance, StepKind, Vocabulary

_HERE = "#examples"


@dataclass(frozen=True)
class Told:
    """How many people stand in a state."""

    stage: parts.Code
    outcome: parts.Code
    least: int
    words: str


@dataclass(frozen=True)
class Account:
    """What one source tells."""

    source: parts.Link
    author: parts.Link | None
    counts: list[Told]
    left_open: int | None


@dataclass(frozen=True)
class Design:
    """The examples."""

    chips: list[Chip]
    facets: list[FacetView]
    statement: parts.Statement
    matter: parts.Matter
    passages: list[Passage]
    marked: int
    accounts: list[Account]
    notes: list[Note]

    @property
    def picture(self) -> Picture | None:
        """The accounts as bars."""
        return picture(self.accounts)


def design() -> Design:
    """Gather the examples."""
    return Design(
        chips=[Chip(_("Place"), "Orlen", _HERE), Chip(_("Year"), "2031", _HERE)],
        facets=[
            FacetView(
                name="place",
                label=_("Place"),
                values=[
                    FacetValue("orlen", "Orlen", 7, True, _HERE, url_without=_HERE),
                    FacetValue("tarva", "Tarva", 2, False, _HERE, url_with=_HERE),
                    FacetValue(
                        "velia", "Velia", 9, False, _HERE, url_with=_HERE, url_both=_HERE, both=3
                    ),
                ],
                every=3,
                selected=True,
            ),
            FacetView(
                name="year",
                label=_("Year"),
                values=[FacetValue("2031", "2031", 9, False, _HERE)],
                every=40,
                selected=False,
                url_all=_HERE,
            ),
        ],
        statement=_statement("aaaaaaaa", _("Nine people stood trial for the fire at the mill.")),
        matter=_matter(),
        passages=[
            _passage(1, _("On 3 May the mill of Orlen burned."), resting=True),
            _passage(2, _("Three dead, said the miller; he had counted them himself.")),
            _passage(3, "", withheld=True),
        ],
        marked=2,
        accounts=[
            _account("Orlen Legal Aid", 2, (StepKind.SENTENCE, Outcome.IMPRISONMENT, 4)),
            _account(
                "Tarva Court Reporter",
                0,
                (StepKind.SENTENCE, Outcome.IMPRISONMENT, 3),
                (StepKind.SENTENCE, Outcome.PROBATION_OR_PRISON, 2),
                (StepKind.SENTENCE, Outcome.SUSPENDED, 2),
                (StepKind.VERDICT, Outcome.ACQUITTED, 1),
                (StepKind.CHARGE, Outcome.BROUGHT, 1),
            ),
        ],
        notes=[_note(1, Fidelity.VERBATIM), _note(2, Fidelity.SUMMARY)],
    )


def _matter() -> parts.Matter:
    """Two numbers that differ, one of them without an upper end, and what answers."""
    return parts.Matter(
        subject=None,
        about=None,
        differences=[parts.Code("range", _("Sources exclude each other"))],
        scales=[_("from 0 to 20 people")],
        positions=[
            parts.Position(
                number=parts.Number("", _("3 people"), "3", "3", "people"),
                bar=parts.Bar("15", "2", is_open=False),
                voices=[_statement("bbbbbbbb", _("Three people died in the fire."))],
                more_voices=[],
                answers=[
                    _statement("cccccccc", _("Nobody died in the fire."), stance=Stance.DENIES)
                ],
            ),
            parts.Position(
                number=parts.Number(_("dozens"), _("24 people or more"), "24", "", "people"),
                bar=parts.Bar("60", "40", is_open=True),
                voices=[_statement("dddddddd", _("Dozens died in the fire."))],
                more_voices=[],
                answers=[],
            ),
        ],
    )


def _statement(
    ref: str, text: str, stance: Stance = Stance.ASSERTS, topic: str = "killed"
) -> parts.Statement:
    return parts.Statement(
        ref=ref,
        url=_HERE,
        text=text,
        language="",
        topic=parts.Code(topic, topic),
        stance=_code(stance),
        said=parts.Said(
            speaker=parts.Link("Orlen Legal Aid", _HERE),
            relayed_by=parts.Link(_("Tarva Court Reporter"), _HERE),
            footnotes=[_footnote(1), _footnote(2)],
        ),
        subject=None,
        about=None,
        number=None,
        when=parts.When("2031-05-04", _("4 May 2031"), "", "2031-05-04", "2031-05-04"),
        as_of=None,
        answers=None,
    )


def _footnote(number: int) -> Footnote:
    quotation = _("stood trial in Tarva") if number == 1 else ""
    return Footnote(number, f"nine#{number}", "#notes", _title(), f"¶{number}", quotation, False)


def _note(number: int, fidelity: Fidelity) -> Note:
    return Note(
        number=number,
        cite=f"nine#{number}",
        url="#notes",
        source=_title(),
        source_language="",
        source_url="#notes",
        author="Orlen Legal Aid",
        year="2031",
        locator=f"¶{number}",
        fidelity=fidelity.value,
        fidelity_label=str(fidelity.label),
        language="",
        text=_("Nine people stood trial in Tarva for the fire at the mill."),
    )


def _passage(number: int, text: str, *, resting: bool = False, withheld: bool = False) -> Passage:
    voice = parts.Link(_("The miller"), _HERE) if number == 2 else None
    return Passage(
        number=number,
        anchor=f"example-p{number}",
        url=f"#example-p{number}",
        cite=f"nine#{number}",
        locator=f"¶{number}",
        text=text,
        language="",
        withheld=withheld,
        verbatim=not resting,
        fidelity=Fidelity.VERBATIM.value,
        voice=voice,
        resting=[],
    )


def _account(author: str, left_open: int, *told: tuple[StepKind, Outcome, int]) -> Account:
    return Account(
        source=parts.Link(_title(), _HERE),
        author=parts.Link(author, _HERE),
        counts=[
            Told(_code(stage), _code(outcome), number, str(number))
            for stage, outcome, number in told
        ],
        left_open=left_open,
    )


def _code(value: Vocabulary) -> parts.Code:
    return parts.Code(value.value, str(value.label))


def _title() -> str:
    return _("Nine on trial for the fire of Orlen")
