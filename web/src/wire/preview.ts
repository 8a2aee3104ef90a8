/** Reads the binary frames that carry previews. */
import type { PreviewHeader } from "./generated";

export interface Preview {
  header: PreviewHeader;
  picture: Blob;
}

/** Header and picture of a binary frame (4 bytes big-endian length, JSON, JPEG); `null` when it is none. */
export function readPreview(frame: ArrayBuffer): Preview | null {
  if (frame.byteLength < 4) return null;
  const end = 4 + new DataView(frame).getUint32(0);
  if (end > frame.byteLength) return null;
  try {
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(frame, 4, end - 4))) as PreviewHeader;
    if (header.kind !== "Preview") return null;
    return { header, picture: new Blob([frame.slice(end)], { type: "image/jpeg" }) };
  } catch {
    return null;
  }
}
