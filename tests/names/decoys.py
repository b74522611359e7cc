"""Names that are not meant: 5,000 that sound like those of Central Asia, the same in every run.

Half of them are put together of syllables; the other half are the names that are looked for, with
one sound exchanged for another that no spelling confuses with it (Марат and Мурат, Асан and Хасан,
Досжан and Дошжан).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from random import Random

from archive.spellings import keys, name_keys, query_keys

HOW_MANY = 5_000
_BEGINNINGS = (
    "Ах Бек Дос Ер Жан Кен Мар Нур Сап Тал Уль Хан Шар Аб Бай Гул Иса Кар Мун Ос Рах Сей Тур Чо "
    "Юс Ял Қай Ғал Нұр Өм Жұм Сәу Дәу Ом Дем Куз Пет Вас Кол Мол Сол Ков Бор Гор Лев Мат"
)
_MIDDLES = "а е и о у ба ма та ли ни ри са кы бо ме жа ша ди га ха де ку то ле"
_ENDINGS = (
    "ев ов ин ова ева ина бек жан нар гуль мат лан рат дин шат кин ский аев баев енов имов улов ат "
    "ия ай ур ан ет хан"
)
_OTHER_SOUNDS = "ау сш кх рл мн тд бп жч гк зж вб ца еа иа"
_OTHER_SOUND = {pair[0]: pair[1] for pair in _OTHER_SOUNDS.split()} | {
    pair[1]: pair[0] for pair in _OTHER_SOUNDS.split()
}
_CYRILLIC_WORD = re.compile("[а-яёәіңғүұқөһўҗ]{3,}", re.IGNORECASE)


def decoys(names: Iterable[str]) -> list[str]:
    """HOW_MANY names, none of which is one of the names that are looked for, or a word of one."""
    words = {word.lower() for name in names for word in _CYRILLIC_WORD.findall(name)}
    chosen = Random(5)
    beginnings, between, endings = _BEGINNINGS.split(), _MIDDLES.split(), _ENDINGS.split()
    near = sorted({other for word in words for other in _near(word)} - words)
    found = set(chosen.sample(near, min(len(near), HOW_MANY // 2)))
    while len(found) < HOW_MANY:
        middles = chosen.choices(between, k=chosen.randint(0, 2))
        word = "".join((chosen.choice(beginnings), *middles, chosen.choice(endings))).lower()
        found |= {word} - words
    return sorted(word.capitalize() for word in found)


def _near(word: str) -> Iterator[str]:
    for place, letter in enumerate(word):
        if letter in _OTHER_SOUND:
            yield word[:place] + _OTHER_SOUND[letter] + word[place + 1 :]
    if word[0] in "аоуәөұү":
        yield f"х{word}"
    if word[0] == "х":
        yield word[1:]


class Kept:
    """Names by their keys, as a search keeps them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_key: dict[str, set[str]] = {}
        for name in names:
            for key in name_keys(name):
                self._by_key.setdefault(key, set()).add(name)

    def found(self, query: str) -> set[str]:
        """The names that a query finds."""
        words = [self._with(each) for each in query_keys(query)]
        return self._with(keys(query)) | (set.intersection(*words) if words else set())

    def _with(self, wanted: Iterable[str]) -> set[str]:
        return {name for key in wanted for name in self._by_key.get(key, ())}
