"""The journey of an import: paths, rows, proposals, a plan, records, all in one transaction.

A plan is a rehearsal: it does everything that the import would do and rolls it back, so that what
the database or the rules of publication refuse is known before anything is applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from graphlib import CycleError

from django.apps import apps
from django.db import DatabaseError, connection, transaction

from archive.ingest import circles, files, reading, records
from archive.ingest.documents import NewPassage, passages_of
from archive.ingest.guards import resurrections
from archive.ingest.load import Loader, Progress
from archive.ingest.problems import Problem, Refused
from archive.ingest.publication import publish
from archive.ingest.reconcile import Reconciliation
from archive.ingest.records import Principals, Proposal, TextRow
from archive.ingest.references import (
    Key,
    Names,
    in_order,
    lost_names,
    misused_refs,
    unknown_names,
)
from archive.ingest.report import Report, SourceReport
from archive.ingest.rows import Row
from archive.ingest.shapes import PRINCIPALS, TEXTS
from archive.ingest.wordings import doubles
from archive.models import Stamp

MANY = 100
"""So many records written at once change what the database should know of its tables."""


def _silent(_done: int, _steps: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Options:
    """What the import may do. Without `apply` it is a plan; `publish` opens what it brings to
    readers; `overwrite` lets the file win over what editors changed. An `account` by whose hand
    the file comes answers for it alone, whatever the bundle says, and publishes nothing.
    `protects` is whether it may write what is protected, and learn of it by what is refused."""

    apply: bool = False
    publish: bool = False
    overwrite: bool = False
    account: str = ""
    protects: bool = True

    def __post_init__(self) -> None:
        """Raises ValueError for an account that would publish."""
        if self.account and self.publish:
            raise ValueError("What an account brings in is published by the workflow.")


@dataclass
class _Checked:
    """The proposals of an import, and what is wrong with them before the archive is asked."""

    proposals: list[Proposal] = field(default_factory=list)
    texts: list[TextRow] = field(default_factory=list)
    principals: dict[str, Principals] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    sources_are_sound: bool = True


def import_paths(paths: Sequence[str], options: Options, progress: Progress = _silent) -> Report:
    """Import bundles, lists and documents, or plan to. A problem anywhere changes nothing."""
    found = reading.read(paths)
    checked = _check(found.rows)
    checked.sources_are_sound &= not found.problems
    problems = [*found.problems, *checked.problems]
    report = Report(problems=problems, applied=options.apply)
    loader: Loader | None = None
    try:
        with transaction.atomic():
            _wait_for_others()
            loader = _prepare(checked, options, report, progress)
            if loader and not report.problems:
                _carry_out(loader, options, report)
            if report.problems or not options.apply:
                transaction.set_rollback(True)
    except DatabaseError as error:
        reason = f"The database gave up, and nothing was changed: {str(error).splitlines()[0]}."
        report.problems.append(Problem(paths[0] if paths else "", 0, "", reason))
    except OSError as error:
        reason = f"A file could not be stored, and nothing was changed: {error.strerror}."
        report.problems.append(Problem(paths[0] if paths else "", 0, "", reason))
    finally:
        if loader and loader.stored:
            with suppress(DatabaseError):
                files.sweep(loader.stored)
    report.problems = sorted(dict.fromkeys(report.problems), key=_place)
    return report


def problems_of_files(paths: Sequence[str]) -> list[Problem]:
    """What is wrong with bundles, lists and documents in themselves, whatever the archive has."""
    found = reading.read(paths)
    checked = _check(found.rows)
    report = Report(problems=[*found.problems, *checked.problems])
    for proposal in checked.proposals:
        if proposal.text:
            _passages(proposal, report)
    return sorted(dict.fromkeys(report.problems), key=_place)


def _place(problem: Problem) -> tuple[str, int]:
    return problem.file, problem.line


def _wait_for_others() -> None:
    """Let imports come one after the other, and after the edit that is just being made.

    The stamp is written by every change that readers could notice, so its row is the lock.
    """
    list(Stamp.objects.select_for_update())


def _check(rows: Iterable[Row]) -> _Checked:
    """Type and validate every row."""
    checked = _Checked()
    for row in rows:
        if row.list_name == PRINCIPALS:
            principals, problems = records.principals_of(row)
            checked.principals[str(row.folder.root) if row.folder else ""] = principals
        elif row.list_name == TEXTS:
            text, problems = records.propose_text(row)
            checked.texts += [text] if text else []
        else:
            proposal, problems = records.propose(row)
            checked.proposals += [proposal] if proposal else []
        checked.problems += problems
        if problems and row.list_name == "sources":
            checked.sources_are_sound = False
    return checked


def _prepare(
    checked: _Checked, options: Options, report: Report, progress: Progress
) -> Loader | None:
    """Resolve names, cut texts and compare with the archive; None when problems forbid that.

    Values that cannot be read and names that nothing has do not keep citations from being looked
    up, so that one run tells all of it, unless the sources themselves are in doubt.
    """
    before = len(report.problems) if checked.sources_are_sound else 0
    names = Names(checked.proposals)
    names.add_texts(checked.texts)
    report.problems += names.problems
    report.problems += unknown_names(names)
    report.problems += misused_refs(names)
    texts = _texts(names, report)
    report.sources = [
        _source_report(one, texts) for one in names.proposals.values() if _is_source(one)
    ]
    _check_files(names, report)
    if not options.protects:
        report.problems += _consents_of_others(names)
    for proposal in names.proposals.values():
        report.problems += [word.row.problem(word.field, why) for word, why in doubles(proposal)]
    if len(report.problems) > before:
        if checked.sources_are_sound:
            report.problems += _cited_in_vain(names, texts, options)
        return None
    try:
        ordered = in_order(names)
    except CycleError as error:
        report.problems.append(circles.in_import(names, error))
        return None
    plan = Reconciliation(
        names, ordered, texts, overwrite=options.overwrite, protects=options.protects
    ).plan()
    plan.principals = checked.principals
    plan.account = options.account
    plan.problems += circles.through_archive(plan)
    plan.problems += resurrections(plan)
    if not report.problems:
        report.plan = plan
    report.problems += plan.problems
    return Loader(plan, names.find, progress)


def _cited_in_vain(
    names: Names, texts: dict[Key, list[NewPassage]], options: Options
) -> list[Problem]:
    """What is wrong with the cite lines of all rows whose names can be resolved."""
    if any(one.text and key not in texts for key, one in names.proposals.items()):
        return []
    left = names
    while lost := lost_names(left):
        if any(_is_source(left.proposals[key]) for key in lost):
            return []
        # Who names a row that is lost is lost too.
        left = Names(one for key, one in left.proposals.items() if key not in lost)
    try:
        ordered = in_order(left)
    except CycleError:
        return []
    plan = Reconciliation(
        left, ordered, texts, overwrite=options.overwrite, protects=options.protects
    ).plan()
    return [one for one in plan.problems if one.field == "cite"]


def _carry_out(loader: Loader, options: Options, report: Report) -> None:
    """Load the plan, publish if asked, and store files last, when nothing else can fail."""
    loader.load()
    if len(loader.writing) >= MANY:
        _tell_the_planner()
    if options.publish and not loader.problems:
        report.published = publish(loader) > 0
    report.problems += loader.problems
    if options.apply and not report.problems:
        files.sweep_strays()
        for planned in loader.writing:
            for given in planned.files:
                try:
                    _size, new = files.store(given)
                except ValueError as error:
                    report.problems.append(planned.proposal.row.problem("files", str(error)))
                else:
                    loader.stored += [given.sha256] if new else []


def _consents_of_others(names: Names) -> Iterator[Problem]:
    for proposal in names.proposals.values():
        if proposal.consents:
            reason = "Custodians alone write consents: leave it out, or let one bring this in."
            yield proposal.row.problem("consent", reason)


def _tell_the_planner() -> None:
    """Both databases plan the views better when they know how much each table holds.

    Only the tables of the archive: PostgreSQL would also lock what all databases of the server
    share, until the end of the import.
    """
    tables = [
        model._meta.db_table
        for model in apps.get_app_config("archive").get_models(include_auto_created=True)
    ]
    with connection.cursor() as cursor:
        for table in sorted(set(tables)):
            cursor.execute(f"ANALYZE {table}")


def _is_source(proposal: Proposal) -> bool:
    return proposal.shape.list_name == "sources" and not proposal.partial


def _source_report(proposal: Proposal, texts: dict[Key, list[NewPassage]]) -> SourceReport:
    return SourceReport(
        key=proposal.slug,
        title=proposal.values.get("title", ""),
        language=proposal.values.get("language", ""),
        passages=len(texts.get(proposal.key, [])),
    )


def _texts(names: Names, report: Report) -> dict[Key, list[NewPassage]]:
    """The passages of every source that has a text."""
    found: dict[Key, list[NewPassage]] = {}
    for proposal in names.proposals.values():
        if proposal.text:
            passages = _passages(proposal, report)
            if passages is not None:
                found[proposal.key] = passages
    return found


def _passages(proposal: Proposal, report: Report) -> list[NewPassage] | None:
    try:
        return passages_of(proposal)
    except Refused as refusal:
        report.problems += refusal.problems
        return None


def _check_files(names: Names, report: Report) -> None:
    for proposal in names.proposals.values():
        for number, given in enumerate(proposal.files, start=1):
            try:
                files.check(given)
            except (ValueError, OSError) as error:
                report.problems.append(proposal.row.problem(f"files.{number}", str(error)))
