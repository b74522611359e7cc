"""The bars of a ledger say what its table says: as many people, source by source."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from archive.public.pages import parts
from archive.public.pages.ledger_picture import SIDE, WIDTH, picture
from archive.vocabularies import Outcome

FREE = {"acquitted", "parole", "amnesty", "served"}


@dataclass(frozen=True)
class Told:
    outcome: parts.Code
    least: int
    stage: parts.Code = field(default_factory=lambda: code("sentence"))

    @property
    def words(self) -> str:
        return str(self.least)


@dataclass(frozen=True)
class Account:
    counts: list[Told]
    left_open: int | None
    source: parts.Link = field(default_factory=lambda: link("Nine on trial"))
    author: parts.Link | None = None


def code(name: str) -> parts.Code:
    return parts.Code(name, name, name)


def link(title: str) -> parts.Link:
    return parts.Link(title=title, url="/sources/nine/")


TOLD = st.builds(Told, st.sampled_from(Outcome.values).map(code), st.integers(0, 60))
ACCOUNTS = st.lists(
    st.builds(Account, st.lists(TOLD, max_size=6), st.none() | st.integers(0, 60)), max_size=6
)


@given(ACCOUNTS)
def test_each_bar_is_made_of_what_its_source_surely_tells_and_leaves_open(
    accounts: list[Account],
) -> None:
    told = [one for one in accounts if sum(count.least for count in one.counts)]
    drawn = picture(accounts)
    assert (drawn is None) == (not told)
    if drawn is None:
        return
    people = [sum(count.least for count in one.counts) + (one.left_open or 0) for one in told]
    unit = (WIDTH - 2 * SIDE) / max(people)
    assert len(drawn.bars) == len(told)
    for bar, account in zip(drawn.bars, told, strict=True):
        numbers = sorted(round(part.width / unit) for part in bar.parts)
        expected = [count.least for count in account.counts] + [account.left_open or 0]
        assert numbers == sorted(number for number in expected if number)
        free = sum(count.least for count in account.counts if count.outcome.code in FREE)
        assert round(sum(p.width for p in bar.parts if p.shade == "free") / unit) == free
        for before, after in zip(bar.parts, bar.parts[1:], strict=False):
            assert abs(before.x + before.width - after.x) < 0.3
        assert all(part.label in ("", str(round(part.width / unit))) for part in bar.parts)
        assert bar.parts[-1].x + bar.parts[-1].width <= WIDTH
    assert {part.shade for bar in drawn.bars for part in bar.parts} == {
        shade.shade for shade in drawn.shades
    }


def test_a_long_title_is_cut_and_an_author_stands_before_it() -> None:
    account = Account(
        [Told(code("acquitted"), 1)], 8, source=link("Nine " * 40), author=link("Legal Aid")
    )
    drawn = picture([account])
    assert drawn
    assert drawn.bars[0].label.startswith("Legal Aid: Nine")
    assert drawn.bars[0].label.endswith("…")
