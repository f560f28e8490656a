"""Flask: look at a file of `request.files` before anything is done with it.

    app.request_class = PhotoRequest
    app.config["MAX_CONTENT_LENGTH"] = 30_000_000

    @app.post("/photos")
    def post():
        data = check_upload(request.files["photo"], caption=request.form.get("caption"))

What is not let through ends the request with 413, 415, 422 (the result's JSON) or 503.
"""

from __future__ import annotations

import io
from typing import IO

from flask import Request, abort, jsonify, make_response
from werkzeug.datastructures import FileStorage

from phiscan.hooks import answers
from phiscan.hooks.gate import MOST_BYTES, BusyError, Upload, shared_gate


class PhotoRequest(Request):
    """A request whose files stay in memory: a larger one would become a temporary file before
    anything could look at it.
    """

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return io.BytesIO()


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
