/** Which of the languages there are suits somebody best, and how foreign words stand in a sentence. */

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

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Bidi_Control}]/u;

/** Text that would turn the words around it is set apart by invisible marks; other text is left alone. */
export const isolated = (text: string) => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text);
