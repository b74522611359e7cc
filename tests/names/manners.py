"""How the press of several countries and the Latin alphabets write Cyrillic names.

Written from the rules of each manner, from Cyrillic to Latin; the archive reads the other way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_VOWELS = "аеёиоуыэюяәіөұү"
_SAME = dict(zip("абвгдзиклмнопрстуфыэ", "abvgdziklmnoprstufye", strict=True))
_KAZAKH_IN_RUSSIAN = str.maketrans("әғқңөұүһіҗў", "агкноуухижу")


def _letters(text: str, table: Mapping[str, str]) -> str:
    """The longest groups first; what stands in no table falls away."""
    groups = sorted(table, key=len, reverse=True)
    return re.sub("|".join(groups), lambda group: table[group[0]], text)


def german(name: str) -> str:
    """As German newspapers do: Dschumabajew, Schanar, Nasarow, Jussupow."""
    name = name.lower().translate(_KAZAKH_IN_RUSSIAN)
    name = re.sub(f"(?<=[{_VOWELS}])с(?=[{_VOWELS}])", "сс", name)
    name = re.sub(f"(^|(?<=[{_VOWELS}ьъ]))е", "је", name)
    name = re.sub("(?<=[иы])й$", "", name)
    name = re.sub(f"й(?![{_VOWELS}])", "и", name)
    name = re.sub("(?<=[жчшщ])ё", "о", name)
    return _letters(
        name,
        _SAME
        | {"в": "w", "дж": "dsch", "ё": "jo", "ж": "sch", "з": "s", "й": "j", "ј": "j", "е": "e"}
        | {"х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch", "ъ": "", "ь": ""}
        | {"ю": "ju", "я": "ja", "кс": "x"},
    ).capitalize()


def polish(name: str) -> str:
    """As Polish newspapers do: Dżumabajew, Siergiej, Ludmiła, Łozowoj."""
    name = name.lower().translate(_KAZAKH_IN_RUSSIAN)
    name = re.sub(f"(^|(?<=[{_VOWELS}ьъ]))е", "је", name)
    name = re.sub("(?<=[жцшщчл])е", "э", name)
    name = re.sub("(?<=[жчшщ])ё", "о", name)
    name = name.replace("ьё", "јо")
    name = re.sub("(?<=[жцшщч])и", "ы", name)
    name = re.sub("л(?![еёиьюяэ])", "ł", name)
    name = re.sub("(?<=л)ь?ю", "у", re.sub("(?<=л)я", "а", name))
    name = re.sub("(?<=[бвгдзкмнпрстфх])([её])", r"и\1", name)
    return _letters(
        name,
        _SAME
        | {"в": "w", "дж": "dż", "ё": "o", "е": "e", "ж": "ż", "й": "j", "ј": "j", "х": "ch"}
        | {"ц": "c", "ч": "cz", "ш": "sz", "щ": "szcz", "ъ": "", "нь": "ń", "сь": "ś", "ь": ""}
        | {"ю": "ju", "я": "ja"},
    ).capitalize()


def french(name: str) -> str:
    """As French newspapers do: Djoumabaïev, Serguei, Moukhtar, Chichkine."""
    name = name.lower().translate(_KAZAKH_IN_RUSSIAN)
    name = re.sub(f"(?<=[{_VOWELS}])с(?=[{_VOWELS}])", "сс", name)
    name = re.sub(f"(?<=[{_VOWELS}ьъ])е", "ие", name)
    name = re.sub("(?<=[иы])й$", "", name)
    name = re.sub("(?<=[жчшщ])ё", "о", name)
    name = re.sub("ин$", "инэ", re.sub("г(?=[еиыэ])", "гw", name))
    return _letters(
        name,
        _SAME
        | {"гw": "gu", "дж": "dj", "е": "e", "ё": "io", "ж": "j", "й": "ï", "у": "ou", "х": "kh"}
        | {"ц": "ts", "ч": "tch", "ш": "ch", "щ": "chtch", "ъ": "", "ь": "", "ю": "iou", "я": "ia"},
    ).capitalize()


_KAZAKH = _SAME | {
    "е": "e", "қ": "q", "і": "i", "ж": "j", "һ": "h", "х": "h", "ц": "ts", "ъ": "", "ь": "",
}  # fmt: skip


def kazakh_2017(name: str) -> str:
    """The Kazakh alphabet with apostrophes: S'ymkent."""
    table = {"ә": "a'", "ғ": "g'", "ң": "n'", "ө": "o'", "ү": "u'", "ұ": "u", "у": "y'", "и": "i'"}
    table |= {"й": "i'", "ш": "s'", "щ": "s'", "ч": "c'", "ю": "i'y'", "я": "i'a", "ё": "i'o"}
    return _letters(name.lower(), _KAZAKH | table).capitalize()


def kazakh_2018(name: str) -> str:
    """The Kazakh alphabet with acutes: Shymkent, Aýyl, Aıgúl."""
    table = {"ә": "á", "ғ": "ǵ", "ң": "ń", "ө": "ó", "ү": "ú", "ұ": "u", "у": "ý", "и": "ı"}
    table |= {"й": "ı", "ш": "sh", "щ": "sh", "ч": "ch", "ю": "ıý", "я": "ıa", "ё": "ıo"}
    return _letters(name.lower(), _KAZAKH | table).capitalize()


def kazakh_2021(name: str) -> str:
    """The Kazakh alphabet of Turkic letters: Şymkent, Aigül."""
    table = {"ә": "ä", "ғ": "ğ", "ң": "ñ", "ө": "ö", "ү": "ü", "ұ": "ū", "й": "i", "ш": "ş"}
    table |= {"щ": "ş", "ч": "ç", "ю": "iu", "я": "ia", "ё": "io"}
    return _letters(name.lower(), _KAZAKH | table).capitalize()


_ENGLISH = _SAME | {
    "е": "e", "ё": "yo", "і": "i", "й": "y", "ж": "zh", "х": "kh", "һ": "h", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya", "җ": "zh", "ў": "u",
}  # fmt: skip


def kazakh_on_maps(name: str) -> str:
    """As British and American maps write Kazakh: Qaraghandy, Tengiz."""
    table = {"ә": "ä", "ғ": "gh", "қ": "q", "ң": "ng", "ө": "ö", "ұ": "ū", "ү": "ü"}
    return _letters(name.lower(), _ENGLISH | table).capitalize()


def kazakh_passport(name: str) -> str:
    """As passports of Kazakhstan do: Zhumabayev, Kairat."""
    table = {"ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "й": "i"}
    return _letters(name.lower(), _ENGLISH | table).upper()


def english(name: str) -> str:
    """As the English press does, which writes j and drops double letters' second: Jumabayev."""
    name = re.sub(f"(^|(?<=[{_VOWELS}]))е", "йе", name.lower().translate(_KAZAKH_IN_RUSSIAN))
    name = re.sub("(?<=[иы])й$", "", name)
    return _letters(name, _ENGLISH | {"ж": "j", "дж": "j", "й": "y"}).capitalize()


def turkish(name: str) -> str:
    """As Turkish newspapers do: Cumabay, Çolpan, Şeyma."""
    name = name.lower().translate(_KAZAKH_IN_RUSSIAN)
    table = {"е": "e", "ё": "yo", "ж": "j", "дж": "c", "й": "y", "х": "h", "ц": "ts", "ч": "ç"}
    table |= {"ш": "ş", "щ": "ş", "ъ": "", "ы": "ı", "ь": "", "ю": "yu", "я": "ya"}
    return _letters(name, _SAME | table).capitalize()


MANNERS: tuple[Callable[[str], str], ...] = (
    german,
    polish,
    french,
    kazakh_2017,
    kazakh_2018,
    kazakh_2021,
    kazakh_on_maps,
    kazakh_passport,
    english,
    turkish,
)
