/** Answers that hold as long as the things asked about are the same: asked again, nothing is sorted again. */

/** `answer`, worked out once for each value it is asked of. Values are compared by identity and not kept alive. */
export function remembered<Asked extends object, Told>(
  answer: (asked: Asked) => Told,
): (asked: Asked) => Told {
  const known = new WeakMap<Asked, Told>();
  return (asked) => {
    if (!known.has(asked)) known.set(asked, answer(asked));
    return known.get(asked) as Told;
  };
}
