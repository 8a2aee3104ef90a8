import { describe, expect, test } from "vitest";
import { reduce } from "../../src/core/reduce";
import type { Heard, Thing, ToGuest } from "../../src/wire/messages";
import { ME } from "../wire/network";
import { association, refinement, session, viewOf } from "./things";

const facts = (...things: Thing[]): ToGuest => ({ kind: "Facts", first: 10, last: 10, things });
const welcome = (resumed: boolean, things: Thing[]): ToGuest => ({
  kind: "Welcome",
  protocol: 1,
  code: "CODE",
  epoch: "e1",
  seq: 12,
  now_ms: 5_000,
  resumed,
  mine: { ...ME, name: "Anna" },
  things,
});

describe("things", () => {
  test("are kept by kind and id, the newest telling", () => {
    const view = reduce(viewOf([association("a1", 1)]), facts(association("a1", 4)), 0);
    expect(view.association["a1"]?.support).toBe(4);
  });

  test("that are gone are gone", () => {
    const view = reduce(
      viewOf([association("a1", 1)]),
      facts({ kind: "gone", of: "association", id: "a1" }),
      0,
    );
    expect(view.association).toEqual({});
  });

  test("of kinds this page does not know are left aside", () => {
    const before = viewOf([session()]);
    const strange = { kind: "phrase", id: "p1" } as unknown as Thing;
    expect(reduce(before, facts(strange), 0)).toEqual(before);
  });

  test("that did not change keep their identity", () => {
    const before = viewOf([association("a1", 1), refinement("r2")]);
    const after = reduce(before, facts(association("a2", 1)), 0);
    expect(after.refinement).toBe(before.refinement);
    expect(after.association).not.toBe(before.association);
    expect(before.association["a2"]).toBeUndefined();
  });
});

describe("a welcome", () => {
  test("that resumes adds to what was known", () => {
    const view = reduce(viewOf([association("a1", 1)]), welcome(true, [association("a2", 1)]), 0);
    expect(Object.keys(view.association)).toEqual(["a1", "a2"]);
    expect(view.mine?.name).toBe("Anna");
  });

  test("that does not resume starts from nothing", () => {
    const view = reduce(viewOf([association("a1", 1)]), welcome(false, [association("a2", 1)]), 0);
    expect(Object.keys(view.association)).toEqual(["a2"]);
  });

  test("sets our clock by the house's", () => {
    expect(reduce(viewOf([]), welcome(true, []), 7_000).skew_ms).toBe(-2_000);
  });
});

describe("gauges", () => {
  const gauges = (over: object): ToGuest => ({
    kind: "Gauges",
    now_ms: 5_000,
    things: [],
    online: null,
    places: null,
    studio: null,
    radar: null,
    ...over,
  });

  test("change what they tell and leave the rest", () => {
    let view = reduce(viewOf([]), gauges({ online: ["g1", "g2"] }), 0);
    view = reduce(view, gauges({ places: [{ job: "j1", place: 0, wait_s: null, step: 1, steps: 12 }] }), 0);
    expect(view.online).toEqual(["g1", "g2"]);
    expect(view.places).toHaveLength(1);
  });

  test("may empty a list", () => {
    const view = reduce(viewOf([]), gauges({ online: ["g1"] }), 0);
    expect(reduce(view, gauges({ online: [] }), 0).online).toEqual([]);
  });
});

test("who has been heard is kept until it is told anew, and forgotten by a fresh start", () => {
  const heard = { guest: "g2", said: 3, tapped: 1, heard_ms: 4_000 };
  const told = (radar: Heard[] | null): ToGuest => ({
    kind: "Gauges",
    now_ms: 0,
    things: [],
    online: null,
    places: null,
    studio: null,
    radar,
  });
  const view = reduce(viewOf([]), told([heard]), 0);
  expect(reduce(view, told(null), 0).radar).toEqual([heard]);
  expect(reduce(view, welcome(false, []), 0).radar).toEqual([]);
});

test("private news is mine alone", () => {
  const before = viewOf([session()]);
  const after = reduce(before, { kind: "Private", mine: { ...ME, supports: ["a1"] } }, 0);
  expect(after.mine?.supports).toEqual(["a1"]);
  expect(after.session).toBe(before.session);
});

test("answers to commands leave the view as it is", () => {
  const before = viewOf([session()]);
  expect(reduce(before, { kind: "Done", id: "c1", seq: 4 }, 0)).toBe(before);
  expect(reduce(before, { kind: "Declined", id: "c1", reason: "NotAllowed", params: {} }, 0)).toBe(before);
});
