/** The settings a new party starts with, as the rules have them. */
import type { RecipeSettings, Settings } from "../../wire/messages";
import { language } from "../../words/language.svelte";

/** Everything as the model likes it. */
export const freshRecipe = (): RecipeSettings => ({
  width_px: null,
  height_px: null,
  steps: null,
  guidance: null,
  seed: null,
  scheduler: null,
  count: 1,
  negative: "",
});

export function freshSettings(): Settings {
  return {
    rule: "approval",
    tallies_hidden: false,
    accept_winner: true,
    paint_on_accept: true,
    screening: false,
    round_s: 60,
    language: language.code,
    recipe: freshRecipe(),
  };
}
