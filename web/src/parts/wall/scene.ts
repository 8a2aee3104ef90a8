/** What the wall shows at a moment of the evening. Pure. */
import { candidates, latestRound, liveRound, paintedNow, shownArtworks } from "../../core/ask";
import type { View } from "../../core/view";
import type { Phase, Show } from "../../wire/messages";

export type Scene =
  | "code"
  | "ideas"
  | "refine"
  | "vote"
  | "winner"
  | "curate"
  | "paused"
  | "thanks"
  | "picture"
  | "gallery"
  | "prompt";

export interface Moment {
  /** What somebody at the wall's own keyboard asked to see for a while. */
  readonly local: Show | null;
  /** A round was won a moment ago. */
  readonly celebrating: boolean;
}

const BY_PHASE: Record<Exclude<Phase, "closed">, Scene> = {
  lobby: "code",
  gather: "ideas",
  refine: "refine",
  curate: "curate",
};

/** The keyboard first, then the end of the evening, then the moderator's choice, then what is going on. */
export function sceneOf(view: View, { local, celebrating }: Moment): Scene {
  const { session } = view;
  if (!session) return "code";
  if (local && local !== "auto") return asked(view, local);
  if (session.phase === "closed") return "thanks";
  if (session.wall.show !== "auto") return asked(view, session.wall.show);
  if (session.paused_ms !== null) return "paused";
  if (liveRound(view)) return "vote";
  return celebrating ? "winner" : BY_PHASE[session.phase];
}

/** What was asked for, or the nearest to it that there is. */
function asked(view: View, show: Exclude<Show, "auto">): Scene {
  if (show === "vote") return latestRound(view) ? "vote" : "refine";
  if (show === "gallery" || show === "picture") return shownArtworks(view).length ? show : "refine";
  return show;
}

/** More wordings than this take the whole wall. */
const MOST_BESIDE = 5;

/** `whole`: words alone; `split`: a picture with words beside it; `bare`: the picture alone. */
export type Layout = "whole" | "split" | "bare";

export function layoutOf(view: View, scene: Scene): Layout {
  const round = latestRound(view);
  if (scene === "picture" || scene === "gallery") return "bare";
  if (scene === "code" || scene === "prompt") return "whole";
  if (scene === "vote" && round && candidates(view, round).length > MOST_BESIDE) return "whole";
  const pictures = shownArtworks(view).length || paintedNow(view);
  return pictures || scene === "refine" ? "split" : "whole";
}

const KEYS: Record<string, Show> = {
  p: "picture",
  g: "gallery",
  w: "prompt",
  i: "ideas",
  v: "vote",
  c: "code",
  q: "code",
};

/** What a key on the wall's keyboard shows. */
export const showOfKey = (key: string): Show | null => KEYS[key.toLowerCase()] ?? null;
