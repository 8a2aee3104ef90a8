"""Associations and who stands behind them."""

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason
from party.core.values import LIMITS, GuestId

from .play import Play


def test_who_says_it_stands_behind_it(play: Play, ann: GuestId) -> None:
    """An association begins with the support of its author, who cannot step back from it."""
    rain = play.says(ann, "rain")
    assert set(play.state.associations[rain].supporters) == {ann}
    assert play.does(ann, c.SupportAssociation(rain, support=False)) == ()


def test_saying_it_again_is_supporting_it(play: Play, ann: GuestId, ben: GuestId) -> None:
    """The same word in another case supports the first; saying one's own again is refused."""
    rain = play.says(ann, "rain")
    assert play.does(ben, c.Associate("Rain!")) == (e.AssociationSupported(rain, support=True),)
    assert play.refused(ben, c.Associate("RAIN")) is Reason.ALREADY_SAID
    assert play.refused(ann, c.Associate("rain")) is Reason.ALREADY_SAID


def test_support_comes_and_goes(play: Play, ann: GuestId, ben: GuestId) -> None:
    """A guest stands behind an association once, and may step back."""
    rain = play.says(ann, "rain")
    play.does(ben, c.SupportAssociation(rain))
    assert play.does(ben, c.SupportAssociation(rain)) == ()
    play.does(ben, c.SupportAssociation(rain, support=False))
    assert set(play.state.associations[rain].supporters) == {ann}


def test_own_words_can_be_taken_back_while_nobody_uses_them(play: Play, ann: GuestId, ben: GuestId) -> None:
    """Only the author removes an association, and only while they stand alone."""
    rain = play.says(ann, "rain")
    assert play.refused(ben, c.TakeBackAssociation(rain)) is Reason.NOT_YOURS
    play.does(ben, c.SupportAssociation(rain))
    assert play.refused(ann, c.TakeBackAssociation(rain)) is Reason.ALREADY_USED
    play.does(ben, c.SupportAssociation(rain, support=False))
    play.does(ann, c.TakeBackAssociation(rain))
    assert play.refused(ann, c.SupportAssociation(rain)) is Reason.UNKNOWN_ASSOCIATION


def test_one_guest_does_not_flood_the_wall(play: Play, ann: GuestId, ben: GuestId) -> None:
    """After forty associations of one guest it is the others' turn."""
    for number in range(LIMITS.associations_each):
        play.says(ann, f"word {number}")
    assert play.refused(ann, c.Associate("one more")) is Reason.TOO_MANY
    play.says(ben, "one more")


def test_a_screen_says_nothing(play: Play, screen: GuestId) -> None:
    """A wall shows; it does not take part."""
    assert play.refused(screen, c.Associate("rain")) is Reason.NOT_ALLOWED
