/** Short names for the unions inside the generated messages, and the message that is made most often. */
import type { CastBallot, Do, Facts, Problem, Reason } from "./generated";

export * from "./generated";

export type Command = Do["command"];
export type Ballot = CastBallot["ballot"];
export type Thing = Facts["things"][number];
export type Params = Record<string, string | number>;

/** Why something was not done: a refusal, a problem of the house, or that the house could not be reached. */
export type Why = Reason | Problem | "Unreachable";

/** What became of a command. */
export type Answer = { done: true; seq: number } | { done: false; reason: Why; params: Params };
