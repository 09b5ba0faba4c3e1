import { guarded } from "@/lib/server/http/guarded";
import { answerReply } from "@/lib/server/services/contacts/answer-reply";

/** Where Twilio posts what people answer. It has no session: Twilio's signature is the gate. */
export function POST(request: Request): Promise<Response> {
  return guarded(request, (house) => answerReply(house, request));
}
