from datetime import date
from random import Random

import numpy as np
import pytest

pytest.importorskip("faker", reason="Faker is in the extra phiscan[synth]")

from phiscan.synth.artefacts import KINDS
from phiscan.synth.blind import names as blind_names
from phiscan.synth.fonts import FAMILIES, FontBook
from phiscan.synth.render import plan
from phiscan.synth.sealed import grounds, names, world
from phiscan.synth.sealed.form import CELLS, VALUES, fields
from phiscan.synth.sealed.kinds import DESIGNS, SEALED_KINDS
from phiscan.synth.sealed.studio import SealedPeople, SealedStudio
from phiscan.synth.studio import Studio
from phiscan.types import Category, Role

BOOK = FontBook("sealed")


def people(count: int = 300):
    source = SealedPeople(Random("sealed"), world.US)
    return [source.person() for _ in range(count)]


def test_a_plan_of_no_photo_is_empty(tmp_path):
    assert plan(tmp_path, count=0, seed=1, split="sealed") == []


def test_names_are_from_at_least_forty_origins_each_with_a_choice():
    origins = [pair for group in names.ORIGINS.values() for pair in group.values()]
    assert len(origins) >= 40
    for pair in origins:
        given, family = pair.split(" / ")
        assert len(given.split()) >= 4
        assert len(family.split()) >= 3


def test_names_come_in_every_build():
    shown = [f"{p.given}|{p.middle}|{p.family}" for p in people()]
    assert any(n.endswith("||") for n in shown)  # one name only
    for part in ("-", "'", " "):
        assert any(part in n for n in shown)
    assert any(" " in n.split("|")[1] and n.split("|")[2] for n in shown)  # four words


def test_most_names_are_new_to_the_blind_split():
    words = blind_names.old_words()
    new = [not blind_names.words_of(f"{p.given} {p.family}") <= words for p in people()]
    assert np.mean(new) > 0.6


@pytest.mark.parametrize(
    ("shape", "shown"),
    [
        ("last_upper", "Mai See VANG"),
        ("comma_mid", "VANG, Mai See P"),
        ("caret", "VANG^MAI SEE^PAO"),
        ("initials_after", "Vang MP"),
        ("dotted", "M. P. Vang"),
        ("all_middle", "Mai See Pao Vang"),
        ("comma", "Vang, Mai See"),
    ],
)
def test_names_are_written_in_each_shape(shape, shown):
    person = people(1)[0]
    fields_of = {k: getattr(person, k) for k in person.__dataclass_fields__}
    fields_of |= {"given": "Mai See", "middle": "Pao", "family": "Vang"}
    assert names.SealedPerson(**fields_of).written(shape) == shown
    alone = names.SealedPerson(**(fields_of | {"given": "Suharti", "family": ""}))
    assert alone.written(shape).title() == "Suharti"


@pytest.mark.parametrize("country", world.COUNTRIES.values(), ids=lambda c: c.code)
def test_phones_are_kept_for_fiction_and_no_pattern_stays_unfilled(country):
    rng = Random(country.code)
    fictional = ("55501", "496", "01632960", "7700900", "2091", "180097", "70101", "491578")
    for _ in range(60):
        digits = "".join(c for c in world.phone(rng, country) if c.isdigit())
        assert any(part in digits for part in fictional), digits
        made = [country.number(rng, word) for word in (*world.SHAPES,)]
        assert not any(set("#@%") & set(text) for text in made)
        assert "{" not in world.street(rng, country) + world.town(rng, country)


def test_every_field_has_a_label_in_every_country():
    for country in world.COUNTRIES.values():
        assert all(country.label(Random(1), word) for word in VALUES)
    studio = SealedStudio("fields", BOOK)
    assert fields(studio, "") == []
    assert all(label and value for label, value in fields(studio, " ".join(VALUES)))


def test_no_font_is_shared_with_another_split():
    mine = {f.regular for f in FAMILIES if f.split == "sealed"}
    assert len(mine) >= 20
    assert not mine & {f.regular for f in FAMILIES if f.split != "sealed"}


def test_the_sealed_split_has_every_kind_and_the_same_clean_ones():
    assert set(SEALED_KINDS) == set(KINDS)
    assert len(CELLS) >= 7
    for name, kind in SEALED_KINDS.items():
        assert (kind.clean, kind.views) == (KINDS[name].clean, KINDS[name].views)


@pytest.mark.parametrize("kind", sorted(DESIGNS))
def test_identifiers_are_named_and_clean_things_hold_none(kind):
    for number, design in enumerate(dict.fromkeys(DESIGNS[kind])):
        flat = design(SealedStudio(f"{kind} {number}", BOOK, 2.0))
        said = [m for m in flat.marks if m.category is Category.PERSON_NAME]
        if KINDS[kind].clean:
            assert not any(m.text for m in flat.marks)
        else:
            assert said
            assert all(m.origin and m.role in (Role.PATIENT, Role.CLINICIAN) for m in said)


@pytest.mark.parametrize("kind", ["lab_report", "letter", "sticky_note", "specimen_label_flat"])
def test_text_stays_on_the_paper(kind):
    for seed in range(4):
        for design in dict.fromkeys(DESIGNS[kind]):
            flat = design(SealedStudio(f"{kind} {seed}", BOOK, 5.0))
            size = np.array(flat.alpha.shape[::-1])
            for mark in flat.marks:
                if mark.text:
                    assert (mark.polygon > -1).all(), mark
                    assert (mark.polygon <= size + 1).all(), mark


def test_a_date_and_an_age_are_written_in_the_country_s_ways():
    studio = SealedStudio("dates", BOOK)
    shown = {studio.write_date(date(1961, 3, 4)) for _ in range(80)}
    assert len(shown) >= 3
    assert all("61" in text for text in shown)
    assert any(str(studio.patient.age) in str(part) for part in studio.age_sex())


def test_only_a_sealed_studio_draws_sealed_kinds():
    with pytest.raises(TypeError, match="SealedStudio"):
        SEALED_KINDS["menu"].draw(Studio("test", "1", FontBook("test")))


@pytest.mark.parametrize("draw", sorted({d for some in grounds.INSTEAD.values() for d in some},
                                        key=lambda d: d.__name__))  # fmt: skip
@pytest.mark.parametrize("size", [(64, 64), (320, 200)])
def test_grounds_have_the_size_asked_for_and_are_not_flat(draw, size):
    pixels = draw(np.random.default_rng(1), *size)
    assert pixels.shape == (size[1], size[0], 3)
    assert pixels.dtype == np.uint8
    assert pixels.std() > 1
