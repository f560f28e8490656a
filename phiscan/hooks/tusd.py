"""tusd's hooks (v2): the same event as JSON over HTTP or on a file hook's standard input.

pre-create has no bytes yet: the file's name and the metadata's caption are judged, and the upload
is refused before it begins. pre-finish has all bytes; its 422 neither deletes the file nor stops
post-finish, so the hook itself moves a photo that is not let through into a quarantine folder.
An upload that joins others (tus concatenation, `parallelUploads` of tus-js-client) is judged before
it is created, from its parts: tusd before 2.5.0 sends no pre-finish for it (tus/tusd#1169).
https://tus.github.io/tusd/advanced-topics/hooks/
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from phiscan.errors import PhiscanError, UsageError
from phiscan.hooks.answers import OK, STOPPED, body
from phiscan.hooks.gate import BusyError, Gate, Upload
from phiscan.scanner import failed
from phiscan.types import ScanResult

JUDGED = ("pre-create", "pre-finish")
MOST_BODY = 5 * 1024
"""tusd reads no longer answer."""
MOST_EVENT = 1_000_000
"""Bytes of an event; tusd's own are a few thousand."""
USE_KEY = "use"
_NO_CAPTION = frozenset({"filename", "name", "filetype", "type", USE_KEY})
"""Metadata with a meaning of its own; everything else is text that goes with the photo."""


@dataclass(frozen=True)
class Tusd:
    """Answers tusd's events; uploads that are stopped go to the folder `quarantine`.

    `uploads` is the folder that tusd writes to: a path outside of it is refused.
    """

    gate: Gate = field(repr=False)
    uploads: Path
    quarantine: Path

    def answer(self, event: Any) -> dict[str, Any]:
        """Return the hook's response; an event that cannot be understood is refused.

        Raises BusyError when the queue is full.
        """
        try:
            kind, upload = _parts(event)
        except (KeyError, TypeError, ValueError):
            return _refusal(failed("upload", "the event cannot be understood"))
        if kind not in JUDGED or upload.get("IsPartial"):
            return {}  # nothing is decided here: a partial upload is judged when it is joined
        if kind == "pre-create":
            return self._before_joining(upload) if upload.get("IsFinal") else self._before(upload)
        return self._after(upload)

    def _before(self, upload: Mapping[str, Any]) -> dict[str, Any]:
        told = self.gate.judge_words(_name(upload), _caption(upload))
        return {} if told.is_clean else {**_refusal(told), "RejectUpload": True}

    def _before_joining(self, upload: Mapping[str, Any]) -> dict[str, Any]:
        """Judge what the parts of an upload come to; those of a stopped one are put away."""
        try:
            result = self._judge_parts(upload)
        except BusyError:
            raise
        except PhiscanError as error:
            result = failed("upload", str(error))
        except (OSError, TypeError, ValueError) as error:  # a path is no word for an answer
            result = failed("upload", f"its parts cannot be read ({type(error).__name__})")
        return {} if result.is_clean else {**_refusal(result), "RejectUpload": True}

    def _judge_parts(self, upload: Mapping[str, Any]) -> ScanResult:
        parts = [self._inside(self.uploads / name) for name in upload.get("PartialUploads") or ()]
        with self.gate.enter("tusd", most_bytes=self.gate.scanner.options.max_bytes) as place:
            for part in parts:
                place.take(part.stat().st_size)
            data = b"".join(part.read_bytes() for part in parts)
            photo = Upload(data, _name(upload), _caption(upload), _metadata(upload).get(USE_KEY))
            result = place.scan(photo)
        if not result.is_clean:
            for part in parts:
                self._put_away(part, part.with_name(f"{part.name}.info"))
        return result

    def _after(self, upload: Mapping[str, Any]) -> dict[str, Any]:
        try:
            result = self._judge(self._path(upload), upload)
        except UsageError as error:
            result = failed("upload", str(error))
        return {} if result.is_clean else _refusal(result)

    def _judge(self, path: Path, upload: Mapping[str, Any]) -> ScanResult:
        """Scan a finished upload; whatever keeps it from being let through, it is put away."""
        is_clean = False
        photo = Upload(path, _name(upload), _caption(upload), _metadata(upload).get(USE_KEY))
        try:
            if path.stat().st_size != upload.get("Size"):
                raise UsageError("the upload is not complete")
            with self.gate.enter("tusd") as place:
                result = place.scan(photo)
            is_clean = result.is_clean
        finally:
            if not is_clean:
                self._put_away(path, self._about(path, upload))
        return result

    def _path(self, upload: Mapping[str, Any]) -> Path:
        """Return where the bytes lie; UsageError unless it is a file in the uploads folder."""
        storage = upload.get("Storage") or {}
        if not isinstance(storage, Mapping) or storage.get("Type") != "filestore":
            raise UsageError("the upload is not in a file store; phiscan cannot see it")
        return self._inside(Path(str(storage.get("Path", ""))))

    def _inside(self, told: Path) -> Path:
        """Return a file's real path; UsageError unless it lies in the uploads folder."""
        try:
            path = Path(os.path.realpath(told))
        except ValueError:  # a NUL, or letters that no file name has
            raise UsageError("the upload's file has no usable name") from None
        if not path.is_relative_to(os.path.realpath(self.uploads)) or not path.is_file():
            raise UsageError("the upload's file is not in the folder of uploads")
        return path

    def _about(self, path: Path, upload: Mapping[str, Any]) -> Path:
        """Return the file of metadata beside an upload: the event names it, or it is tusd's own."""
        told = Path(str(upload["Storage"].get("InfoPath") or ""))
        is_its_own = told.name.startswith(f"{path.name}.")
        return path.with_name(told.name if is_its_own else f"{path.name}.info")

    def _put_away(self, path: Path, about: Path) -> None:
        """Move a stopped upload where nothing serves it; UsageError when that fails.

        Its metadata goes along: they hold the caption and the name.
        """
        try:
            self.quarantine.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.move(path, self.quarantine / path.name)  # it may be on another disk
            if about.is_file():
                shutil.move(about, self.quarantine / about.name)
        except OSError:
            raise UsageError("the upload could not be put into quarantine") from None


def read_event(data: bytes) -> Any:
    """Return a file hook's event, None for what is not JSON."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def is_let_through(answer: Mapping[str, Any]) -> bool:
    """Whether an answer refuses nothing."""
    return not answer.get("HTTPResponse")


def status_in(answer: Mapping[str, Any]) -> int:
    """Return the status that a client gets to see."""
    return int(answer["HTTPResponse"]["StatusCode"]) if "HTTPResponse" in answer else OK


def uploads_of(event: Any) -> Path:
    """Return the folder of a file hook's event: tusd itself says where it stores."""
    try:
        return Path(event["Event"]["Upload"]["Storage"]["Path"]).parent
    except (KeyError, TypeError):
        return Path("phiscan-no-uploads")


def _parts(event: Any) -> tuple[str, Mapping[str, Any]]:
    kind, upload = event["Type"], event["Event"]["Upload"]
    if not isinstance(kind, str) or not isinstance(upload, Mapping):
        raise TypeError
    return kind, upload


def _metadata(upload: Mapping[str, Any]) -> dict[str, str]:
    metadata = upload.get("MetaData") or {}
    return {str(k): str(v) for k, v in metadata.items()} if isinstance(metadata, Mapping) else {}


def _name(upload: Mapping[str, Any]) -> str:
    metadata = _metadata(upload)
    return metadata.get("filename") or metadata.get("name") or "upload"


def _caption(upload: Mapping[str, Any]) -> str | None:
    metadata = _metadata(upload)
    return "\n".join(v for k, v in metadata.items() if k not in _NO_CAPTION) or None


def _refusal(result: ScanResult) -> dict[str, Any]:
    """Return a 422 with the result's JSON, or with the sentence alone where that is too long."""
    text = json.dumps(body(result))
    if len(text.encode()) > MOST_BODY - 512:
        text = json.dumps({"message": body(result)["message"], "verdict": str(result.verdict)})
    return {
        "HTTPResponse": {
            "StatusCode": STOPPED,
            "Body": text,
            "Header": {"Content-Type": "application/json"},
        }
    }


def busy(error: BusyError) -> dict[str, Any]:
    """Return the answer for a full queue: the client may try again."""
    return {
        "HTTPResponse": {
            "StatusCode": 503,
            "Body": json.dumps({"message": str(error)}),
            "Header": {"Content-Type": "application/json", "Retry-After": str(error.retry_after_s)},
        }
    }
