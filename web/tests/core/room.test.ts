import { describe, expect, test } from "vitest";
import { lengthOf, tooLong } from "../../src/core/length";
import {
  callingTab,
  isRunning,
  mentionsSince,
  moved,
  rolesSince,
  spokeSince,
  surprised,
} from "../../src/core/room";
import type { Catalogue, Chip, CommentView } from "../../src/wire/messages";
import { association, refinement, round, session, viewOf } from "./things";

const comment = (id: string, over: Partial<CommentView> = {}): CommentView => ({
  kind: "comment",
  id,
  seq: Number(id.slice(1)),
  at_ms: 0,
  by: "g2",
  text: "",
  refinement: null,
  artwork: "w1",
  mentions: [{ guest: "g1", start: 0, end: 4 }],
  screening: "shown",
  ...over,
});

const chips = (...adds: string[]): Chip[] =>
  adds.map((add) => ({ id: add, label: add, about: "", adds: add }));
const catalogue = (...adds: string[]) => {
  const shelf = chips(...adds);
  const names = ["styles", "techniques", "artists", "periods", "moods", "modifiers"];
  return Object.fromEntries(names.map((name) => [name, shelf])) as unknown as Catalogue;
};

describe("where the evening is", () => {
  test("an open vote calls louder than the phase", () => {
    expect(callingTab(viewOf([session({ phase: "gather" })]))).toBe("gather");
    expect(callingTab(viewOf([session({ phase: "curate", round: "v1" }), round()]))).toBe("refine");
    expect(callingTab(viewOf([session({ phase: "curate", round: "v1" }), round({ status: "closed" })]))).toBe(
      "look",
    );
  });

  test("nothing can be done while the party rests or when it is over", () => {
    expect(isRunning(viewOf([session()]))).toBe(true);
    expect(isRunning(viewOf([session({ paused_ms: 1 })]))).toBe(false);
    expect(isRunning(viewOf([session({ phase: "closed" })]))).toBe(false);
    expect(isRunning(viewOf([]))).toBe(false);
  });
});

test("I am told of others who mean me, the newest first, and of none twice", () => {
  const things = [
    comment("c3"),
    comment("c4", { by: "g1" }),
    comment("c5", { mentions: [{ guest: "g3", start: 0, end: 4 }] }),
    comment("c6"),
  ];
  const view = viewOf(things, { guest: "g1" });
  expect(mentionsSince(view, 0).map((said) => said.id)).toEqual(["c6", "c3"]);
  expect(mentionsSince(view, 6)).toEqual([]);
});

test("I have spoken since with an idea, a wording or a comment of my own, and with nobody else's", () => {
  const me = { guest: "g1" };
  const mine = { by: "g1", seq: 5 };
  for (const said of [
    { ...association("a1", 1), ...mine },
    refinement("r1", mine),
    comment("c5", { by: "g1" }),
  ]) {
    expect(spokeSince(viewOf([said], me), 4)).toBe(true);
    expect(spokeSince(viewOf([said], me), 5)).toBe(false);
    expect(spokeSince(viewOf([{ ...said, by: "g2" }], me), 4)).toBe(false);
  }
});

test("a new role is one that was not known; what everybody is counts for none", () => {
  expect(rolesSince(["participant", "art_expert"], ["participant"])).toEqual(["art_expert"]);
  expect(rolesSince(["art_expert"], ["participant", "art_expert"])).toEqual([]);
  expect(rolesSince(["participant", "screen"], [])).toEqual([]);
});

describe("a surprise", () => {
  const first = () => 0;
  const box = { associations: ["an empty bench", "tea"], catalogue: catalogue("oil", "ink") };

  test("brings one idea of the room and one of the catalogue", () => {
    expect(surprised("loneliness", box, 500, first)).toBe("loneliness, an empty bench, oil");
  });

  test("says nothing twice, and nothing that does not fit", () => {
    expect(surprised("tea, an empty bench, oil", box, 500, first)).toBe("tea, an empty bench, oil, ink");
    expect(surprised("loneliness", box, 15, first)).toBe("loneliness, tea");
  });

  test("works without a catalogue and without associations", () => {
    expect(surprised("x", { associations: [], catalogue: null }, 500, first)).toBe("x");
  });
});

test("a member of a list is moved and the others close up", () => {
  expect(moved(["a", "b", "c"], 2, -2)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
});

test("a text is as long as the house takes it to be", () => {
  expect(lengthOf("  two \n\t words ")).toBe(9);
  expect(lengthOf("👩‍🎨e\u0301")).toBe(4);
  expect(lengthOf("soft\u00adhyphen\u200b")).toBe(10);
  expect(tooLong("x".repeat(12), 10)).toBe(2);
  expect(tooLong("x", 10)).toBe(0);
});
