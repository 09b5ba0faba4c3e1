import type { Inngest, InngestFunction } from "inngest";

/** How a killed process's functions say what they do. */
export type Tell = (what: string, subject: unknown) => void;

const UNTIL_KILLED = new Promise<never>(() => undefined);

/** Functions that can be killed in the middle of a step, a sleep and a wait, and go on in another process. */
export function killFunctions(client: Inngest, tell: Tell): InngestFunction.Any[] {
  return [
    client.createFunction({ id: "in-step", triggers: [{ event: "kill/in-step" }] }, async ({ event, step }) => {
      const { subject, victim } = event.data;
      await step.run("before", () => tell("before", subject));
      await step.run("during", async () => {
        tell("during", subject);
        if (process.pid === victim) await UNTIL_KILLED;
      });
      await step.run("after", () => tell("after", subject));
    }),
    client.createFunction({ id: "in-sleep", triggers: [{ event: "kill/in-sleep" }] }, async ({ event, step }) => {
      await step.run("before", () => tell("before", event.data.subject));
      await step.sleep("pause", "1s");
      await step.run("after", () => tell("after", event.data.subject));
    }),
    client.createFunction({ id: "in-wait", triggers: [{ event: "kill/in-wait" }] }, async ({ event, step }) => {
      await step.run("before", () => tell("before", event.data.subject));
      const answer = await step.waitForEvent("answer", { event: "kill/answer", timeout: "1h", match: "data.subject" });
      await step.run("after", () => tell(answer === null ? "timed out" : "after", event.data.subject));
    }),
    client.createFunction({ id: "short", triggers: [{ event: "kill/short" }] }, async ({ event, step }) => {
      await step.run("work", () => tell("worked", event.data.subject));
    }),
  ];
}
