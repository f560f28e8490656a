"""What was read on a thing may say that it is something else: a ticket, a page, a label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import cv2
import numpy as np

from phiscan.rules.card_words import (
    is_label,
    is_mail,
    is_notice,
    is_remedy,
    is_specimen,
    is_ticket,
)
from phiscan.types import Category, Finding, Line, Points

OF_CARDS = frozenset({Category.HEALTH_PLAN_ID, Category.LICENSE_NUMBER, Category.FACE})
"""What stands on a card; a name, a birth date and a number stand on any note and board, too."""
_SAYS_WHO: Mapping[str, int] = {"wristband": 3, "id_card": 6}
"""What says whose it is; with so many lines on it that were read and tell of nobody it is rather a
ticket, a receipt or a page."""
_OF_SOMEBODY = frozenset({
    Category.PERSON_NAME, Category.DATE_OF_BIRTH, Category.MRN, Category.ACCOUNT_NUMBER,
    Category.HEALTH_PLAN_ID, Category.LICENSE_NUMBER, Category.SSN, Category.OTHER_ID,
    Category.DENIED_TERM, Category.FACE,
})  # fmt: skip
_READ_SURELY = 0.9
"""Score of a line that was read without doubt."""
_LABEL_LINES, _LABEL_SHARE = 3, 0.75
"""Lines read surely, and as a share of all seen on it, from which its words say that it is a label:
what was not read may be anything, and stays covered."""


def tells_of_nobody(
    label: str, polygon: Points, known: Sequence[Finding], lines: Sequence[Line]
) -> bool:
    """Whether the lines on what may be a band or card were read and tell of nobody.

    `known` is what was found on the page, `lines` what was read.
    """
    least = _SAYS_WHO.get(label)
    if least is None:
        return False
    told = {f.category for f in known if holds(polygon, f.polygon)}
    printed = [line for line in lines if line.text.strip() and holds(polygon, line.polygon)]
    read = sum(line.score >= _READ_SURELY for line in printed)
    return read >= least and not told & (_OF_SOMEBODY | {Category.UNREAD_TEXT})


def says_what_it_is(
    label: str, polygon: Points, known: Sequence[Finding], lines: Sequence[Line]
) -> bool:
    """Whether the words on what may be a band or card are a label's, an envelope's, a notice's,
    a ticket's.

    Whoever is named on it is found by the rules. Text that nobody can read may say more, but not
    on a tube, whose label runs round it. Arguments are those of `tells_of_nobody`.
    """
    if label not in _SAYS_WHO:
        return False
    on_it = [line for line in lines if holds(polygon, line.polygon)]
    texts = [line.text for line in on_it if line.text.strip()]
    read = sum(bool(line.text.strip()) and line.score >= _READ_SURELY for line in on_it)
    if read < _LABEL_LINES or read < _LABEL_SHARE * len(on_it):
        return False
    if label == "wristband" and is_specimen(texts):
        return True
    told = {f.category for f in known if holds(polygon, f.polygon)}
    if Category.UNREAD_TEXT in told:
        return False
    if label == "wristband":
        return is_remedy(texts) or is_ticket(texts)
    # A pharmacy's number is on its labels.
    of_cards = told & OF_CARDS - ({Category.LICENSE_NUMBER} if is_remedy(texts) else set())
    return not of_cards and any(
        is_that(texts) for is_that in (is_label, is_notice, is_mail, is_ticket)
    )


def holds(polygon: Points, other: Points | None) -> bool:
    """Whether the middle of another polygon lies on this one; what has none lies nowhere."""
    if other is None:
        return False
    x, y = np.mean(np.asarray(other, dtype=np.float64), axis=0)
    corners = np.asarray(polygon, dtype=np.float32)
    return cv2.pointPolygonTest(corners, (float(x), float(y)), False) >= 0
