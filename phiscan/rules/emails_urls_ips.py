"""E-mail addresses, web addresses and IP addresses."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from phiscan.rules import scores
from phiscan.rules.labels import Kind
from phiscan.rules.layout import Slice
from phiscan.rules.page import Page
from phiscan.types import Category, Finding

_DETECTOR = "emails_urls_ips"
# Readers put spaces round the @ and the last dot, and see a copyright sign for it.
_EMAIL = re.compile(
    r"[A-Za-z0-9][\w.+'-]*\s?(?:@|©|®|\(at\)|\[at\])\s?[A-Za-z0-9-]+(?:\s?\.\s?[A-Za-z0-9-]+)*"
    r"\s?[.,]\s?[A-Za-z]{2,10}\b"
)
_EMAIL_CUT = re.compile(r"[A-Za-z0-9][\w.+'-]{1,}@[A-Za-z0-9][\w.-]{2,}")
# The at sign or the dot may be lost altogether, or a space put in: mail services are well known.
_EMAIL_LOST = re.compile(
    r"(?:[A-Za-z0-9][\w.+'-]*+[ ])?[A-Za-z0-9][\w.+'-]*[ @©®.]{0,2}"
    r"(?:gmail|hotmail|yahoo|outlook|icloud|protonmail|btinternet|bigpond|rediffmail|comcast|verizon)"
    r"[ .,]{0,2}(?:com|net|org|co|ca|in)\b(?:[ .,]{1,2}(?:uk|au|in|nz|za)\b)?",
    re.I,
)
_EMAIL_SPACED = re.compile(r"(?<![\w.])[A-Za-z][\w.'-]*\s(?=[A-Za-z0-9][\w.+'-]*@[\w-]+[.,])")
_URL = re.compile(
    r"\b(?:https?\s?[:;.]?\s?/{1,2}\s?|https?:|www\s?[.,]?\s?)[A-Za-z0-9][\w.-]*"
    r"(?:[ .,][A-Za-z]{2,})?(?:[ .,](?:com|org|net|edu|gov|health|care|clinic)\b)?"
    r"(?:[/?#][\w./?=&%#~+-]*)?",
    re.I,
)
_DOMAIN = re.compile(
    r"(?<![@\w.-])(?:[a-z0-9-]+\.)+(?:(?:com|org|net|gov|co|ac|nhs|gc)\.(?:uk|au|nz|in|ca|za|ie)"
    r"|com|org|net|edu|gov|health|care|clinic)\b(?:/[\w./?=&%#~+-]*)?",
    re.I,
)
_IP4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]|\.\d)")
_IP6 = re.compile(r"(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f:]{1,}(?![\w:])", re.I)
_IP_LABEL = re.compile(r"\bIP\b|\baddress\b", re.I)
_ROLE_MAILBOX = re.compile(
    r"(?:info|contact|hello|office|sales|support|help|booking|reservations?|orders?|mail|press|"
    r"admin|team|events?|service|noreply|no-reply|customer\w*)\s?@", re.I
)  # fmt: skip


def find(page: Page) -> Iterator[Finding]:
    """Yield e-mail, web and IP addresses."""
    if page.is_medical:
        yield from _lost_signs(page)
    for run in page.runs:
        for match in (*_EMAIL.finditer(run.text), *_EMAIL_CUT.finditer(run.text)):
            is_cut = match.re is _EMAIL_CUT
            if page.is_medical or ("@" in match.group() and not is_cut):
                yield from page.findings(
                    Slice(run, *match.span()), Category.EMAIL, _email_score(page, match.group()),
                    "has the shape of an e-mail address", detector=_DETECTOR,
                )  # fmt: skip
        for pattern in (_URL, _DOMAIN):
            for match in pattern.finditer(run.text):
                yield from page.findings(
                    Slice(run, *match.span()), Category.URL, _url_score(page),
                    "has the shape of a web address", detector=_DETECTOR,
                )  # fmt: skip
        for match in (*_IP4.finditer(run.numbers_text), *_IP6.finditer(run.text)):
            score = _ip_score(page, run.text[: match.start()], match.group())
            if score is not None:
                yield from page.findings(
                    Slice(run, *match.span()), Category.IP_ADDRESS, score,
                    "has the shape of an IP address", detector=_DETECTOR,
                )  # fmt: skip
    yield from _labelled(page)


def _lost_signs(page: Page) -> Iterator[Finding]:
    for run in page.runs:
        for pattern in (_EMAIL_LOST, _EMAIL_SPACED):
            for match in pattern.finditer(run.text):
                yield from page.findings(
                    Slice(run, *match.span()), Category.EMAIL, scores.SHAPE,
                    "nearly has the shape of an e-mail address", detector=_DETECTOR,
                )  # fmt: skip


def _labelled(page: Page) -> Iterator[Finding]:
    """Yield values at `Email:` as addresses, even where the reader lost the @."""
    for item in page.fields_of(Kind.EMAIL):
        if item.after is None or not item.label.has_sign:
            continue
        word = re.match(r"\S{3,}[.@]\S{2,}", item.after.text)
        if word:
            yield from page.findings(
                item.after.part(*word.span()), Category.EMAIL,
                scores.NOTHING if page.is_public else scores.LABEL_WEAK_SHAPE,
                "stands beside the label of an e-mail address", detector=_DETECTOR,
            )  # fmt: skip


def _email_score(page: Page, text: str) -> float:
    if page.is_public and _ROLE_MAILBOX.match(text):
        return scores.NOTHING
    return scores.climb(scores.STRONG_SHAPE, medical=page.is_medical)


def _url_score(page: Page) -> float:
    return scores.NOTHING if page.is_public else scores.climb(scores.SHAPE, medical=page.is_medical)


def _ip_score(page: Page, before: str, text: str) -> float | None:
    """Score an address; a loopback, private or example one counts only with a label or context."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if _IP_LABEL.search(before[-20:]) and not page.is_public:
        return scores.LABEL
    if page.is_public or not (address.is_global or page.is_medical):
        return scores.NOTHING
    return scores.climb(scores.SHAPE, medical=page.is_medical)
