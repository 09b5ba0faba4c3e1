import "server-only";
import { z } from "zod";
import { type ArrivedCall, startWebhookServer } from "@/lib/server/http/webhook-server";

const Body = z.record(z.string(), z.unknown());
type Body = z.infer<typeof Body>;

/** A person of the stand-in's workspace, as `users.info` tells. */
export interface SlackPerson {
  team_id: string;
  profile: { email?: string };
  deleted?: boolean;
  is_bot?: boolean;
}

export interface SlackServer {
  /** SLACK_API_URL. */
  readonly url: string;
  /** Where answers to a click go. */
  readonly responseUrl: string;
  readonly calls: { method: string; body: Body }[];
  /** What each posted message shows now, by its time stamp. */
  readonly shown: Map<string, Body>;
  readonly people: Map<string, SlackPerson>;
  /** Methods that are answered with this error. */
  readonly refusals: Map<string, string>;
  close(): Promise<void>;
}

export const TEAM = "T1";

/** Slack's API and its answers to clicks on loopback: keeps messages and changes them. For tests only. */
export async function startSlackServer(): Promise<SlackServer> {
  const server = await startWebhookServer();
  const base = `http://127.0.0.1:${server.port}`;
  const house: SlackServer = {
    url: `${base}/api`,
    responseUrl: `${base}/actions/T1/1/x`,
    calls: [],
    shown: new Map(),
    people: new Map(),
    refusals: new Map(),
    close: () => server.close(),
  };
  server.answer = (response) => {
    const call = server.arrived.at(-1);
    response.end(JSON.stringify(call === undefined ? {} : answerOf(house, call)));
  };
  return house;
}

function answerOf(house: SlackServer, { path, body }: ArrivedCall): Body {
  const { pathname, searchParams } = new URL(path, "http://slack.test");
  const method = pathname.replace(/^\/api\//, "");
  const given = body === "" ? Object.fromEntries(searchParams) : Body.parse(JSON.parse(body));
  house.calls.push({ method, body: given });
  const error = house.refusals.get(method);
  return error === undefined ? carryOut(house, method, given) : { ok: false, error };
}

function carryOut(house: SlackServer, method: string, body: Body): Body {
  switch (method) {
    case "chat.postMessage": {
      const ts = `1795165200.00000${house.shown.size + 1}`;
      house.shown.set(ts, body);
      return { ok: true, channel: `C-${String(body.channel)}`, ts, message: { text: "x".repeat(400) } };
    }
    case "chat.update":
      if (!house.shown.has(String(body.ts))) return { ok: false, error: "message_not_found" };
      house.shown.set(String(body.ts), body);
      return { ok: true, channel: body.channel, ts: body.ts };
    case "auth.test":
      return { ok: true, team_id: TEAM };
    case "users.info": {
      const user = house.people.get(String(body.user));
      return user === undefined ? { ok: false, error: "user_not_found" } : { ok: true, user };
    }
    default:
      return { ok: true };
  }
}
