"""The kit of the other tests: its table of rights is complete, its play lawful."""

from typing import get_args

from party.core.commands import GuestCommand
from party.core.evolve import replay

from .play import Play
from .rights import MAY


def test_the_table_of_rights_names_every_command() -> None:
    """No command a guest can give is without a line in the table of rights, and the house's are in none."""
    assert frozenset().union(*MAY.values()) == frozenset(get_args(GuestCommand))


def test_the_play_of_the_other_tests_is_lawful() -> None:
    """The kit the readable tests use writes journals that replay to its state."""
    play = Play()
    play.joins("Ann")
    play.picture()
    assert replay(tuple(play.entries)) == play.state
