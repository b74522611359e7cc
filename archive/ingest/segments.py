"""Cut a text into the passages that will be numbered and cited; tell the language of a text.

Owns the rules for sentences, paragraphs, speech turns and texts that were cut before they came, in
English, Russian, Kazakh and whatever shares their signs. Takes plain text: markup is taken off
before. Every character that is not blank comes out again, in its order, as text, voice or locator;
runs of blanks and line breaks become one blank.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from archive.ingest import words

_SHORTEST_WRAPPED_LINE = 40
_LONGEST_WRAPPED_LINE = 100
_LONGEST_BRACKET = 400
_MOST_BRACKETS = 200_000  # in one paragraph: prose has fewer
LONGEST_PASSAGE = 20_000
"""How many characters a passage may have; a sentence that is longer is not looked through."""
_LOOK_BACK = 48


@dataclass(frozen=True)
class Segment:
    """One passage to be: its number from 1, the locator in its source, its text, who speaks it."""

    number: int
    locator: str
    text: str
    voice: str | None = None


def split(text: str, by: str, most: int | None = None) -> list[Segment]:
    """Cut a text by "sentence", "paragraph", "turn" or "given"; a blank text gives no segments.

    Locators are `P2S5` (paragraph 2, its sentence 5), `P2` and `T3`; a given passage has the one
    that it brings (`[P2S5] Text`) or its own number as `P7`. The time is linear in the length; with
    `most` it ends at the first segment beyond so many.
    Raises ValueError for another way of cutting, and for a locator that stands twice.
    """
    if by not in _WAYS:
        raise ValueError(f"“{by}” is no way to cut a text: it is one of {', '.join(_WAYS)}.")
    return [
        Segment(number, locator, text, voice)
        for number, (locator, text, voice) in islice(
            enumerate(_WAYS[by](text), start=1), None if most is None else most + 1
        )
    ]


_Part = tuple[str, str, str | None]  # locator, text, voice


def _by_sentence(text: str) -> Iterator[_Part]:
    for paragraph_number, paragraph in enumerate(paragraphs(text), start=1):
        for sentence_number, sentence in enumerate(_sentences(paragraph), start=1):
            yield f"P{paragraph_number}S{sentence_number}", sentence, None


def _by_paragraph(text: str) -> Iterator[_Part]:
    for number, paragraph in enumerate(paragraphs(text), start=1):
        yield f"P{number}", paragraph, None


# Paragraphs

_BULLET = re.compile(r"(?:[-–—•*·]|[0-9]{1,3}[.)])\s")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each on one line.

    A blank line ends a paragraph. A single line break ends one too, unless the lines between two
    blank ones look wrapped by a program: all but the last of 40 to 100 characters, none a list item
    or a line of dialogue, and one at least without a sentence's end.
    """
    found = []
    for block in _blocks(text):
        found.extend([" ".join(block)] if _is_wrapped(block) else block)
    return found


def _blocks(text: str) -> Iterator[list[str]]:
    """The runs of lines between blank lines; lines without blanks around or doubled inside."""
    block: list[str] = []
    for line in text.splitlines():
        if words_of_line := line.split():
            block.append(" ".join(words_of_line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_wrapped(lines: list[str]) -> bool:
    *full, last = lines
    return (
        bool(full)
        and all(_SHORTEST_WRAPPED_LINE <= len(line) <= _LONGEST_WRAPPED_LINE for line in full)
        and len(last) <= _LONGEST_WRAPPED_LINE
        and not any(_BULLET.match(line) for line in lines[1:])
        and any(line[-1] not in '.!?…:;»”"' for line in full)
    )


# Sentences

_CLOSERS = "\"'»”’“)\\]"
_STOP = re.compile(rf"(?<![.!?…])(?P<stop>[.!?…]++)[{_CLOSERS}]*+(?:\[[0-9]{{1,3}}\])*+ ")
_OPENING = re.compile(r"[\"'«„“‘(\[]*(?:[-–—] )?[\"'«„“‘(\[]*")
_BRACKET = re.compile(r"[()\[\]]")
_LETTERS_WITH_STOPS = re.compile(r"(?:\b[^\W\d_]\. ?)+[^\W\d_]$")
_LAST_WORD = re.compile(r"[\w№'’-]+$")
_NEXT_WORD = re.compile(r"[^\W\d_]+\.?")  # with its stop, an initial is no function word
_NUMBER_BEFORE = re.compile(r"[0-9IVXLC] ?$")
_LIST_NUMBER = re.compile(r"[0-9]{1,3}|[IVXLC]+|[^\W\d_]")
_YEARS = re.compile("[0-9]+(?:[–-][0-9]+)?")


def sentences(paragraph: str) -> list[str]:
    """The sentences of one paragraph, with the quotes and brackets that close behind their stop.

    Where a full stop may belong to an abbreviation, an initial or a list number, what stands before
    and behind it decides; brackets of up to 400 characters stay whole. When in doubt a sentence
    goes on: a passage too long can still be cited, one cut through a name cannot be read.
    """
    return list(_sentences(paragraph))


def _sentences(paragraph: str) -> Iterator[str]:
    paragraph = " ".join(paragraph.split())
    bracketed = _bracketed(paragraph)
    start = 0
    for match in _STOP.finditer(paragraph):
        if match.start() - start > LONGEST_PASSAGE:
            break
        if not bracketed[match.end() - 1] and _ends_sentence(paragraph, start, match):
            yield paragraph[start : match.end() - 1]
            start = match.end()
    if start < len(paragraph):
        yield paragraph[start:]


def _bracketed(text: str) -> bytearray:
    """For each character 1 if it stands inside a pair of brackets that are not too far apart."""
    opened: list[int] = []
    pairs = []
    for match in islice(_BRACKET.finditer(text), _MOST_BRACKETS):
        if match[0] in "([":
            opened.append(match.start())
        elif opened:
            pairs.append((opened.pop(), match.start()))
    marks = bytearray(len(text))
    marked = 0
    for first, last in sorted(pairs):
        if last - first <= _LONGEST_BRACKET and last > marked:
            marks[max(first, marked) : last] = b"\1" * (last - max(first, marked))
            marked = last
    return marks


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the sentence that began at `start` ends with the stop found, by its surroundings."""
    opening = _OPENING.match(text, match.end())
    following = opening.end() if opening else match.end()
    if text[following : following + 1].islower():
        return False
    before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
    if not any(character.isalnum() for character in before):
        return False
    if match["stop"] != ".":
        return True
    at_start = match.start() - start <= _LOOK_BACK
    return _full_stop_ends(before, at_start, text, following)


def _full_stop_ends(before: str, at_start: bool, text: str, following: int) -> bool:
    """Whether a single full stop ends a sentence.

    `before` is what stands before it, back to the sentence's start if `at_start`; at `following`
    the text goes on with a capital letter, a number or a sign.
    """
    letters = _LETTERS_WITH_STOPS.search(before)
    last = letters or _LAST_WORD.search(before)
    if last is None:
        return True
    word = last[0].replace(" ", "").lower()
    phrase = before[: last.start()]
    if at_start and not phrase and _LIST_NUMBER.fullmatch(last[0]):
        return False
    if word in words.BEFORE_MORE:
        return False
    if word in words.BEFORE_NUMBERS:
        return not text[following : following + 1].isdigit()
    if word in words.AFTER_NUMBERS and (len(word) > 1 or _NUMBER_BEFORE.search(phrase)):
        goes_on = text[following : following + 1].isdigit() or (
            at_start and _is_date_phrase(phrase)
        )
        return not goes_on
    if word in words.AT_THE_END:
        return True
    initial = len(word) == 1 and word.isalpha() and last[0] != "я"
    if initial or letters or word in words.INSIDE_NAMES:
        return _function_word_at(text, following)
    return True


def _is_date_phrase(phrase: str) -> bool:
    """Whether words such as "с 7 февраля 2020" stand before the abbreviation of a year."""
    return all(
        _YEARS.fullmatch(word) or word in words.DATE_WORDS for word in phrase.lower().split()
    )


def _function_word_at(text: str, place: int) -> bool:
    """Whether a word that is no part of a name stands there: "He", not "Ivanov" nor "A."."""
    match = _NEXT_WORD.match(text, place)
    return match is not None and any(
        match[0].lower() in of_language for of_language in words.FUNCTION_WORDS.values()
    )


# Speech turns

_VOICE = re.compile(r"(?P<voice>[^\W\d_][^:]{0,59}):(?: (?P<text>.*))?")
_NO_VOICE = re.compile(r"[,;!?«»“”\"]|[^\W\d_]{3,}\.")
_DIALOGUE = re.compile(r"[-–—] ")
_MOST_WORDS_OF_A_VOICE = 6


def _by_turn(text: str) -> Iterator[_Part]:
    """A line `NAME: text` or `— text` begins a turn, the lines behind it go on with it.

    A name is a line's beginning with a capital letter, of up to 6 words without a sentence's signs.
    What stands before the first turn is a turn of nobody.
    """
    turns: list[tuple[str | None, list[str]]] = []
    for line in (line for block in _blocks(text) for line in block):
        voice = _voice(line)
        if voice:
            turns.append((voice["voice"], [voice["text"] or ""]))
        elif _DIALOGUE.match(line) or not turns:
            turns.append((None, [line]))
        else:
            turns[-1][1].append(line)
    for number, (speaker, lines) in enumerate(turns, start=1):
        yield f"T{number}", " ".join(line for line in lines if line), speaker


def _voice(line: str) -> re.Match[str] | None:
    match = _VOICE.fullmatch(line)
    if match is None or not line[0].isupper() or _NO_VOICE.search(match["voice"]):
        return None
    return match if len(match["voice"].split()) <= _MOST_WORDS_OF_A_VOICE else None


# Texts that were cut before they came

_GIVEN_LOCATOR = re.compile(r"\[(?P<locator>[A-Za-z0-9.:-]{1,40})\] (?P<text>.+)")


def _by_given(text: str) -> Iterator[_Part]:
    """One passage for each line; where there are blank lines, for each block between them.

    `[P2S5] ` before a passage is its locator, with a digit and without a blank; inside a block too
    a line that brings one begins a passage.
    """
    seen: dict[str, int] = {}
    for number, piece in enumerate(_given_pieces(text), start=1):
        match = _given_locator(piece)
        locator = match["locator"] if match else f"P{number}"
        if locator in seen:
            raise ValueError(
                f"The locator “{locator}” stands twice, at passages {seen[locator]} and {number}."
            )
        seen[locator] = number
        yield locator, match["text"] if match else piece, None


def _given_pieces(text: str) -> Iterator[str]:
    blocks = list(_blocks(text))
    if len(blocks) == 1:
        yield from blocks[0]
        return
    for block in blocks:
        piece = [block[0]]
        for line in block[1:]:
            if _given_locator(line):
                yield " ".join(piece)
                piece = []
            piece.append(line)
        yield " ".join(piece)


def _given_locator(piece: str) -> re.Match[str] | None:
    match = _GIVEN_LOCATOR.fullmatch(piece)
    return match if match and any(letter.isdigit() for letter in match["locator"]) else None


_WAYS: dict[str, Callable[[str], Iterator[_Part]]] = {
    "sentence": _by_sentence,
    "paragraph": _by_paragraph,
    "turn": _by_turn,
    "given": _by_given,
}


# Language

_LETTERS = {"kk": re.compile("[әғқұһіңөү]"), "ky": re.compile("[ңөү]|([аоуөүэ])\\1")}
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_TO_TELL = 20_000


def detect_language(text: str) -> str:
    """The likely language of a text: "en", "ru", "kk" or "ky".

    Text with no more Cyrillic than Latin letters counts as English. Otherwise each language gets a
    point for each of its function words, and Kazakh and Kyrgyz one for each letter that Russian
    lacks (Kyrgyz also for each doubled vowel); the most points win, in the order ru, kk, ky. Looks
    at the first 20,000 characters.
    """
    text = text[:_ENOUGH_TO_TELL].lower()
    if len(_CYRILLIC.findall(text)) <= len(_LATIN.findall(text)):
        return "en"
    found = _WORD.findall(text)
    points = {
        language: sum(word in words.FUNCTION_WORDS[language] for word in found)
        + (len(_LETTERS[language].findall(text)) if language in _LETTERS else 0)
        for language in ("ru", "kk", "ky")
    }
    return max(points, key=lambda language: points[language])
