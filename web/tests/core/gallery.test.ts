import { describe, expect, it } from "vitest";
import { addressOf, asking, lookingAt, pushes } from "../../src/core/gallery";

describe("the address of the gallery", () => {
  it.each([
    { theme: "", query: "", evening: "" },
    { theme: "孤独 & co", query: "скамейка в снегу", evening: "" },
    { theme: "the sea", query: "100%?#/..", evening: "K7PQM" },
  ])("says what is looked at, and is read back the same", (looking) => {
    const at = new URL(addressOf(looking), "http://party.example");
    expect(lookingAt(at.pathname, at.search)).toEqual(looking);
  });

  it("asks the house for nothing that was not said", () => {
    expect(asking({ theme: "", query: "  " })).toBe("");
    expect(asking({ theme: "", query: " snow " }, "17-K7PQM")).toBe("q=snow&before=17-K7PQM");
  });

  it("opens no evening that is none", () => {
    expect(lookingAt("/gallery/../desk", "").evening).toBe("");
    expect(lookingAt("/gallery/", "").evening).toBe("");
  });
});

describe("what the room pushed", () => {
  it("is cut from the prompt by its letters, the strongest first, whatever they are made of", () => {
    const prompt = "😀 moon, 山, rain";
    const weights = [
      { start: 2, end: 6, weight: 1.1 },
      { start: 8, end: 9, weight: 1.5 },
      { start: 11, end: 15, weight: 0.7 },
    ];
    expect(pushes({ prompt, weights })).toEqual({ up: ["山", "moon"], down: ["rain"] });
  });

  it("is nothing once the words are gone", () => {
    expect(pushes({ prompt: "", weights: [{ start: 0, end: 4, weight: 1.5 }] })).toEqual({
      up: [],
      down: [],
    });
  });
});
