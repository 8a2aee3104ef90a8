import { beforeEach, expect, test, vi } from "vitest";
import { Seen } from "../../src/state/seen.svelte";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

test("what was seen of one party is remembered, for that party and that matter alone", () => {
  new Seen("ABCD", "nudge").seq = 12;
  expect(new Seen("ABCD", "nudge").seq).toBe(12);
  expect(new Seen("ABCD", "mention").seq).toBe(0);
  expect(new Seen("WXYZ", "nudge").seq).toBe(0);
});

test("a browser that keeps nothing still does not tell the same thing twice on one page", () => {
  vi.stubGlobal("localStorage", undefined);
  const seen = new Seen("ABCD", "nudge");
  seen.seq = 3;
  expect(seen.seq).toBe(3);
});
