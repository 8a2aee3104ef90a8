import { describe, expect, test } from "vitest";
import { hasLookAlike, tidyCode, wayIn } from "../../src/core/code";

describe("a code", () => {
  test.each([
    ["abc7d", "ABC7D"],
    [" abc-7d ", "ABC7D"],
    ["авс7т", "ABC7T"],
    ["ＡＢＣ７Ｄ", "ABC7D"],
    ["a b c 7 d!", "ABC7D"],
  ])("typed as %s is %s", (typed, code) => {
    expect(tidyCode(typed)).toBe(code);
  });

  test("has no signs that are easily taken for others", () => {
    expect(hasLookAlike("ABCO7")).toBe(true);
    expect(hasLookAlike("ABCQ7")).toBe(false);
  });
});

describe("the way in", () => {
  test("is a code, or a link with it", () => {
    expect(wayIn("abc7d")).toEqual({ code: "ABC7D", invite: null });
    expect(wayIn("come: https://party.example/p/ABC7D/wall tonight")).toEqual({
      code: "ABC7D",
      invite: null,
    });
  });

  test("keeps the key of an invite link", () => {
    expect(wayIn("http://192.168.0.4:8765/p/abc7d?invite=eyJ-x_y.z#top")).toEqual({
      code: "ABC7D",
      invite: "eyJ-x_y.z",
    });
  });

  test("is not found in nothing", () => {
    expect(wayIn(" … ")).toBeNull();
  });
});
