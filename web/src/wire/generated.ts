// Generated from party/wire/schema.json by `npm run types`. Do not edit.

export const PROTOCOL = 1 as const;

export const MAX_FRAME_BYTES = 16384 as const;

export const LIMITS = {
  "name": 40,
  "language": 16,
  "theme": 80,
  "association": 60,
  "prompt": 500,
  "reason": 280,
  "note": 600,
  "comment": 280,
  "question": 160,
  "nudge": 160,
  "passcode": 40,
  "scheduler": 80,
  "caption": 280,
  "alt": 300,
  "title": 120,
  "paragraph": 1500,
  "license": 40,
  "model_license": 200,
  "guests": 500,
  "associations_each": 40,
  "open_refinements": 24,
  "open_refinements_each": 4,
  "waiting_jobs": 12,
  "count": 4,
  "notes": 300,
  "comments": 2000,
  "comments_each": 100,
  "paragraphs": 200,
  "questions": 100,
  "phrases": 24,
  "agenda_minutes": [
    1,
    240
  ],
  "extension_s": [
    -3600,
    3600
  ],
  "round_s": [
    5,
    1800
  ],
  "size_px": [
    128,
    1536
  ],
  "steps": [
    1,
    100
  ],
  "guidance": [
    0,
    20
  ],
  "seed": [
    0,
    4294967295
  ],
  "worth": [
    1,
    5
  ],
  "score": [
    0,
    5
  ],
  "weight": [
    0.6,
    1.65
  ]
} as const;

export const REFUSALS = {
  "NotAllowed": {
    "number": 100,
    "fault": "guest",
    "again": false
  },
  "NotYours": {
    "number": 101,
    "fault": "guest",
    "again": false
  },
  "RoleHeld": {
    "number": 102,
    "fault": "guest",
    "again": false
  },
  "RoleNotHeld": {
    "number": 103,
    "fault": "guest",
    "again": false
  },
  "LastModerator": {
    "number": 104,
    "fault": "guest",
    "again": false
  },
  "LastPromptMaster": {
    "number": 105,
    "fault": "guest",
    "again": false
  },
  "Muted": {
    "number": 106,
    "fault": "guest",
    "again": false
  },
  "Removed": {
    "number": 107,
    "fault": "guest",
    "again": false
  },
  "SessionPaused": {
    "number": 110,
    "fault": "guest",
    "again": true
  },
  "SessionClosed": {
    "number": 111,
    "fault": "guest",
    "again": false
  },
  "SessionOpen": {
    "number": 112,
    "fault": "guest",
    "again": false
  },
  "NotPaused": {
    "number": 113,
    "fault": "guest",
    "again": false
  },
  "NotClosed": {
    "number": 114,
    "fault": "guest",
    "again": false
  },
  "SessionFull": {
    "number": 115,
    "fault": "guest",
    "again": true
  },
  "SessionLocked": {
    "number": 116,
    "fault": "guest",
    "again": true
  },
  "PasscodeWrong": {
    "number": 117,
    "fault": "guest",
    "again": true
  },
  "NoAgenda": {
    "number": 118,
    "fault": "guest",
    "again": false
  },
  "TextEmpty": {
    "number": 120,
    "fault": "guest",
    "again": false
  },
  "TextTooLong": {
    "number": 121,
    "fault": "guest",
    "again": false
  },
  "TextUnprintable": {
    "number": 122,
    "fault": "guest",
    "again": false
  },
  "TextUnchanged": {
    "number": 123,
    "fault": "guest",
    "again": false
  },
  "AlreadySaid": {
    "number": 124,
    "fault": "guest",
    "again": false
  },
  "AlreadyUsed": {
    "number": 125,
    "fault": "guest",
    "again": false
  },
  "TooMany": {
    "number": 126,
    "fault": "guest",
    "again": true
  },
  "OutOfRange": {
    "number": 127,
    "fault": "guest",
    "again": false
  },
  "UnknownGuest": {
    "number": 130,
    "fault": "guest",
    "again": false
  },
  "UnknownAssociation": {
    "number": 131,
    "fault": "guest",
    "again": false
  },
  "UnknownRefinement": {
    "number": 132,
    "fault": "guest",
    "again": false
  },
  "UnknownRound": {
    "number": 133,
    "fault": "guest",
    "again": false
  },
  "UnknownJob": {
    "number": 134,
    "fault": "guest",
    "again": false
  },
  "UnknownArtwork": {
    "number": 135,
    "fault": "guest",
    "again": false
  },
  "UnknownComment": {
    "number": 136,
    "fault": "guest",
    "again": false
  },
  "UnknownPhrase": {
    "number": 137,
    "fault": "guest",
    "again": false
  },
  "UnknownThing": {
    "number": 138,
    "fault": "guest",
    "again": false
  },
  "UnknownScheduler": {
    "number": 139,
    "fault": "guest",
    "again": false
  },
  "RefinementNotOpen": {
    "number": 140,
    "fault": "guest",
    "again": false
  },
  "RoundOpen": {
    "number": 141,
    "fault": "guest",
    "again": true
  },
  "RoundClosed": {
    "number": 142,
    "fault": "guest",
    "again": false
  },
  "NothingToVoteOn": {
    "number": 143,
    "fault": "guest",
    "again": true
  },
  "NotACandidate": {
    "number": 144,
    "fault": "guest",
    "again": false
  },
  "NotTied": {
    "number": 145,
    "fault": "guest",
    "again": false
  },
  "WrongBallot": {
    "number": 146,
    "fault": "guest",
    "again": false
  },
  "NotShown": {
    "number": 147,
    "fault": "guest",
    "again": true
  },
  "FirstPrompt": {
    "number": 148,
    "fault": "guest",
    "again": false
  },
  "AlreadyFinished": {
    "number": 150,
    "fault": "guest",
    "again": false
  },
  "StudioNotReady": {
    "number": 151,
    "fault": "guest",
    "again": true
  },
  "NoWriteUp": {
    "number": 160,
    "fault": "guest",
    "again": true
  },
  "OrderMismatch": {
    "number": 161,
    "fault": "guest",
    "again": true
  },
  "Published": {
    "number": 162,
    "fault": "guest",
    "again": false
  },
  "NotOnPath": {
    "number": 163,
    "fault": "guest",
    "again": false
  },
  "UnknownLicense": {
    "number": 164,
    "fault": "guest",
    "again": false
  }
} as const;

export const PROBLEMS = {
  "BadMessage": {
    "number": 200,
    "fault": "guest",
    "again": false
  },
  "TooLarge": {
    "number": 201,
    "fault": "guest",
    "again": false
  },
  "CodeUnknown": {
    "number": 202,
    "fault": "guest",
    "again": false
  },
  "NotAGuest": {
    "number": 203,
    "fault": "guest",
    "again": false
  },
  "InviteInvalid": {
    "number": 204,
    "fault": "guest",
    "again": false
  },
  "TooManyTries": {
    "number": 205,
    "fault": "guest",
    "again": true
  },
  "WrongOrigin": {
    "number": 206,
    "fault": "guest",
    "again": false
  },
  "NotFound": {
    "number": 207,
    "fault": "guest",
    "again": false
  },
  "HostKeyWrong": {
    "number": 208,
    "fault": "guest",
    "again": true
  },
  "HouseFull": {
    "number": 209,
    "fault": "guest",
    "again": true
  },
  "CommitFailed": {
    "number": 300,
    "fault": "world",
    "again": true
  },
  "PictureDamaged": {
    "number": 301,
    "fault": "world",
    "again": false
  },
  "PartyBroken": {
    "number": 302,
    "fault": "house",
    "again": false
  },
  "WriteUpFailed": {
    "number": 303,
    "fault": "world",
    "again": true
  },
  "TemplateBroken": {
    "number": 304,
    "fault": "world",
    "again": true
  }
} as const;

export const CLOSES = {
  "BAD_MESSAGE": {
    "number": 4000,
    "fault": "guest",
    "again": false
  },
  "WRONG_PROTOCOL": {
    "number": 4001,
    "fault": "guest",
    "again": false
  },
  "NOT_A_GUEST": {
    "number": 4003,
    "fault": "guest",
    "again": false
  },
  "CODE_UNKNOWN": {
    "number": 4004,
    "fault": "guest",
    "again": false
  },
  "REMOVED": {
    "number": 4007,
    "fault": "guest",
    "again": false
  },
  "TOO_SLOW": {
    "number": 4008,
    "fault": "world",
    "again": true
  },
  "PARTY_DELETED": {
    "number": 4010,
    "fault": "guest",
    "again": false
  },
  "PARTY_BROKEN": {
    "number": 4011,
    "fault": "house",
    "again": true
  },
  "HOUSE_STOPS": {
    "number": 4012,
    "fault": "house",
    "again": true
  },
  "WRONG_ORIGIN": {
    "number": 4013,
    "fault": "guest",
    "again": false
  },
  "TOO_FAST": {
    "number": 4029,
    "fault": "guest",
    "again": true
  }
} as const;

/**
 * Where the evening stands. Phases guide the screens; only `closed` locks anything.
 */
export type Phase = "lobby" | "gather" | "refine" | "curate" | "closed";
/**
 * What a guest can say of an artwork with one tap.
 */
export type Reaction = "love" | "wow" | "laugh" | "moved" | "puzzled";
/**
 * Who sees a thing: everybody, the moderator and prompt master until it is let through, or the moderator alone.
 */
export type Screening = "shown" | "held" | "hidden";
/**
 * What a guest may do; one guest may hold several.
 */
export type Role = "moderator" | "prompt_master" | "art_expert" | "participant" | "screen";
/**
 * Why a picture is in the write-up.
 */
export type Because =
  | "chosen"
  | "final"
  | "on_the_path"
  | "beside"
  | "voted"
  | "points"
  | "nailed"
  | "reactions"
  | "worth"
  | "of_note"
  | "close"
  | "unlike";
/**
 * Which side of a picture a modifier speaks of.
 */
export type Facet = "light" | "composition" | "viewpoint" | "color" | "detail";
/**
 * How ballots become a winner. One function each in `core.voting`.
 */
export type VotingRule = "approval" | "ranked" | "score";
/**
 * How a guest is named where a party is told.
 */
export type CreditAs = "name" | "pen_name" | "anonymous";
/**
 * The closed list of refusals; `wire.codes` gives each its number, whose fault it is and whether to retry.
 */
export type Reason =
  | "AlreadyFinished"
  | "AlreadySaid"
  | "AlreadyUsed"
  | "FirstPrompt"
  | "LastModerator"
  | "LastPromptMaster"
  | "Muted"
  | "NotAllowed"
  | "NoAgenda"
  | "NoWriteUp"
  | "NotACandidate"
  | "NotClosed"
  | "NotOnPath"
  | "NotPaused"
  | "NotShown"
  | "NotTied"
  | "NotYours"
  | "NothingToVoteOn"
  | "OrderMismatch"
  | "OutOfRange"
  | "PasscodeWrong"
  | "Published"
  | "RefinementNotOpen"
  | "Removed"
  | "RoleHeld"
  | "RoleNotHeld"
  | "RoundClosed"
  | "RoundOpen"
  | "SessionClosed"
  | "SessionFull"
  | "SessionLocked"
  | "SessionOpen"
  | "SessionPaused"
  | "StudioNotReady"
  | "TextEmpty"
  | "TextTooLong"
  | "TextUnprintable"
  | "TextUnchanged"
  | "TooMany"
  | "UnknownArtwork"
  | "UnknownAssociation"
  | "UnknownComment"
  | "UnknownGuest"
  | "UnknownJob"
  | "UnknownLicense"
  | "UnknownPhrase"
  | "UnknownRefinement"
  | "UnknownRound"
  | "UnknownScheduler"
  | "UnknownThing"
  | "WrongBallot";
/**
 * What the door and the socket answer beyond the rules' own refusals.
 */
export type Problem =
  | "BadMessage"
  | "CodeUnknown"
  | "CommitFailed"
  | "HostKeyWrong"
  | "HouseFull"
  | "InviteInvalid"
  | "NotAGuest"
  | "NotFound"
  | "PartyBroken"
  | "PictureDamaged"
  | "TemplateBroken"
  | "TooLarge"
  | "TooManyTries"
  | "WriteUpFailed"
  | "WrongOrigin";
/**
 * The kinds of things a screen shows.
 */
export type Kind =
  | "session"
  | "prompt"
  | "guest"
  | "association"
  | "refinement"
  | "round"
  | "job"
  | "artwork"
  | "note"
  | "comment"
  | "story";
/**
 * What the wall shows. `auto`: what the evening is doing just now.
 */
export type Show = "auto" | "picture" | "gallery" | "prompt" | "ideas" | "vote" | "code";
/**
 * What an expert's note speaks of.
 */
export type Topic = "movement" | "technique" | "artist" | "period" | "modifier" | "remark";
/**
 * Where a paragraph of the curators stands in the write-up: before all else, at a step of the path, at the end.
 */
export type StoryPlace = "opening" | "step" | "closing";
/**
 * Where a refinement stands.
 */
export type RefinementStatus = "open" | "accepted" | "rejected" | "withdrawn";
/**
 * Where a vote stands. `tied` waits for the prompt master.
 */
export type RoundStatus = "open" | "tied" | "closed";
/**
 * Where a job stands; that it is being painted just now is a gauge, not a fact.
 */
export type JobStatus = "waiting" | "done" | "failed" | "cancelled";
/**
 * The closed list of what can go wrong in the studio.
 */
export type Mishap =
  | "HeldBack"
  | "LibrariesMissing"
  | "ModelMissing"
  | "ModelUnusable"
  | "NotStored"
  | "OutOfMemory"
  | "PainterDied"
  | "RecipeImpossible"
  | "SchedulerMissing"
  | "SizeImpossible";
export type FromGuest = Hello | Do;
/**
 * Which page is looking; decides how much preview it gets.
 */
export type Place = "room" | "desk" | "wall";
/**
 * Whether pictures can be made.
 */
export type StudioStatus = "loading" | "ready" | "unavailable";
export type ToGuest = Welcome | Facts | Gauges | Private | Done | Declined;

/**
 * Make a refinement the working prompt.
 */
export interface AcceptRefinement {
  refinement: string;
  kind: "AcceptRefinement";
}
/**
 * How long a phase is meant to last.
 */
export interface AgendaItem {
  phase: Phase;
  minutes: number;
}
/**
 * The refinements a guest would be happy with; may be empty.
 */
export interface ApprovalBallot {
  choices: string[];
  rule: "approval";
}
/**
 * An artist. `died` is null for the living; `circa`: a year is not known exactly.
 */
export interface ArtistChip {
  id: string;
  label: string;
  about: string;
  adds: string;
  born: number;
  died: number | null;
  circa: boolean;
}
/**
 * A finished picture; its bytes are fetched by id.
 */
export interface ArtworkView {
  id: string;
  seq: number;
  at_ms: number;
  job: string;
  refinement: string;
  recipe: TextRecipe;
  width_px: number;
  height_px: number;
  readings: Reading[];
  reactions: ReactionCount[];
  nailed: number;
  worth: number | null;
  of_note: boolean;
  screening: Screening;
  caption: string;
  alt: string;
  kind: "artwork";
}
/**
 * Everything that fixes one picture made from text alone. Sizes in pixels, seed below 2**32.
 */
export interface TextRecipe {
  engine: string;
  model: string;
  revision: string;
  scheduler: string;
  prompt: string;
  negative: string;
  seed: number;
  width_px: number;
  height_px: number;
  steps: number;
  guidance: number;
  weights: PhraseWeight[];
  composition: Composition | null;
  parents: string[];
  mode: "text";
}
/**
 * How much attention a stretch of the prompt gets: 1 is plain. Offsets in characters of the recipe's prompt.
 */
export interface PhraseWeight {
  start: number;
  end: number;
  weight: number;
}
/**
 * What is where in a picture, before it is painted; engines that do not compose have none.
 */
export interface Composition {
  items: Item[];
  circumstances: Circumstance[];
}
/**
 * One thing in a composition. Center and size in shares of the picture, 0 to 1; back to front in their order.
 */
export interface Item {
  concept: string;
  x: number;
  y: number;
  width: number;
  height: number;
  flip: boolean;
  colors: string[];
  traits: string[];
}
/**
 * One thing that holds for a whole composition: `place`: `sea`, `time`: `night`, `style`: `oil`.
 */
export interface Circumstance {
  name: string;
  value: string;
}
/**
 * What a model made of a word it does not know: the nearest thing it does, or nothing (empty).
 */
export interface Reading {
  word: string;
  taken_for: string;
}
/**
 * How many guests reacted so.
 */
export interface ReactionCount {
  reaction: Reaction;
  guests: number;
}
/**
 * Tell the moderator that you would like to be more than you are.
 */
export interface AskForRole {
  role: Role;
  kind: "AskForRole";
}
/**
 * Put a question card before the room, in place of the one that lies there.
 */
export interface AskQuestion {
  text: string;
  kind: "AskQuestion";
}
/**
 * Say what the theme makes you think of.
 */
export interface Associate {
  text: string;
  kind: "Associate";
}
/**
 * What somebody connects with the theme; `support` counts the one who said it too.
 */
export interface AssociationView {
  id: string;
  seq: number;
  text: string;
  by: string;
  support: number;
  screening: Screening;
  kind: "association";
}
/**
 * Go back to any once accepted wording and continue from there; the other path stays in the tree.
 */
export interface BranchFrom {
  refinement: string;
  kind: "BranchFrom";
}
/**
 * Name the winner among the tied: for the prompt master; a moderator may make themselves one first.
 */
export interface BreakTie {
  round: string;
  refinement: string;
  kind: "BreakTie";
}
/**
 * Stop a job that is waiting or being painted.
 */
export interface CancelJob {
  job: string;
  kind: "CancelJob";
}
/**
 * What stands under a picture, and the alternative text for those who cannot see it.
 */
export interface CaptionArtwork {
  artwork: string;
  caption?: string;
  alt?: string;
  kind: "CaptionArtwork";
}
/**
 * Vote, or vote again: the last ballot before the close counts.
 */
export interface CastBallot {
  round: string;
  ballot: ApprovalBallot | RankedBallot | ScoreBallot;
  kind: "CastBallot";
}
/**
 * The refinements a guest would have, best first; those left out are wanted least. May be empty.
 */
export interface RankedBallot {
  choices: string[];
  rule: "ranked";
}
/**
 * Scores for the refinements a guest has an opinion of; those left out count 0. May be empty.
 */
export interface ScoreBallot {
  scores: Score[];
  rule: "score";
}
/**
 * How much a guest likes one refinement, 0 to 5.
 */
export interface Score {
  refinement: string;
  score: number;
}
/**
 * `GET /api/catalogue?language=…`: everything on offer, in the order it is to be shown.
 */
export interface Catalogue {
  language: string;
  techniques: Chip[];
  artists: ArtistChip[];
  periods: Chip[];
  moods: Chip[];
  modifiers: ModifierChip[];
  styles: StylePreset[];
  questions: QuestionCard[];
  themes: ThemeIdea[];
  names: string[];
}
/**
 * A technique, period or mood. `adds` goes into the prompt, `about` explains it in one line.
 */
export interface Chip {
  id: string;
  label: string;
  about: string;
  adds: string;
}
/**
 * Light, composition, viewpoint, color or detail.
 */
export interface ModifierChip {
  id: string;
  label: string;
  about: string;
  adds: string;
  facet: Facet;
}
/**
 * A whole look with one tap. `negative` is what should then not be in the picture; often empty.
 */
export interface StylePreset {
  id: string;
  label: string;
  about: string;
  adds: string;
  negative: string;
}
/**
 * A question to get people talking; `{theme}` in it stands for the party's theme.
 */
export interface QuestionCard {
  id: string;
  text: string;
}
/**
 * A theme to start a party with, and a very simple first prompt.
 */
export interface ThemeIdea {
  id: string;
  label: string;
  about: string;
  first_prompt: string;
}
/**
 * Call yourself something else.
 */
export interface ChangeName {
  name: string;
  kind: "ChangeName";
}
/**
 * Move the evening on, or back. Not to `closed`: that is `CloseSession`.
 */
export interface ChangePhase {
  phase: Phase;
  kind: "ChangePhase";
}
/**
 * Run the party differently from now on; a round already open keeps its rule, its deadline and its secrecy.
 */
export interface ChangeSettings {
  settings: Settings;
  kind: "ChangeSettings";
}
/**
 * How this party is run. Durations in seconds.
 */
export interface Settings {
  rule: VotingRule;
  tallies_hidden: boolean;
  accept_winner: boolean;
  paint_on_accept: boolean;
  screening: boolean;
  round_s: number;
  language: string;
  recipe: RecipeSettings;
}
/**
 * What the prompt master sets for the next pictures. `None`: as the model likes it, or a fresh seed each time.
 */
export interface RecipeSettings {
  width_px: number | null;
  height_px: number | null;
  steps: number | null;
  guidance: number | null;
  seed: number | null;
  scheduler: string | null;
  count: number;
  negative: string;
}
/**
 * Give the evening another theme.
 */
export interface ChangeTheme {
  theme: string;
  kind: "ChangeTheme";
}
/**
 * Take an artwork into the write-up, last in order, or leave it out.
 */
export interface ChooseArtwork {
  artwork: string;
  chosen?: boolean;
  kind: "ChooseArtwork";
}
/**
 * How the write-up names you, until it is published: by your name, a pen name, or not at all.
 */
export interface ChooseCredit {
  credit_as: CreditAs;
  pen_name?: string;
  kind: "ChooseCredit";
}
/**
 * End the vote now.
 */
export interface CloseRound {
  round: string;
  kind: "CloseRound";
}
/**
 * End the party; curation stays possible.
 */
export interface CloseSession {
  kind: "CloseSession";
}
/**
 * Something a guest said of a refinement or an artwork.
 *
 * Its text calls everybody it mentions by the name of now: `@Ada`, or `@…` where there is none for this audience.
 */
export interface CommentView {
  id: string;
  seq: number;
  at_ms: number;
  by: string;
  text: string;
  refinement: string | null;
  artwork: string | null;
  mentions: MentionView[];
  screening: Screening;
  kind: "comment";
}
/**
 * Whom a comment means, and where it calls them so: `start` to `end` in code points of its text, end apart.
 */
export interface MentionView {
  guest: string;
  start: number;
  end: number;
}
/**
 * Go on after a pause.
 */
export interface ContinueSession {
  kind: "ContinueSession";
}
/**
 * How many votes a refinement got: approvals, points, or ballots that stood with it when the run-off ended for it.
 *
 * `out`: the step of the run-off in which it went out, counting from 1.
 */
export interface Count {
  refinement: string;
  votes: number;
  out: number | null;
}
/**
 * Not now: take a guest's wish for a role off the list.
 */
export interface DeclineRole {
  guest: string;
  role: Role;
  kind: "DeclineRole";
}
/**
 * Your command was not done, and why: a refusal of the rules or a problem of the house.
 */
export interface Declined {
  id: string;
  reason: Reason | Problem;
  params: {
    [k: string]: string | number;
  };
  kind: "Declined";
}
/**
 * `DELETE /api/sessions/{code}`, for the moderator: everything of the party goes. `code` once more, to be sure.
 */
export interface DeleteParty {
  code: string;
}
/**
 * Please do this. `id` is the guest's own and unique: a message sent twice is done once. At most 64 characters.
 */
export interface Do {
  id: string;
  command:
    | ChangeName
    | GrantRole
    | RevokeRole
    | ChangeTheme
    | ChangePhase
    | ChangeSettings
    | PauseSession
    | ContinueSession
    | CloseSession
    | ReopenSession
    | AskForRole
    | DeclineRole
    | HandOverRole
    | ScreenThing
    | RenameGuest
    | MuteGuest
    | RemoveGuest
    | ReadmitGuest
    | LockSession
    | SetPasscode
    | SetAgenda
    | ExtendPhase
    | AskQuestion
    | DropQuestion
    | NudgeGuest
    | ShowOnWall
    | PublishWriteUp
    | ChooseCredit
    | RemoveMyWords
    | RemoveWordsOf
    | Associate
    | SupportAssociation
    | TakeBackAssociation
    | ProposeRefinement
    | WithdrawRefinement
    | EditPrompt
    | AcceptRefinement
    | BranchFrom
    | ReviveRefinement
    | MergeRefinements
    | MarkPhrases
    | PushPhrase
    | OpenRound
    | CastBallot
    | CloseRound
    | BreakTie
    | SetRecipe
    | StartJob
    | CancelJob
    | React
    | NailIt
    | WriteComment
    | TakeBackComment
    | WriteNote
    | JudgeWorth
    | ChooseArtwork
    | OrderChosen
    | CaptionArtwork
    | WriteParagraph
    | TitleStory
    | LicenseStory;
  kind: "Do";
}
/**
 * Give a guest a role.
 */
export interface GrantRole {
  guest: string;
  role: Role;
  kind: "GrantRole";
}
/**
 * Take a role from a guest.
 */
export interface RevokeRole {
  guest: string;
  role: Role;
  kind: "RevokeRole";
}
/**
 * Hold everything; an open round's clock stops.
 */
export interface PauseSession {
  kind: "PauseSession";
}
/**
 * Take up a closed party again.
 */
export interface ReopenSession {
  kind: "ReopenSession";
}
/**
 * Give your own role to somebody else, and stop holding it.
 */
export interface HandOverRole {
  guest: string;
  role: Role;
  kind: "HandOverRole";
}
/**
 * Let the room see an association, refinement, comment or picture, or take it off every screen.
 */
export interface ScreenThing {
  of: Kind;
  id: string;
  shown: boolean;
  kind: "ScreenThing";
}
/**
 * Give a guest another name on every screen.
 */
export interface RenameGuest {
  guest: string;
  name: string;
  kind: "RenameGuest";
}
/**
 * A muted guest looks and votes but writes nothing; or let them write again.
 */
export interface MuteGuest {
  guest: string;
  muted?: boolean;
  kind: "MuteGuest";
}
/**
 * Show a guest out. What of theirs is still held is hidden; `hide_words`: all they wrote leaves every screen.
 */
export interface RemoveGuest {
  guest: string;
  hide_words?: boolean;
  kind: "RemoveGuest";
}
/**
 * Let a guest who was shown out come back. What was hidden of theirs stays so until it is shown.
 */
export interface ReadmitGuest {
  guest: string;
  kind: "ReadmitGuest";
}
/**
 * Let nobody new in but by invite link, or open the door again.
 */
export interface LockSession {
  locked?: boolean;
  kind: "LockSession";
}
/**
 * Ask newcomers for a passcode; empty: no longer.
 */
export interface SetPasscode {
  passcode?: string;
  kind: "SetPasscode";
}
/**
 * How long each phase is meant to last; phases left out have no countdown.
 */
export interface SetAgenda {
  items: AgendaItem[];
  kind: "SetAgenda";
}
/**
 * Give the present phase more time by the agenda, or less.
 */
export interface ExtendPhase {
  seconds: number;
  kind: "ExtendPhase";
}
/**
 * Take the question card away.
 */
export interface DropQuestion {
  kind: "DropQuestion";
}
/**
 * A private, friendly word to one guest; without text, the client finds one.
 */
export interface NudgeGuest {
  guest: string;
  text?: string;
  kind: "NudgeGuest";
}
/**
 * Choose what the wall shows.
 */
export interface ShowOnWall {
  wall: Wall;
  kind: "ShowOnWall";
}
/**
 * What the moderator put on the wall; `artwork` goes with `picture`.
 */
export interface Wall {
  show: Show;
  artwork: string | null;
}
/**
 * Let anybody read the write-up, and find it among the published parties; or no longer.
 */
export interface PublishWriteUp {
  published?: boolean;
  kind: "PublishWriteUp";
}
/**
 * Take your name and everything you wrote out of the record, whatever has become of you or the party.
 *
 * A wording the room accepted stays, without your name. Votes and reactions stay counted.
 */
export interface RemoveMyWords {
  kind: "RemoveMyWords";
}
/**
 * The same for a guest who asked the moderator for it.
 */
export interface RemoveWordsOf {
  guest: string;
  kind: "RemoveWordsOf";
}
/**
 * Stand behind somebody's association, or stop doing so.
 */
export interface SupportAssociation {
  association: string;
  support?: boolean;
  kind: "SupportAssociation";
}
/**
 * Remove your own association while nobody else stands behind it.
 */
export interface TakeBackAssociation {
  association: string;
  kind: "TakeBackAssociation";
}
/**
 * Offer another wording of `parent`, the working prompt if left out.
 */
export interface ProposeRefinement {
  text: string;
  reason?: string;
  parent?: string | null;
  kind: "ProposeRefinement";
}
/**
 * Take back your own proposal while it is open and not being voted on.
 */
export interface WithdrawRefinement {
  refinement: string;
  kind: "WithdrawRefinement";
}
/**
 * The prompt master's own hand: a refinement proposed and accepted in one move.
 */
export interface EditPrompt {
  text: string;
  reason?: string;
  kind: "EditPrompt";
}
/**
 * Open a rejected or withdrawn refinement for voting again.
 */
export interface ReviveRefinement {
  refinement: string;
  kind: "ReviveRefinement";
}
/**
 * Offer one wording that has the changes of two; without text, the rules join them word by word.
 */
export interface MergeRefinements {
  one: string;
  other: string;
  text?: string;
  reason?: string;
  kind: "MergeRefinements";
}
/**
 * The working prompt's phrases as the prompt master marks them; none: between the commas again.
 */
export interface MarkPhrases {
  stretches?: Stretch[];
  kind: "MarkPhrases";
}
/**
 * A stretch of the working prompt, in characters, end apart.
 */
export interface Stretch {
  start: number;
  end: number;
}
/**
 * Push a phrase of the working prompt up (1) or down (-1), or let go of it (0).
 */
export interface PushPhrase {
  phrase: string;
  push: number;
  kind: "PushPhrase";
}
/**
 * Put refinements to the vote; none named means every open one. Left-out choices come from the settings.
 */
export interface OpenRound {
  refinements?: string[];
  seconds?: number | null;
  tallies_hidden?: boolean | null;
  rule?: VotingRule | null;
  kind: "OpenRound";
}
/**
 * Set size, steps, guidance, seed, count and negative prompt of the next pictures.
 */
export interface SetRecipe {
  recipe: RecipeSettings;
  kind: "SetRecipe";
}
/**
 * Have a refinement painted, the working prompt if left out; `count` pictures, the settings' if left out.
 */
export interface StartJob {
  refinement?: string | null;
  count?: number | null;
  kind: "StartJob";
}
/**
 * Say something of an artwork with one tap, or take it back.
 */
export interface React {
  artwork: string;
  reaction: Reaction;
  on?: boolean;
  kind: "React";
}
/**
 * Say that a picture nails its prompt. Once, and for good.
 */
export interface NailIt {
  artwork: string;
  kind: "NailIt";
}
/**
 * Say something of a refinement or an artwork; `@name` mentions a guest.
 */
export interface WriteComment {
  text: string;
  refinement?: string | null;
  artwork?: string | null;
  kind: "WriteComment";
}
/**
 * Remove your own comment.
 */
export interface TakeBackComment {
  comment: string;
  kind: "TakeBackComment";
}
/**
 * The expert's voice on a refinement, an artwork, or (neither given) the evening.
 */
export interface WriteNote {
  topic: Topic;
  text: string;
  refinement?: string | null;
  artwork?: string | null;
  kind: "WriteNote";
}
/**
 * The expert's worth of an artwork, 1 to 5 or none any more, and whether it is of note.
 */
export interface JudgeWorth {
  artwork: string;
  worth: number | null;
  of_note?: boolean;
  kind: "JudgeWorth";
}
/**
 * The chosen artworks in their new order: the same ones, each once.
 */
export interface OrderChosen {
  artworks: string[];
  kind: "OrderChosen";
}
/**
 * A paragraph of the write-up in the curators' words; at a step, the one of this wording. Empty text: none.
 */
export interface WriteParagraph {
  place: StoryPlace;
  refinement: string | null;
  text: string;
  kind: "WriteParagraph";
}
/**
 * What stands over the write-up; empty: the theme.
 */
export interface TitleStory {
  title: string;
  kind: "TitleStory";
}
/**
 * Under which license the write-up is published, by its id; empty: not chosen.
 *
 * `model_license` says in words what holds for the model's pictures where the known licenses do not.
 */
export interface LicenseStory {
  license?: string;
  model_license?: string;
  kind: "LicenseStory";
}
/**
 * Your command is in the journal, at or before `seq`; it will not be lost.
 */
export interface Done {
  id: string;
  seq: number;
  kind: "Done";
}
/**
 * `GET /api/sessions/{code}`: what can be seen from outside. `known`: your cookie belongs to a guest who is in.
 *
 * `removed`: it belongs to one whom the moderator showed out, and who cannot join again. `passcode`: newcomers are
 * asked for one; then `guests`, the names of those inside, is empty for everybody who is not in. `people`: how many
 * they are. `language` is the party's. `join_url` is the address for phones on the same network, as in the QR code.
 */
export interface Door {
  code: string;
  theme: string;
  phase: Phase;
  language: string;
  people: number;
  guests: string[];
  join_url: string;
  passcode: boolean;
  locked: boolean;
  paused: boolean;
  full: boolean;
  known: boolean;
  removed: boolean;
  roles: Role[];
}
/**
 * Public facts: things as they are after entries `first..last`. Never dropped, always in order.
 */
export interface Facts {
  first: number;
  last: number;
  things: (
    | SessionView
    | PromptView
    | GuestView
    | AssociationView
    | RefinementView
    | RoundView
    | JobView
    | ArtworkView
    | NoteView
    | CommentView
    | StoryView
    | Gone
  )[];
  kind: "Facts";
}
/**
 * The party as a whole: `head` is the working prompt, `trunk` the path to it, `chosen` the write-up's pictures.
 *
 * `phase_ends_ms` is when the agenda says the phase is over; while paused, since `paused_ms`, it stands still.
 */
export interface SessionView {
  theme: string;
  phase: Phase;
  paused_ms: number | null;
  settings: Settings;
  head: string;
  trunk: string[];
  round: string | null;
  chosen: string[];
  write_up: string;
  published: boolean;
  opened_ms: number;
  agenda: AgendaItem[];
  phase_ends_ms: number | null;
  locked: boolean;
  passcode: boolean;
  question: QuestionView | null;
  wall: Wall;
  kind: "session";
  id: string;
}
/**
 * The question card that lies before the room.
 */
export interface QuestionView {
  id: string;
  text: string;
}
/**
 * The working prompt as typography: its phrases and how the room pushes them.
 */
export interface PromptView {
  refinement: string;
  phrases: PhraseView[];
  kind: "prompt";
  id: string;
}
/**
 * A phrase of the working prompt, in characters, with its pushes and the attention they give it: 1 is plain.
 */
export interface PhraseView {
  id: string;
  start: number;
  end: number;
  weight: number;
  up: number;
  down: number;
}
/**
 * A person in the party. `seq` gives the order of birth, here and below.
 *
 * What they ask to be, and that they are muted or were shown out, only the moderator sees.
 */
export interface GuestView {
  id: string;
  seq: number;
  name: string;
  roles: Role[];
  asks: Role[];
  muted: boolean;
  removed: boolean;
  screening: Screening;
  kind: "guest";
}
/**
 * A node of the prompt tree, with its word diff against the parent: the nearest one this audience may see.
 *
 * A merge is compared with the last wording both halves came from.
 */
export interface RefinementView {
  id: string;
  seq: number;
  at_ms: number;
  parent: string | null;
  text: string;
  reason: string;
  by: string | null;
  status: RefinementStatus;
  merged: string | null;
  screening: Screening;
  diff: Span[];
  kind: "refinement";
}
/**
 * A stretch of text that stayed, came or went.
 */
export interface Span {
  change: "same" | "added" | "removed";
  text: string;
}
/**
 * A vote. `tally` is empty while it is hidden; `voters` is how many have voted.
 *
 * `deciders`: while it is tied, those who may break the tie.
 */
export interface RoundView {
  id: string;
  seq: number;
  refinements: string[];
  rule: VotingRule;
  tallies_hidden: boolean;
  opened_ms: number;
  deadline_ms: number;
  status: RoundStatus;
  tally: Count[];
  voters: number;
  winners: string[];
  deciders: string[];
  kind: "round";
}
/**
 * One request to the studio; its place and progress are gauges. `why` it failed.
 */
export interface JobView {
  id: string;
  seq: number;
  refinement: string;
  guest: string | null;
  count: number;
  status: JobStatus;
  artworks: string[];
  why: Setback | null;
  kind: "job";
}
/**
 * What went wrong, and with what: the `SchedulerMissing`, the `SizeImpossible` or `OutOfMemory` in pixels.
 */
export interface Setback {
  mishap: Mishap;
  what: string;
}
/**
 * Something the expert said of a refinement, an artwork or the evening.
 */
export interface NoteView {
  id: string;
  seq: number;
  by: string;
  topic: Topic;
  text: string;
  refinement: string | null;
  artwork: string | null;
  screening: Screening;
  kind: "note";
}
/**
 * The write-up as far as the curators wrote it themselves, for curators alone. Opening, steps in order, closing.
 *
 * Empty: the theme is the title; no license is chosen; what the press knows of the model's license holds.
 */
export interface StoryView {
  title: string;
  paragraphs: ParagraphView[];
  license: string;
  model_license: string;
  kind: "story";
  id: string;
}
/**
 * A paragraph somebody wrote for the write-up; `refinement`: at which step of the path.
 */
export interface ParagraphView {
  place: StoryPlace;
  refinement: string | null;
  text: string;
  by: string | null;
}
/**
 * A thing this audience does not see, or no longer.
 */
export interface Gone {
  of: Kind;
  id: string;
  kind: "gone";
}
/**
 * The first message of a guest. With `epoch` and `seq` of an earlier visit, only what was missed comes back.
 */
export interface Hello {
  protocol: number;
  place?: Place;
  epoch?: string | null;
  seq?: number | null;
  kind: "Hello";
}
/**
 * Counters as they are now; what did not move is left out. `now_ms` is the house's clock.
 *
 * `radar` goes to moderators alone.
 */
export interface Gauges {
  now_ms: number;
  things: (
    | SessionView
    | PromptView
    | GuestView
    | AssociationView
    | RefinementView
    | RoundView
    | JobView
    | ArtworkView
    | NoteView
    | CommentView
    | StoryView
    | Gone
  )[];
  online: string[] | null;
  places: JobPlace[] | null;
  studio: StudioView | null;
  radar: Heard[] | null;
  kind: "Gauges";
}
/**
 * Where a job stands in the queue. `place` 0: being painted, at `step` of `steps`. `wait_s`: an estimate.
 */
export interface JobPlace {
  job: string;
  place: number;
  wait_s: number | null;
  step: number;
  steps: number;
}
/**
 * How the studio is, and what the model likes. `why` it is unavailable.
 *
 * `schedulers`: what a recipe may name, the one the model likes first. Then what an empty field becomes; unknown
 * before the model is ready.
 */
export interface StudioView {
  status: StudioStatus;
  model: string;
  why: Setback | null;
  schedulers: string[];
  width_px: number | null;
  height_px: number | null;
  steps: number | null;
  guidance: number | null;
}
/**
 * A line of the participation radar, for the moderator alone: how often a guest wrote and tapped, when last.
 */
export interface Heard {
  guest: string;
  said: number;
  tapped: number;
  heard_ms: number | null;
}
/**
 * Something I wrote that waits for the moderator. `about`: what a comment or a note speaks of.
 */
export interface HeldWords {
  of: Kind;
  id: string;
  text: string;
  about: Ref | null;
}
/**
 * A thing by kind and id.
 */
export interface Ref {
  kind: Kind;
  id: string;
}
/**
 * `GET /api/house`: what a start page needs to know before a party is opened.
 *
 * `needs_key`: opening a party takes the host key. `parties_left`: there is room for one more. `guests`: how many a
 * party takes. `studio` says which model paints, and what it likes.
 */
export interface HouseView {
  needs_key: boolean;
  parties_left: boolean;
  guests: number;
  languages: string[];
  studio: StudioView;
}
/**
 * `GET /api/sessions/{code}/invites`, for the moderator: paths that let somebody in with a role.
 */
export interface InviteLinks {
  links: {
    [k: string]: string;
  };
}
/**
 * `POST /api/sessions/{code}/guests`. `invite` is the key from an invite link; `screen` joins as a wall.
 *
 * An invite needs no passcode and opens a locked door.
 */
export interface JoinParty {
  name?: string;
  invite?: string | null;
  screen?: boolean;
  passcode?: string;
}
/**
 * You are in. The private resume token travels beside this, as an HttpOnly cookie.
 */
export interface Joined {
  code: string;
  guest: string;
  roles: Role[];
}
/**
 * A license the page can be published under, in the words of the reader. `url` may be empty.
 */
export interface LicenseOffer {
  id: string;
  name: string;
  says: string;
  url: string;
}
/**
 * `GET /api/sessions/{code}/making`: how far the files of a write-up are; nothing being made: 0 of 0.
 */
export interface Making {
  done: number;
  total: number;
}
/**
 * `GET /api/sessions/{code}/merged?one=…&other=…`, for the prompt master: how two wordings would read as one.
 */
export interface MergedWording {
  text: string;
}
/**
 * What only I may see: my roles and wishes, my ballot in the latest round, my taps, my words that wait.
 */
export interface Mine {
  guest: string;
  name: string;
  roles: Role[];
  asks: Role[];
  muted: boolean;
  round: string | null;
  ballot: ApprovalBallot | RankedBallot | ScoreBallot | null;
  supports: string[];
  reactions: MyReactions[];
  nailed: string[];
  pushes: MyPush[];
  held: HeldWords[];
  nudge: MyNudge | null;
  credit_as: CreditAs;
  pen_name: string;
}
/**
 * What I said of an artwork.
 */
export interface MyReactions {
  artwork: string;
  reactions: Reaction[];
}
/**
 * Where I push a phrase of the working prompt: 1 up, -1 down.
 */
export interface MyPush {
  phrase: string;
  push: number;
}
/**
 * The latest private word for me; empty text: the client finds one. `seq` tells one from the next.
 */
export interface MyNudge {
  seq: number;
  text: string;
}
/**
 * A model that painted, and the license it came with; empty where that is not known here.
 */
export interface ModelTerms {
  model: string;
  license: string;
  forbids: string;
  url: string;
}
/**
 * `POST /api/sessions`: open a party as its moderator. `host_key` where this server asks for it.
 */
export interface OpenParty {
  theme: string;
  first_prompt: string;
  name: string;
  settings?: Settings;
  passcode?: string;
  host_key?: string;
}
/**
 * One reason with its figure where it has one: `count` reactions; `count` of `of` votes, points, people, worth.
 */
export interface PickReason {
  because: Because;
  count: number;
  of: number;
}
/**
 * A picture in one size. `url` is a path on this server.
 */
export interface PictureFile {
  url: string;
  width_px: number;
}
/**
 * Stands before the JPEG bytes of a preview: one picture for the whole job, a grid when it paints several.
 */
export interface PreviewHeader {
  job: string;
  step: number;
  steps: number;
  width_px: number;
  height_px: number;
  kind: "Preview";
}
/**
 * What only you see has changed.
 */
export interface Private {
  mine: Mine;
  kind: "Private";
}
/**
 * `GET /api/published`: published parties, newest first, those asked for.
 *
 * `total`: how many there are that fit; `themes`: of all, the most frequent first; `before`: what to ask for the next
 * ones with, where there are more.
 */
export interface Published {
  parties: PublishedParty[];
  total: number;
  themes: PublishedTheme[];
  before: string | null;
}
/**
 * A card of the gallery. `first` and `last` are the prompts the evening began and ended with.
 *
 * `title` is the page's own; `url` a path on this server; without a picture there is no `cover`.
 */
export interface PublishedParty {
  code: string;
  theme: string;
  title: string;
  language: string;
  opened_ms: number;
  about: string;
  people: number;
  pictures: number;
  first: string;
  last: string;
  cover: ShownPicture | null;
  url: string;
}
/**
 * A picture for everybody, in all the sizes there are, the smallest first; the last is the picture itself.
 */
export interface ShownPicture {
  alt: string;
  width_px: number;
  height_px: number;
  files: PictureFile[];
}
/**
 * A theme, however it was written, and how many published parties were held around it.
 */
export interface PublishedTheme {
  theme: string;
  parties: number;
}
/**
 * `GET /api/published/{code}`: a published party with its pictures, in the order of its page.
 */
export interface PublishedEvening {
  party: PublishedParty;
  pictures: PublishedPicture[];
}
/**
 * A picture of a published party, the path that led to it, and its recipe.
 */
export interface PublishedPicture {
  shown: ShownPicture;
  caption: string;
  by: string;
  made_ms: number;
  path: PublishedStep[];
  recipe: TextRecipe;
}
/**
 * A wording on the way to a picture and what it changed; `by` as its author is credited, empty for nobody.
 */
export interface PublishedStep {
  text: string;
  by: string;
  reason: string;
  diff: Span[];
}
/**
 * A picture that is in. `alt`: what the page says of it to those who cannot see it, also while nobody wrote that.
 *
 * `missing`: its file is lost; the page names it.
 */
export interface StoryPick {
  artwork: string;
  reasons: PickReason[];
  alt: string;
  missing: boolean;
}
/**
 * `GET /api/sessions/{code}/story`, for those who curate: the write-up as it would be made at `seq`.
 *
 * `by_people`: they chose; otherwise it is a draft. `older`: the write-up that lies there tells less than this.
 * `hero` opens the page. `formats`: those it can be taken away in.
 */
export interface StoryTable {
  seq: number;
  picks: StoryPick[];
  hero: string | null;
  by_people: boolean;
  older: boolean;
  licenses: LicenseOffer[];
  models: ModelTerms[];
  formats: string[];
}
/**
 * The first message of the house. `resumed`: apply the things to what you had; otherwise start from nothing.
 */
export interface Welcome {
  protocol: number;
  code: string;
  epoch: string;
  seq: number;
  now_ms: number;
  resumed: boolean;
  mine: Mine;
  things: (
    | SessionView
    | PromptView
    | GuestView
    | AssociationView
    | RefinementView
    | RoundView
    | JobView
    | ArtworkView
    | NoteView
    | CommentView
    | StoryView
    | Gone
  )[];
  kind: "Welcome";
}
/**
 * Every HTTP error has this shape.
 */
export interface Trouble {
  reason: Reason | Problem;
  params: {
    [k: string]: string | number;
  };
}
/**
 * `POST /api/sessions/{code}/write-up`: where the write-up can be read, and its folder under `sessions/`.
 */
export interface WriteUpMade {
  path: string;
  slug: string;
}
