/** Which of the languages there are suits somebody best. */

const plain = (tag: string) => tag.toLowerCase().split(/[-_]/)[0];

/** The first wish that can be met, exactly or by its language alone (`zh-CN` by `zh`); else the first there is. */
export function spokenOf(wishes: readonly string[], there: readonly string[]): string {
  for (const wish of wishes) {
    const exact = there.find((code) => code.toLowerCase() === wish.toLowerCase());
    const near = exact ?? there.find((code) => plain(code) === plain(wish));
    if (near !== undefined) return near;
  }
  return there[0] ?? "en";
}
