"""What goes into a write-up, and who decides."""

from party.core import commands as c
from party.core.values import ArtworkId, Kind, Reaction, RefinementId, Role
from party.press.choose import MOST_IN_A_DRAFT, Selection, choose
from party.press.chronicle import look
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
