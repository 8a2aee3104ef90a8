import { expect, test } from "vitest";
import { forgetEvening, myEvenings, rememberEvening } from "../../src/state/evenings";
import { browserShelf } from "../../src/wire/shelf";

const codes = () => myEvenings().map(({ code }) => code);

test("the last few parties are remembered, newest first, each once", () => {
  for (const code of ["A", "B", "C", "D", "E", "B"]) rememberEvening({ code, theme: `theme ${code}` });
  expect(codes()).toEqual(["B", "E", "D", "C"]);
  forgetEvening("E");
  expect(codes()).toEqual(["B", "D", "C"]);
});

test("a damaged memory is no memory", () => {
  for (const kept of ["{", '{"code": 1}', '[null, "x", {"code": "A"}]']) {
    browserShelf().set("evenings", kept);
    expect(codes()).toEqual([]);
  }
});
