import { expect, test } from "vitest";
import { isolated, spokenOf } from "../../src/core/language";

const THERE = ["en", "ru", "zh"];

test("the first wish that can be met is met, whatever its region or case", () => {
  expect(spokenOf(["fr-FR", "zh-Hans-CN", "ru"], THERE)).toBe("zh");
  expect(spokenOf(["RU"], THERE)).toBe("ru");
  expect(spokenOf(["zh_TW"], THERE)).toBe("zh");
});

test("a language file for a region is preferred by that region only", () => {
  expect(spokenOf(["pt-BR"], ["en", "pt", "pt-BR"])).toBe("pt-BR");
  expect(spokenOf(["pt-PT"], ["en", "pt-BR", "ru"])).toBe("pt-BR");
});

test("who wishes nothing we have reads the first language there is", () => {
  expect(spokenOf(["fr", ""], THERE)).toBe("en");
  expect(spokenOf([], THERE)).toBe("en");
});

test("only words that run from right to left are set apart in a sentence", () => {
  expect(isolated("two old people, «небо» 天空")).toBe("two old people, «небо» 天空");
  expect(isolated("בדידות")).toBe("\u2068בדידות\u2069");
  expect(isolated("a\u202eb")).toBe("\u2068a\u202eb\u2069");
});
