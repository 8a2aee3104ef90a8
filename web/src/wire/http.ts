/** What goes over HTTP at the door. Every call answers with the thing asked for or with the trouble. */
import type {
  Catalogue,
  DeleteParty,
  Door,
  HouseView,
  InviteLinks,
  JoinParty,
  Joined,
  MergedWording,
  OpenParty,
  Params,
  Published,
  PublishedEvening,
  Why,
  WriteUpMade,
} from "./messages";

export type Reply<T> = { ok: true; value: T } | { ok: false; reason: Why; params: Params };

const UNREACHABLE = { ok: false, reason: "Unreachable", params: {} } as const;

async function ask<T>(path: string, body?: unknown, method = "POST"): Promise<Reply<T>> {
  const init: RequestInit =
    body === undefined
      ? {}
      : { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  try {
    const response = await fetch(path, { credentials: "same-origin", ...init });
    const told = response.status === 204 ? null : await response.json();
    if (response.ok) return { ok: true, value: told as T };
    return typeof told.reason === "string"
      ? { ok: false, reason: told.reason, params: told.params ?? {} }
      : UNREACHABLE;
  } catch {
    return UNREACHABLE;
  }
}

const at = (code: string, rest = "") => `/api/sessions/${encodeURIComponent(code)}${rest}`;

export const lookAtHouse = () => ask<HouseView>("/api/house");
/** The newest; with a question in the address' own words, those that fit it. */
export const publishedParties = (asking = "") =>
  ask<Published>(`/api/published${asking ? `?${asking}` : ""}`);
export const publishedEvening = (code: string) =>
  ask<PublishedEvening>(`/api/published/${encodeURIComponent(code)}`);
export const openParty = (party: OpenParty) => ask<Joined>("/api/sessions", party);
export const lookIn = (code: string) => ask<Door>(at(code));
export const joinParty = (code: string, who: JoinParty) => ask<Joined>(at(code, "/guests"), who);
export const inviteLinks = (code: string) => ask<InviteLinks>(at(code, "/invites"));

/** How two wordings would read as one; nothing is put on offer by asking. */
export const mergedWording = (code: string, one: string, other: string) =>
  ask<MergedWording>(at(code, `/merged?one=${encodeURIComponent(one)}&other=${encodeURIComponent(other)}`));

export const makeWriteUp = (code: string) => ask<WriteUpMade>(at(code, "/write-up"), {});

/** Chips, styles and cards; what this house has no words for comes in English. */
export const catalogueIn = (language: string) =>
  ask<Catalogue>(`/api/catalogue?language=${encodeURIComponent(language)}`);

/** Everything of a party goes, for good; the moderator says its code once more. */
export const deleteParty = (code: string, said: string) =>
  ask<null>(at(code), { code: said } satisfies DeleteParty, "DELETE");

export const qrCode = (code: string) => at(code, "/qr.svg");

/** The address of a picture in the size needed; the server offers four widths. */
export function pictureOf(code: string, artwork: string, width_px: number): string {
  const width = [160, 320, 640].find((offered) => offered >= width_px) ?? 1280;
  return `/art/${encodeURIComponent(code)}/${artwork}?w=${width}`;
}

export const downloadOf = (code: string, artwork: string) =>
  `/art/${encodeURIComponent(code)}/${artwork}/download`;

/** Where the write-up is read. */
export const writeUpAt = (code: string) => `/write-up/${encodeURIComponent(code)}/`;
