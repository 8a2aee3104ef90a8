"""Comments on proposals and pictures, whom they mention, and nailing the prompt."""

import pytest

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason
from party.core.state import Screening
from party.core.things import ArtworkView, Audience, CommentView, GuestView
from party.core.values import LIMITS, ArtworkId, CommentId, GuestId, Kind, RefinementId, Role

from .play import Play

EVERYBODY = set(Audience)


def mentioned(play: Play, actor: GuestId, text: str) -> tuple[str, ...]:
    """The names of those a comment mentions."""
    said = play.comments(actor, text)
    return tuple(play.state.guests[guest].name for guest in play.state.comments[said].mentions)


def test_a_comment_is_of_something(play: Play, ann: GuestId) -> None:
    """It stands on a wording or a picture that is there for the one who writes, and says something."""
    picture = play.picture()
    on_picture, on_prompt = play.comments(ann, "so quiet", picture), play.comments(ann, "too long")
    view = play.view(Kind.COMMENT, on_picture)
    assert isinstance(view, CommentView)
    assert (view.text, view.by, view.artwork, view.refinement) == ("so quiet", ann, picture, None)
    assert play.state.comments[on_prompt].refinement == play.state.head
    assert play.refused(ann, c.WriteComment("of nothing")) is Reason.UNKNOWN_THING
    assert play.refused(ann, c.WriteComment("?", artwork=ArtworkId("f" * 64))) is Reason.UNKNOWN_ARTWORK
    assert play.refused(ann, c.WriteComment("?", RefinementId("x"))) is Reason.UNKNOWN_REFINEMENT
    assert play.refused(ann, c.WriteComment(" ", play.state.head)) is Reason.TEXT_EMPTY
    assert play.refused(ann, c.WriteComment("x" * 281, play.state.head)) is Reason.TEXT_TOO_LONG


def test_own_comments_can_be_taken_back(play: Play, ann: GuestId, ben: GuestId) -> None:
    """By the author alone, at any time; it is gone for everybody."""
    said = play.comments(ann, "so quiet")
    assert play.refused(ben, c.TakeBackComment(said)) is Reason.NOT_YOURS
    play.does(ann, c.TakeBackComment(said))
    assert play.seen_by(Kind.COMMENT, said) == set()
    assert play.refused(ann, c.TakeBackComment(said)) is Reason.UNKNOWN_COMMENT
    assert play.refused(ann, c.TakeBackComment(CommentId("nobody's"))) is Reason.UNKNOWN_COMMENT


def test_comments_are_bounded(play: Play, ann: GuestId) -> None:
    """Each guest has a hundred, a party takes two thousand."""
    for number in range(LIMITS.comments):
        if number % LIMITS.comments_each == 0:
            guest = play.joins(f"Guest {number}")
        play.comments(guest, f"word {number}")
    assert play.refused(guest, c.WriteComment("one more", play.state.head)) is Reason.TOO_MANY
    assert play.refused(ann, c.WriteComment("one more", play.state.head)) is Reason.TOO_MANY


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("look, @Ann!", ("Ann",)),
        ("@ANN @ann", ("Ann",)),
        ("@Annabel, look", ("Annabel",)),
        ("@Annabel and @Ann", ("Annabel", "Ann")),
        ("@Ann, @Annabel, @Ann", ("Ann", "Annabel")),
        ("@Anna", ()),
        ("@Annabella", ()),
        ("@Ann2", ()),
        ("@Ann's idea", ("Ann",)),
        ("@Ann_", ()),
        ("Ann", ()),
        ("@ Ann", ()),
        ("@小明你好", ("小明",)),
        ("你好@小明\uff0c看", ("小明",)),
        ("@小明明看", ("小明明",)),
        ("\uff20Ann", ("Ann",)),
        ("@Mary Ann is here", ("Mary Ann",)),
        ("@O.K. (really)", ("O.K.",)),
        ("@.*", ()),
        ("@Ёжик, смотри", ("Ёжик",)),
        ("@STRASSE", ("Straße",)),
        ("@", ()),
    ],
)
def test_a_mention_is_a_name_after_an_at(play: Play, text: str, names: tuple[str, ...]) -> None:
    """The longest name wins, letter case and width aside; a name ends where its script says words end."""
    for name in ("Ann", "Annabel", "小明", "小明明", "Mary Ann", "O.K.", "Ёжик", "Straße"):
        play.joins(name)
    assert mentioned(play, play.host, text) == names


def comment(play: Play, id_: CommentId, audience: Audience = Audience.GUEST) -> str:
    """What a comment says to an audience; every place of a mention begins with its `@`."""
    view = play.view(Kind.COMMENT, id_, audience)
    assert isinstance(view, CommentView)
    for place in view.mentions:
        seen = play.view(Kind.GUEST, place.guest, audience)
        name = seen.name if isinstance(seen, GuestView) else ""
        assert view.text[place.start : place.end] == f"@{name or '…'}"
    return view.text


def test_a_comment_calls_people_as_they_are_called_now(play: Play, ann: GuestId, ben: GuestId) -> None:
    """Renamed, shown out, let in again, the name off the screens: no old name stays, neither in view nor kept."""
    said = play.comments(ben, "so quiet, @ann, \uff20Ben and @ANN!")
    assert comment(play, said) == "so quiet, @Ann, @Ben and @Ann!"
    play.does(ann, c.ChangeName("Rose"))
    assert comment(play, said) == "so quiet, @Rose, @Ben and @Rose!"
    play.does(play.host, c.RemoveGuest(ann))
    assert comment(play, said) == "so quiet, @…, @Ben and @…!"
    assert comment(play, said, Audience.MODERATOR) == "so quiet, @Rose, @Ben and @Rose!"
    play.does(play.host, c.ReadmitGuest(ann))
    play.does(play.host, c.ScreenThing(Kind.GUEST, ann, shown=False))
    number = f"#{play.state.guests[ann].seq}"
    assert comment(play, said) == f"so quiet, @{number}, @Ben and @{number}!"
    assert "Ann" not in play.state.comments[said].text


def test_people_are_meant_by_the_name_that_is_seen(play: Play, ann: GuestId, ben: GuestId) -> None:
    """A name off the screens gives nobody away: their number means them, the name means nobody but to the moderator."""
    play.does(play.host, c.ScreenThing(Kind.GUEST, ann, shown=False))
    number = play.state.guests[ann].seq
    assert mentioned(play, ben, "@Ann") == ()
    assert mentioned(play, ben, f"@#{number}, look") == ("Ann",)
    assert mentioned(play, play.host, "@Ann") == ("Ann",)


def test_a_screen_of_the_same_name_is_not_meant(play: Play) -> None:
    """People before walls, whoever came first."""
    play.joins("Wall", Role.SCREEN)
    wall = play.joins("Wall")
    play.joins("Wall", Role.SCREEN)
    said = play.comments(play.host, "@Wall")
    assert play.state.comments[said].mentions == (wall,)


@pytest.mark.parametrize("mark", ["\ue000", "\uf8ff", "\U000f0000"])
def test_nobody_can_write_a_mark(play: Play, ann: GuestId, mark: str) -> None:
    """What stands for a mention is refused in what people write."""
    assert play.refused(ann, c.WriteComment(f"{mark} @Ann", play.state.head)) is Reason.TEXT_UNPRINTABLE


def test_what_waits_calls_people_as_they_are_called_now(play: Play, ann: GuestId, ben: GuestId) -> None:
    """Also in the own view of whoever wrote it."""
    play.settings(screening=True)
    play.comments(ben, "so quiet, @Ann")
    assert [words.text for words in play.mine(ben).held] == ["so quiet, @Ann"]
    play.does(play.host, c.RemoveWordsOf(ann))
    assert [words.text for words in play.mine(ben).held] == ["so quiet, @…"]


def test_two_of_one_name_are_told_apart(play: Play, ann: GuestId, ben: GuestId) -> None:
    """The second goes by their number; who was shown out is not meant."""
    twin, gone = play.joins("ann"), play.joins("Ann")
    play.does(play.host, c.RemoveGuest(gone))
    said = play.comments(ben, "@Ann, @Ann 2 and @Ann 3, look")
    assert play.state.comments[said].mentions == (ann, twin)


def test_a_mention_is_by_the_name_of_the_moment(play: Play, ann: GuestId) -> None:
    """A guest who changes their name stays mentioned where they were."""
    said = play.comments(play.host, "@Ann")
    play.does(ann, c.ChangeName("Rose"))
    assert play.state.comments[said].mentions == (ann,)
    assert mentioned(play, play.host, "@Ann") == ()


def test_a_comment_goes_where_its_subject_goes(play: Play, ann: GuestId) -> None:
    """What is said of a hidden picture, or of a picture of a hidden wording, is not told."""
    chair = play.proposes(ann, "an empty chair")
    (asked,) = play.does(play.host, c.StartJob(chair))
    assert isinstance(asked, e.JobRequested)
    (picture,) = play.finishes(asked.job, "a" * 64)
    said = play.comments(ann, "so quiet", picture)
    assert play.seen_by(Kind.COMMENT, said) == EVERYBODY
    play.does(play.host, c.ScreenThing(Kind.ARTWORK, picture, shown=False))
    assert play.seen_by(Kind.COMMENT, said) == {Audience.MODERATOR}
    assert play.refused(ann, c.WriteComment("again", artwork=picture)) is Reason.UNKNOWN_ARTWORK
    play.does(play.host, c.ScreenThing(Kind.ARTWORK, picture, shown=True))
    play.does(play.host, c.ScreenThing(Kind.REFINEMENT, chair, shown=False))
    assert play.seen_by(Kind.COMMENT, said) == {Audience.MODERATOR}


def test_comments_wait_while_screening_is_on(play: Play, master: GuestId, ann: GuestId) -> None:
    """What a guest writes waits; whoever may see it anyway need not."""
    play.settings(screening=True)
    held, own = play.comments(ann, "so quiet"), play.comments(master, "too long")
    assert play.state.comments[held].screening is Screening.HELD
    assert play.seen_by(Kind.COMMENT, held) == {Audience.MODERATOR, Audience.PROMPT_MASTER}
    assert [(words.of, words.text) for words in play.mine(ann).held] == [(Kind.COMMENT, "so quiet")]
    assert play.seen_by(Kind.COMMENT, own) == EVERYBODY
    play.does(ann, c.TakeBackComment(held))
    assert play.mine(ann).held == ()


def test_nailing_it_is_for_good(play: Play, ann: GuestId, ben: GuestId, screen: GuestId) -> None:
    """A guest says once that a picture nails its prompt; it is counted, not named, and not taken back."""
    picture = play.picture()
    play.does(ann, c.NailIt(picture))
    assert play.does(ann, c.NailIt(picture)) == ()
    play.does(ben, c.NailIt(picture))
    view = play.view(Kind.ARTWORK, picture)
    assert isinstance(view, ArtworkView)
    assert view.nailed == 2
    assert play.mine(ann).nailed == (picture,)
    assert play.mine(play.host).nailed == ()
    assert play.refused(ann, c.NailIt(ArtworkId("f" * 64))) is Reason.UNKNOWN_ARTWORK
    assert play.refused(screen, c.NailIt(picture)) is Reason.NOT_ALLOWED


def test_what_i_nailed_goes_with_the_picture(play: Play, ann: GuestId) -> None:
    """A hidden picture shows in nobody's own view, and cannot be nailed."""
    picture = play.picture()
    play.does(ann, c.NailIt(picture))
    play.does(play.host, c.ScreenThing(Kind.ARTWORK, picture, shown=False))
    assert play.mine(ann).nailed == ()
    assert play.refused(ann, c.NailIt(picture)) is Reason.UNKNOWN_ARTWORK
