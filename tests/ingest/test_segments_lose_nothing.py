"""However a text is cut, every character that is not blank comes out again, in its order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.segments import Segment, split

PIECES = (
    'The mill |г. |А. |No. |5|. |... |!» |(|)|«|“|" |— |NAME: |т. д. |2031 ж. |[P2S5] |[x] |и|Он |;'
)
pieces = st.sampled_from([*PIECES.split("|"), "\n", "\n\n", "\u00a0"])
texts = st.one_of(st.text(), st.lists(pieces, max_size=40).map("".join))


def bare(text: str) -> str:
    return "".join(text.split())


def comes_out(segment: Segment, by: str) -> str:
    """A segment with what was taken off its text put back."""
    if by == "turn" and segment.voice is not None:
        return f"{segment.voice}:{segment.text}"
    return segment.text


@given(texts, st.sampled_from(["sentence", "paragraph", "turn"]))
def test_no_character_is_lost(text: str, by: str) -> None:
    segments = split(text, by)
    assert bare("".join(comes_out(segment, by) for segment in segments)) == bare(text)


@given(texts)
def test_of_a_given_text_only_locators_leave_the_text(text: str) -> None:
    try:
        segments = split(text, "given")
    except ValueError:
        assert "[" in text
        return
    rest = bare(text)
    for segment in segments:
        passage = bare(segment.text)
        with_locator = f"[{segment.locator}]{passage}"
        taken = with_locator if rest.startswith(with_locator) else passage
        assert rest.startswith(taken)
        rest = rest[len(taken) :]
    assert rest == ""


@given(texts, st.sampled_from(["sentence", "paragraph", "turn"]))
def test_segments_are_numbered_and_never_blank_within(text: str, by: str) -> None:
    segments = split(text, by)
    assert [segment.number for segment in segments] == list(range(1, len(segments) + 1))
    assert len({segment.locator for segment in segments}) == len(segments)
    for segment in segments:
        assert segment.text == " ".join(segment.text.split())
        assert segment.text or segment.voice


@given(texts)
def test_cutting_a_sentence_again_changes_nothing_by_paragraphs(text: str) -> None:
    by_sentence = split(text, "sentence")
    by_paragraph = split(text, "paragraph")
    numbers = {segment.locator.partition("S")[0] for segment in by_sentence}
    assert numbers == {segment.locator for segment in by_paragraph}
    for paragraph in by_paragraph:
        own = [s.text for s in by_sentence if s.locator.partition("S")[0] == paragraph.locator]
        assert " ".join(own) == paragraph.text


@pytest.mark.parametrize(
    "sign", [".", "(", "()", "a. ", "А. ", "'.\"", ".]", "\n", "A", "x:\n", "- "]
)
@pytest.mark.parametrize("by", ["sentence", "paragraph", "turn", "given"])
def test_a_long_run_of_one_sign_is_cut_like_any_text(sign: str, by: str) -> None:
    text = sign * 50_000
    assert bare("".join(comes_out(segment, by) for segment in split(text, by))) == bare(text)
