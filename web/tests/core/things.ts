/** Things to build a view from. */
import { reduce } from "../../src/core/reduce";
import { nothingYet, type View } from "../../src/core/view";
import type {
  ArtworkView,
  AssociationView,
  JobView,
  Mine,
  RefinementView,
  RoundView,
  SessionView,
  Thing,
} from "../../src/wire/messages";
import { ME } from "../wire/network";

export const session = (over: Partial<SessionView> = {}): SessionView => ({
  kind: "session",
  id: "",
  theme: "loneliness",
  phase: "refine",
  paused_ms: null,
  settings: {
    rule: "approval",
    tallies_hidden: false,
    accept_winner: true,
    paint_on_accept: true,
    screening: false,
    round_s: 60,
    language: "en",
    recipe: {
      width_px: null,
      height_px: null,
      steps: null,
      guidance: null,
      seed: null,
      scheduler: null,
      count: 1,
      negative: "",
    },
  },
  head: "r1",
  trunk: ["r1"],
  round: null,
  chosen: [],
  write_up: "",
  published: false,
  opened_ms: 0,
  agenda: [],
  phase_ends_ms: null,
  locked: false,
  passcode: false,
  question: null,
  wall: { show: "auto", artwork: null },
  ...over,
});

export const refinement = (id: string, over: Partial<RefinementView> = {}): RefinementView => ({
  kind: "refinement",
  id,
  seq: Number(id.slice(1)),
  at_ms: 0,
  parent: "r1",
  text: `wording ${id}`,
  reason: "",
  by: "g1",
  status: "open",
  merged: null,
  screening: "shown",
  diff: [],
  ...over,
});

export const association = (id: string, support: number): AssociationView => ({
  kind: "association",
  id,
  seq: Number(id.slice(1)),
  text: `word ${id}`,
  by: "g1",
  support,
  screening: "shown",
});

export const round = (over: Partial<RoundView> = {}): RoundView => ({
  kind: "round",
  id: "v1",
  seq: 5,
  refinements: ["r2", "r3"],
  rule: "approval",
  tallies_hidden: false,
  opened_ms: 0,
  deadline_ms: 61_000,
  status: "open",
  tally: [],
  voters: 0,
  winners: [],
  deciders: [],
  ...over,
});

export const job = (id: string, over: Partial<JobView> = {}): JobView => ({
  kind: "job",
  id,
  seq: Number(id.slice(1)),
  refinement: "r1",
  guest: "g1",
  count: 1,
  status: "waiting",
  artworks: [],
  why: null,
  ...over,
});

export const artwork = (id: string, over: Partial<ArtworkView> = {}): ArtworkView => ({
  kind: "artwork",
  id,
  seq: Number(id.slice(1)),
  at_ms: 0,
  job: "j1",
  refinement: "r1",
  recipe: {} as ArtworkView["recipe"],
  width_px: 256,
  height_px: 256,
  reactions: [],
  worth: null,
  of_note: false,
  screening: "shown",
  readings: [],
  nailed: 0,
  caption: "",
  alt: "",
  ...over,
});

/** A page that has just been welcomed with these things; our clock says 0, the house's 1000. */
export function viewOf(things: Thing[], mine: Partial<Mine> = {}): View {
  return reduce(
    nothingYet("CODE"),
    {
      kind: "Welcome",
      protocol: 1,
      code: "CODE",
      epoch: "e1",
      seq: 9,
      now_ms: 1_000,
      resumed: false,
      mine: { ...ME, ...mine },
      things,
    },
    0,
  );
}
