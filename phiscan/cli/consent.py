"""`phiscan consent`: who agreed to be shown, where, and until when."""

from __future__ import annotations

import json
import os
import secrets
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from phiscan.cli._exit import say
from phiscan.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from phiscan.consent.consents import Consent, Register
    from phiscan.detectors._boxes import Floats

EPILOG = """\b
Examples, from the first to the last day of a consent:
  phiscan consent key consent.key
  export PHISCAN_CONSENT_KEY="$(cat consent.key)" PHISCAN_CONSENT=consent.register
  phiscan consent add portrait1.jpg portrait2.jpg --person p-17 --use website,newsletter
      --until 2027-06-30 --form "binder 3, page 12"
  phiscan scan group.jpg --consent consent.register --use website
  phiscan consent list
  phiscan consent revoke p-17

\b
A face that matches a valid consent for --use today is let through (hook, serve, redact and the
Python API take the same options); every other face blocks as before, with the reason. The register
holds numbers made of faces and no names; it is encrypted, and useless without its key. Keep the key
apart from it. The numbers are biometric data: your law may ask for a consent to them as well.
Needs: pip install 'phiscan[faces]'. Exit codes: 0 done, 2 wrong use.
"""
_DAY = click.DateTime(formats=["%Y-%m-%d"])
_ID_BYTES = 4

register_option = click.option(
    "--register", envvar="PHISCAN_CONSENT", required=True, metavar="FILE",
    help="The register (otherwise PHISCAN_CONSENT).",
)  # fmt: skip
key_option = click.option(
    "--key-file", envvar="PHISCAN_CONSENT_KEY_FILE", metavar="FILE",
    help="File with its key (otherwise PHISCAN_CONSENT_KEY).",
)  # fmt: skip


@click.group(epilog=EPILOG, short_help="Keep the register of who agreed to be shown.")
def command() -> None:
    """Keep a register of people who agreed to be shown: their faces, for which uses, until when."""


@command.command()
@click.argument("file")
def key(file: str) -> ExitCode:
    """Make a fresh key for a register in FILE, readable to you alone."""
    from phiscan.consent.vault import new_key

    fresh = new_key()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError("the key file exists; a key that is in use is not replaced") from None
    except OSError:
        raise UsageError("the key file cannot be written") from None
    with os.fdopen(handle, "wb") as stream:
        stream.write(fresh + b"\n")
    click.echo("key written; without it nobody can open the register again, so keep a copy")
    return ExitCode.CLEAN


@command.command()
@click.argument("photos", nargs=-1, metavar="[PHOTO]...")
@register_option
@key_option
@click.option(
    "--person", metavar="REF",
    help="Your own reference for the person, never a name  [default: a new one]",
)  # fmt: skip
@click.option("--use", "uses", required=True, metavar="WORDS", help="Uses agreed to, by comma.")
@click.option("--from", "begin", type=_DAY, metavar="DATE", help="First day  [default: today]")
@click.option("--until", type=_DAY, required=True, metavar="DATE", help="Last day.")
@click.option("--form", required=True, metavar="TEXT", help="Where the signed form lies.")
def add(
    photos: tuple[str, ...],
    register: str,
    key_file: str | None,
    person: str | None,
    uses: str,
    begin: datetime | None,
    until: datetime,
    form: str,
) -> ExitCode:
    """Add a consent. Each PHOTO shows this one person, sharp, from the front; give two or three.

    Without PHOTO the consent is added to a person whom the register knows. The photos are not kept.
    """
    import numpy as np

    from phiscan.consent import vault
    from phiscan.consent.consents import Consent
    from phiscan.consent.matching import check_one_person

    reference = _checked(person) if person else f"p-{secrets.token_hex(_ID_BYTES)}"
    first = begin.date() if begin else date.today()
    words = tuple(dict.fromkeys(w.strip().lower() for w in uses.split(",") if w.strip()))
    consent = Consent(
        f"c-{secrets.token_hex(_ID_BYTES)}", reference, words, first, until.date(), form
    )
    secret = vault.read_key(key_file)
    encodings = _encodings(photos)

    def with_consent(known: Register) -> Register:
        before = known.people.get(reference, encodings[:0])
        check_one_person(np.concatenate([before, encodings]))
        return known.with_consent(consent, encodings)

    grown = vault.change_register(register, secret, with_consent)
    _warn_of_doubles(grown, encodings, reference)
    click.echo(f"consent {consent.id} of person {reference} until {consent.until}")
    return ExitCode.CLEAN


@command.command(name="list")
@register_option
@key_option
@click.option("--format", "fmt", type=click.Choice(("text", "json")), default="text",
              show_default=True, help="Form of the list.")  # fmt: skip
def list_(register: str, key_file: str | None, fmt: str) -> ExitCode:
    """List the consents: id, person, uses, days, where the form lies, and whether each holds."""
    from phiscan.consent import vault

    consents = vault.load_register(register, vault.read_key(key_file)).consents
    if fmt == "json":
        click.echo(json.dumps([_row(c) for c in consents], indent=2))
        return ExitCode.CLEAN
    for c in consents:
        click.echo("  ".join((c.id, c.person, ",".join(c.uses), f"{c.valid_from} to {c.until}",
                              _standing(c), c.form)))  # fmt: skip
    if not consents:
        click.echo("the register holds no consent")
    return ExitCode.CLEAN


@command.command()
@click.argument("name", metavar="CONSENT|PERSON")
@register_option
@key_option
@click.option(
    "--forget", is_flag=True,
    help="Take it out altogether; a person's face goes with the last consent.",
)  # fmt: skip
def revoke(name: str, register: str, key_file: str | None, forget: bool) -> ExitCode:
    """Revoke one consent, or all of a person's. It holds no longer from this moment on.

    A server that is running notices. Photos that are already out stay out.
    """
    from phiscan.consent import vault

    if not os.path.lexists(register):
        raise UsageError("the consent register cannot be read")
    secret, today = vault.read_key(key_file), date.today()
    vault.change_register(register, secret, lambda known: known.without(name, today, forget=forget))
    click.echo(f"{name} is {'forgotten' if forget else 'revoked'}")
    return ExitCode.CLEAN


def _checked(person: str) -> str:
    """Return a person's reference; UsageError for one that looks like a name or a date."""
    from phiscan.metadata.names import identifiers_in

    if identifiers_in(person):
        raise UsageError("--person seems to hold an identifier; use a number from a list of yours")
    return person


def _encodings(photos: tuple[str, ...]) -> Floats:
    """Return the encodings (N, 128) of photos that show one person each."""
    import numpy as np

    from phiscan.consent.consents import ENCODING_SIZE
    from phiscan.consent.matching import encode_person
    from phiscan.load import load
    from phiscan.options import ScanOptions

    options = ScanOptions()
    found = [encode_person(load(Path(photo), options), options) for photo in photos]
    return np.array(found, dtype=np.float64).reshape(-1, ENCODING_SIZE)


def _warn_of_doubles(register: Register, encodings: Floats, person: str) -> None:
    others = {p for e in encodings for p in register.people_like(e)} - {person}
    if others:
        say(
            f"phiscan: this face is also like {', '.join(sorted(others))} in the register;"
            " such a face is let through only while both have a valid consent"
        )


def _standing(consent: Consent) -> str:
    return consent.why_not(consent.uses[0], date.today()) or "valid"


def _row(consent: Consent) -> dict[str, object]:
    return {
        "id": consent.id, "person": consent.person, "uses": list(consent.uses),
        "from": str(consent.valid_from), "until": str(consent.until), "form": consent.form,
        "standing": _standing(consent),
    }  # fmt: skip
