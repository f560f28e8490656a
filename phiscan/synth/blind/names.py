"""Names that the other splits never yield: further locales, and romanised ones written by hand."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from functools import lru_cache
from random import Random

from phiscan.synth.fonts import plain
from phiscan.synth.people import LOCALES as OLD_LOCALES
from phiscan.synth.people import PARTICLES

LOCALES = (
    "da_DK", "no_NO", "et_EE", "lt_LT", "lv_LV", "sk_SK", "sl_SI", "pt_PT", "es_CL", "es_CO",
    "fr_CA", "fr_BE", "fr_CH", "fr_DZ", "de_AT", "de_CH", "en_NZ", "en_IE", "en_IE", "nl_BE",
    "en_TH", "es_AR",
)  # fmt: skip

# Given names, family names.
ROMANISED: dict[str, tuple[str, str]] = {
    "japanese": (
        "Haruto Sota Yuito Minato Riku Kaito Takumi Hiroshi Kenji Noboru Tatsuya Shigeru Satoshi "
        "Isamu Aoi Himari Mio Tsumugi Honoka Sakura Kiyoko Fumiko Setsuko Tomiko Chiyoko Natsumi",
        "Takahashi Watanabe Nakamura Kobayashi Yoshida Yamaguchi Matsumoto Inoue Kimura Hayashi "
        "Shimizu Hasegawa Fujiwara Okamoto Nishimura Ogawa Uchida Miyazaki Kawashima Tsukamoto",
    ),
    "korean": (
        "Min-jun Seo-yeon Ji-woo Ha-eun Do-yun Seung-hyun Kyung-soo Hye-jin Eun-ji Yong-ho "
        "Soo-min Jae-won Myung-hee Sang-woo Chul-soo Bo-ra",
        "Kwon Hwang Jeong Bae Noh Seok Gwak Ryu Hong Chae Yoon Cheong Nam Baek Ahn",
    ),
    "chinese": (
        "Xiuying Jianguo Guoqiang Yichen Zihan Meiling Huiqing Wenjie Xiaodong Zhiqiang Lihua "
        "Shuying Weimin Chunhua Yutong Haoran Mei Qiang",
        "Zhang Huang Zhao Zhou Xu Zhu Guo Xie Deng Feng Zeng Xiao Cai Jiang Cheng Yuan Xue",
    ),
    "russian": (
        "Dmitri Sergei Aleksei Vyacheslav Gennady Nikolai Yevgeny Lyudmila Svetlana Galina "
        "Tatyana Yekaterina Nadezhda Zinaida Raisa Anastasiya",
        "Sokolov Kuznetsova Volkova Smirnov Morozova Fedorova Zaitseva Solovyov Belyaeva "
        "Gorbunov Kudryavtseva Shcherbakov Tsvetkova Medvedeva",
    ),
    "ukrainian": (
        "Oleksandr Mykola Vasyl Taras Bohdan Ostap Yaroslav Oksana Halyna Solomiya Lesya Nataliya",
        "Shevchenko Kovalenko Bondarenko Tkachenko Kravchuk Polishchuk Lysenko Marchenko "
        "Savchuk Petrenko Hrytsenko",
    ),
    "greek": (
        "Konstantinos Giorgos Panagiotis Dimitrios Evangelos Stavros Eleni Vasiliki Sofia "
        "Georgia Panagiota Despina Athanasios Chrysoula",
        "Papadopoulos Vlachos Georgiou Nikolaidis Karagiannis Makris Christodoulou Antoniadis "
        "Papageorgiou Ioannidis Katsaros Tsoukalas",
    ),
    "bulgarian": (
        "Stoyan Krasimir Plamen Desislava Tsvetelina Rositsa Veselin Bilyana Radostina Todor",
        "Dimitrova Todorov Stoyanova Angelov Kolev Vasileva Hristov Zhelyazkov Petkova",
    ),
    "arabic": (
        "Yousef Tariq Khalid Faisal Nizar Rashida Zaynab Hind Latifa Sumayya Mahmoud Walid "
        "Jamila Abdulrahman",
        "Al-Rashid Al-Masri Haddad Khoury Mansour Al-Qahtani El-Sayed Abu-Zayd Shalhoub Qasim "
        "Al-Zahrani Barakat",
    ),
    "hindi": (
        "Devendra Shyamlal Rajkumari Kamalesh Ramesh Bhagwati Saraswati Gopal Vasudha Lalita "
        "Madhukar Omprakash",
        "Shrivastava Upadhyay Chaturvedi Bhattacharya Mukhopadhyay Deshpande Kulkarni Joshi "
        "Tripathi Dwivedi Ranganathan Thiruvengadam",
    ),
    "filipino": (
        "Jejomar Maricel Rowena Jhun Analyn Marites Rodel Glaiza Jomari Ligaya Bayani Dalisay",
        "Dimaculangan Pangilinan Macaraeg Catacutan Manalastas Dimagiba Bathan Panganiban "
        "Magsaysay Lualhati Agbayani",
    ),
    "tongan": (
        "Sione Mele Tevita Losaline Semisi Ofa Talanoa Vaea Leilani Kekoa",
        "Taufahema Fonoti Tuipulotu Faleolo Kealoha Kahananui Tauiliili Moala",
    ),
}
_GOING_BEFORE = ("van den", "van de", "De", "dela", "Von", "af", "El", "dos", "St.")
_WORD = re.compile(r"[^\W\d_]+")


def words_of(name: str) -> set[str]:
    """Return the words of a name in plain small letters, particles and initials left out.

    >>> sorted(words_of("Núñez-de la Cruz, A."))
    ['cruz', 'nunez']
    """
    found = {plain(w).lower() for w in _WORD.findall(name)}
    return {w for w in found if len(w) > 1 and w not in PARTICLES}


@lru_cache(maxsize=1)
def old_words() -> frozenset[str]:
    """Return every word of a name that the locales of the other splits can yield."""
    found: set[str] = set()
    for locale in set(OLD_LOCALES):
        found.update(*map(words_of, _listed(locale)))
    return frozenset(found)


def _listed(locale: str, part: str = "(first|last)_name") -> Iterable[str]:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for attribute in dir(provider):
        names = getattr(provider, attribute)
        if re.search(part, attribute) and isinstance(names, (tuple, list, dict)):
            yield from (n for n in names if isinstance(n, str))


@lru_cache(maxsize=64)
def _new(source: str, family: bool) -> tuple[str, ...]:
    """Return a source's given or family names all of whose words are new."""
    if source in ROMANISED:
        names: Iterable[str] = ROMANISED[source][family].split()
    else:
        names = _listed(source, "^last_names" if family else "^first_names")
    return tuple(sorted({n for n in map(str.strip, names) if _is_new(n)}))


def _is_new(name: str) -> bool:
    words = words_of(name)
    is_latin = all(ord(c) <= 0x24F for c in name)
    return bool(words) and is_latin and 2 < len(name) <= 22 and not words & old_words()


def draw(rng: Random) -> tuple[str, str, str]:
    """Return given, middle and family name of one person, every word of them new."""
    source = rng.choice(rng.choice((LOCALES, LOCALES, tuple(ROMANISED))))
    given, family = _new(source, False), _new(source, True)
    first, last = rng.choice(given), rng.choice(family)
    middle = rng.choice(given) if rng.random() < 0.35 else ""
    chance = rng.random()
    if chance < 0.08 and "-" not in last:
        last = f"{last}-{rng.choice(family)}"
    elif chance < 0.15:
        last = f"{last} {rng.choice(family)}"
    elif chance < 0.21:
        last = f"{rng.choice(_GOING_BEFORE)} {last}"
    elif chance < 0.25 and "-" not in last:
        last = rng.choice(("O'", "D'", "Mc")) + last
    if rng.random() < 0.1 and " " not in last:
        first = f"{first} {rng.choice(given)}"
    return first, middle.split(" ")[0], last
