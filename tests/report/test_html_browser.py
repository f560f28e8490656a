"""The page's filters in a real browser, where there is one."""

import re
import shutil
import subprocess

import pytest

from .conftest import finding, render, result

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium installed")

STEPS = """
const seen = () => [...document.querySelectorAll(".item")].filter((i) => !i.hidden)
  .map((i) => i.querySelector("h3").textContent).join(",");
const press = (what) => document.querySelector(what).click();
const out = [seen()];
press('[data-verdict="unknown"]'); out.push(seen());
press('[data-verdict=""]'); press('[data-category="mrn"]'); out.push(seen());
press('[data-category="mrn"]');
const q = document.getElementById("q");
q.value = "BOARD"; q.dispatchEvent(new Event("input")); out.push(seen());
out.push(document.getElementById("shown").textContent);
document.title = out.join(" | ");
"""


def run_in_browser(page, tmp_path):
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
        "--disable-background-networking --disable-component-update --dump-dom"
    )
    done = subprocess.run(
        [CHROMIUM, *flags.split(), f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return re.search("<title>(.*?)</title>", done.stdout)[1]


def test_filters_by_verdict_category_and_name(mixed, tmp_path):
    # The page's own policy forbids foreign scripts, so the test's steps need it out of the way.
    text = re.sub('<meta http-equiv="Content-Security-Policy".*?>', "", render(mixed, "html"))
    page = tmp_path / "report.html"
    page.write_text(text.replace("</body>", f"<script>{STEPS}</script></body>"), encoding="utf-8")
    steps = run_in_browser(page, tmp_path).split(" | ")
    assert steps[0].count(",") == 4
    assert steps[1:] == [
        "late.png,torn.png", "photo-1a2b3c desk.png", "board.png", "1 of 5 listed photos shown",
    ]  # fmt: skip


def test_the_policy_keeps_foreign_scripts_out(tmp_path):
    text = render([result("a.png", finding("mrn", (0, 0, 9, 9)))], "html")
    page = tmp_path / "report.html"
    page.write_text(text.replace("</body>", "<script>document.title = 'x'</script></body>"))
    assert run_in_browser(page, tmp_path) == "Photo privacy report"
