/** What goes over HTTP at the door. Every call answers with the thing asked for or with the trouble. */
import type {
  Catalogue,
  DeleteParty,
  Door,
  HouseView,
  InviteLinks,
  JoinParty,
  Joined,
  Making,
  MergedWording,
  OpenParty,
  Params,
  Published,
  PublishedEvening,
  StoryTable,
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

/** What is in the write-up and why, as it would be made now; for those who curate. */
export const storyTable = (code: string, language: string) =>
  ask<StoryTable>(at(code, `/story?language=${encodeURIComponent(language)}`));

/** The page as it would read, for a frame; a new `seq` is a new address. */
export const proofAt = (code: string, seq: number) => at(code, `/story/preview?seq=${seq}`);

/** How far the files of a write-up are. */
export const makingOf = (code: string) => ask<Making>(at(code, "/making"));

export interface Export {
  readonly file: Blob;
  readonly name: string;
}

/** The write-up in a format, as a zip; it comes when it is made. */
export async function exported(code: string, format: string): Promise<Reply<Export>> {
  try {
    const response = await fetch(at(code, `/export?format=${encodeURIComponent(format)}`), {
      credentials: "same-origin",
    });
    if (!response.ok) {
      const told = await response.json();
      return { ok: false, reason: told.reason, params: told.params ?? {} };
    }
    const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
    return { ok: true, value: { file: await response.blob(), name: name ?? `${format}.zip` } };
  } catch {
    return UNREACHABLE;
  }
}

/** Chips, styles and cards; what this house has no words for comes in English. */
export const catalogueIn = (language: string) =>
  ask<Catalogue>(`/api/catalogue?language=${encodeURIComponent(language)}`);

/** Everything of a party goes, for good; the moderator says its code once more. */
export const deleteParty = (code: string, said: string) =>
  ask<null>(at(code), { code: said } satisfies DeleteParty, "DELETE");

/** What this guest wrote, and their name, leave the party; for those who were shown out, too. */
export const forgetMe = (code: string) => ask<null>(at(code, "/forget-me"), {});

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
