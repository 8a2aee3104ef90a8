/** Nothing on a wall scrolls and nothing is cut off: what does not fit its place is set smaller. */
import type { Attachment } from "svelte/attachments";

const TRIES = 6;

/** Zooms an element down, at most to `least`, until it fits into its parent. Its parent gives it room and hides the rest. */
export const fit =
  (least = 0.35): Attachment<HTMLElement> =>
  (inner) => {
    const outer = inner.parentElement;
    if (!outer) return;
    let asked = 0;
    const measure = () => {
      asked = 0;
      const fitting = (zoom: number) => {
        inner.style.setProperty("zoom", String(zoom));
        const [held, room] = [inner.getBoundingClientRect(), outer.getBoundingClientRect()];
        return held.height <= room.height + 1 && held.width <= room.width + 1;
      };
      if (fitting(1)) return;
      let [small, large] = [least, 1];
      for (let tries = 0; tries < TRIES; tries += 1) {
        const middle = (small + large) / 2;
        if (fitting(middle)) small = middle;
        else large = middle;
      }
      fitting(small);
    };
    const observer = new ResizeObserver(() => (asked ||= requestAnimationFrame(measure)));
    observer.observe(outer);
    observer.observe(inner);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(asked);
    };
  };
