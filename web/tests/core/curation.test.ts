import { expect, test } from "vitest";
import {
  arranging,
  type Change,
  did,
  didAgain,
  leading,
  NO_STEPS,
  reversed,
  tookBack,
} from "../../src/core/curation";
import type { Command } from "../../src/wire/messages";
import { session, viewOf } from "./things";

/** What the house makes of commands about chosen pictures. */
function obey(chosen: readonly string[], commands: readonly Command[]): readonly string[] {
  return commands.reduce<readonly string[]>((now, command) => {
    if (command.kind === "OrderChosen") {
      expect([...command.artworks].sort()).toEqual([...now].sort());
      return command.artworks;
    }
    if (command.kind !== "ChooseArtwork") throw new Error(command.kind);
    const others = now.filter((artwork) => artwork !== command.artwork);
    return command.chosen ? [...others, command.artwork] : others;
  }, chosen);
}

const title = (before: string, after: string, touch?: number): Change => ({
  of: "title",
  before,
  after,
  ...(touch === undefined ? {} : { touch }),
});

test("any list of pictures is reached from any other, and nothing is said when it stands already", () => {
  const lists = [[], ["a"], ["a", "b", "c"], ["c", "a"], ["d", "b", "a", "c"], ["b", "c", "a"]];
  for (const from of lists) {
    for (const to of lists) {
      const commands = arranging(from, to);
      expect(obey(from, commands)).toEqual(to);
      if (from.join() === to.join()) expect(commands).toEqual([]);
    }
  }
});

test("a picture added last or left out takes one command", () => {
  expect(arranging(["a", "b"], ["a", "b", "c"])).toHaveLength(1);
  expect(arranging(["a", "b", "c"], ["a", "c"])).toHaveLength(1);
});

test("undo leads back to what was, redo forward again, from wherever others have taken it", () => {
  const change: Change = { of: "pictures", before: ["a", "b"], after: ["b"] };
  const elsewhere = viewOf([session({ chosen: ["c", "b"] })]);
  expect(obey(["c", "b"], leading(elsewhere, reversed(change)))).toEqual(["a", "b"]);
  expect(obey(["c", "b"], leading(elsewhere, change))).toEqual(["b"]);
});

test("every kind of change names what it leaves", () => {
  const view = viewOf([session()]);
  const words: Change = {
    of: "words",
    artwork: "a",
    before: { caption: "", alt: "x" },
    after: { caption: "y", alt: "x" },
  };
  expect(leading(view, words)).toEqual([{ kind: "CaptionArtwork", artwork: "a", caption: "y", alt: "x" }]);
  expect(leading(view, reversed(words))).toEqual([
    { kind: "CaptionArtwork", artwork: "a", caption: "", alt: "x" },
  ]);
  const paragraph: Change = { of: "paragraph", place: "step", refinement: "r1", before: "old", after: "" };
  expect(leading(view, paragraph)).toEqual([
    { kind: "WriteParagraph", place: "step", refinement: "r1", text: "" },
  ]);
  expect(leading(view, title("a", "b"))).toEqual([{ kind: "TitleStory", title: "b" }]);
  const licenses: Change = {
    of: "licenses",
    before: { license: "", model_license: "" },
    after: { license: "cc0-1.0", model_license: "ours" },
  };
  expect(leading(view, licenses)).toEqual([
    { kind: "LicenseStory", license: "cc0-1.0", model_license: "ours" },
  ]);
});

test("what was taken back can be done again until something new is done", () => {
  const two = did(did(NO_STEPS, title("", "a")), title("a", "b"));
  const back = tookBack(two);
  expect(back.past).toEqual([title("", "a")]);
  expect(didAgain(back)).toEqual(two);
  expect(didAgain(did(back, title("a", "c"))).past).toEqual([title("", "a"), title("a", "c")]);
  expect(tookBack(NO_STEPS)).toEqual(NO_STEPS);
  expect(didAgain(NO_STEPS)).toEqual(NO_STEPS);
});

test("one sitting in one field is one step, two sittings are two", () => {
  const typed = [title("", "a", 1), title("a", "ab", 1), title("ab", "abc", 2)].reduce(did, NO_STEPS);
  expect(typed.past).toEqual([title("", "ab", 1), title("ab", "abc", 2)]);
});

test("a very long evening at the table keeps the newest steps", () => {
  let steps = NO_STEPS;
  for (let step = 0; step < 300; step += 1) steps = did(steps, title(String(step), String(step + 1)));
  expect(steps.past).toHaveLength(200);
  expect(steps.past.at(-1)).toEqual(title("299", "300"));
});
