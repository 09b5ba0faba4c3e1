/** NUL and lone surrogates, which Postgres refuses, and the controls no reader wants; tab, LF and CR stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
const UNWANTED = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]|\p{Cs}/gu;

const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });
/** Code units looked at beyond the cut: no ordinary grapheme is longer. */
const LOOK_AHEAD = 64;

/**
 * Text as Postgres takes it in `text` and `jsonb`, of at most `maxCharacters` Unicode code points: NUL, lone surrogates and
 * control characters but tab and line breaks are removed, and it is cut between graphemes.
 */
export function cleanText(text: string, maxCharacters: number): string {
  return cutText(text.replaceAll(UNWANTED, ""), maxCharacters);
}

/** The first `maxCharacters` code points of a text, or fewer so that no grapheme is split. */
export function cutText(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const end = unitsOf(text, maxCharacters);
  if (end >= text.length) return text;
  const cut = GRAPHEMES.segment(text.slice(0, end + LOOK_AHEAD)).containing(end)?.index ?? end;
  // A heap of accents longer than the room there is has no other place to be cut.
  return text.slice(0, cut === 0 ? end : cut);
}

/** Where in code units the first `characters` code points end. */
function unitsOf(text: string, characters: number): number {
  let units = 0;
  for (let left = characters; left > 0 && units < text.length; left -= 1) {
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  }
  return units;
}
