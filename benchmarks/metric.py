"""The metric is the product's own: `phiscan eval` and the benchmarks measure alike."""

from phiscan.evaluation.metric import *  # noqa: F403
