/** Cuts texts between what people see as signs, so that none is cut in two. */
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Signs that turn the order of text or cannot be seen: names could look like others by them. Joiners of emoji stay. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+/g;
/** Kept apart from what follows by a sign without width, so that GitHub makes no mention, reference or address of it. */
const apart = "\u200b";
/** Longest text in one place of a comment, signs. Longer ones stand whole in the artefact. */
export const longestText = 300;

/** `text` on one line, without unseen signs, cut after `limit` signs. */
export function plain(text: string, limit = longestText): string {
  // A sign may be made of thousands of marks: it is cut by code units as well.
  const line = text
    .slice(0, limit * 20)
    .toWellFormed()
    .replaceAll(unseen, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (line.length <= limit) return line;
  let [kept, count] = ["", 0];
  for (const { segment } of graphemes.segment(line)) {
    if (count >= limit || kept.length + segment.length > limit * 4) return `${kept}…`;
    kept += segment;
    count += 1;
  }
  return kept;
}

/**
 * Text of unknown origin for Markdown: nothing of it becomes markup, HTML, a mention, a link or a reference to another issue. For cells of
 * tables and for lists; not for code spans, see {@link code}.
 */
export function text(given: string, limit?: number): string {
  return plain(given, limit)
    .replaceAll(/[\\`*_[\]#|<>~&$]/g, (sign) => (sign === "<" ? "&lt;" : sign === "&" ? "&amp;" : `\\${sign}`))
    .replace(/^[-+=]/, "\\$&")
    .replace(/^(\d+)(?=[.)](?:\s|$))/, "$1\\")
    .replaceAll("@", `@${apart}`)
    .replaceAll(/\\#(?=\d)/g, `\\#${apart}`)
    .replaceAll(/\bGH-(?=\d)/gi, `$&${apart}`)
    .replaceAll("://", `:${apart}//`)
    .replaceAll(/\b(?:www|mailto|xmpp)(?=[.:])/gi, `$&${apart}`)
    .replaceAll(/:(?=[a-z0-9_+-]{1,40}:)/gi, `:${apart}`);
}

/** A name in a code span, where nothing but backticks means anything. */
export function code(given: string, limit = 120): string {
  const line = plain(given, limit);
  if (line === "") return "` `";
  const runs = line.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** The same in a cell of a table: what could end the cell or the span stands as HTML. */
export function codeCell(given: string, limit = 120): string {
  return /[|\\`]/.test(given) ? `<code>${html(plain(given, limit))}</code>` : code(given, limit);
}

/** Text between HTML tags, where Markdown and the checks of GitHub still look. */
function html(line: string): string {
  return line
    .replaceAll(/[&<>"*_`[\]~\\|$#]/g, (sign) => `&#${String(sign.charCodeAt(0))};`)
    .replaceAll("@", `@${apart}`)
    .replaceAll("://", `:${apart}//`);
}
