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

  it("keeps the words of every alphabet whole, and takes Chinese letter by letter", () => {
    expect(told("старая лодка, туман", "старая лодка, закат")).toEqual([
      ["same", "старая лодка, "],
      ["removed", "туман"],
      ["added", "закат"],
    ]);
    expect(told("海边的老人", "湖边的老人")).toEqual([
      ["removed", "海"],
      ["added", "湖"],
      ["same", "边的老人"],
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
