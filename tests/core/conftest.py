"""What every test of the rules begins with."""

import pytest

from party.core.values import GuestId, Role

from .play import Play


@pytest.fixture
def play() -> Play:
    return Play()


@pytest.fixture
def master(play: Play) -> GuestId:
    return play.joins("Mia", Role.PROMPT_MASTER)


@pytest.fixture
def expert(play: Play) -> GuestId:
    return play.joins("Emil", Role.ART_EXPERT)


@pytest.fixture
def ann(play: Play) -> GuestId:
    return play.joins("Ann")


@pytest.fixture
def ben(play: Play) -> GuestId:
    return play.joins("Ben")


@pytest.fixture
def screen(play: Play) -> GuestId:
    return play.joins("Wall", Role.SCREEN)
