/** Words for the names that travel on the wire. A name without words does not compile. */
import { authorsOf, nameOf, peopleCame, peopleOnline } from "../../core/ask";
import type { View } from "../../core/view";
import type {
  Params,
  Phase,
  Reaction,
  RefinementStatus,
  RefinementView,
  Role,
  Topic,
  Why,
} from "../../wire/messages";
import { language } from "../../words/language.svelte";
import { m } from "../../words/messages.js";
import { refusal } from "./refusals";

const ROLE: Record<Role, () => string> = {
  moderator: m.role_moderator,
  prompt_master: m.role_prompt_master,
  art_expert: m.role_art_expert,
  participant: m.role_participant,
  screen: m.role_screen,
};

const PHASE: Record<Phase, () => string> = {
  lobby: m.phase_lobby,
  gather: m.phase_gather,
  refine: m.phase_refine,
  curate: m.phase_curate,
  closed: m.phase_closed,
};

const REACTION: Record<Reaction, () => string> = {
  love: m.reaction_love,
  wow: m.reaction_wow,
  laugh: m.reaction_laugh,
  moved: m.reaction_moved,
  puzzled: m.reaction_puzzled,
};

const TOPIC: Record<Topic, () => string> = {
  movement: m.topic_movement,
  technique: m.topic_technique,
  artist: m.topic_artist,
  period: m.topic_period,
  modifier: m.topic_modifier,
  remark: m.topic_remark,
};

const STATUS: Record<RefinementStatus, () => string> = {
  open: m.status_open,
  accepted: m.status_accepted,
  rejected: m.status_rejected,
  withdrawn: m.status_withdrawn,
};

/** Why something was refused. Whoever cannot reach the house could not fetch the words for it either: they are here. */
export const why = (reason: Why, params: Params = {}) =>
  reason === "Unreachable" ? m.why_unreachable() : refusal(reason, params);
// A newer house may say what this page has no words for: shown as it is, better than not at all.
export const roleName = (role: Role) => ROLE[role]?.() ?? role;
export const phaseName = (phase: Phase) => PHASE[phase]?.() ?? phase;
export const reactionName = (reaction: Reaction) => REACTION[reaction]?.() ?? reaction;
export const topicName = (topic: Topic) => TOPIC[topic]?.() ?? topic;
export const statusName = (status: RefinementStatus) => STATUS[status]?.() ?? status;

export const ROLES = Object.keys(ROLE) as Role[];
export const PHASES = Object.keys(PHASE) as Phase[];
export const REACTIONS = Object.keys(REACTION) as Reaction[];
export const TOPICS = Object.keys(TOPIC) as Topic[];

/** The names under a wording: of a merged one those whose words it joins, then who joined them. */
export function creditOf(view: View, refinement: RefinementView): string {
  const { authors, joinedBy } = authorsOf(view, refinement);
  const names = language.list(authors.map((author) => nameOf(view, author)));
  if (joinedBy === null || authors.every((author) => author === joinedBy))
    return names || nameOf(view, joinedBy);
  return m.wording_joined({ names, name: nameOf(view, joinedBy) });
}

/** How many are here, and how many came in all where that is more. */
export function presence(view: View): string {
  const [here, came] = [peopleOnline(view).length, peopleCame(view).length];
  return came > here ? m.people_of({ here, came }) : m.desk_people({ count: here });
}

/** A list kept in one message, for suggestions. */
export const listed = (message: string) => message.split("|").map((word) => word.trim());

/** One of a list, by chance. */
export const anyOf = (message: string) => {
  const words = listed(message);
  return words[Math.floor(Math.random() * words.length)] ?? "";
};
