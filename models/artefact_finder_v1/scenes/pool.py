"""Drawn things kept for use in many scenes, a few of them drawn anew all the time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from phiscan.synth import props
from phiscan.synth.artefacts import KINDS
from phiscan.synth.canvas import Flat
from phiscan.synth.fonts import FontBook
from phiscan.synth.studio import Studio
from phiscan.types import Category
from scenes import cards, held, limbs, papers, shows
from scenes.pictures import Library

Draw = Callable[[Studio, Library], Flat]
_OWN = (
    "wristband",
    "wristband_flat",
    "radiograph_lightbox",
    "radiograph_monitor",
    "ultrasound",
    "ehr_screen",
)
_KEPT = {
    Category.WRISTBAND,
    Category.RADIOGRAPH,
    Category.MEDICAL_IMAGING,
    Category.SCREEN,
    Category.ID_CARD,
}


def own_artefact(studio: Studio, library: Library) -> Flat:
    """Return an artefact of phiscan's own renderer, drawn small."""
    kind = KINDS[studio.rng.choice(_OWN)]
    state = studio.rng.getstate()
    studio.px_per_mm = 0.3
    size = kind.draw(studio).size_mm
    studio.rng.setstate(state)
    studio.px_per_mm = 440 / max(size)
    flat = kind.draw(studio)
    flat.marks = [m for m in flat.marks if m.category in _KEPT]
    return flat


def thing(studio: Studio, library: Library) -> Flat:
    """Return something that lies about: mug, pen, keys, phone, plate, cutlery."""
    make = studio.rng.choice(
        (props.mug, props.pen, props.keyboard, props.phone, props.plate, props.cutlery)
    )
    return make(1.0, studio.noise)


def hand(studio: Studio, library: Library) -> Flat:
    """Return a thumb or fingers to hold or hide something with."""
    make = props.thumb if studio.rng.random() < 0.6 else props.fingers
    return make(1.6, studio.rng.choice(props.SKINS), studio.noise)


def alone(make: Callable[[Studio], Flat]) -> Draw:
    """Return a draw that needs no library."""
    return lambda studio, _: make(studio)


POSITIVES: Mapping[str, tuple[Draw, float]] = {
    "worn_band": (alone(limbs.worn_band), 1.8),
    "loose_band": (alone(limbs.loose_band), 2.0),
    "own_artefact": (own_artefact, 1.0),
    "light_box": (shows.light_box, 0.7),
    "bare_film": (shows.bare_film, 0.8),
    "print_out": (shows.print_out, 0.4),
    "radiology_screen": (shows.radiology_screen, 1.3),
    "other_screen": (shows.other_screen, 0.9),
    "identity_card": (cards.identity_card, 0.7),
    "plan_card": (cards.plan_card, 0.45),
    "worn_badge": (cards.worn_badge, 0.45),
    "insurance": (cards.insurance, 0.2),
    "own_page": (papers.own_page, 0.7),
    "page": (papers.page, 0.4),
    "held_phone": (held.held_phone, 0.6),
    "held_film": (held.held_film, 0.4),
    "held_card": (held.held_card, 0.4),
}
DECOYS: Mapping[str, tuple[Draw, float]] = {
    "worn_decoy": (alone(limbs.worn_decoy), 1.0),
    "loose_decoy": (alone(limbs.loose_decoy), 1.1),
    "framed": (shows.framed, 0.9),
    "negative_film": (shows.negative_film, 0.25),
    "other_card": (cards.other_card, 0.5),
    "held_other_card": (held.held_other_card, 0.25),
    "package": (papers.package, 0.5),
    "notice": (papers.notice, 0.5),
    "thing": (thing, 0.5),
}
WHOLES: Mapping[str, tuple[Draw, float]] = {
    "film": (shows.film, 4.0),
    "stored_ultrasound": (shows.stored_ultrasound, 0.7),
    "screenshot": (shows.screenshot, 1.0),
    "other_screenshot": (shows.other_screenshot, 0.8),
    "own_page": (papers.own_page, 0.6),
    "page": (papers.page, 0.4),
}
COVERS: Mapping[str, tuple[Draw, float]] = {"hand": (hand, 1.0), "thing": (thing, 0.6)}
GROUPS = {"positive": POSITIVES, "decoy": DECOYS, "whole": WHOLES, "cover": COVERS}


@dataclass
class Pool:
    """Things by kind; `fresh` is the chance that a draw is a new one, `most` how many are kept.

    Things are kept at most `side` pixels long.
    """

    library: Library
    fonts: FontBook
    rng: Random
    fresh: float = 0.06
    most: int = 90
    side: int = 460
    kept: dict[str, list[Flat]] = field(default_factory=dict)

    def studio(self) -> Studio:
        """Return a new studio: its seed comes from this pool's chance."""
        return Studio(self.library.split, str(self.rng.getrandbits(64)), self.fonts, 1.0)

    def draw(self, group: str, kind: str = "") -> tuple[str, Flat]:
        """Return a kind's name and a thing of it; the kind by the group's weights if not given."""
        table = GROUPS[group]
        kind = kind or self.rng.choices(list(table), [w for _, w in table.values()])[0]
        kept = self.kept.setdefault(kind, [])
        if len(kept) < 3 or self.rng.random() < self.fresh:
            flat = shrunk(table[kind][0](self.studio(), self.library), self.side)
            if len(kept) >= self.most:
                kept[self.rng.randrange(len(kept))] = flat
            else:
                kept.append(flat)
            return kind, flat
        return kind, self.rng.choice(kept)


def shrunk(flat: Flat, side: int = 460) -> Flat:
    """Return a thing with its longer side at most `side` pixels."""
    factor = side / max(flat.alpha.shape)
    return shows.scaled(flat, factor) if factor < 1 else flat
