"""Where sentences end in English, Russian and Kazakh. In each case `|` marks the cuts."""

import pytest

from archive.ingest.segments import Segment, sentences, split

ENGLISH = [
    "The bridge fell on 7 May. |Nobody was hurt.",
    "On May 4, 2031, two clerks (February 7-8) left. |They spent 2.5 years there.",
    "Mr. Hill and Dr. A. B. Stone Jr. spoke. |Ms. Reed did not.",
    "See art. 14, para. 2 and No. 5 of vol. 3. |It is clear.",
    "He was asked. |No. |He never answered.",
    "It met on Feb. 7 and Sept. 9. |Then it closed.",
    "Police, clerks, etc. |All came at 5 p.m. |Rain fell.",
    "The U.S. Embassy wrote, e.g. The Times, i.e. Stone. |In the U.S. |The court waited.",
    "Clerk A. Stone saw clerk B. |He said so.",
    "“Stop.” |Then “Go!” he said. |She left.",
    'She asked "Why?" and left. |"Because." |He smiled.',
    "Wait... |What? |Yes! |It fell… and rose.",
    "(He came. She left.) |It was late (see no. 3. There). |End.",
    "It was so.[3] |Next.",
    "1. The first. |2. The second.",
    "IV. The ruling. |It stands.",
    "It cost 1.5 million. |14 of the 51 paid.",
    "The end came in 2031. |Then peace.",
    "A heading without a stop",
    "Read example.org today. |Tomorrow is late.",
]
RUSSIAN = [
    "А. С. Мостов жил в г. Речном на ул. Садовой, д. 5, кв. 12. |Он уехал.",
    "Иванов А. С. и Петрова Е. В. ушли. |Она вернулась.",
    "27 апреля 2031 г. Речной суд вынес приговор. |Его обжаловали.",
    "В 2031 г. Мостов уехал. |Он родился в 1990 г. |Суд это учёл.",
    "С мая 2030 по июнь 2031 г. Мостов болел. |Потом выздоровел.",
    "Мост строили в 2030–2031 гг. |Так решил суд.",
    "В XX в. |Там стоял мост.",
    "По ч. 2 ст. 275 и п. 3 ст. 12 суд, т. е. судья, решил. |Всё.",
    "Дома, сараи и т. д. |Их сожгли.",
    "Дома, сараи и др. |Люди ушли.",
    "Ущерб составил 5 млн. 300 тыс. руб. |Его не возместили.",
    "Это г-н Мостов, проф. Речной и др. свидетели. |Они молчали.",
    "«Где он?» — спросил судья. |«Не знаю!» — ответила она.",
    "— Кто там? |— Это я. |— Заходи!",
    "Он сказал: «Я не виновен». |Суд удалился.",
    "Он молчал… |Потом ушёл... и вернулся.",
    "Дж. Стоун и Ю. Б. Речная пришли. |Они ждали.",
]
KAZAKH = [
    "2031 ж. 27 сәуірде Өзен соты үкім шығарды. |Ол күшіне енді.",
    "Көпір салынған кез – 2030–2031 жж. |Ел көп еді.",
    "Қ. Көпіров пен Ә. Б. Өзенова келді. |Олар үндемеді.",
    "Үй, қора т.б. |Бәрі өртенді.",
    "Өзен обл. Көпір ауд. тұрғыны айтты. |Бұл рас.",
    "Көпір б.з.б. салынған. |Ол құлады.",
    "Құн 3,5 млн. теңге. |Төленбеді.",
]


@pytest.mark.parametrize("marked", ENGLISH + RUSSIAN + KAZAKH)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    assert sentences(marked.replace("|", "")) == [cut.strip() for cut in marked.split("|")]


def test_sentences_are_numbered_within_their_paragraph() -> None:
    text = "The mill burned. Nobody came.\nIt was 5 May. He left. She stayed.\n"
    assert split(text, "sentence") == [
        Segment(1, "P1S1", "The mill burned."),
        Segment(2, "P1S2", "Nobody came."),
        Segment(3, "P2S1", "It was 5 May."),
        Segment(4, "P2S2", "He left."),
        Segment(5, "P2S3", "She stayed."),
    ]


def test_a_bracket_too_long_to_be_an_aside_is_cut() -> None:
    inside = " ".join(["The river rose again."] * 30)
    assert len(sentences(f"({inside}) He left.")) == 31


def test_a_blank_text_has_no_sentences() -> None:
    assert split(" \n\t\n", "sentence") == []
