"""Flask: look at a file of `request.files` before anything is done with it.

    @app.post("/photos")
    def post():
        data = check_upload(request.files["photo"], caption=request.form.get("caption"))

What is not let through ends the request with 413, 415, 422 (the result's JSON) or 503.
"""

from __future__ import annotations

from flask import abort, jsonify, make_response
from werkzeug.datastructures import FileStorage

from phiscan.hooks import answers
from phiscan.hooks.gate import MOST_BYTES, BusyError, Upload, shared_gate


def check_upload(file: FileStorage, *, caption: str | None = None, use: str | None = None) -> bytes:
    """Return the photo's bytes when it is let through; otherwise end the request."""
    data = file.stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        abort(answers.TOO_LARGE)
    try:
        result = shared_gate().scan(Upload(data, file.filename or "photo", caption, use))
    except BusyError as error:
        response = make_response(jsonify(message=str(error)), answers.BUSY)
        response.headers["Retry-After"] = str(error.retry_after_s)
        abort(response)
    if not result.is_clean:
        told = jsonify(answers.body(result))
        abort(make_response(told, answers.http_status(result, data)))
    return data
