/** Who has been heard and who has not: people in bands of time since they last said or did something. */
import type { GuestView } from "../wire/messages";
import { people } from "./ask";
import type { View } from "./view";

/** `now`: within two minutes, `lately`: within ten, `long`: before that, `never`: not yet. */
export type Band = "now" | "lately" | "long" | "never";

export interface Blip {
  readonly guest: GuestView;
  readonly said: number;
  readonly tapped: number;
  /** Since they were last heard; `null` if never. */
  readonly minutes: number | null;
  /** How much has been heard of them, 0 to 4. */
  readonly size: number;
  readonly online: boolean;
}

export const BANDS: readonly Band[] = ["now", "lately", "long", "never"];
const LATELY_MIN = 2;
const LONG_MIN = 10;
/** Writing is heard more than a tap. */
const WRITTEN = 3;

/** The people by when they were last heard, each band longest silent first; nobody waits to hear themselves. */
export function radar(view: View, now_ms: number): Record<Band, Blip[]> {
  const bands: Record<Band, Blip[]> = { now: [], lately: [], long: [], never: [] };
  for (const blip of blips(view, now_ms)) {
    const silent = blip.minutes === null;
    if (!silent || blip.guest.id !== view.mine?.guest) bands[band(blip.minutes)].push(blip);
  }
  for (const one of BANDS) bands[one].sort((a, b) => (b.minutes ?? 0) - (a.minutes ?? 0));
  return bands;
}

function blips(view: View, now_ms: number): Blip[] {
  const heard = new Map(view.radar.map((line) => [line.guest, line]));
  const online = new Set(view.online);
  return people(view)
    .filter((guest) => !guest.removed)
    .map((guest) => {
      const { said = 0, tapped = 0, heard_ms = null } = heard.get(guest.id) ?? {};
      const minutes =
        heard_ms === null ? null : Math.max(0, Math.floor((now_ms + view.skew_ms - heard_ms) / 60_000));
      const size = Math.min(4, Math.round(Math.log2(1 + said * WRITTEN + tapped) / 1.25));
      return { guest, said, tapped, minutes, size, online: online.has(guest.id) };
    });
}

function band(minutes: number | null): Band {
  if (minutes === null) return "never";
  if (minutes < LATELY_MIN) return "now";
  return minutes < LONG_MIN ? "lately" : "long";
}
