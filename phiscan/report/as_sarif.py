"""For code scanning: SARIF 2.1.0 (OASIS), with what GitHub asks for on top.

SARIF's regions speak of lines and bytes. A place in a picture goes where the standard keeps it, as
a rectangle of an attachment (section 3.21), and with its polygon into `properties`. Line 1 is given
as region because code scanning shows no alert without a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from phiscan._version import __version__
from phiscan.report.view import mask_source, place_words, printable
from phiscan.report.words import WORDS, Words
from phiscan.types import Action, Finding, ScanResult, Status

SCHEMA_URI = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_LEVELS = {Action.BLOCK: "error", Action.REVIEW: "warning", Action.ALLOW: "note"}
_SEVERITY = {"block": "8.0", "review": "5.0", "allow": "1.0"}
_RULE_INDEX = {category: index for index, category in enumerate(WORDS)}
_NOT_EXAMINED = "not-examined"


def write_sarif(results: Iterable[ScanResult], stream: TextIO) -> None:
    """Write one run; results go out as they come, what was not examined follows them."""
    driver = {
        "name": "phiscan",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(words) for words in WORDS.values()],
        "notifications": [_not_examined_rule()],
    }
    head = {"$schema": SCHEMA_URI, "version": "2.1.0"}
    stream.write(_dump(head)[:-1] + ',"runs":[{"tool":' + _dump({"driver": driver}))
    stream.write(',"results":[')
    notifications: list[dict[str, Any]] = []
    separator = "\n"
    for result in results:
        notifications += _notifications(result)
        for record in _results(result):
            stream.write(separator + _dump(record))
            separator = ",\n"
    invocation = {
        "executionSuccessful": not notifications,
        "toolExecutionNotifications": notifications,
    }
    stream.write(f'\n],"invocations":[{_dump(invocation)}]}}]}}\n')


def _dump(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def _message(text: str) -> dict[str, str]:
    """Return a message; brackets would be read as links (section 3.11.6)."""
    plain = printable(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return {"text": plain}


def _rule(words: Words) -> dict[str, Any]:
    entry = words.to_dict()
    action = Action(entry["default_action"])
    letter = f"{words.citation}: {words.hipaa_text}." if words.hipaa else f"{words.hipaa_text}."
    return {
        "id": str(words.category),
        "name": words.category.title().replace("_", ""),
        "shortDescription": {"text": f"{words.title} in a photo"},
        "fullDescription": {"text": f"{words.why} {letter}"},
        "help": {
            "text": "\n\n".join(
                (words.why, f"For example: {words.example}", words.what_to_do, letter)
            ),
            "markdown": (
                f"**{words.title}.** {words.why}\n\n*For example:* {words.example}\n\n"
                f"**What to do:** {words.what_to_do}\n\n{letter}"
            ),
        },
        "defaultConfiguration": {"level": _LEVELS[action]},
        "properties": {
            "tags": ["security", "privacy", "phi"],
            "security-severity": _SEVERITY[action],
        },
    }


def _not_examined_rule() -> dict[str, Any]:
    return {
        "id": _NOT_EXAMINED,
        "name": "NotExamined",
        "shortDescription": {"text": "A photo, or a part of it, was not examined"},
        "defaultConfiguration": {"level": "error"},
    }


def artifact_location(source: str) -> dict[str, str]:
    """Return a SARIF artifactLocation: masked, percent-encoded, relative to where we run.

    A path outside the working folder becomes an absolute file URI.
    """
    path = Path(mask_source(source))
    if path.is_absolute():
        try:
            path = path.relative_to(Path.cwd())
        except ValueError:
            return {"uri": "file://" + _quoted(path.as_posix())}
    return {"uri": _quoted(path.as_posix()), "uriBaseId": "%SRCROOT%"}


def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


def _results(result: ScanResult) -> Iterator[dict[str, Any]]:
    if result.status is Status.FAILED:
        return
    location = artifact_location(result.source)
    for finding in result.findings:
        yield _result(finding, result, location)


def _result(finding: Finding, result: ScanResult, where: dict[str, str]) -> dict[str, Any]:
    words = WORDS[finding.category]
    message = _message(f"{words.title}, {place_words(finding, result)}: {finding.reason}")
    record: dict[str, Any] = {
        "ruleId": str(finding.category),
        "ruleIndex": _RULE_INDEX[finding.category],
        "level": _LEVELS[finding.action or Action.BLOCK],
        "message": message,
        "locations": [
            {"physicalLocation": {"artifactLocation": where, "region": {"startLine": 1}}}
        ],
        # Made of place and category, never of the text: see Finding.id.
        "partialFingerprints": {
            "phiscanFinding/v1": finding.id,
            "primaryLocationLineHash": f"{finding.id.rpartition('-')[2]}:1",
        },
        "properties": _properties(finding),
    }
    if finding.box is not None:
        left, top, right, bottom = finding.box
        rectangle = {"top": top, "left": left, "bottom": bottom, "right": right}
        record["attachments"] = [
            {"artifactLocation": where, "rectangles": [rectangle | {"message": message}]}
        ]
    return record


def _properties(finding: Finding) -> dict[str, Any]:
    entry = finding.to_dict()
    names = ("score", "page", "box", "polygon", "detector", "role", "hipaa", "action")
    return {name: entry[name] for name in names}


def _notifications(result: ScanResult) -> Iterator[dict[str, Any]]:
    level = "error" if result.status is Status.FAILED else "warning"
    if result.status is Status.COMPLETE:
        return
    location = {"physicalLocation": {"artifactLocation": artifact_location(result.source)}}
    for reason in result.not_examined:
        yield {
            "descriptor": {"id": _NOT_EXAMINED, "index": 0},
            "level": level,
            "message": _message(f"Not examined: {reason}"),
            "locations": [location],
        }
