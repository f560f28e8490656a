"""A point in time after which work on one photo stops and the result is incomplete."""

from __future__ import annotations

import time

from phiscan.errors import DeadlineError


class Deadline:
    """Counts down from `seconds`; 0 means no limit. Monotonic, so clock changes do no harm."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._end = time.monotonic() + seconds if seconds > 0 else float("inf")

    @property
    def left_s(self) -> float:
        """Seconds left, infinity without a limit; negative once over."""
        return self._end - time.monotonic()

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return self.left_s <= 0

    def check(self) -> None:
        """Raise DeadlineError once the time is up."""
        if self.is_over:
            raise DeadlineError("time limit reached")
