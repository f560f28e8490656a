"""Pictures and words through a pipe: a line of JSON, then the picture's bytes.

Both ends speak it; the peer's end runs in another environment, so nothing but NumPy is imported.
No picture and no word touches the disk.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""(H, W, 3) RGB, upright."""
Redact = Callable[[Pixels, Sequence[str]], Pixels]
"""What a peer does: a picture and the true words on it, to a picture of the same size."""


def send(stream: IO[bytes], head: dict[str, Any], pixels: Pixels) -> None:
    """Write one message; `head` is JSON and gets the picture's shape."""
    stream.write(json.dumps({**head, "shape": pixels.shape}).encode() + b"\n")
    stream.write(np.ascontiguousarray(pixels).data)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], Pixels] | None:
    """Return the next message, None at the end; raises EOFError when it breaks off."""
    line = stream.readline()
    if not line:
        return None
    head = json.loads(line)
    data = stream.read(int(np.prod(head["shape"])))
    if len(data) != int(np.prod(head["shape"])):
        raise EOFError("the other end stopped within a picture")
    return head, np.frombuffer(data, np.uint8).reshape(head["shape"]).copy()


def serve(redact: Redact) -> None:
    """Answer messages from standard input until it ends; the answer's head has the seconds."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not land between the answers
    while (message := receive(sys.stdin.buffer)) is not None:
        head, pixels = message
        start = time.perf_counter()
        copy = redact(pixels, head["words"])
        send(answers, {"seconds": time.perf_counter() - start}, copy)
