import { describe, expect, test } from "vitest";
import * as ask from "../../src/core/ask";
import { liveDiff } from "../../src/core/diff";
import { phrases } from "../../src/core/phrases";
import { tree } from "../../src/core/tree";
import type { RoundView } from "../../src/wire/messages";
import { artwork, association, job, refinement, round, session, viewOf } from "./things";

test("associations come with the most supported first, of equals the oldest", () => {
  const view = viewOf([association("a1", 1), association("a2", 3), association("a3", 1)]);
  expect(ask.associations(view).map((said) => said.id)).toEqual(["a2", "a1", "a3"]);
});

test("hidden pictures are shown to nobody, though the moderator's page knows them", () => {
  const view = viewOf([artwork("w1"), artwork("w2", { screening: "hidden" }), artwork("w3")]);
  expect(ask.shownArtworks(view).map((one) => one.id)).toEqual(["w3", "w1"]);
  expect(ask.allArtworks(view).map((one) => one.id)).toEqual(["w3", "w2", "w1"]);
});

test("pictures asked for again are the same list while none of them changed", () => {
  const view = viewOf([artwork("w1"), artwork("w2")]);
  const later = { ...view, online: ["g1"] };
  expect(ask.shownArtworks(later)).toBe(ask.shownArtworks(view));
  const news = viewOf([artwork("w1"), artwork("w2", { nailed: 1 })]);
  expect(ask.shownArtworks(news)[0]?.nailed).toBe(1);
});

test("chosen pictures keep the order of the choice", () => {
  const view = viewOf([session({ chosen: ["w3", "w9", "w1"] }), artwork("w1"), artwork("w3")]);
  expect(ask.chosenArtworks(view).map((one) => one.id)).toEqual(["w3", "w1"]);
});

describe("the authors of a wording", () => {
  const view = viewOf([
    refinement("r1", { parent: null, by: "g9" }),
    refinement("r2", { by: "g1" }),
    refinement("r3", { by: "g2" }),
    refinement("r4", { by: "g3", parent: "r2", merged: "r3" }),
    refinement("r5", { by: "g1", parent: "r4", merged: "r2" }),
  ]);
  const of = (id: string) => {
    const asked = view.refinement[id];
    return asked && ask.authorsOf(view, asked);
  };

  test("are who said it, and for a merged one all whose words it joins, then who joined them", () => {
    expect(of("r2")).toEqual({ authors: ["g1"], joinedBy: null });
    expect(of("r4")).toEqual({ authors: ["g1", "g2"], joinedBy: "g3" });
  });

  test("are each named once, also where merged wordings were merged again", () => {
    expect(of("r5")).toEqual({ authors: ["g1", "g2"], joinedBy: "g1" });
  });
});

describe("a round", () => {
  test("lives until it is closed, a tie included", () => {
    const at = (status: "open" | "tied" | "closed") =>
      ask.liveRound(viewOf([session({ round: "v1" }), round({ status })]))?.id;
    expect([at("open"), at("tied"), at("closed")]).toEqual(["v1", "v1", undefined]);
  });

  test("was decided by a person where the winner was level with another one still in", () => {
    const line = (refinement: string, votes: number, out: number | null = null) => ({
      refinement,
      votes,
      out,
    });
    const won = (...tally: RoundView["tally"]) =>
      ask.tieBroken(round({ status: "closed", winners: ["r2"], tally }));
    expect(won(line("r2", 2), line("r3", 2))).toBe(true);
    expect(won(line("r2", 2), line("r3", 1))).toBe(false);
    expect(won(line("r2", 2), line("r3", 2, 1))).toBe(false);
    expect(
      ask.tieBroken(round({ status: "tied", winners: ["r2", "r3"], tally: [line("r2", 1), line("r3", 1)] })),
    ).toBe(false);
  });

  test("counts down on the house's clock", () => {
    expect(ask.secondsLeft(round({ deadline_ms: 61_000 }), viewOf([]), 0)).toBe(60);
    expect(ask.secondsLeft(round({ deadline_ms: 61_000 }), viewOf([]), 90_000)).toBe(0);
  });

  test("has as much time left as when the party came to rest, for whoever looks and whenever", () => {
    const resting = viewOf([session({ paused_ms: 20_000 })]);
    expect(ask.secondsLeft(round({ deadline_ms: 61_000 }), resting, 90_000)).toBe(41);
    expect(ask.secondsUntil(15_000, resting, 90_000)).toBe(-5);
  });

  test("keeps its tally to itself while it is hidden and open", () => {
    expect(ask.talliesShown(round({ tallies_hidden: true }))).toBe(false);
    expect(ask.talliesShown(round({ tallies_hidden: true, status: "closed" }))).toBe(true);
  });

  test("does not take an earlier round's ballot for mine", () => {
    const mine = { round: "v0", ballot: { rule: "approval", choices: ["r2"] } } as const;
    expect(
      ask.myBallot(viewOf([], { ...mine, ballot: { rule: "approval", choices: ["r2"] } }), round()),
    ).toBeNull();
    expect(
      ask.myBallot(viewOf([], { round: "v1", ballot: { rule: "approval", choices: [] } }), round()),
    ).toEqual({ rule: "approval", choices: [] });
  });
});

test("my place is that of my job nearest to the easel", () => {
  const view = {
    ...viewOf([job("j1", { guest: "g2" }), job("j2"), job("j3")]),
    places: [
      { job: "j1", place: 0, wait_s: null, step: 3, steps: 12 },
      { job: "j3", place: 2, wait_s: 9, step: 0, steps: 12 },
      { job: "j2", place: 1, wait_s: 4, step: 0, steps: 12 },
    ],
  };
  expect(ask.myPlace(view)?.job).toBe("j2");
  expect(ask.paintedNow(view)?.job).toBe("j1");
});

test("the tree hangs every wording under the one it came from, the accepted path first", () => {
  const view = viewOf([
    session({ head: "r3", trunk: ["r1", "r3"] }),
    refinement("r1", { parent: null, status: "accepted" }),
    refinement("r2"),
    refinement("r3", { status: "accepted" }),
    refinement("r4", { parent: "r3" }),
  ]);
  const root = tree(view);
  expect(root?.branches.map((branch) => branch.refinement.id)).toEqual(["r3", "r2"]);
  expect(root?.branches[0]?.branches.map((branch) => branch.refinement.id)).toEqual(["r4"]);
  expect(tree(viewOf([]))).toBeNull();
});

test("phrases joined spell the prompt", () => {
  for (const prompt of ["loneliness", "a chair, by the window,oil", "两位老人，相互凝视、油画", ",,", ""]) {
    expect(phrases(prompt).join("")).toBe(prompt);
  }
  expect(phrases("a chair, by the window")).toEqual(["a chair, ", "by the window"]);
});

test("a live diff spells both wordings", () => {
  const spans = liveDiff("a lonely man", "two lonely people");
  const spell = (without: string) =>
    spans
      .filter((span) => span.change !== without)
      .map((span) => span.text)
      .join("");
  expect(spell("removed")).toBe("two lonely people");
  expect(spell("added")).toBe("a lonely man");
});
