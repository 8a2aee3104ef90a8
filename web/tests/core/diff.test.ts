import { describe, expect, it } from "vitest";
import { liveDiff } from "../../src/core/diff";

const told = (before: string, after: string) =>
  liveDiff(before, after).map((span) => [span.change, span.text]);

describe("the live diff", () => {
  it("replaces a phrase as a whole, not word by word", () => {
    expect(told("two old people on a bench", "two old people looking at each other")).toEqual([
      ["same", "two old people "],
      ["removed", "on a bench"],
      ["added", "looking at each other"],
    ]);
  });

  it("spells the new wording without the removed and the old one without the added", () => {
    for (const [before, after] of [
      ["loneliness", "loneliness, oil on canvas"],
      ["", "a lighthouse"],
      ["a b c", "c b a"],
      ["孤独", "两个孤独的人"],
    ] as const) {
      const spans = liveDiff(before, after);
      const spell = (left: string) => spans.map((span) => (span.change === left ? "" : span.text)).join("");
      expect(spell("removed")).toBe(after);
      expect(spell("added")).toBe(before);
    }
  });
});
