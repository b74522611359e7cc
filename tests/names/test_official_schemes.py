"""A Russian spelling is found by each of the official ways to write it in Latin letters.

The spellings are made by a library of schemes (passports of several years, libraries, maps, the
scholarly one), not by hand: whatever a scheme makes of a name must lead back to it.
"""

from __future__ import annotations

import iuliia
import pytest

from archive.spellings import finds

WRITTEN = """
    Айжан Айгуль Нурлан Ержан Жанар Юлия Юрий Яна Ильяс Игорь Фёдор Пётр Семён Татьяна Наталья Дарья
    Людмила Любовь Вячеслав Евгений Егор Сергей Андрей Алексей Эльмира Эдуард Хадиша Хасан Ахмет
    Мухтар Шамиль Чингиз Цецилия Зульфия Гульнара Бауыржан Кайрат Сауле Ляззат Марьям Мариям Рая
    Майя Зоя Аяжан Аида Раиса Исмаил Абай Жомарт Джамиля Ынтымак Ырыс Аркадий Василий Ксения Максим
    Артём Алёна Щербаков Соловьёв Кузнецов Зайцев Рябцев Цой Югай Ягудин Хрущёв Ершов Жуков Чехов
    Шишкин Грозный Толстой Бельский Синицын Ильин Юсупов Яхин Аяганов Жумабаев Джумабаев Кенжебаев
    Ахметжанов Мырзахметов Исхаков Масхудов Абдуллаев Сулейменов Нурпеисов Андреев Сергеевич
    Савельевна Фомич Эргешов Оюнов Киреев Муэдинов Зуев Гуляев Вьюгин Счастный Объедков Асанулы
"""
NAMES = WRITTEN.split()
SCHEMES = [name for name in iuliia.schemas.names() if name != "uz"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_name_is_found_by_its_spelling(scheme: str) -> None:
    written = {name: iuliia.schemas.get(scheme).translate(name) for name in NAMES}
    assert {name: latin for name, latin in written.items() if not finds(latin, name)} == {}
