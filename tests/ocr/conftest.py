import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont


def _page(rows, size_wh=(1000, 500), height_px=30, ink="black", paper="white"):
    """Text rows on a plain page: [(x, y, text)], drawn with the font that Pillow brings."""
    image = Image.new("RGB", size_wh, paper)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=height_px)
    for x, y, text in rows:
        draw.text((x, y), text, fill=ink, font=font)
    return np.array(image)


@pytest.fixture
def lines_page():
    return _page(
        [(60, 60, "MRN 00482913"), (60, 200, "Telephone 555-5555"), (60, 340, "Maria Lopez")]
    )


@pytest.fixture
def page():
    """The function that draws text rows on a plain page."""
    return _page
