"""Writes into a scratch archive while something else is measured or checked.

State is changed past the workflow, as raw SQL would: readers must be told the truth even then.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from archive.models import Claim, Consent, Incident, Source
from archive.vocabularies import SourceKind, State

PAUSE = 0.05
"""Seconds between two changes."""


BEGUN = "writing"
"""What it says when it has begun."""


def write(seed: int, goes_on: Callable[[], bool], tell: Callable[[str], None]) -> int:
    """Publish and withdraw by turns until told to stop; return how many changes were made."""
    draw = random.Random(seed)  # noqa: S311 - to be repeated
    testimony = list(Source.objects.filter(kind=SourceKind.TESTIMONY).values_list("pk", flat=True))
    claims = list(Claim.objects.values_list("pk", flat=True)[:2000])
    incidents = list(Incident.objects.values_list("pk", flat=True))
    changes = 0
    while goes_on():
        state = draw.choice((State.PUBLISHED, State.PUBLISHED, State.WITHDRAWN))
        kind = draw.random()
        if kind < 0.6:
            Source.objects.filter(pk__in=draw.sample(testimony, 3)).update(state=state)
        elif kind < 0.8:
            Claim.objects.filter(pk=draw.choice(claims)).update(state=state)
        elif kind < 0.9:
            Incident.objects.filter(pk=draw.choice(incidents)).update(state=state)
        else:
            day = None if state == State.PUBLISHED else "2020-01-01"
            Consent.objects.filter(source=draw.choice(testimony)).update(withdrawn_on=day)
        if not changes:
            tell(BEGUN)
        changes += 1
        time.sleep(PAUSE)
    return changes
