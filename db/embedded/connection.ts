import { timingSafeEqual } from "node:crypto";
import type { Socket } from "node:net";
import { askForPassword, FrameReader, fatal, type Message, passwordOf, REQUEST, TAG, welcome } from "./protocol";
import type { Session, SessionQueue } from "./sessions";

interface ConnectionOptions {
  socket: Socket;
  queue: SessionQueue;
  password: string;
  serverVersion: string;
  processId: number;
}

/** One client: first packet, password, then batches. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #session: Session;
  readonly #frames = new FrameReader();
  #state: "first-packet" | "password" | "ready" = "first-packet";
  #batch: Buffer[] = [];

  constructor(options: ConnectionOptions) {
    const { socket, queue } = options;
    this.#options = options;
    this.#session = {
      batches: [],
      isOpen: true,
      send: (bytes) => socket.writable && socket.write(bytes),
      close: () => socket.destroy(),
    };
    socket.on("close", () => queue.leave(this.#session));
    socket.on("data", (chunk: Buffer) => this.#receive(chunk));
    socket.resume();
  }

  #receive(chunk: Buffer): void {
    this.#frames.push(chunk);
    try {
      while (!this.#options.socket.destroyed && this.#advance());
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#refuse({ code: "08P01", sentence: `This is not Postgres' protocol: ${error.message}.` });
    }
  }

  /** @returns false when the next frame has not come yet. */
  #advance(): boolean {
    if (this.#state === "first-packet") return this.#greet();
    const message = this.#frames.message();
    if (message === undefined) return false;
    if (this.#state === "password") this.#signIn(message);
    else this.#collect(message);
    return true;
  }

  #greet(): boolean {
    const { socket } = this.#options;
    const packet = this.#frames.firstPacket();
    if (packet === undefined) return false;
    if (packet.code === REQUEST.ssl || packet.code === REQUEST.gssEncryption) socket.write("N");
    else if (packet.code === REQUEST.cancel) socket.destroy();
    else {
      this.#state = "password";
      socket.write(askForPassword);
    }
    return true;
  }

  #signIn(message: Message): void {
    if (message.tag !== TAG.password || !isSame(passwordOf(message), this.#options.password)) {
      this.#refuse({
        code: "28P01",
        sentence: "The password of the embedded database is another one: see database.json in DATA_DIR.",
      });
      return;
    }
    this.#state = "ready";
    this.#options.socket.write(welcome(this.#options));
  }

  #collect({ tag, bytes }: Message): void {
    if (tag === TAG.terminate) {
      this.#options.socket.end();
      this.#options.queue.leave(this.#session);
      return;
    }
    this.#batch.push(bytes);
    if (tag !== TAG.query && tag !== TAG.sync && tag !== TAG.flush) return;
    const whole = Buffer.concat(this.#batch);
    this.#batch = [];
    this.#options.queue.push(this.#session, { bytes: new Uint8Array(whole), endsWithFlush: tag === TAG.flush });
  }

  #refuse(error: { code: string; sentence: string }): void {
    this.#options.socket.end(fatal(error));
  }
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
