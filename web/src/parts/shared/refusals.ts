/** Why something was refused, or went wrong: words for an occasion. A name without words does not compile. */
import type { Mishap, Params, Setback, Why } from "../../wire/messages";
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

const WHY: Record<Exclude<Why, "Unreachable">, (params: Params) => string> = {
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

// A newer house may say what this page has no words for: told in general, better than not at all.
/** Why the house did not do it. */
export const refusal = (reason: Exclude<Why, "Unreachable">, params: Params) =>
  (WHY[reason] ?? m.why_other)(params);
/** Why there is no picture. */
export const mishap = (setback: Setback | null | undefined) =>
  setback ? (MISHAP[setback.mishap] ?? m.mishap_other)(setback) : "";
