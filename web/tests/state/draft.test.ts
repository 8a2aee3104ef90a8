import { expect, test } from "vitest";
import { arrive } from "../../src/state/arrivals";
import { Draft } from "../../src/state/draft.svelte";

test("a draft is kept from one field to the next with the same key", () => {
  new Draft("kept").text = "an empty chair";
  expect(new Draft("kept").text).toBe("an empty chair");
});

test("what arrived is cleared, unless more has been typed meanwhile", () => {
  const draft = new Draft("typed");
  draft.text = "an empty chair by the sea";
  draft.arrived("an empty chair");
  expect(draft.text).toBe("an empty chair by the sea");
  draft.arrived("an empty chair by the sea");
  expect(draft.text).toBe("");
});

test("what arrived after a reload is no draft, on screen or not yet; typed again it is", () => {
  const shown = new Draft("shown");
  shown.text = "the moon ";
  new Draft("unseen").text = "the moon";
  arrive(["the moon"]);
  expect(shown.text).toBe("");
  expect(new Draft("unseen", "a wording").text).toBe("a wording");
  shown.text = "the moon";
  expect(new Draft("shown").text).toBe("the moon");
});
