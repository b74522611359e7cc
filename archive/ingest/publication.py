"""What an import opens to readers, if it may: the last act of a loaded plan.

The rules are the workflow's. Here it is only said which records the import speaks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from archive.ingest.archived import PUBLISHED, chunks
from archive.ingest.load import Loader
from archive.ingest.plans import Action, Planned
from archive.ingest.problems import Problem
from archive.ingest.records import Principals
from archive.ingest.shapes import SHAPES
from archive.models import File, Record, Revision
from archive.vocabularies import State
from archive.workflow import publishing
from archive.workflow.principals import Principal

_WAITING = (State.DRAFT, State.IN_REVIEW)


def publish(loader: Loader) -> int:
    """Open to readers what the import made or changed, and drafts of it that nobody took up.

    What somebody withdrew stays withdrawn. Reasons that forbid it become problems of the loader.
    Returns how many records are opened.
    """
    opened = 0
    groups: dict[Principals, dict[Record, Planned]] = defaultdict(dict)
    for record, planned in _publishable(loader):
        groups[loader.principals(planned)][record] = planned
    for principals, records in groups.items():
        _open_files(records)
        label = next(iter(records.values())).proposal.row.label
        try:
            decisions = publishing.publish_all(
                records,
                by=Principal(principals.by),
                second=Principal(principals.second) if principals.second else None,
                reason=PUBLISHED + label,
            )
        except publishing.NotReady as refusal:
            loader.problems += _refused(refusal, records)
        else:
            opened += len(decisions)
    return opened


def _open_files(records: Mapping[Record, Planned]) -> None:
    """Open to readers, together with their source, the files that the bundle says are open."""
    for record, planned in records.items():
        for given in planned.proposal.files:
            if given.public:
                rows = File.objects.filter(source_id=record.pk, sha256=given.sha256, use=given.use)
                rows.update(public=True)


def _publishable(loader: Loader) -> Iterator[tuple[Record, Planned]]:
    """A record of which only texts were imported is opened again if it was open before."""
    untouched = [one for one in loader.plan.of(Action.UNCHANGED) if not one.proposal.partial]
    taken_up = _taken_up(loader.pks[one.key] for one in untouched)
    spoken_for = [
        *(one for one in loader.writing if _is_spoken_for(loader, one)),
        *(one for one in untouched if loader.pks[one.key] not in taken_up),
    ]
    records = _records(loader, spoken_for)
    for planned in spoken_for:
        record = records[loader.pks[planned.key]]
        if record.state in _WAITING and planned.proposal.state == State.PUBLISHED:
            yield record, planned


def _is_spoken_for(loader: Loader, planned: Planned) -> bool:
    return not planned.proposal.partial or planned.key in loader.were_public


def _taken_up(pks: Iterable[int]) -> set[int]:
    """The records that somebody with an account was the last to change."""
    last: dict[int, int | None] = {}
    for chunk in chunks(pks):
        rows = Revision.objects.filter(entry_id__in=chunk).order_by("entry_id", "number")
        last |= {row.entry_id: row.made_by_id for row in rows.only("entry_id", "made_by_id")}
    return {pk for pk, user in last.items() if user is not None}


def _records(loader: Loader, several: Iterable[Planned]) -> dict[int, Record]:
    """The records as the database holds them now, by their primary keys."""
    by_list: dict[str, list[int]] = defaultdict(list)
    for planned in several:
        by_list[planned.key[0]].append(loader.pks[planned.key])
    found: dict[int, Record] = {}
    for list_name, pks in by_list.items():
        for chunk in chunks(pks):
            found |= SHAPES[list_name].model._base_manager.in_bulk(chunk)
    return found


def _refused(refusal: publishing.NotReady, records: Mapping[Record, Planned]) -> Iterator[Problem]:
    """The reasons that forbid publishing, each with the place of the record that it names."""
    by_name = {
        f"{record.get_record_type_display()} {record.slug}: ": planned.proposal
        for record, planned in records.items()
    }
    for reason in refusal.reasons:
        sentence = str(reason)
        name = next((name for name in by_name if sentence.startswith(name)), None)
        if name is None:
            yield Problem("", 0, "", sentence)
        else:
            yield by_name[name].row.problem("", sentence)
