/** Four-digit numbers of a text message, each once and in order: those its sender wrote, and those of a message it quotes. */
export interface RepliedCodes {
  own: readonly string[];
  /** What a quoted message asks to be answered with: "Reply 3156 to acknowledge". */
  asked: readonly string[];
  /** Every one, wherever it stands. */
  all: readonly string[];
  /** A phone says that a reaction was taken away again: that acknowledges nothing. */
  isTakenBack: boolean;
}

const TAKEN_BACK = /^\s*removed an? .{1,40} from\s/i;
const ASKED = /\breply\s+(\d{4})(?!\d)/gi;
const FOUR_DIGITS = /(?<!\d)\d{4}(?!\d)/g;
/** As phones quote what they react to: “…”, "…", «…», and the last to be opened may be cut off. */
const QUOTED = /[“„«"][^”»"]*(?:[”»"]|$)/g;

/** Reads the body of a text message. Digits of any script and width count as digits. */
export function codesInReply(body: string): RepliedCodes {
  const text = inAsciiDigits(body.normalize("NFKC"));
  const lines = text.replaceAll(QUOTED, "\n").split(/\r?\n/);
  const own = lines.filter((line) => !line.trimStart().startsWith(">") && !line.match(ASKED)).join("\n");
  return {
    own: distinct(own.match(FOUR_DIGITS)),
    asked: distinct([...text.matchAll(ASKED)].map(([, code = ""]) => code)),
    all: distinct(text.match(FOUR_DIGITS)),
    isTakenBack: TAKEN_BACK.test(text),
  };
}

/** Which alerts a text message takes on: those of `codes`; `unclear` where it could be any of several. */
export type ChosenCodes = { kind: "codes" | "unclear"; codes: readonly string[] } | { kind: "none" };

/**
 * The waiting codes that are meant: what somebody wrote goes before what the message they quote asks for, and that before any
 * other number of it. Several written by hand are all meant; several numbers of a quotation are a question back.
 */
export function chooseCodes({ own, asked, all }: RepliedCodes, waits: (code: string) => boolean): ChosenCodes {
  for (const [codes, isByHand] of [
    [own, true],
    [asked, true],
    [all, false],
  ] as const) {
    const waiting = codes.filter(waits);
    if (waiting.length === 0) continue;
    return { kind: isByHand || waiting.length === 1 ? "codes" : "unclear", codes: waiting };
  }
  return { kind: "none" };
}

function distinct(codes: readonly string[] | null): string[] {
  return [...new Set(codes)];
}

/** Decimal digits of Unicode come in rows of ten from their zero on. */
function inAsciiDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => {
    let value = 0;
    const at = digit.codePointAt(0) ?? 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(at - value - 1))) value += 1;
    return String(value);
  });
}
