import { expect, test } from "vitest";
import { shelfIn } from "../../src/wire/shelf";

function storage(over: Partial<Storage> = {}): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    ...over,
  };
}

const refuses = () => {
  throw new DOMException("no room", "QuotaExceededError");
};

test("a shelf keeps, and what is emptied is gone", () => {
  const mine = storage();
  const shelf = shelfIn(() => mine);
  shelf.set("draft", "an empty chair");
  expect(shelf.get("draft")).toBe("an empty chair");
  shelf.set("draft", "");
  expect(shelf.get("draft")).toBeNull();
  expect(mine.length).toBe(0);
});

test("a blocked storage is as good as any while the page lives", () => {
  const shelf = shelfIn(refuses);
  shelf.set("draft", "an empty chair");
  expect(shelf.get("draft")).toBe("an empty chair");
  shelf.set("draft", null);
  expect(shelf.get("draft")).toBeNull();
});

test("a full storage does not bring back what was kept before", () => {
  const full = storage();
  full.setItem("waiting", "an old vote");
  full.setItem = refuses;
  const shelf = shelfIn(() => full);
  shelf.set("waiting", "a new vote");
  expect(shelf.get("waiting")).toBe("a new vote");
  expect(shelfIn(() => full).get("waiting")).toBeNull();
});
