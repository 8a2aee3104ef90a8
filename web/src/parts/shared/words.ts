/** Words for the names that travel on the wire. A name without words does not compile. */
import { authorsOf, nameOf, peopleCame, peopleOnline } from "../../core/ask";
import type { View } from "../../core/view";
import type {
  Mishap,
  Params,
  Phase,
  Reaction,
  RefinementStatus,
  RefinementView,
  Role,
  Setback,
  Topic,
  Why,
} from "../../wire/messages";
import { language } from "../../words/language.svelte";
import { m } from "../../words/messages.js";

const field: Record<string, () => string> = {
  round_s: m.field_round_s,
  width_px: m.field_width_px,
  height_px: m.field_height_px,
  steps: m.field_steps,
  guidance: m.field_guidance,
  seed: m.field_seed,
  count: m.field_count,
  worth: m.field_worth,
  score: m.field_score,
  seconds: m.field_seconds,
  minutes: m.field_minutes,
};

const WHY: Record<Why, (params: Params) => string> = {
  AlreadyFinished: m.why_already_finished,
  AlreadySaid: m.why_already_said,
  AlreadyUsed: m.why_already_used,
  BadMessage: m.why_bad_message,
  CodeUnknown: m.why_code_unknown,
  CommitFailed: m.why_commit_failed,
  FirstPrompt: m.why_first_prompt,
  HostKeyWrong: m.why_host_key_wrong,
  HouseFull: m.why_house_full,
  InviteInvalid: m.why_invite_invalid,
  LastModerator: m.why_last_moderator,
  LastPromptMaster: m.why_last_prompt_master,
  Muted: m.why_muted,
  NoAgenda: m.why_no_agenda,
  NoWriteUp: m.why_no_write_up,
  NotACandidate: m.why_not_a_candidate,
  NotAGuest: m.why_not_a_guest,
  NotAllowed: m.why_not_allowed,
  NotClosed: m.why_not_closed,
  NotFound: m.why_not_found,
  NotOnPath: m.why_not_on_path,
  NotPaused: m.why_not_paused,
  NotShown: m.why_not_shown,
  NotTied: m.why_not_tied,
  NotYours: m.why_not_yours,
  NothingToVoteOn: m.why_nothing_to_vote_on,
  OrderMismatch: m.why_order_mismatch,
  OutOfRange: ({ field: name, low, high }) =>
    m.why_out_of_range({ field: (field[String(name)] ?? m.field_other)(), low: low ?? "", high: high ?? "" }),
  PartyBroken: m.why_party_broken,
  PasscodeWrong: m.why_passcode_wrong,
  PictureDamaged: m.why_picture_damaged,
  Published: m.why_published,
  RefinementNotOpen: m.why_refinement_not_open,
  Removed: m.why_removed,
  RoleHeld: m.why_role_held,
  RoleNotHeld: m.why_role_not_held,
  RoundClosed: m.why_round_closed,
  RoundOpen: m.why_round_open,
  SessionClosed: m.why_session_closed,
  SessionFull: m.why_session_full,
  SessionLocked: m.why_session_locked,
  SessionOpen: m.why_session_open,
  SessionPaused: m.why_session_paused,
  StudioNotReady: m.why_studio_not_ready,
  TextEmpty: m.why_text_empty,
  TextTooLong: ({ limit }) => m.why_text_too_long({ limit: limit ?? "" }),
  TextUnchanged: m.why_text_unchanged,
  TextUnprintable: m.why_text_unprintable,
  TooLarge: m.why_too_large,
  TooMany: ({ limit }) => m.why_too_many({ limit: limit ?? "" }),
  TooManyTries: m.why_too_many_tries,
  UnknownArtwork: m.why_unknown_artwork,
  UnknownAssociation: m.why_unknown_association,
  UnknownComment: m.why_unknown_comment,
  UnknownGuest: m.why_unknown_guest,
  UnknownJob: m.why_unknown_job,
  UnknownLicense: m.why_unknown_license,
  UnknownPhrase: m.why_unknown_phrase,
  UnknownRefinement: m.why_unknown_refinement,
  UnknownRound: m.why_unknown_round,
  UnknownScheduler: m.why_unknown_scheduler,
  UnknownThing: m.why_unknown_thing,
  Unreachable: m.why_unreachable,
  WriteUpFailed: m.why_write_up_failed,
  WrongBallot: m.why_wrong_ballot,
  WrongOrigin: m.why_wrong_origin,
};

const MISHAP: Record<Mishap, (setback: Setback) => string> = {
  HeldBack: m.mishap_held_back,
  LibrariesMissing: m.mishap_libraries_missing,
  ModelMissing: m.mishap_model_missing,
  ModelUnusable: m.mishap_model_unusable,
  NotStored: m.mishap_not_stored,
  OutOfMemory: m.mishap_out_of_memory,
  PainterDied: m.mishap_painter_died,
  RecipeImpossible: m.mishap_recipe_impossible,
  SchedulerMissing: ({ what }) => m.mishap_scheduler_missing({ what: what ?? "" }),
  SizeImpossible: m.mishap_size_impossible,
};

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

// A newer house may say what this page has no words for: shown as it is, better than not at all.
export const why = (reason: Why, params: Params = {}) => (WHY[reason] ?? m.why_other)(params);
/** Why there is no picture. */
export const mishap = (setback: Setback | null | undefined) =>
  setback ? (MISHAP[setback.mishap] ?? m.mishap_other)(setback) : "";
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
