import { expect, test } from "vitest";
import { mostlyNew, tidied } from "../../src/core/shorten";
import type { Span } from "../../src/wire/messages";

const same = (text: string): Span => ({ change: "same", text });
const added = (text: string): Span => ({ change: "added", text });
const removed = (text: string): Span => ({ change: "removed", text });

test("a wording is mostly new once more letters went than stayed, however much came", () => {
  expect(mostlyNew([removed("Loneliness"), added("two old people on a bench")])).toBe(true);
  expect(mostlyNew([same("an empty bench"), added(" in the rain, at night, in the moonlight")])).toBe(false);
  expect(mostlyNew([same("海"), removed("边的老人"), added("上的月亮")])).toBe(true);
});

test("no space is marked at the edges of a change, and words that meet stand apart", () => {
  expect(tidied([same("a "), removed("red "), added("blue "), same("boat"), added(" at sea")])).toEqual([
    same("a "),
    removed("red"),
    same(" "),
    added("blue"),
    same(" "),
    same("boat"),
    same(" "),
    added("at sea"),
  ]);
  expect(tidied([removed("red"), added("blue")])).toEqual([removed("red"), same(" "), added("blue")]);
  expect(tidied([same("a"), removed(" ")])).toEqual([same("a"), same(" ")]);
});
