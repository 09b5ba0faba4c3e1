import { guarded } from "@/lib/server/http/guarded";
import { answerInteraction } from "@/lib/server/services/slack/answer-interaction";

/** Where Slack posts the use of a button. It has no session: Slack's signature is the gate. */
export function POST(request: Request): Promise<Response> {
  return guarded(request, (house) => answerInteraction(house, request));
}
