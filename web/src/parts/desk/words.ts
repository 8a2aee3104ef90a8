/** Words of the desk for names that travel on the wire or come from the core. */
import type { Need } from "../../core/desk";
import type { Band } from "../../core/radar";
import type { Shape } from "../../core/sizes";
import type { Kind, Role, Show, VotingRule } from "../../wire/messages";
import { m } from "../../words/messages.js";

/** The roles a moderator gives. */
export const GIVEN: readonly Role[] = ["moderator", "prompt_master", "art_expert"];

const BAND: Record<Band, () => string> = {
  now: m.radar_now,
  lately: m.radar_lately,
  long: m.radar_long,
  never: m.radar_never,
};

const SHAPE: Record<Shape, () => string> = {
  square: m.shape_square,
  portrait: m.shape_portrait,
  landscape: m.shape_landscape,
  wide: m.shape_wide,
};

const SHOW: Record<Show, () => string> = {
  auto: m.show_auto,
  picture: m.show_picture,
  gallery: m.show_gallery,
  prompt: m.show_prompt,
  ideas: m.show_ideas,
  vote: m.show_vote,
  code: m.show_code,
};

const RULE: Record<VotingRule, () => string> = {
  approval: m.settings_rule_approval,
  ranked: m.settings_rule_ranked,
  score: m.settings_rule_score,
};

const NEED: Record<Need, (told: { count: number }) => string> = {
  tie: m.need_tie,
  held: m.need_held,
  wishes: m.need_wishes,
  voting: m.need_voting,
  offers: m.need_offers,
};

const KIND: Partial<Record<Kind, () => string>> = {
  guest: m.kind_guest,
  association: m.kind_association,
  refinement: m.kind_refinement,
  comment: m.kind_comment,
  note: m.kind_note,
  artwork: m.kind_artwork,
};

export const bandName = (band: Band) => BAND[band]();
export const shapeName = (shape: Shape) => SHAPE[shape]();
export const showName = (show: Show) => SHOW[show]();
export const ruleName = (rule: VotingRule) => RULE[rule]();
export const needWords = (need: Need, count: number) => NEED[need]({ count });
export const kindName = (kind: Kind) => KIND[kind]?.() ?? "";

export const SHOWS = Object.keys(SHOW) as Show[];
export const RULES = Object.keys(RULE) as VotingRule[];
