/** Small texts kept across reloads. Private modes and full disks shorten a shelf's memory, never break it. */
export interface Shelf {
  get(key: string): string | null;
  set(key: string, value: string | null): void;
}

/** A shelf over a storage; what the storage refuses lives as long as the page. */
export function shelfIn(storage: () => Storage): Shelf {
  const refused = new Map<string, string>();
  return {
    get(key) {
      const held = refused.get(key);
      if (held !== undefined) return held;
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    set(key, value) {
      refused.delete(key);
      if (value === null || value === "") return remove(storage, key);
      try {
        storage().setItem(key, value);
      } catch {
        // What an earlier page kept under this key is older than what we hold now.
        remove(storage, key);
        refused.set(key, value);
      }
    },
  };
}

/** Reading the name of a blocked storage throws already, so it is asked for each time. */
function remove(storage: () => Storage, key: string) {
  try {
    storage().removeItem(key);
  } catch {
    // Nothing was kept there.
  }
}

const tab = shelfIn(() => sessionStorage);
const browser = shelfIn(() => localStorage);

/** What belongs to this tab alone. */
export const tabShelf = () => tab;

/** What this browser remembers from one evening to the next. */
export const browserShelf = () => browser;
