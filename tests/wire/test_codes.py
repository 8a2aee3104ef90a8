"""One table tells everything that can go wrong, once."""

from collections import Counter
from itertools import chain

from party.core.errors import Fault
from party.core.refusals import Reason
from party.wire.codes import CLOSES, PROBLEMS, REFUSALS, Close, Problem


def test_everything_has_its_row() -> None:
    """Every refusal, problem and close code is in the table, and nothing else is."""
    assert set(REFUSALS) == set(Reason)
    assert set(PROBLEMS) == set(Problem)
    assert set(CLOSES) == set(Close)


def test_numbers_and_names_are_unique() -> None:
    """No two rows share a number, and no refusal is called like a problem."""
    rows = chain(REFUSALS.values(), PROBLEMS.values(), CLOSES.values())
    assert [number for number, times in Counter(row.number for row in rows).items() if times > 1] == []
    assert not {reason.value for reason in Reason} & {problem.value for problem in Problem}


def test_close_codes_are_for_applications() -> None:
    """Close codes stand in the range RFC 6455 leaves to applications, each under its own number."""
    assert all(4000 <= close <= 4999 and CLOSES[close].number == close for close in Close)


def test_a_refusal_is_nobody_elses_fault() -> None:
    """The rules decline what a guest asked; the world and the house have problems."""
    assert {meaning.fault for meaning in REFUSALS.values()} == {Fault.GUEST}
