"""presidio-image-redactor in its own environment; see make_env.py. Started by benchmarks.peers."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np
import spacy  # type: ignore[import-not-found]
from PIL import Image
from presidio_analyzer import (  # type: ignore[import-not-found]
    AnalyzerEngine,
    PatternRecognizer,
    RecognizerRegistry,
)
from presidio_analyzer.nlp_engine import SpacyNlpEngine  # type: ignore[import-not-found]
from presidio_image_redactor import (  # type: ignore[import-not-found]
    ImageAnalyzerEngine,
    ImageRedactorEngine,
)

from benchmarks.peers.pipe import Pixels, Redact, serve


class BlankEnglish(SpacyNlpEngine):  # type: ignore[misc]
    """A tokeniser without a model: none can be had from the package index."""

    def load(self) -> None:
        """Take spaCy's blank English."""
        self.nlp = {"en": spacy.blank("en")}


def make_engine() -> ImageRedactorEngine:
    """Return presidio with its own recognisers."""
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=BlankEnglish())
    return ImageRedactorEngine(ImageAnalyzerEngine(analyzer_engine=analyzer))


def make() -> Redact:
    """Return presidio with its own recognisers and, each time, a deny list."""
    engine = make_engine()

    def redact(pixels: Pixels, words: Sequence[str]) -> Pixels:
        told = [PatternRecognizer("TRUE_WORD", deny_list=list(words))] if words else None
        copy = engine.redact(Image.fromarray(pixels), fill=(0, 0, 0), ad_hoc_recognizers=told)
        return np.asarray(copy.convert("RGB"), np.uint8)

    return redact


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    serve(make())
