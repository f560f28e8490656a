"""How long checks take of late: whether one more upload could be looked at within its time.

Sending an upload away at once, to come back later, is kinder than letting it wait for a turn that
comes too late. Thread-safe by its owner's lock.
"""

from __future__ import annotations

import math

_NEW = 0.2
"""Weight of the newest check in the running mean (Hunter, 1986, exponentially weighted)."""
_LEAST_S, _MOST_S = 2, 30
_MARGIN = 2.0
"""A check may take this many times the mean: photos differ in size and text."""


class Pace:
    """The running mean of a check's seconds, for `jobs` side by side; 0 while none was seen."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.seconds = 0.0

    def note(self, seconds: float) -> None:
        """Take in how long a check took."""
        self.seconds += (seconds - self.seconds) * (_NEW if self.seconds else 1.0)

    def wait_s(self, taken: int) -> float:
        """Return the seconds until one more upload would have its turn behind `taken` others.

        >>> pace = Pace(2)
        >>> pace.note(3.0)
        >>> pace.wait_s(1), pace.wait_s(2), pace.wait_s(5)
        (0.0, 1.5, 6.0)
        """
        return max(0, taken - self.jobs + 1) * self.seconds / self.jobs

    def is_too_late(self, taken: int, deadline_s: float) -> bool:
        """Whether one more would be out of time; never where a worker is free for it."""
        wait = self.wait_s(taken)
        return wait > 0 and not self.is_enough(deadline_s - wait, deadline_s)

    def is_enough(self, left_s: float, deadline_s: float) -> bool:
        """Whether a check that begins with so much time left can be expected to end in it."""
        return left_s >= min(_MARGIN * self.seconds, deadline_s / 2)

    def retry_after_s(self, taken: int) -> int:
        """Return when to come back: once half of those before it are done."""
        return min(_MOST_S, max(_LEAST_S, math.ceil(self.wait_s(taken) / 2)))
