"""Passcodes: kept salted and stretched, compared in constant time; letter case and width do not matter."""

import hashlib
import hmac
import unicodedata

from party.core.refusals import Refusal
from party.core.text import clean
from party.core.values import LIMITS, Passcode

_COST, _BLOCK, _LANES = 2**12, 8, 1
"""About ten milliseconds and 4 MB: the door's limit on tries does the rest."""


def kept_passcode(passcode: str, salt: str) -> Passcode | Refusal:
    """A passcode as it goes into the journal; an empty one asks for nothing."""
    said = clean(passcode, LIMITS.passcode, optional=True)
    if isinstance(said, Refusal):
        return said
    return Passcode(salt, _stretched(said, salt)) if said else Passcode()


def opens(known: Passcode, said: str) -> bool:
    """Whether what a newcomer said is the passcode; anything is where none is asked for."""
    if not known.digest:
        return True
    text = clean(said, LIMITS.passcode, optional=True)
    return not isinstance(text, Refusal) and hmac.compare_digest(_stretched(text, known.salt), known.digest)


def _stretched(said: str, salt: str) -> str:
    plain = unicodedata.normalize("NFKC", said).casefold()
    return hashlib.scrypt(plain.encode(), salt=salt.encode(), n=_COST, r=_BLOCK, p=_LANES).hex()
