import { describe, expect, test } from "vitest";
import { clockOf } from "../../src/core/ask";
import { shortened } from "../../src/core/shorten";
import { passedOn, runOffSteps, tallyLines } from "../../src/core/tally";
import type { Span } from "../../src/wire/messages";
import { refinement, round, session, viewOf } from "./things";

const view = viewOf([session(), refinement("r2"), refinement("r3"), refinement("r4")]);
const count = (id: string, votes: number, out: number | null = null) => ({ refinement: id, votes, out });
const all = ["r2", "r3", "r4"];
const ids = (lines: readonly { refinement: { id: string } }[]) => lines.map((line) => line.refinement.id);

describe("a tally", () => {
  test("keeps the order of the question while people vote, and leads with the best afterwards", () => {
    const tally = [count("r2", 1), count("r3", 0), count("r4", 3)];
    expect(ids(tallyLines(view, round({ refinements: all, tally, voters: 4 })))).toEqual(all);
    const closed = round({ refinements: all, tally, voters: 4, status: "closed", winners: ["r4"] });
    expect(ids(tallyLines(view, closed))).toEqual(["r4", "r2", "r3"]);
  });

  test("measures approval by the voters and points by all that could be given", () => {
    const tally = [count("r2", 2), count("r3", 4)];
    const share = (rule: "approval" | "score") =>
      tallyLines(view, round({ rule, tally, voters: 4 })).map((line) => line.share);
    expect(share("approval")).toEqual([0.5, 1]);
    expect(share("score")).toEqual([0.1, 0.2]);
  });

  test("is all zero before anybody voted, and while it is hidden", () => {
    expect(tallyLines(view, round({ refinements: all })).map((line) => line.share)).toEqual([0, 0, 0]);
  });

  test("puts the winner of a broken tie first, though others had as many", () => {
    const tally = [count("r2", 2), count("r3", 2)];
    const closed = round({ tally, voters: 4, status: "closed", winners: ["r3"] });
    expect(tallyLines(view, closed).map((line) => line.won)).toEqual([true, false]);
    expect(ids(tallyLines(view, closed))).toEqual(["r3", "r2"]);
  });

  test("tells a run-off in its steps: who was weaker went first, equals together", () => {
    const tally = [count("r2", 1, 1), count("r3", 1, 1), count("r4", 3)];
    const closed = round({
      rule: "ranked",
      refinements: all,
      tally,
      voters: 5,
      status: "closed",
      winners: ["r4"],
    });
    const lines = tallyLines(view, closed);
    expect(ids(lines)).toEqual(["r4", "r2", "r3"]);
    expect(runOffSteps(lines).map(({ step, out }) => [step, ...ids(out)])).toEqual([[1, "r2", "r3"]]);
    expect(runOffSteps(lines.filter((line) => line.won))).toEqual([]);
  });

  test.each([
    ["every vote found another wording", 3, 5, { to: "all", spent: 0 }],
    ["no vote named another wording", 3, 3, { to: "none", spent: 2 }],
    ["one of the votes named another wording", 3, 4, { to: "some", spent: 1 }],
  ])("knows that %s", (_, voters, left, told) => {
    const tally = [count("r2", 1, 1), count("r3", 1, 2), count("r4", left)];
    const closed = round({ rule: "ranked", refinements: all, tally, voters: voters + 2, status: "closed" });
    expect(passedOn(closed, tallyLines(view, closed))).toEqual(told);
  });
});

describe("a long wording told short", () => {
  const same = (text: string): Span => ({ change: "same", text });
  const added = (text: string): Span => ({ change: "added", text });
  const spell = (spans: readonly Span[]) => spans.map((span) => span.text).join("");

  test("keeps the change whole, and whole words around it", () => {
    const spans = [same("two old people looking at each other, "), added("by candle light, "), same("oil")];
    expect(spell(shortened(spans, 14))).toBe("…each other, by candle light, oil");
  });

  test("is left alone where it is short or where nothing changed", () => {
    const spans = [same("loneliness, "), added("oil")];
    expect(shortened(spans, 40)).toEqual(spans);
    expect(shortened([same("a chair by a window")], 3)).toEqual([same("a chair by a window")]);
  });

  test("cuts Chinese between characters and never through one beyond the first plane", () => {
    expect(spell(shortened([same("两位老人相互凝视𠮷𠮷"), added("油画")], 2))).toBe("…𠮷𠮷油画");
  });

  test("ends after so many characters, saying so", () => {
    expect(spell(shortened([added("one two"), same(" three")], 20, 8))).toBe("one two…");
  });
});

test("a clock has hours only when there are some", () => {
  expect([0, 65, 600, 3_845].map(clockOf)).toEqual(["0:00", "1:05", "10:00", "1:04:05"]);
});
