import { expect, test } from "vitest";
import { readPreview } from "../../src/wire/preview";

function frame(header: unknown, picture: number[]): ArrayBuffer {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(4 + json.length + picture.length);
  new DataView(bytes.buffer).setUint32(0, json.length);
  bytes.set(json, 4);
  bytes.set(picture, 4 + json.length);
  return bytes.buffer;
}

const HEADER = { kind: "Preview", job: "j1", step: 3, steps: 12, width_px: 128, height_px: 128 };

test("a frame is header and picture", async () => {
  const preview = readPreview(frame(HEADER, [255, 216, 1]));
  expect(preview?.header).toEqual(HEADER);
  expect([...new Uint8Array((await preview?.picture.arrayBuffer()) ?? new ArrayBuffer())]).toEqual([
    255, 216, 1,
  ]);
});

test("a frame cut short, without JSON or of another kind is no preview", () => {
  expect(readPreview(frame(HEADER, []).slice(0, 20))).toBeNull();
  expect(readPreview(new Uint8Array([0, 0, 0, 2, 65, 66, 67]).buffer)).toBeNull();
  expect(readPreview(frame({ ...HEADER, kind: "Fireworks" }, [1]))).toBeNull();
});
