"""Who may see what, told a second time and in another way: loops over plain Python objects.

It reads the tables once, then takes away whatever may not be seen until nothing more changes. It
shares no code with the rules. Where the two differ, one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from archive import models as records

Visible = dict[str, set[int]]


def today() -> date:
    """The day in UTC."""
    return datetime.now(UTC).date()


def visible() -> Visible:
    """The ids of the rows that each view must show, by the name of the view's table."""
    return _Archive().reduced()


class _Archive:
    """All rows in memory, and what is left of them."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[int, Any]] = {
            name: {row.pk: row for row in model._base_manager.all()}
            for name, model in {
                "archive": records.Archive,
                "place": records.Place,
                "actor": records.Actor,
                "lawarticle": records.LawArticle,
                "term": records.Term,
                "source": records.Source,
                "passage": records.Passage,
                "incident": records.Incident,
                "trial": records.Trial,
                "membership": records.Membership,
                "involvement": records.Involvement,
                "step": records.Step,
                "report": records.Report,
                "exhibit": records.Exhibit,
                "claim": records.Claim,
                "sentence": records.Sentence,
            }.items()
        }
        self.citations = list(records.Citation.objects.all())
        self.consents = list(records.Consent.objects.all())
        self.versions = list(records.PublicVersion.objects.all())
        self.mentions = list(records.Mention.objects.all())
        self.left: Visible = {name: set(rows) for name, rows in self.rows.items()}

    def reduced(self) -> Visible:
        """Take away what may not be seen until nothing more goes."""
        changed = True
        while changed:
            changed = False
            for name, rows in self.rows.items():
                gone = {pk for pk in self.left[name] if not self.stays(name, rows[pk])}
                changed = changed or bool(gone)
                self.left[name] -= gone
        return self.left | {"change": self.changes(), "version": self.readable_versions()}

    def changes(self) -> set[int]:
        """The public versions of what can be seen, of which the day alone is told."""
        entries = {pk for name, keys in self.left.items() if name != "passage" for pk in keys}
        return {one.pk for one in self.versions if one.content_hash and one.entry_id in entries}

    def readable_versions(self) -> set[int]:
        """Those of them all of whose mentions can be seen."""
        entries = {pk for name, keys in self.left.items() if name != "passage" for pk in keys}
        lost = {
            one.version_id
            for one in self.mentions
            if one.entry_id not in entries
            and (one.passage_id is None or not self.readable(one.passage_id))
        }
        return self.changes() - lost

    def stays(self, name: str, row: Any) -> bool:
        """Whether a row may still be seen, given what is left of the others."""
        if name == "passage":
            return row.source_id in self.left["source"]
        if row.state != "published":
            return False
        if row.embargo_until is not None and row.embargo_until > today():
            return False
        conditions: dict[str, Callable[[Any], bool]] = {
            "source": self.source,
            "incident": self.cited,
            "trial": self.cited,
            "membership": lambda r: self.fact(r) and self.has("actor", r.member_id, r.group_id),
            "involvement": lambda r: (
                self.fact(r)
                and self.has("actor", r.actor_id)
                and self.has("incident", r.incident_id)
                and self.has("trial", r.trial_id)
            ),
            "step": lambda r: (
                self.has("trial", r.trial_id)
                and self.has("involvement", r.party_id)
                and any(
                    told.step_id == r.pk
                    and told.state == "published"
                    and self.open(told)
                    and self.fact(told)
                    for told in self.rows["report"].values()
                )
            ),
            "report": lambda r: self.fact(r) and self.has("step", r.step_id),
            "exhibit": lambda r: self.fact(r) and self.has("trial", r.trial_id),
            "claim": self.claim,
            "sentence": lambda r: self.cited(r) and self.current(r) and self.entry(r.subject_id),
        }
        return conditions.get(name, lambda _row: True)(row)

    def open(self, row: Any) -> bool:
        """Whether an embargo does not stand in the way."""
        return row.embargo_until is None or row.embargo_until <= today()

    def has(self, name: str, *keys: int | None) -> bool:
        """Whether each key is empty or still there."""
        return all(key is None or key in self.left[name] for key in keys)

    def readable(self, passage_id: int) -> bool:
        """Whether a reader can read the passage."""
        return passage_id in self.left["passage"] and not self.rows["passage"][passage_id].withheld

    def cited(self, row: Any) -> bool:
        """Whether the row rests on a passage that can be read."""
        return any(c.entry_id == row.pk and self.readable(c.passage_id) for c in self.citations)

    def current(self, row: Any) -> bool:
        """Whether all that a sentence rests on can be read and is as it was."""
        return all(
            self.readable(c.passage_id)
            and self.rows["passage"][c.passage_id].digest == c.basis_digest
            for c in self.citations
            if c.entry_id == row.pk
        )

    def fact(self, row: Any) -> bool:
        """Whether a fact is cited and its speakers can be seen."""
        return self.cited(row) and self.has("actor", row.asserted_by_id, row.relayed_by_id)

    def source(self, row: Any) -> bool:
        """Whether a source may be seen; a testimony needs a consent to its text."""
        if not self.has("actor", row.speaker_id):
            return False
        if row.kind != "testimony":
            return True
        return any(
            c.source_id == row.pk
            and c.scope == "text"
            and c.withdrawn_on is None
            and (c.until is None or c.until >= today())
            for c in self.consents
        )

    def claim(self, row: Any) -> bool:
        """Whether a claim may be seen: so may its subject, its person and what it answers."""
        if not self.claim_alone(row):
            return False
        if row.answers_id is None:
            return True
        answered = self.rows["claim"][row.answers_id]
        return answered.state == "published" and self.open(answered) and self.claim_alone(answered)

    def claim_alone(self, row: Any) -> bool:
        """The same, whatever it answers."""
        subjects = ("incident", "trial", "place", "actor", "involvement", "step", "exhibit")
        return (
            self.fact(row)
            and self.has("actor", row.about_id)
            and any(row.subject_id in self.left[name] for name in subjects)
        )

    def entry(self, key: int) -> bool:
        """Whether any public record but a sentence has this id."""
        return any(
            key in keys for name, keys in self.left.items() if name not in ("passage", "sentence")
        )
