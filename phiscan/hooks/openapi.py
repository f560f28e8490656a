"""The OpenAPI description of the HTTP door (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from phiscan._version import __version__
from phiscan.types import Action, Category, Status

_UPLOAD = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {"type": "string", "format": "binary"},
                    "caption": {"type": "string", "description": "text that goes with the photo"},
                    "use": {"type": "string", "description": "what the photo is meant for"},
                },
            }
        },
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
    },
}
_FINDING = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "category": {"enum": [str(c) for c in Category]},
        "score": {"type": "number", "minimum": 0, "maximum": 1},
        "polygon": {
            "type": ["array", "null"],
            "items": {"type": "array", "items": {"type": "number"}},
        },
        "box": {"type": ["array", "null"], "items": {"type": "integer"}},
        "page": {"type": "integer"},
        "reason": {"type": "string"},
        "action": {"enum": [str(a) for a in Action]},
    },
}
_RESULT = {
    "type": "object",
    "properties": {
        "schema": {"const": "phiscan/1"},
        "message": {"type": "string", "description": "one plain sentence for the person"},
        "safe_copy": {"type": "string", "description": "POST the photo there for a covered copy"},
        "status": {"enum": [str(s) for s in Status]},
        "verdict": {"enum": [str(a) for a in Action]},
        "caused_by": {"type": "array", "items": {"type": "string"}},
        "not_examined": {"type": "array", "items": {"type": "string"}},
        "findings": {"type": "array", "items": _FINDING},
    },
}
_PROBLEM = {"type": "object", "properties": {"message": {"type": "string"}}}


def description(most_bytes: int) -> dict[str, Any]:
    """Return the document; only 200 lets a photo through."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "phiscan",
            "version": __version__,
            "description": "Looks for protected health information in a photo before it is shared."
            " Only status 200 lets a photo through.",
        },
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{}, {"token": []}],
        "paths": {
            "/v1/scan": {"post": _scan(most_bytes)},
            "/v1/redact": {"post": _redact(most_bytes)},
            "/hooks/tusd": {
                "post": {
                    "summary": "tusd's pre-create and pre-finish events",
                    "requestBody": {"content": {"application/json": {"schema": {}}}},
                    "responses": {"200": _json("tusd's hook response", {"type": "object"})},
                }
            },
            "/hooks/s3": {
                "post": {
                    "summary": "S3 event notifications, also through SNS or EventBridge",
                    "requestBody": {"content": {"application/json": {"schema": {}}}},
                    "responses": {
                        "200": _json("every object was moved or is gone", {"type": "object"}),
                        "422": _json("not an event for this service", {"type": "object"}),
                        "503": _json("send it again; what stays is not examined", _PROBLEM),
                    },
                }
            },
            "/healthz": {
                "get": {
                    "summary": "whether checks can be made",
                    "responses": {"200": {"description": "yes"}, "503": {"description": "no"}},
                }
            },
            "/metrics": {
                "get": {
                    "summary": "Prometheus metrics",
                    "responses": {"200": {"description": "text"}},
                }
            },
        },
    }


def _scan(most_bytes: int) -> dict[str, Any]:
    return {
        "summary": "judge one photo or PDF",
        "requestBody": _UPLOAD,
        "responses": {
            "200": _json("examined completely, nothing the policy acts on", _RESULT),
            "422": _json("findings, or not examined completely", _RESULT),
            **_refusals(most_bytes),
        },
    }


def _redact(most_bytes: int) -> dict[str, Any]:
    copy = {"schema": {"type": "string", "format": "binary"}}
    return {
        "summary": "make the safe copy of one photo or PDF",
        "requestBody": _UPLOAD,
        "responses": {
            "200": {
                "description": "the verified copy",
                "content": {"image/*": copy, "application/pdf": copy},
            },
            "422": _json("no copy could be proven", _PROBLEM),
            **_refusals(most_bytes),
        },
    }


def _refusals(most_bytes: int) -> dict[str, Any]:
    return {
        "400": _json("the form cannot be read", _PROBLEM),
        "401": _json("a bearer token is needed", _PROBLEM),
        "408": _json("the upload did not arrive", _PROBLEM),
        "413": _json(f"larger than {most_bytes:,} bytes", _PROBLEM),
        "415": _json("neither a picture nor a PDF that phiscan opens", _RESULT),
        "503": _json("the queue is full; see Retry-After", _PROBLEM),
    }


def _json(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}
