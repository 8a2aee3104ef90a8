"""The write-up as the curators write it, and how each guest is named in it."""

import pytest

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason
from party.core.things import Audience, Gone, ParagraphView, StoryView
from party.core.values import LIMITS, ArtworkId, CreditAs, GuestId, Kind, RefinementId, Role, StoryPlace, Words

from .play import Play

PICTURE = ArtworkId("a" * 64)
CURATORS = {Audience.MODERATOR, Audience.PROMPT_MASTER, Audience.ART_EXPERT}


def story(play: Play, audience: Audience = Audience.MODERATOR) -> StoryView:
    """The story as curators see it."""
    seen = play.view(Kind.STORY, audience=audience)
    assert isinstance(seen, StoryView)
    return seen


def accepted(play: Play, text: str) -> RefinementId:
    """A wording on the path."""
    node = play.proposes(play.host, text)
    play.does(play.host, c.AcceptRefinement(node))
    return node


def published(play: Play) -> None:
    """The write-up is there for everybody."""
    play.does(None, c.ReportWriteUp("2026-11-22-loneliness", None))
    play.does(play.host, c.PublishWriteUp())


def test_curators_see_the_story_and_nobody_else(play: Play) -> None:
    """Moderator, prompt master and art expert, whatever is written."""
    play.does(play.host, c.TitleStory("Two chairs"))
    assert play.seen_by(Kind.STORY, "") == CURATORS
    assert {story(play, audience).title for audience in CURATORS} == {"Two chairs"}


def test_paragraphs_stand_in_the_order_of_the_page(play: Play, expert: GuestId) -> None:
    """Opening, the steps of the path from the first prompt on, closing; each with who wrote it."""
    oil = accepted(play, "loneliness, oil on canvas")
    play.does(expert, c.WriteParagraph(StoryPlace.CLOSING, None, "And then we went home."))
    play.does(play.host, c.WriteParagraph(StoryPlace.STEP, oil, "Somebody said: oil."))
    play.does(play.host, c.WriteParagraph(StoryPlace.STEP, play.state.root, "It began small."))
    play.does(play.host, c.WriteParagraph(StoryPlace.OPENING, None, "It rained."))
    assert story(play).paragraphs == (
        ParagraphView(StoryPlace.OPENING, None, "It rained.", play.host),
        ParagraphView(StoryPlace.STEP, play.state.root, "It began small.", play.host),
        ParagraphView(StoryPlace.STEP, oil, "Somebody said: oil.", play.host),
        ParagraphView(StoryPlace.CLOSING, None, "And then we went home.", expert),
    )


def test_a_wording_given_for_the_opening_is_not_looked_at(play: Play) -> None:
    """There is one opening and one closing."""
    (written,) = play.does(play.host, c.WriteParagraph(StoryPlace.OPENING, RefinementId("x"), "It rained."))
    assert written == e.ParagraphWritten(StoryPlace.OPENING, None, Words("It rained."))


def test_empty_text_takes_a_paragraph_away_even_off_the_path(play: Play) -> None:
    """Whoever goes back to an earlier wording can still clear what stood at the later one."""
    oil = accepted(play, "loneliness, oil on canvas")
    play.does(play.host, c.WriteParagraph(StoryPlace.STEP, oil, "Somebody said: oil."))
    play.does(play.host, c.BranchFrom(play.state.root))
    assert play.refused(play.host, c.WriteParagraph(StoryPlace.STEP, oil, "So it was.")) is Reason.NOT_ON_PATH
    play.does(play.host, c.WriteParagraph(StoryPlace.STEP, oil, "  "))
    assert story(play).paragraphs == ()
    assert play.does(play.host, c.WriteParagraph(StoryPlace.STEP, oil, "")) == ()


def test_a_paragraph_stands_at_a_step_of_the_path(play: Play, ann: GuestId) -> None:
    """Not at a proposal, nor at nothing, nor at a wording that is not there."""
    offered = play.proposes(ann, "an empty chair")
    for step, reason in (
        (offered, Reason.NOT_ON_PATH),
        (None, Reason.UNKNOWN_REFINEMENT),
        (RefinementId("x"), Reason.UNKNOWN_REFINEMENT),
    ):
        assert play.refused(play.host, c.WriteParagraph(StoryPlace.STEP, step, "So it was.")) is reason


def test_the_words_of_a_paragraph_are_bounded(play: Play) -> None:
    """As long as the limit, no longer."""
    play.does(play.host, c.WriteParagraph(StoryPlace.OPENING, None, "x" * LIMITS.paragraph))
    longer = c.WriteParagraph(StoryPlace.OPENING, None, "x" * (LIMITS.paragraph + 1))
    assert play.refused(play.host, longer) is Reason.TEXT_TOO_LONG
    assert play.refused(play.host, c.TitleStory("x" * (LIMITS.title + 1))) is Reason.TEXT_TOO_LONG
    assert play.refused(play.host, c.LicenseStory("", "x" * (LIMITS.model_license + 1))) is Reason.TEXT_TOO_LONG


def test_paragraphs_are_not_without_end(play: Play) -> None:
    """A path can be as long as it likes; those written already can still be changed."""
    steps = [accepted(play, f"loneliness {number}") for number in range(LIMITS.paragraphs + 1)]
    for step in steps[:-1]:
        play.does(play.host, c.WriteParagraph(StoryPlace.STEP, step, "So it was."))
    assert play.refused(play.host, c.WriteParagraph(StoryPlace.STEP, steps[-1], "And so.")) is Reason.TOO_MANY
    play.does(play.host, c.WriteParagraph(StoryPlace.STEP, steps[0], "It was so."))


@pytest.mark.parametrize("license_id", ["cc by", "<b>", "x" * (LIMITS.license + 1), "../CC0", "лицензия"])
def test_a_license_is_an_id(play: Play, license_id: str) -> None:
    """Nothing anybody could write a letter in."""
    assert play.refused(play.host, c.LicenseStory(license_id)) is Reason.UNKNOWN_LICENSE


def test_a_paragraph_at_a_hidden_step_is_the_moderators(play: Play, expert: GuestId) -> None:
    """What is said of a wording goes with it."""
    oil = accepted(play, "loneliness, oil on canvas")
    play.does(expert, c.WriteParagraph(StoryPlace.STEP, oil, "Somebody said: oil."))
    play.does(play.host, c.ScreenThing(Kind.REFINEMENT, oil, shown=False))
    assert len(story(play).paragraphs) == 1
    assert story(play, Audience.ART_EXPERT).paragraphs == ()


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (c.TitleStory(""), c.TitleStory("Two chairs")),
        (c.LicenseStory("", ""), c.LicenseStory("CC-BY-4.0", "free")),
        (c.WriteParagraph(StoryPlace.OPENING, None, ""), c.WriteParagraph(StoryPlace.OPENING, None, "It rained.")),
        (c.CaptionArtwork(PICTURE, "", ""), c.CaptionArtwork(PICTURE, "so quiet", "a chair")),
    ],
)
def test_undo_is_saying_what_was_before(play: Play, first: c.Command, then: c.Command) -> None:
    """Each command of the curators can set what stood there earlier, also nothing; said again it changes nothing."""
    play.picture()
    before = story(play)
    assert play.does(play.host, first) == ()
    for _ in range(2):
        assert play.does(play.host, then)
        assert play.does(play.host, then) == ()
        assert play.does(play.host, first)
    assert story(play) == before


def test_leaving_a_picture_out_is_undone_by_choosing_and_ordering(play: Play) -> None:
    """Chosen again it comes last; the order that was says where it stood."""
    for number in range(3):
        play.does(play.host, c.ChooseArtwork(play.picture(f"{number}" * 64)))
    before = play.state.chosen
    play.does(play.host, c.ChooseArtwork(before[0], chosen=False))
    play.does(play.host, c.ChooseArtwork(before[0]))
    play.does(play.host, c.OrderChosen(before))
    assert play.state.chosen == before


def test_a_closed_party_is_still_told(play: Play, expert: GuestId, ann: GuestId) -> None:
    """Curation and credit go on after the end."""
    play.does(play.host, c.CloseSession())
    play.does(expert, c.TitleStory("Two chairs"))
    play.does(expert, c.WriteParagraph(StoryPlace.OPENING, None, "It rained."))
    play.does(play.host, c.LicenseStory("CC0-1.0"))
    play.does(ann, c.ChooseCredit(CreditAs.ANONYMOUS))
    assert play.refused(ann, c.TitleStory("Mine")) is Reason.NOT_ALLOWED


def test_credit_is_for_the_guest_alone_to_see(play: Play, ann: GuestId) -> None:
    """In their own view, and in nothing others see."""
    assert (play.mine(ann).credit_as, play.mine(ann).pen_name) == (CreditAs.NAME, "")
    play.does(ann, c.ChooseCredit(CreditAs.PEN_NAME, " A.  Lake "))
    assert (play.mine(ann).credit_as, play.mine(ann).pen_name) == (CreditAs.PEN_NAME, "A. Lake")
    for audience in Audience:
        assert "Lake" not in repr(play.view(Kind.GUEST, ann, audience))


def test_a_pen_name_is_kept_only_while_it_is_used(play: Play, ann: GuestId) -> None:
    """Who goes by their name or by none has no second one in the record's present."""
    play.does(ann, c.ChooseCredit(CreditAs.PEN_NAME, "A. Lake"))
    play.does(ann, c.ChooseCredit(CreditAs.ANONYMOUS, "A. Lake"))
    assert play.mine(ann).pen_name == ""
    assert play.refused(ann, c.ChooseCredit(CreditAs.PEN_NAME)) is Reason.TEXT_EMPTY


def test_credit_is_settled_while_the_write_up_is_published(play: Play, ann: GuestId) -> None:
    """Unpublished, it can be changed again."""
    published(play)
    assert play.refused(ann, c.ChooseCredit(CreditAs.ANONYMOUS)) is Reason.PUBLISHED
    play.does(play.host, c.PublishWriteUp(published=False))
    play.does(ann, c.ChooseCredit(CreditAs.ANONYMOUS))


def test_a_muted_guest_may_go_nameless_but_not_write_a_name(play: Play, ann: GuestId) -> None:
    """A pen name is words that are read."""
    play.does(ann, c.ChooseCredit(CreditAs.PEN_NAME, "A. Lake"))
    play.does(play.host, c.MuteGuest(ann))
    assert play.refused(ann, c.ChooseCredit(CreditAs.PEN_NAME, "Rude")) is Reason.MUTED
    play.does(ann, c.ChooseCredit(CreditAs.ANONYMOUS))
    assert play.refused(ann, c.ChooseCredit(CreditAs.PEN_NAME, "A. Lake")) is Reason.MUTED


def test_screens_have_no_credit_and_no_story(play: Play, screen: GuestId) -> None:
    """Nobody's eyes are nobody's name."""
    assert play.refused(screen, c.ChooseCredit(CreditAs.ANONYMOUS)) is Reason.NOT_ALLOWED
    assert isinstance(play.view(Kind.STORY, audience=Audience.SCREEN), Gone)
    assert Role.SCREEN in play.roles(screen)
