"""Create, update, unchanged, conflict: the proposals of an import held against the archive.

Three values are compared for each field: what the last import left, what the archive has now, what
the file says. Where the archive is as it was imported, the file is followed; where somebody changed
it, the record is a conflict and left alone. A field of which the file says nothing is left alone,
unless nobody but this file has ever spoken of the record. Nothing is written here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from archive import citing
from archive.ingest import archived, sources
from archive.ingest.archived import HeldCitation, Imported
from archive.ingest.citations import REDACTED, Library
from archive.ingest.documents import NewPassage
from archive.ingest.passages import OldPassage
from archive.ingest.plans import Action, CitePlan, Difference, Plan, Planned, TextPlan, Wish
from archive.ingest.problems import Problem, shown
from archive.ingest.records import Proposal, Reference
from archive.ingest.references import Key, Names
from archive.ingest.shapes import LIST_OF_TYPE, SHAPES, Kind
from archive.ingest.wordings import plan_wordings
from archive.models import Entry
from archive.models.sources import WORDS_LIMIT
from archive.vocabularies import Fidelity, RecordType
from archive.workflow.snapshots import Body, plain

Texts = Mapping[Key, Sequence[NewPassage]]
"""The passages of the sources whose text is imported."""


class Reconciliation:
    """The comparison of one import with the archive. `overwrite` lets the file win everywhere.

    Without `protects` unredacted texts are not looked at, so that nothing can be learnt of them.
    """

    def __init__(
        self,
        names: Names,
        ordered: Sequence[Proposal],
        texts: Texts,
        *,
        overwrite: bool,
        protects: bool,
    ) -> None:
        self.names = names
        self.texts = texts
        self.overwrite = overwrite
        self.protects = protects
        self.problems: list[Problem] = []
        self.planned = [Planned(one, names.known(one.key)) for one in ordered]
        self.held: dict[int, Body] = {}
        self.imported: dict[int, Imported] = {}
        self.citations: dict[int, list[HeldCitation]] = {}
        self.new_place: dict[int, tuple[str, int | None]] = {}
        self.refs: dict[int, str] = {}
        self.library = Library(protects=protects)

    def plan(self) -> Plan:
        """Compare everything. Problems that forbid the import stand in the plan."""
        self._read()
        for planned in self.planned:
            self._compare_columns(planned)
            self._compare_wordings(planned)
        self._compare_sources()
        self._compare_citations()
        for planned in self.planned:
            planned.action = self._action(planned)
        on_sources = self._check_what_stays()
        known = {
            (list_name, slug): known
            for list_name in SHAPES
            for slug, known in self.names.in_archive(list_name).items()
        }
        return Plan(self.planned, known, {}, self.problems, on_sources)

    def _read(self) -> None:
        """Read what the archive holds of the records that it knows."""
        by_type: dict[str, list[int]] = defaultdict(list)
        labels: dict[int, str] = {}
        for planned in self.planned:
            if planned.known:
                by_type[planned.proposal.shape.model.TYPE.value].append(planned.known.pk)
                labels[planned.known.pk] = planned.proposal.row.label
        for record_type, pks in by_type.items():
            self.held |= archived.bodies(RecordType(record_type), pks)
        self.imported = archived.imported(labels)
        self.citations = archived.citations_of(labels)

    # Columns, relations and texts

    def _compare_columns(self, planned: Planned) -> None:
        proposal = planned.proposal
        given: dict[str, Any] = {**proposal.values}
        given |= {name: self.names.find(one) for name, one in proposal.references.items()}
        given |= {
            name: [self.names.find(one) for one in links] for name, links in proposal.links.items()
        }
        if planned.known is None:
            planned.changes = given
            return
        held = self.held[planned.known.pk]
        imported = self.imported[planned.known.pk]
        for name, value in given.items():
            if name in proposal.row.first_only:
                continue
            wanted = self._as_kept(value)
            before = imported.body.get(name) if imported.body else None
            if wanted == held[name]:
                continue
            if not _is_free(held[name], before, imported):
                difference = Difference(name, before, held[name], self._told(value))
                planned.differences.append(difference)
            planned.changes[name] = value
        if imported.alone and not proposal.partial:
            planned.changes |= _emptied(proposal, given, held)

    def _as_kept(self, value: Any) -> Any:
        """A value as a snapshot has it: records by ref, those yet to be made by their key."""
        if isinstance(value, tuple):
            known = self.names.known(value)
            return known.ref if known else value
        if isinstance(value, list) and value and isinstance(value[0], tuple):
            return sorted(map(self._as_kept, value), key=str)
        return plain(value)

    def _told(self, value: Any) -> Any:
        """A value for people: records by their slug."""
        if isinstance(value, tuple):
            return value[1]
        if isinstance(value, list) and value and isinstance(value[0], tuple):
            return [slug for _list_name, slug in value]
        return plain(value)

    def _compare_wordings(self, planned: Planned) -> None:
        held: list[dict[str, Any]] = []
        imported = Imported()
        if planned.known:
            held = self.held[planned.known.pk]["texts"]
            imported = self.imported[planned.known.pk]
        planned.wordings, differences = plan_wordings(
            planned.proposal, held, imported, lambda one: self._as_kept(self.names.find(one))
        )
        planned.differences += differences

    # Sources

    def _compare_sources(self) -> None:
        found = [one for one in self.planned if one.key[0] == "sources"]
        pks = [one.known.pk for one in found if one.known]
        olds = archived.passages_of(pks, protects=self.protects)
        consents = archived.consents_of(pks)
        voices = {old.voice for several in olds.values() for old in several if old.voice}
        self.refs = dict(Entry.objects.filter(pk__in=voices).values_list("pk", "ref"))
        for planned in found:
            pk = planned.known.pk if planned.known else 0
            self._compare_files(planned)
            self._compare_consents(planned, consents.get(pk, []))
            if planned.proposal.text:
                self._compare_text(planned, olds.get(pk, []))

    def _compare_text(self, planned: Planned, olds: Sequence[OldPassage]) -> None:
        plan = sources.plan_text(olds, self.texts[planned.key])
        planned.text = plan
        if planned.known:
            before = self.imported[planned.known.pk].body
            same = sources.is_same(plan, self._voice)
            planned.differences += sources.redacted(plan)
            at_risk = None
            if not same:
                at_risk = sources.redactions_at_risk(plan)
                planned.differences += sources.edited(plan, before, self.refs, self._voice)
            if at_risk:
                planned.differences.append(at_risk)
            plan.kept = same or at_risk is not None or not self._follows(planned)
        for old in plan.olds:
            self.new_place[old.pk] = (planned.proposal.slug, plan.new_number(old))
        self.library.add(planned.proposal.slug, plan, kept=plan.kept and bool(planned.differences))

    def _voice(self, reference: Reference) -> int | None:
        known = self.names.known(self.names.find(reference))
        return known.pk if known else None

    def _compare_files(self, planned: Planned) -> None:
        there: set[tuple[str, str]] = set()
        if planned.known:
            there = {(file["sha256"], file["use"]) for file in self.held[planned.known.pk]["files"]}
        planned.files = [
            file for file in planned.proposal.files if (file.sha256, file.use) not in there
        ]

    def _compare_consents(self, planned: Planned, held: Sequence[Mapping[str, Any]]) -> None:
        """A consent that the archive has is the editors': only --overwrite changes it, and nothing
        brings back one that was withdrawn."""
        by_scope = {consent["scope"]: consent for consent in held}
        for given in planned.proposal.consents:
            there = by_scope.get(given["scope"])
            if there is None:
                planned.consents.append(given)
            elif there["withdrawn_on"] or any(
                there[name] != value for name, value in given.items()
            ):
                withdrawn = there["withdrawn_on"] is not None
                told = "(withdrawn)" if withdrawn else "(another)"
                label = f"consent {given['scope']}"
                planned.differences.append(Difference(label, None, told, "(given)"))
                if not withdrawn:
                    planned.consents.append({"pk": there["id"], **given})

    # Citations

    def _compare_citations(self) -> None:
        self.library.fetch(item.key for one in self.planned for item in one.proposal.cite)
        on_archive = {
            one.passage for several in self.citations.values() for one in several
        } - self.new_place.keys()
        self.new_place |= archived.places_of(on_archive)
        for planned in self.planned:
            try:
                wishes = self.library.wishes(planned.proposal.cite)
            except ValueError as error:
                self.problems.append(planned.proposal.row.problem("cite", str(error)))
                continue
            self._compare_cite(planned, wishes)

    def _compare_cite(self, planned: Planned, wishes: Sequence[Wish]) -> None:
        if planned.known is None:
            self._refuse_redacted_words(planned, wishes)
            planned.cite = CitePlan(add=list(wishes))
            return
        imported = self.imported[planned.known.pk]
        if not wishes and (planned.proposal.partial or not imported.alone):
            return
        held = self.citations.get(planned.known.pk, [])
        plan = self._cite_plan(held, wishes)
        if not plan:
            return
        before = imported.body["citations"] if imported.body else None
        hidden = [
            wish for wish in plan.add if not self.library.target(wish).can_show(wish.quotation)
        ]
        if hidden or not self._cites_as_imported(planned.known.pk, before):
            then = [
                (self._key_of(part["source"]), part["number"], part["quotation"])
                for part in before or []
            ]
            now = _line(self._place_of(one) for one in held)
            file = citing.format(planned.proposal.cite)
            planned.differences.append(Difference("cite", _line(then), now, file))
        if not hidden:
            planned.cite = plan

    def _cite_plan(self, held: Sequence[HeldCitation], wishes: Sequence[Wish]) -> CitePlan:
        wanted: dict[tuple[str, int | None, str], Wish] = {
            (wish.source, wish.number, wish.quotation): wish for wish in wishes
        }
        plan = CitePlan()
        for one in held:
            wish = wanted.pop(self._place_of(one), None)
            if wish is None:
                plan.delete.append(one.pk)
            elif wish.digest != REDACTED and (wish.digest, wish.evaluative) != (
                one.basis_digest,
                one.evaluative,
            ):
                plan.refresh.append((one.pk, wish))
        plan.add = list(wanted.values())
        return plan

    def _place_of(self, one: HeldCitation) -> tuple[str, int | None, str]:
        key, number = self.new_place[one.passage]
        return key, number, one.quotation

    def _key_of(self, ref: str) -> str:
        return next(
            (slug for slug, known in self.names.in_archive("sources").items() if known.ref == ref),
            ref,
        )

    def _cites_as_imported(self, pk: int, before: Sequence[Mapping[str, Any]] | None) -> bool:
        """Whether nobody changed the citations; numbers may have moved since."""
        now = self.held[pk]["citations"]
        if before is None:
            return not now
        return sorted(map(_identity, before)) == sorted(map(_identity, now))

    def _refuse_redacted_words(self, planned: Planned, wishes: Iterable[Wish]) -> None:
        for wish in wishes:
            if not self.library.target(wish).can_show(wish.quotation):
                place = f"{wish.source}#{wish.number}"
                reason = f"Words of {place} were redacted: do not quote them."
                self.problems.append(planned.proposal.row.problem("cite", reason))

    # What follows

    def _follows(self, planned: Planned) -> bool:
        """Whether the file may change the record: nobody else did, or it is told to overwrite."""
        return self.overwrite or not planned.differences

    def _action(self, planned: Planned) -> Action:
        if planned.known is None:
            return Action.CREATE
        if planned.changed_fields and self._follows(planned):
            return Action.UPDATE
        return Action.CONFLICT if planned.differences else Action.UNCHANGED

    def _check_what_stays(self) -> dict[int, list[HeldCitation]]:
        """Refuse to take away passages and words that a citation still rests on afterwards.

        Returns the citations on the sources whose text changes, by passage.
        """
        changing = [one for one in self.planned if one.known and one.text and not one.text.kept]
        on_passages = archived.citations_on([one.known.pk for one in changing if one.known])
        rewritten = {
            planned.known.pk
            for planned in self.planned
            if planned.known
            and (planned.proposal.cite or planned.cite)
            and planned.action is not Action.CONFLICT
        }
        for planned in changing:
            assert planned.text is not None
            for old in planned.text.olds:
                staying = [one for one in on_passages.get(old.pk, []) if one.entry not in rewritten]
                for reason in _broken(planned.text, old, staying):
                    cited_by = self._called(one.entry for one in staying)
                    self.problems.append(
                        planned.proposal.row.problem("text", f"{reason} Cited by: {cited_by}.")
                    )
        return on_passages

    def _called(self, entries: Iterable[int]) -> str:
        """Records by list and slug, for people."""
        pks = sorted(set(entries))
        found = []
        for pk, record_type in Entry.objects.filter(pk__in=pks).values_list("pk", "record_type"):
            list_name = LIST_OF_TYPE[record_type]
            known = self.names.in_archive(list_name)
            slug = next((slug for slug, one in known.items() if one.pk == pk), "")
            found.append(f"{list_name} {slug}")
        return ", ".join(sorted(found))


def _is_free(held: Any, before: Any, imported: Imported) -> bool:
    """Whether the archive has what was imported, or has nothing that could be lost."""
    if imported.body is None:
        return held in (None, "", [])
    return bool(held == before)


def _emptied(proposal: Proposal, given: Mapping[str, Any], held: Body) -> dict[str, Any]:
    """The columns that the file no longer speaks of, with the values that they have by default."""
    emptied: dict[str, Any] = {}
    for name, field in proposal.shape.fields.items():
        if name == "slug" or name in given or name in proposal.row.first_only or name not in held:
            continue
        if field.kind is Kind.REFERENCES:
            if held[name]:
                emptied[name] = []
        elif field.column is not None and field.column.model is proposal.shape.model:
            default = field.column.get_default()
            if plain(default) != held[name]:
                emptied[name] = default
    return emptied


def _identity(part: Mapping[str, Any]) -> tuple[str, str, str]:
    """What stays of a citation when numbers move."""
    return part["source"], part["basis_digest"], part["quotation"]


def _line(places: Iterable[tuple[str, int | None, str]]) -> str:
    return citing.format(
        citing.CitationItem(key, number, number, quotation)
        for key, number, quotation in places
        if number is not None
    )


def _broken(plan: TextPlan, old: OldPassage, staying: Sequence[HeldCitation]) -> Iterator[str]:
    """Why a passage cannot become what the file has, for the citations that stay on it."""
    if not staying or old.redacted:
        return
    new = plan.new_passage(old)
    if new is None:
        yield f"Passage {old.number} is no longer there: {shown(old.text)}."
        return
    for one in staying:
        if one.quotation and one.quotation not in new.text:
            yield f"The words {shown(one.quotation)} of passage {old.number} are no longer there."
        elif (
            one.quotation
            and new.fidelity != Fidelity.VERBATIM
            and (len(one.quotation) > WORDS_LIMIT or not one.evaluative)
        ):
            yield f"Passage {old.number} is no longer verbatim, but quoted: {shown(one.quotation)}."
