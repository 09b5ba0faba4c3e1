import { randomUUID } from "node:crypto";
import { answerSuccess } from "@/lib/server/http/answer";

/** The process answers. Asks nothing of the database, so that its loss never makes a load balancer restart the console. */
export const GET = () =>
  answerSuccess({ status: "live" }, { status: 200, correlationId: randomUUID(), at: new Date() });
