import { expect, test } from "vitest";
import { usedWords, wordsByPage, wordsOfApp } from "../../scripts/words-used.js";

const pages = wordsByPage();

test("every page has words of its own, and every word that is asked for is said somewhere", () => {
  expect(Object.keys(pages).sort()).toEqual(["desk", "room", "start", "wall"]);
  const said = new Set([...wordsOfApp(), ...Object.values(pages).flatMap((words) => [...words])]);
  expect([...usedWords()].filter((word) => !said.has(word))).toEqual([]);
});

test("a page has the words of what it fetches later, and none of other pages", () => {
  expect(pages["room"]).toContain("vote_rank_empty");
  expect(pages["room"]).toContain("people_leave");
  expect(pages["room"]).not.toContain("start_title");
  expect(pages["start"]).not.toContain("vote_title");
});
