import numpy as np

from phiscan.ocr.tiles import cut_into_tiles


def test_tiles_cover_every_pixel_and_stay_inside():
    for width, height in ((1, 1), (1024, 5000), (4032, 3024), (1537, 1537)):
        seen = np.zeros((height, width), bool)
        for x0, y0, x1, y1 in cut_into_tiles(width, height):
            assert 0 <= x0 < x1 <= width
            assert 0 <= y0 < y1 <= height
            seen[y0:y1, x0:x1] = True
        assert seen.all()
