import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** Providers on loopback that take everything at once, in a process of their own: what they cost is not ours. */
const ANSWERS: Record<string, { status: number; body: string }> = {
  "/slack": { status: 200, body: "ok" },
  "/v2/enqueue": { status: 202, body: '{"status":"success","message":"Event processed","dedup_key":"d"}' },
  "/webhook": { status: 200, body: "taken" },
};

const counts: Record<string, number> = {};
const count = (name: string) => {
  counts[name] = (counts[name] ?? 0) + 1;
};

const http = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    count(request.url ?? "");
    const { status, body } = ANSWERS[request.url ?? ""] ?? { status: 201, body: '{"sid":"SM1"}' };
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
});
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, _session, done) {
    stream.resume();
    stream.on("end", () => {
      count("smtp");
      done(null, "taken");
    });
  },
});

await new Promise<void>((started) => http.listen(0, "127.0.0.1", started));
await new Promise<void>((started) => smtp.listen(0, "127.0.0.1", started));
const portOf = (address: string | AddressInfo | null) => (typeof address === "object" ? address?.port : undefined);
process.send?.({ http: portOf(http.address()), smtp: portOf(smtp.server.address()) });
process.on("message", () => process.send?.(counts));
