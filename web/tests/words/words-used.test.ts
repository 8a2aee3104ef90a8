import { expect, test } from "vitest";
import { usedWords, wordsByPage, wordsOfApp } from "../../scripts/words-used.js";

const pages = wordsByPage();

test("every page has words of its own, and every word that is asked for is said somewhere", () => {
  expect(Object.keys(pages).sort()).toEqual(["desk", "gallery", "room", "room-later", "start", "wall"]);
  const said = new Set([...wordsOfApp(), ...Object.values(pages).flatMap((words) => [...words])]);
  expect([...usedWords()].filter((word) => !said.has(word))).toEqual([]);
});

test("a page has the words of what it fetches later, and none of other pages", () => {
  expect(pages["room"]).toContain("vote_rank_empty");
  expect(pages["room-later"]).toContain("people_leave");
  expect(pages["room"]).not.toContain("start_title");
  expect(pages["start"]).not.toContain("vote_title");
});

test("the room is sent what it shows by itself first, and every word once", () => {
  for (const word of ["door_join", "gather_say", "propose_go", "look_download", "why_unreachable"])
    expect(pages["room"]).toContain(word);
  for (const word of ["why_muted", "comments_send", "chips_label"])
    expect(pages["room-later"]).toContain(word);
  expect([...(pages["room-later"] ?? [])].filter((word) => pages["room"]?.has(word))).toEqual([]);
});
