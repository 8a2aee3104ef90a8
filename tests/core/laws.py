"""What holds at every moment of every party."""

from collections.abc import Callable

from party.core.rules.screening import written_by
from party.core.state import JobStatus, RefinementStatus, Round, RoundStatus, Screening, SessionState
from party.core.text import as_read
from party.core.values import LIMITS, Role
from party.core.voting import count, winners


def votes_add_up(vote: Round) -> bool:
    """A close counts the ballots as they stood; of those still in it those win that have the most, if anybody does.

    False where somebody should have won and nobody did: right only for a tie of which nothing was left.
    """
    if vote.status is RoundStatus.OPEN:
        return True
    stood = tuple(line.refinement for line in vote.tally)
    assert vote.tally == count(vote.rule, stood, vote.ballots.values())
    assert vote.voters == len(vote.ballots)
    best = winners(vote.tally)
    if vote.status is RoundStatus.TIED:
        assert vote.winners == best
        assert len(best) > 1
    assert set(vote.winners) <= set(best)
    return bool(vote.winners) == bool(best)


def a_tie_can_be_broken(state: SessionState) -> None:
    """No vote waits for a choice the prompt master cannot make."""
    for vote in state.rounds.values():
        if vote.status is RoundStatus.TIED:
            assert set(vote.winners) & set(state.standing(vote))


def one_vote_at_a_time(state: SessionState) -> None:
    """Only the latest is not over, and it is over open refinements only, or those whose words were removed."""
    assert all(vote.id == state.round for vote in state.rounds.values() if vote.status is not RoundStatus.CLOSED)
    if vote := state.open_round:
        nodes = (state.refinements[node] for node in vote.refinements)
        assert all(node.status is RefinementStatus.OPEN or not node.text for node in nodes)


def phrases_lie_in_their_prompt(state: SessionState) -> None:
    """In order, apart, inside, and with an id each."""
    for node in state.refinements.values():
        edges = [edge for phrase in node.phrases for edge in (phrase.start, phrase.end)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(node.text) for edge in edges)
        assert all(phrase.start < phrase.end for phrase in node.phrases)
        assert len({phrase.id for phrase in node.phrases}) == len(node.phrases) <= LIMITS.phrases


def the_tree_holds(state: SessionState) -> None:
    """One root and one head that everybody sees, and every path leads up to the root through older nodes."""
    nodes = state.refinements
    assert [node.id for node in nodes.values() if node.parent is None] == [state.root]
    assert all(nodes[node.parent].seq < node.seq for node in nodes.values() if node.parent is not None)
    assert nodes[state.head].status is nodes[state.root].status is RefinementStatus.ACCEPTED
    assert nodes[state.head].screening is nodes[state.root].screening is Screening.SHOWN
    assert (state.trunk[0], state.trunk[-1]) == (state.root, state.head)


def somebody_runs_the_party(state: SessionState) -> None:
    """There is always a moderator and always a prompt master inside, and who stands in holds the role alone."""
    held = [role for guest in state.guests.values() for role in guest.roles if not guest.removed]
    assert Role.MODERATOR in held
    assert Role.PROMPT_MASTER in held
    if state.stand_in is not None:
        assert Role.PROMPT_MASTER in state.guests[state.stand_in].roles
        assert held.count(Role.PROMPT_MASTER) == 1


def who_was_shown_out_has_no_voice(state: SessionState) -> None:
    """No special role, no push, no ballot in an open vote, and nothing that waits for the moderator."""
    for guest in (guest for guest in state.guests.values() if guest.removed):
        assert guest.roles <= {Role.PARTICIPANT, Role.SCREEN}
        assert not any(guest.id in pushes for pushes in state.pushes.values())
        assert state.open_round is None or guest.id not in state.open_round.ballots
        assert not written_by(state, guest.id, Screening.HELD)


def everybody_has_a_name_of_their_own(state: SessionState) -> None:
    """Screens aside, which are no people, and those whose name was removed."""
    people = (guest for guest in state.guests.values() if Role.SCREEN not in guest.roles)
    names = [as_read(guest.name) for guest in people if guest.name]
    assert len(set(names)) == len(names)


def the_chosen_exist(state: SessionState) -> None:
    """Once each."""
    assert len(set(state.chosen)) == len(state.chosen)
    assert all(artwork in state.artworks for artwork in state.chosen)


def a_closed_party_has_no_work(state: SessionState) -> None:
    """No pause, no vote, no job goes on after the end."""
    if state.closed:
        assert state.paused_ms is None
        assert state.open_round is None
        assert all(job.status is not JobStatus.WAITING for job in state.jobs.values())


LAWS: tuple[Callable[[SessionState], None], ...] = (
    a_tie_can_be_broken,
    one_vote_at_a_time,
    phrases_lie_in_their_prompt,
    the_tree_holds,
    somebody_runs_the_party,
    who_was_shown_out_has_no_voice,
    everybody_has_a_name_of_their_own,
    the_chosen_exist,
    a_closed_party_has_no_work,
)
