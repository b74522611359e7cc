"""Speech turns: who speaks, and where a speech goes on."""

from archive.ingest.segments import Segment, split

HEARING = """\
Hearing of 4 May, hall 2

JUDGE: Where were you?
Witness A.: At the mill.
I saw: the bridge was still there.

It fell later.
Presiding judge (quietly): Go on.
— I have nothing to add.
— Thank you.
Адвокат О. Речная: Вопросов нет.
КУӘ № 2:
Мен көрдім.
"""


def test_a_name_and_a_colon_or_a_dash_begin_a_turn() -> None:
    assert split(HEARING, "turn") == [
        Segment(1, "T1", "Hearing of 4 May, hall 2"),
        Segment(2, "T2", "Where were you?", "JUDGE"),
        Segment(3, "T3", "At the mill.", "Witness A."),
        Segment(4, "T4", "the bridge was still there. It fell later.", "I saw"),
        Segment(5, "T5", "Go on.", "Presiding judge (quietly)"),
        Segment(6, "T6", "— I have nothing to add."),
        Segment(7, "T7", "— Thank you."),
        Segment(8, "T8", "Вопросов нет.", "Адвокат О. Речная"),
        Segment(9, "T9", "Мен көрдім.", "КУӘ № 2"),
    ]
