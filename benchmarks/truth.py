"""Labels are read by the product itself: `phiscan eval` and the benchmarks read alike."""

from phiscan.evaluation.truth import *  # noqa: F403
