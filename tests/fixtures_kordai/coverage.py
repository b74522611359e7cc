"""Where each statement of the shipped source stands in the archive.

`fixtures/kordai/coverage/seed.json` names, for each of its 74 statements, the records that carry
it. This module finds them in the imported archive and writes `docs/seed-coverage.md`:

    python -m tests.fixtures_kordai.coverage > docs/seed-coverage.md
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.public.models import PublicCitation, PublicRecord

TITLE = "# Where each statement of the first source stands"
INTRODUCTION = """\
The archive begins with one document of ten sentences (`adc-2022-08`). Taken apart, it makes 74
statements. Each stands in the archive as what somebody says, at an address of its own, with the
passage that it rests on. The first address is the one that carries the statement; the others
stand beside it. Paragraph and sentence are those of the original: P2S5 is the fifth sentence of
the second paragraph.

Who says it is who makes the statement, and through whom it reaches us. C-054 is a sum that
stands nowhere in the text: it is kept as something that this archive looked for and did not find.

This page is generated (`python -m tests.fixtures_kordai.coverage`), and a test opens every
address on it."""


@dataclass(frozen=True)
class Carrier:
    """A record that carries a statement: its address, what it says there, and who says it."""

    record: PublicRecord
    address: str
    words: str
    speaker: str
    passages: tuple[str, ...]

    def citations(self) -> Sequence[PublicCitation]:
        """The citations on which it rests."""
        return _citations(self.record)


@dataclass(frozen=True)
class Statement:
    """One statement of the source, and the records that carry it."""

    number: str
    sentence: str
    says: str
    carriers: Sequence[Carrier]


def statements() -> list[Statement]:
    """Return all statements with their carriers, from the archive as readers see it."""
    from tests.fixtures_kordai.bundle import loaded

    return [
        Statement(
            row["claim"],
            row["sentence"],
            row["says"],
            carriers(row["carried_by"]),
        )
        for row in loaded("coverage/seed.json")
    ]


def carriers(names: Sequence[str]) -> list[Carrier]:
    """Return the records that a map of coverage names, each as `type:name`."""
    return [_carrier(*name.split(":")) for name in names]


def _carrier(record_type: str, name: str) -> Carrier:
    from archive.public.addresses import address_of
    from tests.fixtures_kordai.reading import seen

    record = seen(record_type, name)
    return Carrier(
        record,
        address_of(record),
        _words(record_type, record),
        _speaker(record),
        tuple(dict.fromkeys(address_of(citation.passage) for citation in _citations(record))),
    )


def _citations(record: PublicRecord) -> Sequence[PublicCitation]:
    from archive.public.models import PublicCitation

    rows = PublicCitation.objects.filter(entry_id=record.pk).order_by("passage_id", "quotation")
    return list(rows.select_related("passage__source"))


def _words(record_type: str, record: Any) -> str:
    """The words by which a reader knows the record on its page."""
    from archive.public.wording import names_of

    match record_type:
        case "claim":
            return str(record.text)
        case "report":
            return str(record.words)
        case "involvement":
            key = record.actor_id
        case "membership":
            key = record.member_id
        case _:
            key = record.pk
    return names_of([key], "en")[key]


def _speaker(record: Any) -> str:
    from archive.public.wording import names_of

    keys = [getattr(record, name, None) for name in ("asserted_by_id", "relayed_by_id")]
    names = names_of([key for key in keys if key], "en")
    return ", through ".join(names[key] for key in keys if key)


def addresses(found: Sequence[Carrier]) -> str:
    """Return the addresses of carriers as one cell of a table, each address once."""
    return "<br>".join(dict.fromkeys(f"`{carrier.address}`" for carrier in found))


def page(rows: Sequence[Statement]) -> str:
    """Return the page in Markdown."""
    lines = [
        f"| {row.number} | {row.sentence} | {row.says} | {row.carriers[0].speaker} | "
        f"{addresses(row.carriers)} |"
        for row in rows
    ]
    head = "| statement | sentence | what is said | who says it | address |\n|---|---|---|---|---|"
    return "\n".join([TITLE, "", INTRODUCTION, "", head, *lines, "", f"{len(rows)} of 74.", ""])


def print_from_a_scratch_archive(write: Callable[[], str]) -> None:
    """Import the bundle into an empty scratch archive and print what is written from it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    from tests.fixtures_kordai.bundle import FOLDER

    call_command("migrate", verbosity=0)
    call_command("import_sources", str(FOLDER), apply=True, publish=True, stdout=StringIO())
    sys.stdout.write(write())


if __name__ == "__main__":
    print_from_a_scratch_archive(lambda: page(statements()))
