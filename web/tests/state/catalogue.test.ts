import { afterEach, expect, test, vi } from "vitest";
import { catalogue } from "../../src/state/catalogue.svelte";

afterEach(() => vi.unstubAllGlobals());

const answers = (...bodies: (object | Error)[]) => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    const body = bodies.shift();
    if (body === undefined || body instanceof Error) throw body ?? new Error("nobody asked for this");
    return { ok: true, json: async () => body };
  });
  return asked;
};

test("the catalogue is fetched once for each language, however many want it at a time", async () => {
  const asked = answers({ language: "en" }, { language: "ru" });
  expect(catalogue.in("en")).toBeNull();
  await Promise.all([catalogue.open("en"), catalogue.open("en")]);
  await catalogue.open("ru");
  await catalogue.open("en");
  expect(asked).toEqual(["/api/catalogue?language=en", "/api/catalogue?language=ru"]);
  expect(catalogue.in("ru")?.language).toBe("ru");
});

test("a catalogue that did not arrive is said to be missing, and can be asked for again", async () => {
  answers(new Error("the network is gone"), { language: "zh" });
  expect(await catalogue.open("zh")).toBeNull();
  expect(catalogue.failed).toBe(true);
  expect((await catalogue.open("zh"))?.language).toBe("zh");
  expect(catalogue.failed).toBe(false);
});

const chip = (label: string, adds: string) => ({ id: "oil", label, about: "", adds, negative: "" });
const shelves = { techniques: [], artists: [], periods: [], moods: [], modifiers: [] };

test("a guest is told of chips in one language and given words for the prompt in another", async () => {
  const asked = answers(
    { language: "de", ...shelves, styles: [chip("Ölgemälde", "Ölgemälde")] },
    { language: "fr", ...shelves, styles: [chip("Huile", "huile sur toile")] },
  );
  expect((await catalogue.open("de", "fr"))?.styles).toEqual([chip("Ölgemälde", "huile sur toile")]);
  expect(catalogue.in("de")?.styles).toEqual([chip("Ölgemälde", "Ölgemälde")]);
  expect(asked).toHaveLength(2);
});
