"""The laws of the fair queue."""

from hypothesis import given
from hypothesis import strategies as st

from party.core.values import JobId, SessionId
from party.studio import queue as fair
from party.studio.engine import Order

from .orders import order, recipe

SESSIONS = ("a", "b", "c")
GUESTS = (None, "x", "y", "z")

Arrival = tuple[str, str | None, int]
arrivals = st.lists(st.tuples(st.sampled_from(SESSIONS), st.sampled_from(GUESTS), st.integers(1, 4)), max_size=24)
moves = st.lists(st.one_of(st.none(), st.tuples(st.sampled_from(SESSIONS), st.sampled_from(GUESTS), st.integers(1, 4))))


def queue_of(asked: list[Arrival]) -> fair.Queue:
    """A queue into which those arrived."""
    queue = fair.Queue()
    for number, (session, guest, pictures) in enumerate(asked):
        recipes = [recipe(seed) for seed in range(pictures)]
        queue = fair.submit(queue, order(f"j{number}", *recipes, session=session, guest=guest))
    return queue


def served(queue: fair.Queue) -> list[Order]:
    """The orders in the order they are really begun."""
    found = []
    while queue.waiting:
        queue = fair.begin(queue, 0.0)
        assert queue.making
        found.append(queue.making.order)
        queue = fair.finish(queue, 1.0)
    return found


@given(arrivals)
def test_everybody_is_served_once_in_the_order_foretold(asked: list[Arrival]) -> None:
    """The line shown to guests is the order they are served in, and nobody is left out or doubled."""
    queue = queue_of(asked)
    assert served(queue) == list(fair.line(queue))
    assert sorted(found.job for found in served(queue)) == sorted(waiting.job for waiting in queue.waiting)


@given(moves)
def test_the_line_only_moves_forward(asked: list[Arrival | None]) -> None:
    """Whatever came and was served before, serving the first leaves the others in their order."""
    queue = fair.Queue()
    for number, arrival in enumerate(asked):
        if arrival:
            queue = fair.submit(queue, order(f"j{number}", session=arrival[0], guest=arrival[1]))
        else:
            before = fair.line(queue)
            queue = fair.set_aside(fair.begin(queue, 0.0))
            assert fair.line(queue) == before[1:]


@given(arrivals, st.sampled_from(SESSIONS))
def test_no_session_starves(asked: list[Arrival], late: str) -> None:
    """A session that asks now is served before any other session is served twice."""
    queue = fair.submit(queue_of(asked), order("late", session=f"late-{late}"))
    ahead = [found.session for found in fair.line(queue)]
    ahead = ahead[: ahead.index(SessionId(f"late-{late}"))]
    assert len(ahead) == len(set(ahead))


@given(arrivals)
def test_no_guest_starves_inside_a_session(asked: list[Arrival]) -> None:
    """Inside a session no guest is served twice while another one of it waits for the first time."""
    line = fair.line(queue_of(asked))
    for session in SESSIONS:
        guests = [found.guest for found in line if found.session == session]
        first_turns = guests[: len(set(guests))]
        assert len(first_turns) == len(set(first_turns))


@given(arrivals, st.booleans())
def test_places_are_a_permutation(asked: list[Arrival], begun: bool) -> None:  # noqa: FBT001  # drawn by hypothesis
    """Every order has one place: 0 for the one being made, then 1, 2, 3 without gaps, with waits that never shrink."""
    queue = fair.finish(fair.begin(fair.submit(fair.Queue(), order("first")), 0.0), 2.0)
    queue = fair.Queue(waiting=queue_of(asked).waiting, picture_s=queue.picture_s)
    queue = fair.begin(queue, 10.0) if begun else queue
    places = fair.places(queue, 10.5)
    start = 0 if begun and asked else 1
    assert [place.place for place in places] == list(range(start, start + len(asked)))
    waits = [place.wait_s for place in places]
    assert waits == sorted(wait for wait in waits if wait is not None)


@given(arrivals)
def test_the_line_is_deterministic(asked: list[Arrival]) -> None:
    """The same arrivals give the same line."""
    assert fair.line(queue_of(asked)) == fair.line(queue_of(asked))


def test_served_longest_ago_goes_first_after_coming_back() -> None:
    """A session that was just served waits behind one that was served before it, though it asked first."""
    queue = queue_of([("a", None, 1), ("b", None, 1)])
    assert [found.session for found in served(queue)] == ["a", "b"]
    for _ in range(2):
        queue = fair.set_aside(fair.begin(queue, 0.0))
    queue = fair.submit(fair.submit(queue, order("b2", session="b")), order("a2", session="a"))
    assert [found.job for found in fair.line(queue)] == ["a2", "b2"]


def test_the_same_job_is_taken_once() -> None:
    """An order already waiting or being made is not taken again."""
    queue = fair.submit(fair.Queue(), order("j"))
    assert fair.submit(queue, order("j")) is queue
    making = fair.begin(queue, 0.0)
    assert fair.submit(making, order("j")) is making


def test_a_withdrawn_order_is_forgotten() -> None:
    """Withdrawing takes exactly that order out of the line."""
    queue = fair.withdraw(queue_of([("a", "x", 1), ("a", "y", 1)]), SessionId("a"), JobId("j0"))
    assert [found.job for found in fair.line(queue)] == ["j1"]


def test_waits_come_from_the_time_pictures_took() -> None:
    """Without a finished picture there is no estimate; then it is the smoothed time per picture, for all ahead."""
    queue = fair.submit(fair.Queue(), order("four", *[recipe(seed) for seed in range(4)]))
    assert [place.wait_s for place in fair.places(queue, 0.0)] == [None]
    queue = fair.begin(queue, 0.0)
    assert [place.wait_s for place in fair.places(fair.advance(queue, 4, 16), 2.0)] == [6.0]
    queue = fair.finish(queue, 8.0)
    assert queue.picture_s == 2.0
    queue = fair.submit(fair.submit(queue, order("one")), order("two", recipe(1), recipe(2)))
    assert [place.wait_s for place in fair.places(queue, 8.0)] == [2.0, 6.0]


def test_only_so_many_served_are_remembered() -> None:
    """The memory of who was served is bounded."""
    queue = fair.Queue()
    for number in range(fair.SERVED_KEPT + 5):
        queue = fair.set_aside(fair.begin(fair.submit(queue, order("j", session=f"s{number}")), 0.0))
    assert len(queue.served_sessions) == len(queue.served_guests) == fair.SERVED_KEPT
