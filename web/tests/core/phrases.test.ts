import { describe, expect, test } from "vitest";
import { lengthClass, pieces, says, toggled, withPhrase } from "../../src/core/phrases";
import type { PhraseView } from "../../src/wire/messages";

const phrase = (start: number, end: number): PhraseView => ({
  id: `p${start}`,
  start,
  end,
  weight: 1,
  up: 0,
  down: 0,
});

describe("a prompt in pieces", () => {
  test("spells the prompt, with the phrases cut out at characters and not at halves of them", () => {
    const text = "🎻🎻, two 👩‍🎨, oil";
    const cut = pieces(text, [phrase(0, 2), phrase(13, 16)]);
    expect(cut.map((piece) => piece.text).join("")).toBe(text);
    expect(cut.find((piece) => piece.phrase?.id === "p0")?.text).toBe("🎻🎻");
  });

  test("is one piece while the house has not cut it", () => {
    expect(pieces("a bench", [])).toEqual([{ text: "a bench", phrase: null }]);
  });

  test("leaves out phrases that do not fit the text or each other", () => {
    const cut = pieces("abcdef", [phrase(0, 4), phrase(2, 5), phrase(5, 9)]);
    expect(cut.map((piece) => [piece.text, piece.phrase?.id ?? null])).toEqual([
      ["abcd", "p0"],
      ["ef", null],
    ]);
  });
});

describe("a phrase of the catalogue", () => {
  test("is joined by the comma of the script", () => {
    expect(withPhrase("a bench", "oil on canvas")).toBe("a bench, oil on canvas");
    expect(withPhrase("a bench, ", "oil on canvas")).toBe("a bench, oil on canvas");
    expect(withPhrase("两位老人", "油画")).toBe("两位老人，油画");
    expect(withPhrase("  ", "oil")).toBe("oil");
  });

  test("is said only where it stands whole between commas", () => {
    expect(says("a bench, Oil painting, dusk", "oil painting")).toBe(true);
    expect(says("an oil painting of a bench", "oil painting")).toBe(false);
    expect(says("大海，油画", "油画")).toBe(true);
  });

  test("put in twice is taken out again, wherever it stands", () => {
    const prompt = "a bench, dusk";
    expect(toggled(toggled(prompt, "oil"), "oil")).toBe(prompt);
    expect(toggled("oil, a bench, dusk", "oil")).toBe("a bench, dusk");
    expect(toggled("a bench, oil, dusk", "oil")).toBe("a bench, dusk");
    expect(toggled("oil", "oil")).toBe("");
  });
});

test("square scripts count double when a prompt is set", () => {
  expect(lengthClass("a".repeat(20))).toBe("short");
  expect(lengthClass("老".repeat(20))).toBe("middle");
});
