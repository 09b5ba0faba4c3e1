import { createServer } from "node:http";
import { SMTPServer } from "smtp-server";

/**
 * A mail server on loopback for the journeys, and beside it a window to look into it: `GET /` gives what arrived as JSON
 * `[{to, raw}]`, `POST /450` makes it refuse for now, `POST /250` take again.
 * @returns {Promise<{ smtpPort: number, url: string, close: () => Promise<void> }>}
 */
export async function openMailbox() {
  const mails = [];
  let isTaking = true;
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      const parts = [];
      stream.on("data", (part) => parts.push(part));
      stream.on("end", () => {
        if (!isTaking) return done(Object.assign(new Error("Try again later"), { responseCode: 450 }));
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, raw: Buffer.concat(parts).toString("utf8") });
        done();
      });
    },
  });
  const view = createServer((request, response) => {
    if (request.method === "POST") isTaking = request.url === "/250";
    response.setHeader("content-type", "application/json").end(JSON.stringify(mails));
  });
  const listen = (server) => new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  await Promise.all([listen(smtp), listen(view)]);
  return {
    smtpPort: smtp.server.address().port,
    url: `http://127.0.0.1:${view.address().port}`,
    async close() {
      view.closeAllConnections();
      await Promise.all([smtp, view].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
