/** Words that were sent before the page was loaded again, and arrived since: nobody has to type or send them twice. */
interface Words {
  readonly text: string;
  clear(): void;
}

const arrived = new Set<string>();
const fields = new Set<WeakRef<Words>>();

/** Has the drafts that say exactly this cleared, and those that will be opened later start empty. */
export function arrive(sent: readonly string[]) {
  for (const text of sent) arrived.add(text.trim());
  for (const ref of fields) {
    const field = ref.deref();
    if (!field) fields.delete(ref);
    else if (hasArrived(field.text)) field.clear();
  }
}

export const hasArrived = (text: string) => arrived.has(text.trim());

/** Typed again, it is meant again. */
export const isTyped = (text: string) => void arrived.delete(text.trim());

export const watchField = (field: Words) => void fields.add(new WeakRef(field));
