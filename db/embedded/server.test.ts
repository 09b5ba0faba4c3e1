import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenEngine, openEngine } from "./engine";
import { type EmbeddedServer, listen } from "./server";

const PASSWORD = "a long enough password";
const IDLE_MS = 60;
let folder: string;
let engine: OpenEngine;
let server: EmbeddedServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pitboss-embedded-"));
  engine = await openEngine(join(folder, "pglite"));
  server = await listen({ password: PASSWORD, idleMs: IDLE_MS });
  server.serve(engine);
}, 30_000);

afterAll(async () => {
  await server.close();
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const address = (password = PASSWORD) => ({
  host: "127.0.0.1",
  port: server.port,
  user: "pitboss",
  password,
  database: "postgres",
});

async function connected(): Promise<Client> {
  const client = new Client(address());
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function rawSocket(bytes: Buffer): Promise<Socket> {
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(bytes);
  return socket;
}

const firstPacket = (code: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32BE(8, 0);
  bytes.writeInt32BE(code, 4);
  return bytes;
};

describe("the embedded server, shared by many clients", () => {
  it("answers ten clients and a loop of transactions, each its own", async () => {
    // Under load a client of this process may be silent for longer than the others' limit, and rightly so.
    const patient = await listen({ password: PASSWORD });
    patient.serve(engine);
    const pool = new Pool({ ...address(), port: patient.port, max: 11 });
    await pool.query("create table mixing (client int, turn int); create table moved (turn int)");
    const clients = Array.from({ length: 10 }, (_, client) => client);
    let isDone = false;
    const transactions = (async () => {
      let turns = 0;
      while (!isDone) {
        const client = await pool.connect();
        await client.query("begin");
        await client.query("insert into moved values ($1)", [turns]);
        const { rows } = await client.query("select count(*)::int as count from moved where turn <= $1", [turns]);
        expect(rows).toEqual([{ count: ++turns }]);
        await client.query("commit");
        client.release();
      }
      return turns;
    })();
    await Promise.all(
      clients.map(async (client) => {
        for (let turn = 0; turn < 100; turn++) {
          const { rows } = await pool.query(`select 'of ${client}' as who, $1::int as turn`, [turn]);
          expect(rows).toEqual([{ who: `of ${client}`, turn }]);
          const { rowCount } = await pool.query("insert into mixing values ($1, $2)", [client, turn]);
          expect(rowCount).toBe(1);
        }
      }),
    );
    isDone = true;
    const turns = await transactions;
    const kept = await pool.query(
      "select client, count(distinct turn)::int as turns from mixing group by 1 order by 1",
    );
    expect(kept.rows).toEqual(clients.map((client) => ({ client, turns: 100 })));
    expect((await pool.query("select count(*)::int as count from moved")).rows).toEqual([{ count: turns }]);
    await pool.end();
    await patient.close();
  });

  it("keeps one client's error from the others, and from itself afterwards", async () => {
    const [wrong, right] = [await connected(), await connected()];
    for (let i = 0; i < 20; i++) {
      const failure = expect(wrong.query("select $1::int / 0", [i])).rejects.toThrow("division by zero");
      expect((await right.query("select $1::int as i", [i])).rows).toEqual([{ i }]);
      await failure;
    }
    expect((await wrong.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await Promise.all([wrong.end(), right.end()]);
  });

  it("lets a client end a failed transaction itself", async () => {
    const client = await connected();
    await client.query("begin");
    await expect(client.query("select * from nothing_of_that_name")).rejects.toThrow("does not exist");
    await expect(client.query("select 1")).rejects.toThrow("current transaction is aborted");
    await client.query("rollback");
    expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await client.end();
  });

  it("takes a message larger than any one packet", async () => {
    const client = await connected();
    const text = "x".repeat(3_000_000);
    expect((await client.query("select length($1::text) as length, $1::text as text", [text])).rows).toEqual([
      { length: text.length, text },
    ]);
    await client.end();
  });
});

describe("the embedded server, left alone", () => {
  it("closes and rolls back an owner that is silent in a transaction", async () => {
    const [silent, other] = [await connected(), await connected()];
    await other.query("create table left_alone (id int)");
    await silent.query("begin");
    await silent.query("insert into left_alone values (1)");
    const closed = new Promise((resolve) => silent.once("end", resolve));
    const waited = other.query("select count(*)::int as count from left_alone");
    await closed;
    expect((await waited).rows).toEqual([{ count: 0 }]);
    await other.end();
  });

  it("rolls back an owner whose socket closes", async () => {
    const [gone, other] = [await connected(), await connected()];
    await other.query("create table gone (id int)");
    await gone.query("begin");
    await gone.query("insert into gone values (1)");
    await gone.end();
    expect((await other.query("select count(*)::int as count from gone")).rows).toEqual([{ count: 0 }]);
    await other.end();
  });

  it("closes an owner that never ends its batch, and goes on", async () => {
    const socket = await rawSocket(firstPacket(196_608));
    socket.write(messageOf("p", Buffer.from(`${PASSWORD}\0`)));
    const parse = messageOf("P", Buffer.from("\0this is no sql\0\0\0"));
    socket.write(Buffer.concat([parse, messageOf("H", Buffer.alloc(0))]));
    const other = await connected();
    const answer = other.query("select $1::int as one", [1]);
    socket.resume();
    await once(socket, "close");
    expect((await answer).rows).toEqual([{ one: 1 }]);
    await other.end();
  });
});

describe("the embedded server's door", () => {
  it("refuses a wrong password", async () => {
    const client = new Client(address("another"));
    await expect(client.connect()).rejects.toMatchObject({ code: "28P01" });
  });

  it("answers no to TLS, and talks on", async () => {
    const socket = await rawSocket(firstPacket(80877103));
    const [answer] = await once(socket, "data");
    expect(String(answer)).toBe("N");
    socket.write(firstPacket(196_608));
    const [question] = await once(socket, "data");
    expect(question[0]).toBe("R".charCodeAt(0));
    socket.destroy();
  });

  it("closes on a cancel request and on nonsense, and serves the next", async () => {
    for (const bytes of [firstPacket(80877102), Buffer.from("GET / HTTP/1.1\r\n\r\n")]) {
      const socket = await rawSocket(bytes);
      socket.resume();
      await once(socket, "close");
    }
    const client = await connected();
    expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await client.end();
  });
});

function messageOf(tag: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + body.length);
  return Buffer.concat([Buffer.from(tag), length, body]);
}
