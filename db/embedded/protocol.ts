/**
 * The little of Postgres' wire protocol (version 3) that a server in front of PGlite has to speak itself:
 * framing, sign-in and errors. Everything between is handed on as bytes.
 */

/** First bytes of the messages told apart; the others are passed on unseen. */
export const TAG = { query: 0x51, sync: 0x53, flush: 0x48, terminate: 0x58, password: 0x70 } as const;

/** Codes a first packet may carry in place of a protocol version. */
export const REQUEST = { ssl: 80877103, gssEncryption: 80877104, cancel: 80877102 } as const;

/** A first packet has no tag; `code` is a protocol version or one of `REQUEST`. */
export interface FirstPacket {
  code: number;
}

/** One message with its tag and length still on it. */
export interface Message {
  tag: number;
  bytes: Buffer;
}

/** Longest first packet accepted from a client that has not signed in. */
const MAX_FIRST_PACKET = 10_000;
/** Longest message, as in Postgres. */
const MAX_MESSAGE = 0x3fffffff;

/** Cuts a byte stream into frames, however it was cut on its way. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #size = 0;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** @throws RangeError when the announced length is nonsense. */
  firstPacket(): FirstPacket | undefined {
    if (this.#size < 8) return undefined;
    const length = this.#joined().readInt32BE(0);
    if (length < 8 || length > MAX_FIRST_PACKET) throw new RangeError(`First packet of ${length} bytes`);
    const bytes = this.#take(length);
    return bytes && { code: bytes.readInt32BE(4) };
  }

  /** @throws RangeError when the announced length is nonsense. */
  message(): Message | undefined {
    if (this.#size < 5) return undefined;
    const head = this.#head(5);
    const length = head.readInt32BE(1);
    if (length < 4 || length > MAX_MESSAGE) throw new RangeError(`Message of ${length} bytes`);
    const bytes = this.#take(1 + length);
    return bytes && { tag: head.readUInt8(0), bytes };
  }

  #head(size: number): Buffer {
    const [first] = this.#chunks;
    return first && first.length >= size ? first : this.#joined();
  }

  /** Joins only when a whole frame has come, so that a long message is copied once. */
  #take(size: number): Buffer | undefined {
    if (this.#size < size) return undefined;
    const all = this.#joined();
    this.#chunks = all.length > size ? [all.subarray(size)] : [];
    this.#size -= size;
    return all.subarray(0, size);
  }

  #joined(): Buffer {
    const [first] = this.#chunks;
    if (first && this.#chunks.length === 1) return first;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }
}

/** The text of a password message. */
export function passwordOf({ bytes }: Message): string {
  return bytes.subarray(5, bytes.length - 1).toString("utf8");
}

export const askForPassword = message("R", int32(3));

export const sync = message("S");

/** A simple query, as a client would send it. */
export function query(sql: string): Buffer {
  return message("Q", text(sql));
}

/** What follows a right password: signed in, settings, key, ready. */
export function welcome({ serverVersion, processId }: { serverVersion: string; processId: number }): Buffer {
  const settings = {
    server_version: serverVersion,
    server_encoding: "UTF8",
    client_encoding: "UTF8",
    DateStyle: "ISO, MDY",
    integer_datetimes: "on",
    standard_conforming_strings: "on",
  };
  return Buffer.concat([
    message("R", int32(0)),
    ...Object.entries(settings).map(([name, value]) => message("S", text(name), text(value))),
    message("K", int32(processId), int32(0)),
    message("Z", Buffer.from("I")),
  ]);
}

/** A FATAL error; the server closes the connection after it. `code` is a SQLSTATE. */
export function fatal({ code, sentence }: { code: string; sentence: string }): Buffer {
  const fields = { S: "FATAL", V: "FATAL", C: code, M: sentence };
  const written = Object.entries(fields).map(([name, value]) => Buffer.concat([Buffer.from(name), text(value)]));
  return message("E", ...written, Buffer.from([0]));
}

function message(tag: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(tag), int32(4 + body.length), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`, "utf8");
}
