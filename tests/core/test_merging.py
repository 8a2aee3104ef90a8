"""Two wordings made one, judged as a prompt master would, and the laws of it."""
# ruff: noqa: RUF001  Russian letters and Chinese commas are meant

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party.core import commands as c
from party.core import events as e
from party.core.merging import merged
from party.core.refusals import Reason
from party.core.state import RefinementStatus, Screening
from party.core.text import clean
from party.core.values import LIMITS, GuestId, Kind, RefinementId, Words

from .play import Play

PROMPTS = st.lists(
    st.sampled_from(
        ("two", "old", "people", "at", "the", "sea", ",", ", ", ".", "；", "，", "孤", "独", "油画", "1,000", "🎨")
    ),
    max_size=8,
).map(lambda words: str(clean(" ".join(words), LIMITS.prompt, optional=True)))


@pytest.mark.parametrize(
    ("base", "one", "other", "joined"),
    [
        # what is added at different ends
        (
            "loneliness",
            "loneliness, oil on canvas",
            "two old people, loneliness",
            "two old people, loneliness, oil on canvas",
        ),
        # what is added at the same end
        (
            "a city at night",
            "a city at night in the rain",
            "a city at night, neon",
            "a city at night in the rain, neon",
        ),
        # words inside a phrase
        ("a cat on a chair", "a black cat on a chair", "a cat on a wooden chair", "a black cat on a wooden chair"),
        ("a cat on a chair", "a dog on a chair", "a cat on a sofa", "a dog on a sofa"),
        # adjectives for the same noun
        ("a tree", "a lonely tree", "a very old tree", "a lonely, very old tree"),
        # another technique each
        ("a cat, oil", "a cat, watercolor", "a cat, ink", "a cat, watercolor, ink"),
        # one says less, the other says it differently
        (
            "portrait of a woman, oil on canvas, 1920s",
            "portrait of an old woman, oil on canvas",
            "portrait of a woman, pastel, 1920s",
            "portrait of an old woman, pastel",
        ),
        # both say less
        ("a cat, oil, night", "a cat, oil", "a cat, night", "a cat"),
        ("a cat, oil, night, rain", "a cat, night, rain", "a cat, oil, rain", "a cat, rain"),
        # the same thing twice
        ("love", "love, roses", "love, roses, candle light", "love, roses, candle light"),
        ("a boat", "a boat, mist, dawn", "a boat, dawn, still water", "a boat, mist, dawn, still water"),
        (
            "two people",
            "two people holding hands, winter",
            "two people dancing, winter",
            "two people holding hands, dancing, winter",
        ),
        # nothing in common
        (
            "loneliness",
            "two people on a bench",
            "an empty street, rain",
            "two people on a bench, an empty street, rain",
        ),
        # one drops what the other rewrites: nobody's words are lost
        ("a cat, oil, night", "a cat", "a cat, oil, day", "a cat, oil, day"),
        # scripts without spaces keep their own comma
        ("孤独的老人", "孤独的老人，油画", "孤独的老人，水墨", "孤独的老人，油画，水墨"),
        ("孤独的老人", "孤独的老人，油画", "坐在窗边的孤独的老人", "坐在窗边的孤独的老人，油画"),
        (
            "одинокий старик у окна",
            "одинокий старик у окна, масло",
            "старик в кресле у окна",
            "старик в кресле у окна, масло",
        ),
        # sentences and numbers
        ("A cat. Oil.", "A black cat. Oil.", "A cat. Oil, impasto.", "A black cat. Oil, impasto."),
        ("ships", "1,000 ships", "ships, 1,000 gulls", "1,000 ships, 1,000 gulls"),
    ],
)
def test_merges_read_well(base: str, one: str, other: str, joined: str) -> None:
    """Real prompts, joined as a person would join them."""
    assert merged(base, one, other) == joined


@given(PROMPTS, PROMPTS)
def test_one_side_alone_is_kept_to_the_letter(base: str, one: str) -> None:
    """Where only one side changed something, or both the same, that is what comes out."""
    assert merged(base, base, one) == one
    assert merged(base, one, base) == one
    assert merged(base, one, one) == one


@given(PROMPTS, PROMPTS, PROMPTS)
def test_a_merge_says_nothing_of_its_own(base: str, one: str, other: str) -> None:
    """No new words, no doubled spaces, no commas left over from joining."""
    joined = merged(base, one, other)
    assert set(joined) <= set(base + one + other) | set(", ，")
    assert joined == " ".join(joined.split())
    if joined not in {base, one, other}:
        assert not joined.startswith((",", "，", "；"))
        assert not joined.endswith((",", "，", "；"))
        assert ", ," not in joined


@given(PROMPTS, PROMPTS, PROMPTS)
def test_what_somebody_wrote_is_not_lost(base: str, one: str, other: str) -> None:
    """A word one side brought in stands in the merge, whatever the other side did."""
    joined = merged(base, one, other)
    for side in (one, other):
        assert all(word in joined for word in ("油画", "🎨", "sea") if word in side and word not in base)


@pytest.fixture
def oil(play: Play, ann: GuestId) -> RefinementId:
    return play.proposes(ann, "loneliness, oil on canvas")


@pytest.fixture
def old(play: Play, ben: GuestId) -> RefinementId:
    return play.proposes(ben, "two old people, loneliness")


def test_a_merge_is_a_proposal_beside_the_two(
    play: Play, master: GuestId, oil: RefinementId, old: RefinementId
) -> None:
    """The rules join against what both came from; the merge is open, hangs on the first and names the second."""
    (proposed,) = play.does(master, c.MergeRefinements(oil, old, reason="both"))
    assert isinstance(proposed, e.RefinementProposed)
    node = play.refinement(proposed.refinement)
    assert (node.text, node.reason) == ("two old people, loneliness, oil on canvas", "both")
    assert (node.parent, node.merged, node.by, node.status) == (oil, old, master, RefinementStatus.OPEN)


def test_the_prompt_masters_own_words_for_a_merge(
    play: Play, master: GuestId, oil: RefinementId, old: RefinementId
) -> None:
    """A text given is taken; one that is either of the two is no merge."""
    (proposed,) = play.does(master, c.MergeRefinements(oil, old, "an old couple in oil"))
    assert isinstance(proposed, e.RefinementProposed)
    assert proposed.text == "an old couple in oil"
    for text in ("two old people, loneliness", "loneliness, oil on canvas"):
        assert play.refused(master, c.MergeRefinements(oil, old, text)) is Reason.TEXT_UNCHANGED


def test_what_is_no_merge(play: Play, master: GuestId, ann: GuestId, oil: RefinementId, old: RefinementId) -> None:
    """Not with itself, not with its own parent, not of what is not there, not by everybody, not beyond all length."""
    nobody = RefinementId("nobody's")
    assert play.refused(master, c.MergeRefinements(oil, oil)) is Reason.TEXT_UNCHANGED
    assert play.refused(master, c.MergeRefinements(oil, play.state.root)) is Reason.TEXT_UNCHANGED
    assert play.refused(master, c.MergeRefinements(oil, nobody)) is Reason.UNKNOWN_REFINEMENT
    assert play.refused(master, c.MergeRefinements(nobody, oil)) is Reason.UNKNOWN_REFINEMENT
    assert play.refused(ann, c.MergeRefinements(oil, old)) is Reason.NOT_ALLOWED
    assert play.refused(master, c.MergeRefinements(oil, old, "x" * 501)) is Reason.TEXT_TOO_LONG


def test_held_words_are_not_merged_past_the_moderator(
    play: Play, master: GuestId, ann: GuestId, oil: RefinementId
) -> None:
    """The prompt master sees what waits, but its words come to the room by the moderator alone."""
    play.settings(screening=True)
    held = play.proposes(ann, "loneliness, something rude")
    assert play.refinement(held).screening is Screening.HELD
    assert play.refused(master, c.MergeRefinements(oil, held)) is Reason.NOT_SHOWN
    play.does(play.host, c.ScreenThing(Kind.REFINEMENT, held, shown=True))
    play.does(master, c.MergeRefinements(oil, held))


def test_merges_are_bounded_like_proposals(play: Play, master: GuestId, oil: RefinementId, old: RefinementId) -> None:
    """What is open at once stays within its bound."""
    for number in range(LIMITS.open_refinements - 2):
        play.does(master, c.MergeRefinements(oil, old, Words(f"merge {number}")))
    assert play.refused(master, c.MergeRefinements(oil, old)) is Reason.TOO_MANY
