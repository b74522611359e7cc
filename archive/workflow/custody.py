"""Whether a stored file and the passages of its source are still what the records say of them.

Two records are held against what readers see just now: the last public version of the source,
which keeps passages and files as they were opened, with a hash; and the digest that each passage
was saved with. It only reads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from archive.models import Passage, PublicVersion
from archive.models.sources import digest_of
from archive.public.custody import Piece, digest_over
from archive.public.pages.custody import Certificate
from archive.workflow.snapshots import Body, canonical


@dataclass
class Compared:
    """What was found the same, what differs, and what there was no record of; a sentence each."""

    same: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def compare(one: Certificate) -> Compared:
    """Hold a certificate that was made afresh against the records."""
    found = Compared()
    found.differs += _of_the_bytes(one)
    if not found.differs:
        found.same.append(_("The bytes in the store have the recorded SHA-256 and size."))
    _compare_passages(one, found)
    return found


def _of_the_bytes(one: Certificate) -> Iterator[str]:
    told = {"file": one.file.sha256, "found": one.stored.sha256}
    if not one.stored.sha256:
        yield _("File %(file)s: nothing can be read in the store.") % told
    elif one.stored.sha256 != one.file.sha256:
        yield _("File %(file)s: the bytes in the store have the SHA-256 %(found)s.") % told
    elif one.stored.size != one.file.size:
        told = {"file": one.file.sha256, "found": str(one.stored.size), "size": str(one.file.size)}
        yield _("File %(file)s: %(found)s bytes in the store, %(size)s in the record.") % told


def _compare_passages(one: Certificate, found: Compared) -> None:
    key = one.data.key
    shown = _pieces(key)
    stale = [number for number, digest, piece in shown if digest not in ("", digest_of(piece.text))]
    if stale:
        found.differs.append(
            _("Passages %(cite)s: the text is not the one that was saved with its digest.")
            % {"cite": _cites(key, stale)}
        )
    kept = PublicVersion.objects.filter(entry__as_source__slug=key).exclude(content_hash="")
    version = kept.order_by("number").last()
    if version is None:
        words = _("%(key)s: no public version is kept to compare the passages with.")
        found.unknown.append(words % {"key": key})
        return
    content: Body = version.content
    if hashlib.sha256(canonical(content).encode()).hexdigest() != version.content_hash:
        words = _("%(key)s: the last public version is not the one that its hash was made of.")
        found.differs.append(words % {"key": key})
    recorded = {row["number"]: _recorded(row) for row in content.get("passages", [])}
    now = {piece.number: piece for _number, _digest, piece in shown}
    changed = [
        number
        for number in sorted(recorded.keys() | now.keys())
        if recorded.get(number) != now.get(number)
    ]
    if changed or digest_over(recorded.values()) != one.cut.sha256:
        told = {"cite": _cites(key, changed), "day": version.made_on.isoformat()}
        words = _("Passages %(cite)s: not as in the public version of %(day)s.")
        found.differs.append(words % told)
    elif not stale:
        told = {"day": version.made_on.isoformat()}
        words = _("The passages are those of the public version of %(day)s.")
        found.same.append(words % told)
    files = {(row["sha256"], row["size"]) for row in content.get("files", [])}
    if (one.file.sha256, one.file.size) not in files:
        told = {"file": one.file.sha256, "day": version.made_on.isoformat()}
        words = _("File %(file)s: not among the files of the public version of %(day)s.")
        found.differs.append(words % told)


def _pieces(key: str) -> list[tuple[int, str, Piece]]:
    """The passages of a source as they lie in the table: number, the digest saved with it."""
    rows = Passage.objects.filter(source__slug=key).order_by("number")
    columns = ("number", "fidelity", "text", "withheld", "digest")
    return [
        (number, digest, Piece(number, fidelity, text, withheld))
        for number, fidelity, text, withheld, digest in rows.values_list(*columns)
    ]


def _recorded(row: Body) -> Piece:
    return Piece(row["number"], row["fidelity"], row["text"], row["withheld"])


def _cites(key: str, numbers: list[int]) -> str:
    return ", ".join(f"{key}#{number}" for number in numbers) or key
