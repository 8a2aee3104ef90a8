/** A list ordered by dragging, once the library for it is here; until then a list like others. */
import type { Action } from "svelte/action";
import type { DndEvent, dragHandleZone, Item } from "svelte-dnd-action";

interface Order<T extends Item> {
  /** The library's zone, as soon as it was fetched. */
  zone: typeof dragHandleZone | undefined;
  items: T[];
  still: boolean;
}

interface Heard<T> {
  onconsider?: (event: CustomEvent<DndEvent<T>>) => void;
  onfinalize?: (event: CustomEvent<DndEvent<T>>) => void;
}

const optionsOf = <T extends Item>({ items, still }: Order<T>) => ({
  items,
  flipDurationMs: 150,
  dropTargetStyle: {},
  dragDisabled: still,
});

export function order<T extends Item>(
  list: HTMLElement,
  first: Order<T>,
): ReturnType<Action<HTMLElement, Order<T>, Heard<T>>> & object {
  let dragging = first.zone?.(list, optionsOf(first));
  return {
    update(now) {
      if (dragging) dragging.update?.(optionsOf(now));
      else dragging = now.zone?.(list, optionsOf(now));
    },
    destroy: () => dragging?.destroy?.(),
  };
}
