/** The settings a new party starts with, as the rules have them. */
import type { Settings } from "../../wire/messages";
import { getLocale } from "../../words/runtime.js";

export function freshSettings(): Settings {
  return {
    rule: "approval",
    tallies_hidden: false,
    accept_winner: true,
    paint_on_accept: true,
    round_s: 60,
    language: getLocale(),
    recipe: {},
  };
}
