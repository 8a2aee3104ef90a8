"""What goes into a write-up, and who decides."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from party.core import commands as c
from party.core.state import Screening
from party.core.values import ArtworkId, Kind, Reaction, Recipe, RefinementId, Role, Settings
from party.media.likeness import distance
from party.press.choose import MOST_IN_A_DRAFT, MOST_OF_A_WORDING, NEARLY_ALIKE, Selection, choose
from party.press.chronicle import Seen, look
from party.press.story import Reason, Why

from .parties import Party, chosen_evening, loneliness, talkative


def chosen_by(party: Party) -> Selection:
    return choose(look(party.chronicle()))


def ids(selection: Selection) -> list[ArtworkId]:
    return [pick.artwork for pick in selection.picks]


def test_a_draft_shows_the_path() -> None:
    """When nobody chose, every wording on the path brings its best picture, oldest first, and the last opens."""
    party = loneliness()
    selection = chosen_by(party)
    shown = [party.state.artworks[artwork].refinement for artwork in ids(selection)]
    assert shown == list(party.state.trunk)
    assert selection.hero == ids(selection)[-1] == party.latest()
    assert not selection.by_people


def test_of_two_pictures_the_better_one() -> None:
    """Of several pictures of one wording the one of note goes in, then the worthier, then the more loved."""
    party = Party("moon")
    vera = party.joins("Vera", Role.ART_EXPERT)
    party.does(party.host, c.StartJob(count=3))
    first, second, third = (party.latest(back) for back in (2, 1, 0))
    assert ids(chosen_by(party)) == [first]
    party.does(vera, c.React(second, Reaction.LOVE))
    assert ids(chosen_by(party)) == [second]
    party.does(vera, c.JudgeWorth(third, 3))
    assert ids(chosen_by(party)) == [third]
    party.does(vera, c.JudgeWorth(first, 2, of_note=True))
    assert ids(chosen_by(party)) == [first]


def test_nail_its_choose() -> None:
    """Of two pictures of one wording the one goes in that more guests say nails it; off the path, two are enough."""
    party = Party("moon")
    ben = party.joins("Ben")
    party.does(party.host, c.StartJob(count=2))
    first, second = party.latest(1), party.latest()
    party.does(ben, c.React(first, Reaction.LOVE))
    party.does(ben, c.NailIt(second))
    assert ids(chosen_by(party)) == [second]
    party.does(ben, c.NailIt(first))
    party.does(party.host, c.NailIt(first))
    assert ids(chosen_by(party)) == [first]
    party.does(party.host, c.NailIt(second))
    assert set(ids(chosen_by(party))) == {first, second}
    assert Reason(Why.NAILED, 2, 2) in chosen_by(party).picks[0].reasons


def test_points_are_no_votes() -> None:
    """A picture that a score vote brought says the points it got, of those it could have got."""
    assert Reason(Why.POINTS, 17, 20) in chosen_by(talkative()).picks[2].reasons


def test_what_was_singled_out_joins_the_draft() -> None:
    """A picture off the path that the expert or the room singled out goes into the draft too."""
    party = loneliness()
    selected = chosen_by(party)
    other = next(artwork for artwork in party.state.artworks if artwork not in ids(selected))
    vera = next(guest.id for guest in party.state.guests.values() if guest.name == "Vera")
    party.does(vera, c.JudgeWorth(other, 4))
    assert set(ids(chosen_by(party))) == {*ids(selected), other}


def test_the_reasons_are_kept() -> None:
    """Every picture says why it is in, with its figures."""
    party = loneliness()
    assert chosen_by(party).picks[-1].reasons == (
        Reason(Why.FINAL),
        Reason(Why.VOTED, 5, 6),
        Reason(Why.REACTIONS, 3),
        Reason(Why.WORTH, 5, 5),
        Reason(Why.OF_NOTE),
    )
    assert chosen_by(party).picks[0].reasons == (Reason(Why.ON_THE_PATH),)


def test_people_overrule_the_draft() -> None:
    """The curators' pictures, in their order and no others; the first they chose of the last wording opens the page."""
    party = chosen_evening()
    selection = chosen_by(party)
    assert tuple(ids(selection)) == party.state.chosen
    assert selection.hero == party.latest()
    assert selection.by_people
    assert all(Reason(Why.CHOSEN) in pick.reasons for pick in selection.picks)
    party.does(party.host, c.OrderChosen(tuple(reversed(party.state.chosen))))
    assert ids(chosen_by(party)) == list(reversed(ids(selection)))
    assert chosen_by(party).hero == party.latest()
    party.does(party.host, c.ChooseArtwork(party.latest(), chosen=False))
    assert chosen_by(party).hero == ids(chosen_by(party))[0]


def test_hidden_pictures_are_never_in() -> None:
    """A hidden picture is neither drafted nor shown when it was chosen before."""
    drafted, chosen = loneliness(), chosen_evening()
    for party in (drafted, chosen):
        hidden = party.latest()
        party.does(party.host, c.ScreenThing(Kind.ARTWORK, hidden, shown=False))
        assert hidden not in ids(chosen_by(party))
        assert chosen_by(party).hero not in {hidden, None}


def test_a_long_path_is_thinned() -> None:
    """Of a long path a draft shows so many pictures, the first and the last among them."""
    party = Party("one")
    party.does(party.host, c.StartJob())
    first = party.latest()
    for step in range(30):
        party.does(party.host, c.EditPrompt(f"one {step}"))
    drafted = ids(chosen_by(party))
    assert len(drafted) == MOST_IN_A_DRAFT
    assert (drafted[0], drafted[-1]) == (first, party.latest())


def test_pictures_off_the_path_only() -> None:
    """When no wording on the path was painted the best of the others goes in."""
    party = Party("moon")
    node: RefinementId = party.proposes(party.host, "sun")
    party.does(party.host, c.StartJob(node))
    assert ids(chosen_by(party)) == [party.latest()]


def test_no_picture() -> None:
    """Without a picture nothing is chosen and nothing opens."""
    assert chosen_by(Party("moon")) == Selection((), None, by_people=False)


def test_closeness_decides_between_equals() -> None:
    """Of pictures nobody spoke of, the one closest to its prompt goes in and says so; the room's word weighs more."""
    party = Party("moon")
    party.does(party.host, c.StartJob(count=3))
    first, second, third = (party.latest(back) for back in (2, 1, 0))
    measured = {first: 0.2, second: 0.9, third: 0.4}
    drafted = choose(look(party.chronicle()), closeness=measured)
    assert ids(drafted) == [second]
    assert Reason(Why.CLOSE, 90, 100) in drafted.picks[0].reasons
    party.does(party.host, c.React(third, Reaction.LOVE))
    assert ids(choose(look(party.chronicle()), closeness=measured)) == [third]


def test_near_duplicates_make_room() -> None:
    """Where two wordings brought nearly the same picture, the later keeps it and the earlier shows its next best."""
    party = Party("moon", settings=Settings(paint_on_accept=False))
    party.does(party.host, c.StartJob(count=2))
    party.does(party.host, c.EditPrompt("moon, oil"))
    party.does(party.host, c.StartJob())
    best, other, last = (party.latest(back) for back in (2, 1, 0))
    assert ids(chosen_by(party)) == [best, last]
    drafted = choose(look(party.chronicle()), likeness={best: 0b1111, other: ~0 & 2**64 - 1, last: 0b1110})
    assert ids(drafted) == [other, last]
    assert drafted.hero == last


def test_the_most_unlike_picture_says_so() -> None:
    """Of three and more pictures that were measured the one least like the others is named, with how far it is off."""
    party = Party("moon")
    party.does(party.host, c.StartJob(count=3))
    for back in range(3):
        party.does(party.host, c.ChooseArtwork(party.latest(back)))
    third, second, first = ids(chosen_by(party))[::-1]
    chosen = choose(look(party.chronicle()), likeness={first: 0, second: 0xFF, third: 2**64 - 1})
    unlike = {pick.artwork: [r for r in pick.reasons if r.why is Why.UNLIKE] for pick in chosen.picks}
    assert unlike == {first: [], second: [], third: [Reason(Why.UNLIKE, 56, 64)]}


def test_a_path_left_behind_joins_the_draft() -> None:
    """The picture of a wording that was accepted and left is shown, and says what it is."""
    party = Party("moon")
    party.does(party.host, c.StartJob())
    party.does(party.host, c.EditPrompt("sun"))
    left = party.latest()
    party.does(party.host, c.BranchFrom(party.state.root))
    drafted = chosen_by(party)
    assert left in ids(drafted)
    assert next(pick for pick in drafted.picks if pick.artwork == left).reasons == (Reason(Why.BESIDE),)
    assert drafted.hero != left


@dataclass(frozen=True)
class Evening:
    """A party drawn by lot, and what was measured of its pictures."""

    seen: Seen
    closeness: dict[ArtworkId, float]
    likeness: dict[ArtworkId, int]

    def drafted(self) -> Selection:
        """What goes in."""
        return choose(self.seen, self.closeness, self.likeness)

    def alike(self, one: ArtworkId, other: ArtworkId) -> bool:
        """Whether two pictures were measured to look nearly the same."""
        near = one in self.likeness and other in self.likeness
        return near and distance(self.likeness[one], self.likeness[other]) <= NEARLY_ALIKE


def scratched(recipe: Recipe) -> bytes:
    """Bytes of a picture nobody looks at."""
    return f"{recipe.prompt} {recipe.seed}".encode()


@st.composite
def evenings(draw: st.DrawFn) -> Evening:
    """Some wordings on the path and beside it with some pictures; some of them liked, judged, hidden, chosen."""
    party = Party("one", settings=Settings(paint_on_accept=False), paint=scratched)
    vera, ben = party.joins("Vera", Role.ART_EXPERT), party.joins("Ben")
    for step, pictures in enumerate(draw(st.lists(st.integers(0, 4), min_size=1, max_size=8))):
        if step:
            party.does(party.host, c.EditPrompt(f"one {step}"))
        if pictures:
            party.does(party.host, c.StartJob(count=pictures))
        if draw(st.booleans()):
            party.does(party.host, c.BranchFrom(draw(st.sampled_from(party.state.trunk))))
    made = sorted(party.state.artworks.values(), key=lambda artwork: artwork.seq)
    for artwork in made:
        match draw(st.integers(0, 9)):
            case 0:
                party.does(vera, c.JudgeWorth(artwork.id, draw(st.integers(1, 5)), of_note=draw(st.booleans())))
            case 1 | 2:
                party.does(ben, c.React(artwork.id, Reaction.LOVE))
            case 3:
                party.does(ben, c.NailIt(artwork.id))
            case 4:
                party.does(party.host, c.ScreenThing(Kind.ARTWORK, artwork.id, shown=False))
    shown = [one.id for one in party.state.artworks.values() if one.screening is Screening.SHOWN]
    for artwork_id in draw(st.lists(st.sampled_from(shown), unique=True, max_size=3)) if shown else ():
        party.does(party.host, c.ChooseArtwork(artwork_id))
    measured = [one.id for one in made if draw(st.booleans())]
    return Evening(
        look(party.chronicle()),
        {one: draw(st.floats(0, 1)) for one in measured},
        {one: draw(st.sampled_from([0, 1, 0b111, 2**64 - 1, 0xFF00FF00])) for one in measured},
    )


@settings(max_examples=80, deadline=None)
@given(evenings())
def test_what_every_choice_keeps_to(evening: Evening) -> None:
    """Chosen pictures are in, in their order, hidden ones never; the hero is one of them; always the same."""
    selection, state = evening.drafted(), evening.seen.state
    picked = ids(selection)
    assert selection == evening.drafted()
    assert len(set(picked)) == len(picked)
    assert all(state.artworks[one].screening is Screening.SHOWN for one in picked)
    assert selection.by_people == bool(state.chosen)
    assert (selection.hero in picked) if picked else selection.hero is None
    assert bool(picked) == bool(evening.seen.artworks)
    assert all(pick.reasons for pick in selection.picks)
    if state.chosen:
        assert tuple(picked) == state.chosen


@settings(max_examples=80, deadline=None)
@given(evenings())
def test_what_every_draft_keeps_to(evening: Evening) -> None:
    """No near-duplicates, few of one wording, not too many; all of the path is in or looks like what is in."""
    selection, seen = evening.drafted(), evening.seen
    if selection.by_people:
        return
    picked = ids(selection)
    assert len(picked) <= MOST_IN_A_DRAFT
    assert picked == sorted(picked, key=lambda one: seen.artworks[one].seq)
    assert not any(evening.alike(one, other) for one in picked for other in picked if one != other)
    words = [seen.artworks[one].refinement for one in picked]
    assert all(words.count(step) <= MOST_OF_A_WORDING for step in words)
    for step in seen.trunk:
        of_it = [one.id for one in seen.artworks.values() if one.refinement == step]
        assert step in words or all(any(evening.alike(one, other) for other in picked) for one in of_it)
