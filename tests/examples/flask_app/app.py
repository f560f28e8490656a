"""Flask: look at an upload before anything is done with it.

python tests/examples/flask_app/app.py 8002
"""

from __future__ import annotations

import sys

from flask import Flask, request

from phiscan.hooks.flask import PhotoRequest, check_upload

app = Flask(__name__)
app.request_class = PhotoRequest  # no photo becomes a temporary file
app.config["MAX_CONTENT_LENGTH"] = 30_000_000
kept: list[bytes] = []


@app.post("/photos")
def post() -> dict[str, int]:
    """Keep a photo; check_upload ends the request for what is not let through."""
    kept.append(check_upload(request.files["file"], caption=request.form.get("caption")))
    return {"kept": len(kept)}


@app.get("/photos")
def photos() -> dict[str, int]:
    """Tell how many photos were kept."""
    return {"kept": len(kept)}


if __name__ == "__main__":
    app.run("127.0.0.1", int(sys.argv[1]), threaded=True)
