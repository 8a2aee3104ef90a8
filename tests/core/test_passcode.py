"""Passcodes: what a newcomer says against what is kept."""

import pytest

from party.core.passcode import kept_passcode, opens
from party.core.refusals import Reason, Refusal
from party.core.values import LIMITS, Passcode


def kept(passcode: str, salt: str = "salt") -> Passcode:
    """A passcode as it is kept."""
    known = kept_passcode(passcode, salt)
    assert not isinstance(known, Refusal)
    return known


def test_a_passcode_is_not_kept_as_it_is() -> None:
    """Salted: two parties with the same passcode keep different things, and neither is the passcode."""
    one, other = kept("moonlight", "a"), kept("moonlight", "b")
    assert one.digest != other.digest
    assert "moonlight" not in repr(one)


@pytest.mark.parametrize("said", ["moonlight 42", " Moonlight  42 ", "MOONLIGHT 42", "ｍｏｏｎｌｉｇｈｔ　４２"])  # noqa: RUF001  wide letters
def test_letter_case_width_and_spaces_do_not_matter(said: str) -> None:
    """A passcode is told across a room and typed on any keyboard."""
    assert opens(kept("moonlight 42"), said)


@pytest.mark.parametrize("said", ["", " ", "moonlight", "moonlight 43", "x" * 10_000, "\x00", "\ud800", "月光"])
def test_anything_else_is_wrong(said: str) -> None:
    """However long or broken, it is just not the passcode."""
    assert not opens(kept("moonlight 42"), said)


def test_no_passcode_opens_to_everybody() -> None:
    """An empty one asks for nothing; whatever is said then is fine."""
    assert kept("  ") == Passcode()
    assert opens(Passcode(), "")
    assert opens(Passcode(), "anything")


def test_passcodes_are_checked_like_texts() -> None:
    """Too long or unprintable is refused when it is set, so that nobody is locked out of their own party."""
    refusals = [kept_passcode(passcode, "salt") for passcode in ("x" * (LIMITS.passcode + 1), "a\x00b")]
    assert [refusal.reason for refusal in refusals if isinstance(refusal, Refusal)] == [
        Reason.TEXT_TOO_LONG,
        Reason.TEXT_UNPRINTABLE,
    ]
