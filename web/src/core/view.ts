/** The party as this page knows it: one immutable value, replaced by `reduce`. */
import type {
  ArtworkView,
  AssociationView,
  CommentView,
  GuestView,
  Heard,
  JobPlace,
  JobView,
  Mine,
  NoteView,
  PromptView,
  RefinementView,
  RoundView,
  SessionView,
  StoryView,
  StudioView,
} from "../wire/messages";

export type ById<T> = Readonly<Record<string, T>>;

export interface View {
  readonly code: string;
  /** The house's clock minus ours, in milliseconds. */
  readonly skew_ms: number;
  readonly mine: Mine | null;
  readonly session: SessionView | null;
  /** The working prompt cut into phrases, with the room's pushes. */
  readonly prompt: PromptView | null;
  /** What the curators wrote for the write-up; only they are told. */
  readonly story: StoryView | null;
  readonly guest: ById<GuestView>;
  readonly association: ById<AssociationView>;
  readonly refinement: ById<RefinementView>;
  readonly round: ById<RoundView>;
  readonly job: ById<JobView>;
  readonly artwork: ById<ArtworkView>;
  readonly note: ById<NoteView>;
  readonly comment: ById<CommentView>;
  readonly online: readonly string[];
  readonly places: readonly JobPlace[];
  readonly studio: StudioView | null;
  /** Who has been heard, for moderators; empty for everybody else. */
  readonly radar: readonly Heard[];
}

/** A page that has heard nothing yet. */
export function nothingYet(code: string): View {
  return {
    code,
    skew_ms: 0,
    mine: null,
    session: null,
    prompt: null,
    story: null,
    guest: {},
    association: {},
    refinement: {},
    round: {},
    job: {},
    artwork: {},
    note: {},
    comment: {},
    online: [],
    places: [],
    studio: null,
    radar: [],
  };
}
