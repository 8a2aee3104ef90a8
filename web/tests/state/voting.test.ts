import { afterEach, expect, test } from "vitest";
import { Party } from "../../src/state/party.svelte";
import { Voting } from "../../src/state/voting.svelte";
import { PROTOCOL, type Do, type RoundView, type ToGuest } from "../../src/wire/messages";
import { refinement, round, session } from "../core/things";
import { FakeSocket, ME, memoryShelf } from "../wire/network";

let party: Party;
afterEach(() => party.leave());

function vote() {
  const socket = new FakeSocket();
  let ids = 0;
  party = new Party("CODE", "room", {
    dial: () => socket,
    later: () => () => undefined,
    random: () => 0,
    now_ms: () => 0,
    freshId: () => `c${++ids}`,
    shelf: memoryShelf(),
  });
  socket.open();
  const things = [session({ round: "v1" }), round(), refinement("r2"), refinement("r3")];
  const mine = { ...ME, round: "v1" };
  const facts = { epoch: "e1", seq: 9, now_ms: 0, resumed: false, mine, things };
  socket.hear({ kind: "Welcome", protocol: PROTOCOL, code: "CODE", ...facts } as ToGuest);
  const voting = new Voting(party, () => party.view.round["v1"] as RoundView);
  const ballots = () =>
    socket.commands.map(
      ({ command }: Do) =>
        command.kind === "CastBallot" && command.ballot.rule === "approval" && command.ballot.choices,
    );
  return { socket, voting, ballots };
}

test("quick taps add up, though the house has answered none of them", () => {
  const { voting, ballots } = vote();
  void voting.toggle("r2");
  void voting.toggle("r3");
  void voting.toggle("r2");
  expect(ballots()).toEqual([["r2"], ["r2", "r3"], ["r3"]]);
  expect(voting.choices).toEqual(["r3"]);
});

test("a refused vote falls back to what the house has, and the guest is told why", async () => {
  const { socket, voting } = vote();
  const voted = voting.toggle("r2");
  socket.hear({ kind: "Declined", id: "c1", reason: "RoundClosed", params: {} });
  await voted;
  expect(voting.choices).toEqual([]);
  expect(party.notices.map((notice) => notice.reason)).toEqual(["RoundClosed"]);
});

test("a vote counts once the house says so", async () => {
  const { socket, voting } = vote();
  const voted = voting.toggle("r2");
  expect(voting.counted).toBe(false);
  socket.hear({
    kind: "Private",
    mine: { ...ME, round: "v1", ballot: { rule: "approval", choices: ["r2"] } },
  });
  socket.hear({ kind: "Done", id: "c1", seq: 10 });
  await voted;
  expect(voting.counted).toBe(true);
  expect(voting.choices).toEqual(["r2"]);
});

test("a ranking is sent whole, best first", () => {
  const { socket, voting } = vote();
  void voting.rank(["r3", "r2"]);
  void voting.rank(["r2", "r3"]);
  expect(voting.choices).toEqual(["r2", "r3"]);
  expect(socket.commands.map(({ command }) => command.kind === "CastBallot" && command.ballot)).toEqual([
    { rule: "ranked", choices: ["r3", "r2"] },
    { rule: "ranked", choices: ["r2", "r3"] },
  ]);
});

test("scores of several wordings add up, and the last one for each counts", () => {
  const { socket, voting } = vote();
  void voting.score("r2", 4);
  void voting.score("r3", 0);
  void voting.score("r2", 5);
  expect([voting.scoreOf("r2"), voting.scoreOf("r3"), voting.scoreOf("r9")]).toEqual([5, 0, null]);
  const last = socket.commands.at(-1)?.command;
  expect(last?.kind === "CastBallot" && last.ballot.rule === "score" && last.ballot.scores).toEqual([
    { refinement: "r3", score: 0 },
    { refinement: "r2", score: 5 },
  ]);
});
