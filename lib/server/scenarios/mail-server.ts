import "server-only";
import type { AddressInfo, Socket } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";

/** How the server answers the next messages: takes them, refuses with a code, or cuts the connection. */
export type MailAnswer = { kind: "take" } | { kind: "refuse"; code: number } | { kind: "cut" };

/** A mail as it arrived, with the recipient the envelope named. */
export interface ArrivedMail {
  to: string;
  mail: Email;
}

/** A real SMTP server on loopback that does as it is told. */
export interface MailServer {
  readonly port: number;
  readonly arrived: ArrivedMail[];
  /** Connections that tried to hand over a message, taken or not. */
  readonly attempts: { count: number };
  /** Of each message taken: whether it came over TLS. */
  readonly encrypted: boolean[];
  answer: MailAnswer;
  close(): Promise<void>;
}

const REFUSALS: Record<number, string> = { 450: "mailbox busy, try later", 550: "no such mailbox" };

export async function startMailServer({ offersTls = false } = {}): Promise<MailServer> {
  const kept: Kept = { attempts: { count: 0 }, arrived: [], encrypted: [], answer: { kind: "take" } };
  const sockets = new Set<Socket>();
  const server = serverOver(kept, sockets, offersTls);
  server.server.on("connection", (socket) => sockets.add(socket));
  server.on("error", () => undefined);
  await new Promise<void>((started) => server.listen(0, "127.0.0.1", started));
  return {
    port: portOf(server.server.address()),
    arrived: kept.arrived,
    attempts: kept.attempts,
    encrypted: kept.encrypted,
    get answer() {
      return kept.answer;
    },
    set answer(answer) {
      kept.answer = answer;
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

interface Kept {
  attempts: { count: number };
  arrived: ArrivedMail[];
  encrypted: boolean[];
  answer: MailAnswer;
}

function serverOver(kept: Kept, sockets: Set<Socket>, offersTls: boolean): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: offersTls ? [] : ["STARTTLS"],
    onMailFrom(_address, _session, done) {
      kept.attempts.count += 1;
      const { answer } = kept;
      if (answer.kind === "refuse") return done(refusal(answer.code));
      if (answer.kind === "take") return done();
      // Without a word, as a machine that dies does.
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
    onData(stream, session, done) {
      readAll(stream)
        .then((raw) => PostalMime.parse(raw))
        .then((mail) => {
          kept.encrypted.push(session.secure);
          for (const { address } of session.envelope.rcptTo) kept.arrived.push({ to: address, mail });
          done(null, "taken");
        }, done);
    },
  });
}

function refusal(code: number): Error {
  return Object.assign(new Error(REFUSALS[code] ?? "refused"), { responseCode: code });
}

/** The port a server that is listening got. */
export function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === "string") throw new Error("This server listens on no port.");
  return address.port;
}

async function readAll(stream: SMTPServerDataStream): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
