"""Word lists for cutting and recognising English, Russian, Kazakh and Kyrgyz text.

Owns the lists alone; `segments.py` says what follows from them. Everything is in small letters.
Abbreviations stand without their last full stop, with the inner ones, without blanks.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BEFORE_MORE = _words(
    """
    mr mrs ms messrs dr prof gen col maj lt sgt capt rev hon st mt vs cf viz e.g i.e ca approx
    fig vol eds incl
    т.е т.к т.н т.о им ул пер пл пр-т просп бул наб пос дер гл стр рис табл см ср напр проф акад
    доц г-н г-жа гр тов св зам нач ген полк подполк кап лейт серж ст пп изд ред тел
    мыс қар көш даң
    """
)
"""The same sentence always goes on behind these: a name, a title, an example."""

BEFORE_NUMBERS = _words(
    """
    no nos art arts para paras sec secs ch p pp pt app ann jan feb mar apr jun jul aug sep sept oct
    nov dec № янв фев февр мар апр июн июл авг сен сент окт ноя нояб дек прил кв
    """
)
"""The same sentence goes on when a number follows; otherwise these are words like any other."""

AFTER_NUMBERS = _words(
    """
    г гг в вв ч тыс млн млрд руб коп долл чел км м кг т сек мин экз
    ж жж ғ ғғ тг мың адам сағ
    """
)
"""Years, measures and sums behind their number; a capital letter then begins a sentence."""

AT_THE_END = _words("etc a.m p.m т.д т.п др н.э т.б т.с.с б.з.д б.з.б")
"""The sentence may be over; a capital or a number then begins the next one."""

INSIDE_NAMES = _words(
    """
    inc ltd co corp jr sr bros dept govt univ обл р-н ауд окр респ пр
    zh kh sh ch ts ye yu ya dzh дж
    """
)
"""Parts of names: only a function word then begins a sentence. Acronyms with stops and initials
count as such; the last line has the initials that Latin spells with more than one letter."""

DATE_WORDS = _words(
    """
    в во с со до по к на от около начале середине конце весной летом осенью зимой
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре
    январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
    """
)
"""With a year these make a phrase of time that begins a sentence and is none itself."""

FUNCTION_WORDS = {
    "en": _words(
        """
        a an the this that these those there here he she it they we you i his her its their our my
        in on at by for from to of with into after before during since until under over when while
        if as although because however but and or so then also not no both all some many most each
        one two three four five six seven eight nine ten who what which where why how
        is are was were be been has had have will would
        """
    ),
    "ru": _words(
        """
        в во на по за из с со к ко у о об от до для при через после перед между под над без и а но
        или же как что чтобы это этот эта эти тот та те он она оно они мы вы я его её ее их все всё
        также кроме однако затем потом тогда когда если хотя где там здесь так не ни нет один одна
        два две три четыре пять был была были было который которые
        """
    ),
    "kk": _words(
        """
        бұл ол олар мен бен пен біз сіз осы сол және бірақ алайда сондай кейін содан бір екі үш
        барлық үшін деп еді болған болды туралы бойынша емес
        """
    ),
    "ky": _words(
        """
        бул ал алар мен биз сиз ушул ошол жана бирок кийин бир эки үч бардык үчүн деп эле болгон
        болду тууралуу боюнча эмес менен
        """
    ),
}
"""Words that carry the grammar; no name begins with them."""
