import "server-only";
import type { Channel } from "@/lib/rules/schema";
import { type Env, parseEnv } from "@/lib/server/env";
import { type PushService, startPushService } from "@/lib/server/http/push-service";
import { startWebhookServer } from "@/lib/server/http/webhook-server";

export interface Providers {
  push: PushService;
  /** The environment in which all channels but these are configured, each with a provider that takes everything. */
  settings(asked: { unready: readonly Channel[]; hasSlackBot: boolean; addresses: readonly string[] }): Env;
  close(): Promise<void>;
}

/** What each provider says when it took a message, by the path it is asked at. */
const ANSWERS: readonly { path: RegExp; status: number; body: string }[] = [
  { path: /^\/resend/, status: 200, body: '{"id":"mail-1"}' },
  { path: /^\/slack\//, status: 200, body: '{"ok":true,"ts":"1.1","channel":"C1"}' },
  { path: /Messages\.json$/, status: 201, body: '{"sid":"SM1"}' },
  { path: /^\/pagerduty/, status: 202, body: '{"status":"success"}' },
  { path: /./, status: 200, body: "ok" },
];

/** Every provider at once, on loopback. */
export async function startProviders(): Promise<Providers> {
  const push = await startPushService();
  const server = await startWebhookServer();
  server.answer = (response) => {
    const { status, body } = ANSWERS.find(({ path }) => path.test(response.req.url ?? "/")) ?? {
      status: 200,
      body: "",
    };
    response.writeHead(status, { "content-type": "application/json" }).end(body);
    server.arrived.length = 0;
    push.arrived.length = 0;
  };
  const at = (path: string) => `http://127.0.0.1:${server.port}${path}`;
  const variables: Record<string, Record<string, string>> = {
    pagerduty: { PAGERDUTY_ROUTING_KEY: "key", PAGERDUTY_EVENTS_URL: at("/pagerduty") },
    sms: {
      TWILIO_ACCOUNT_SID: "AC1",
      TWILIO_AUTH_TOKEN: "token",
      TWILIO_FROM: "+15005550006",
      TWILIO_API_URL: at(""),
    },
    webhook: { WEBHOOK_URL: at("/hook"), WEBHOOK_SECRET: "secret" },
  };
  return {
    push,
    settings({ unready, hasSlackBot, addresses }) {
      const ready = Object.entries(variables).filter(([channel]) => !unready.some((one) => one === channel));
      const slack = {
        SLACK_WEBHOOK_URL: at("/slack-hook"),
        SLACK_API_URL: at("/slack"),
        SLACK_SIGNING_SECRET: "0123456789abcdef0123456789abcdef",
      };
      return parseEnv({
        ...push.vapid,
        WEBHOOK_ALLOW_PRIVATE: "true",
        RESEND_API_KEY: "re_key",
        RESEND_BASE_URL: at("/resend"),
        EMAIL_FROM: "pitboss@x.test",
        ...(addresses.length > 0 ? { EMAIL_TO: addresses.join(",") } : {}),
        ...Object.assign({}, ...ready.map(([, own]) => own)),
        ...(unready.includes("slack") ? {} : { ...slack, ...(hasSlackBot ? { SLACK_BOT_TOKEN: "xoxb-token" } : {}) }),
      });
    },
    async close() {
      await server.close();
      await push.close();
    },
  };
}
