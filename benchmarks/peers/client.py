"""Starts a peer in its own process, models loaded once, and lets it redact photo after photo."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType

from benchmarks.peers.make_env import PRESIDIO_PYTHON
from benchmarks.peers.pipe import Pixels, receive, send
from benchmarks.tools import Outcome
from phiscan.evaluation.truth import TruthPhoto

REPO = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class PeerSpec:
    """One peer: which Python runs which module, and what it is given beyond the photo."""

    python: Path
    module: str
    given: str
    missing: str

    @property
    def is_available(self) -> bool:
        """Whether it can be run here."""
        return not self.missing


_TOLD = "the upright pixels and, as a gift, every true word of the photo"
PEERS = {
    "presidio": PeerSpec(
        PRESIDIO_PYTHON,
        "benchmarks.peers.presidio_worker",
        f"presidio-image-redactor 0.0.62 with Tesseract and its own settings: {_TOLD} as a deny"
        " list beside its own recognisers; no name model (spaCy's blank English)",
        "" if PRESIDIO_PYTHON.is_file() else "make it with: python -m benchmarks.peers.make_env",
    ),
    "rapidocr": PeerSpec(
        Path(sys.executable),
        "benchmarks.peers.rapidocr_worker",
        f"RapidOCR 3.10.0 (PP-OCRv6 small, openvino, long side 2000, its best single size): {_TOLD}"
        "; it covers each line box in which a true word was read, one letter in five misread",
        "" if find_spec("rapidocr") else "pip install rapidocr",
    ),
}


def true_words(photo: TruthPhoto, page: int) -> list[str]:
    """Return every word of the identifiers printed on a page, each once."""
    texts = [e.text or "" for e in photo.entries if e.is_text and e.page == page]
    words = [word for text in texts for word in text.split()]
    return sorted({w for w in words if any(map(str.isalnum, w))})


class Peer:
    """A tool that runs elsewhere; what it paints is what it publishes. Close it after use."""

    def __init__(self, name: str, threads: int = 0, spec: PeerSpec | None = None) -> None:
        self.name, spec = name, spec or PEERS[name]
        if not spec.is_available:
            raise RuntimeError(f"{name} is not here; {spec.missing}")
        self._process = subprocess.Popen(
            [str(spec.python), "-m", spec.module, str(threads)],
            cwd=REPO,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def run(self, photo: TruthPhoto, pages: tuple[Pixels, ...]) -> Outcome:
        """Redact; raises RuntimeError when the peer has ended."""
        answers = [self._ask(p, true_words(photo, n)) for n, p in enumerate(pages, start=1)]
        painted = tuple(pixels for pixels, _ in answers)
        return Outcome(painted, painted, seconds=sum(seconds for _, seconds in answers))

    def _ask(self, pixels: Pixels, words: list[str]) -> tuple[Pixels, float]:
        asked, answered = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answered is not None
        try:
            send(asked, {"words": words}, pixels)
            message = receive(answered)
        except (BrokenPipeError, EOFError):
            message = None
        if message is None:
            raise RuntimeError(f"{self.name} ended with {self._process.wait()}") from None
        return message[1], float(message[0]["seconds"])

    def close(self) -> None:
        """Let the process end: it does when its input does."""
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):  # it has ended by itself
                self._process.stdin.close()
        self._process.wait(timeout=60)

    def __enter__(self) -> Peer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
