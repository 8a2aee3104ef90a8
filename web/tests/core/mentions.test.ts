import { describe, expect, test } from "vitest";
import { asSaid, completed, namesLike, saidTo, typedMention } from "../../src/core/mentions";

const people = ["Quiet Heron", "Quiet Lantern", "Ada", "Heron"].map((name) => ({ name }));
const names = (typed: string) => namesLike(people, typed).map((one) => one.name);

describe("a mention being typed", () => {
  test("is what stands between an @ and the caret", () => {
    expect(typedMention("ask @Qui now", 8)).toEqual({ at: 4, name: "Qui" });
    expect(typedMention("@", 1)).toEqual({ at: 0, name: "" });
    expect(typedMention("no one", 6)).toBeNull();
  });

  test("is none in an address", () => {
    expect(typedMention("write to ada@home", 17)).toBeNull();
  });

  test("offers names that begin so first, then names with such a word, and nobody once it is complete", () => {
    expect(names("her")).toEqual(["Heron", "Quiet Heron"]);
    expect(names("Quiet L")).toEqual(["Quiet Lantern"]);
    expect(names("Ada ")).toEqual([]);
  });

  test("is completed in its place, with the caret behind it", () => {
    const typed = typedMention("ask @qui now", 8);
    expect(typed && completed("ask @qui now", typed, "Quiet Heron")).toEqual({
      text: "ask @Quiet Heron now",
      caret: 17,
    });
  });
});

test("a comment is cut where it names somebody; who has no name any more is called somebody", () => {
  const text = "\u{1f327} @Heron, @… and @…";
  const place = (guest: string, start: number, end: number) => ({ guest, start, end });
  const comment = { text, mentions: [place("g1", 2, 8), place("g2", 10, 12)] };
  const said = saidTo(comment, "a guest");
  expect(said.filter((part) => part.mention).map((part) => part.text)).toEqual(["@Heron", "a guest"]);
  expect(asSaid(comment, "a guest")).toBe("\u{1f327} @Heron, a guest and @…");
  expect(saidTo({ text: "@Nobody", mentions: [] }, "a guest")).toEqual([{ text: "@Nobody", mention: false }]);
});
