/** Words for why a picture is in, and for the formats a write-up leaves in. */
import type { Because, PickReason } from "../../wire/messages";
import { m } from "../../words/messages.js";

const BECAUSE: Record<Because, (reason: PickReason) => string> = {
  chosen: () => "",
  final: m.story_because_final,
  on_the_path: m.story_because_on_the_path,
  beside: m.story_because_beside,
  voted: ({ count, of }) => m.story_because_voted({ count, of }),
  points: ({ count, of }) => m.story_because_points({ count, of }),
  nailed: ({ count, of }) => m.story_because_nailed({ count, of }),
  reactions: ({ count }) => m.story_because_reactions({ count }),
  worth: ({ count, of }) => m.story_because_worth({ count, of }),
  of_note: m.story_because_of_note,
  close: m.story_because_close,
  unlike: m.story_because_unlike,
};

/** A reason in words; that people chose it is said once for all. */
export const because = (reason: PickReason) => BECAUSE[reason.because]?.(reason) ?? "";

interface FormatWords {
  readonly name: () => string;
  readonly how: () => string;
}

const FORMATS: Record<string, FormatWords> = {
  plain: { name: m.story_format_plain, how: m.story_format_plain_how },
  hugo: { name: () => "Hugo", how: m.story_format_hugo_how },
  jekyll: { name: () => "Jekyll", how: m.story_format_jekyll_how },
  quarto: { name: () => "Quarto", how: m.story_format_quarto_how },
  html: { name: m.story_format_html, how: m.story_format_html_how },
};

/** A format nobody has words for yet goes by its own name. */
export const formatWords = (format: string): FormatWords =>
  FORMATS[format] ?? { name: () => format, how: () => "" };
