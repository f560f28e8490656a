"""The photo wall as a person with a phone sees it, in headless Chromium, and by forms alone.

SCREENSHOTS=benchmarks/results pytest tests/examples/test_photo_sharing.py renews the README's.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from processes import REPO, example

pytest.importorskip("uvicorn", reason="needs phiscan[serve]")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
needs_browser = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="needs Debian's chromium and chromium-driver"
)
SCREENSHOTS = os.environ.get("SCREENSHOTS")
PHONE, DESK = (390, 844), (1200, 900)


@pytest.fixture(scope="module")
def address():
    with example("photo_sharing/app.py") as at:
        yield at


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Chromium at a phone's width."""
    selenium = pytest.importorskip("selenium", reason="needs selenium of phiscan[dev]")
    from selenium import webdriver

    assert selenium
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    profile = tmp_path_factory.mktemp("chromium")
    for flag in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                 "--hide-scrollbars", f"--user-data-dir={profile}"):  # fmt: skip
        options.add_argument(flag)
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    resize(driver, PHONE)
    yield driver
    driver.quit()


def resize(browser, size_wh):
    """Set the size of the page itself, not of the window around it."""
    width, height = size_wh
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


@pytest.fixture(scope="module")
def photos(tmp_path_factory):
    """Small photos: one with an invented label, one of lunch, and one that is cut short."""
    folder = tmp_path_factory.mktemp("photos")
    for name in ("lunch_with_charts", "clean_lunch"):
        picture = Image.open(REPO / "sample_images" / f"{name}.jpg")
        picture.thumbnail((1200, 1200))
        picture.save(folder / f"{name}.jpg", quality=88)
    (folder / "cut.jpg").write_bytes((folder / "clean_lunch.jpg").read_bytes()[:9000])
    return folder


def fill(browser, address, photo, caption=""):
    from selenium.webdriver.common.by import By

    browser.get(address)
    browser.find_element(By.ID, "file").send_keys(str(photo))
    browser.find_element(By.ID, "caption").send_keys(caption)
    press(browser, "Post")


def press(browser, words):
    """Press a button and wait for the next page."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.expected_conditions import staleness_of
    from selenium.webdriver.support.ui import WebDriverWait

    old = browser.find_element(By.TAG_NAME, "html")
    browser.find_element(By.XPATH, f"//button[normalize-space()='{words}']").click()
    WebDriverWait(browser, 120).until(staleness_of(old))
    WebDriverWait(browser, 20).until(
        lambda b: b.execute_script(
            "return document.readyState == 'complete'"
            " && [...document.images].every(i => i.hidden || i.complete)"
        )
    )


def screenshot(browser, name):
    """Keep the whole page as a picture where that is asked for."""
    if SCREENSHOTS:
        wanted = {"captureBeyondViewport": True, "format": "jpeg", "quality": 82}
        told = browser.execute_cdp_cmd("Page.captureScreenshot", wanted)
        (Path(SCREENSHOTS) / f"{name}.jpg").write_bytes(base64.b64decode(told["data"]))


def text(browser):
    return browser.execute_script("return document.body.innerText")


def fits(browser):
    """Whether nothing is wider than the page, so that a phone need not scroll sideways."""
    return browser.execute_script(
        "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def count(browser, selector):
    return browser.execute_script("return document.querySelectorAll(arguments[0]).length", selector)


@needs_browser
def test_a_refused_photo_is_shown_with_its_copy_which_can_be_posted(address, photos, browser):
    fill(browser, address, photos / "lunch_with_charts.jpg", "Team lunch!")
    said = text(browser)
    assert "may identify a patient" in said
    assert "Person's name" in said
    assert count(browser, "#original polygon") >= 3
    assert count(browser, "#copy img") == 1
    assert fits(browser)
    screenshot(browser, "photo_wall_phone")
    resize(browser, DESK)
    assert fits(browser)
    screenshot(browser, "photo_wall")
    resize(browser, PHONE)

    browser.get(address)
    assert count(browser, ".wall img") == 0  # nobody else sees what is undecided
    browser.back()
    press(browser, "Post the covered copy")
    assert "Posted." in text(browser)
    assert count(browser, ".wall img") == 1
    assert "Team lunch!" in text(browser)
    assert fits(browser)


@needs_browser
def test_a_telling_caption_is_refused_until_it_is_changed(address, photos, browser):
    from selenium.webdriver.common.by import By

    fill(browser, address, photos / "clean_lunch.jpg", "Lunch with Maria Lopez, MRN 00882291")
    assert "the caption tells" in text(browser)
    assert "medical record number" in text(browser)
    press(browser, "Post with this caption")
    assert "The caption cannot stay as it is" in text(browser)
    assert fits(browser)
    field = browser.find_element(By.ID, "caption")
    field.clear()
    field.send_keys("Lunch!")
    press(browser, "Post with this caption")
    assert "Posted." in text(browser)
    assert "Lopez" not in text(browser)


@needs_browser
def test_a_photo_that_cannot_be_opened_says_so(address, photos, browser):
    fill(browser, address, photos / "cut.jpg")
    assert "could not be looked at" in text(browser)
    assert count(browser, "img:not([hidden])") == 0
    press(browser, "Choose another photo")
    assert "Share a photo" in text(browser)


def small(comment: str | None = None) -> bytes:
    out = BytesIO()
    named = {} if comment is None else {"comment": comment}
    Image.fromarray(np.full((60, 80, 3), 180, np.uint8)).save(out, "JPEG", **named)
    return out.getvalue()


class TestFormsAlone:
    """What a browser without JavaScript does: it sends forms and follows redirects."""

    @pytest.fixture
    def web(self, address):
        httpx = pytest.importorskip("httpx2", reason="needs phiscan[dev]")
        with httpx.Client(base_url=address, follow_redirects=True, timeout=120) as client:
            yield client

    def test_nothing_chosen_is_told(self, web):
        answer = web.post("/photos", data={"caption": "Lunch"}, files={"other": ("", b"")})
        assert answer.status_code == 400
        assert "choose a photo" in answer.text

    def test_a_clean_photo_is_posted(self, web):
        answer = web.post("/photos", files={"file": ("a.jpg", small())}, data={"caption": "<b>"})
        assert answer.status_code == 200
        assert "Posted." in answer.text
        assert "<b>" not in answer.text

    def test_a_refused_photo_can_be_posted_as_its_copy_once(self, web):
        sent = small("Patient: Maria Lopez, MRN: 00882291")
        page = web.post("/photos", files={"file": ("a.jpg", sent)})
        assert page.status_code == 422
        assert page.headers["cache-control"] == "no-store"
        assert b"Lopez" in web.get(f"{page.url}/picture").content  # its uploader's own photo
        done = web.post(page.url, data={"wish": "post", "caption": "A wall"})
        assert "Posted." in done.text
        newest = re.search(r"/posted/[^/]+/picture", done.text)
        assert b"Lopez" not in web.get(newest[0]).content
        assert web.get(page.url).status_code == 404
        assert web.post(page.url, data={"wish": "post"}).status_code == 404

    def test_what_could_not_be_looked_at_cannot_be_posted(self, web):
        for data in (b"", small()[:200], b"MZ a program"):
            page = web.post("/photos", files={"file": ("a.jpg", data)})
            assert page.status_code == 422
            again = web.post(page.url, data={"wish": "post", "caption": ""})
            assert again.status_code == 422
            assert "Posted." not in again.text

    def test_what_is_thrown_away_is_gone(self, web):
        page = web.post("/photos", files={"file": ("a.jpg", small("Maria Lopez"))})
        assert web.post(page.url, data={"wish": "discard"}).status_code == 200
        assert web.get(page.url).status_code == 404
