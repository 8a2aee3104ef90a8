/** Small texts kept across reloads. Private modes and full disks make a shelf forget, never fail. */
export interface Shelf {
  get(key: string): string | null;
  set(key: string, value: string | null): void;
}

/** Reading the name of a blocked storage throws already, so it is asked for each time. */
function shelfIn(storage: () => Storage): Shelf {
  return {
    get(key) {
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        if (value === null || value === "") storage().removeItem(key);
        else storage().setItem(key, value);
      } catch {
        // Blocked or full: what was kept lives as long as the page.
      }
    },
  };
}

/** What belongs to this tab alone. */
export const tabShelf = () => shelfIn(() => sessionStorage);

/** What this browser remembers from one evening to the next. */
export const browserShelf = () => shelfIn(() => localStorage);
