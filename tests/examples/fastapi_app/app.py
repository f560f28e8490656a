"""FastAPI: a route that only ever sees photos that were let through.

python tests/examples/fastapi_app/app.py 8001
"""

from __future__ import annotations

import sys
from typing import Annotated

from fastapi import Depends, FastAPI

from phiscan.hooks.fastapi import CheckedPhoto, checked_photo

app = FastAPI()
kept: list[bytes] = []


@app.post("/photos")
async def post(photo: Annotated[CheckedPhoto, Depends(checked_photo)]) -> dict[str, int]:
    """Keep a photo; what is not let through was answered before this runs."""
    kept.append(photo.data)
    return {"kept": len(kept)}


@app.get("/photos")
async def photos() -> dict[str, int]:
    """Tell how many photos were kept."""
    return {"kept": len(kept)}


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
