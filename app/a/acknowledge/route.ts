import { guarded } from "@/lib/server/http/guarded";
import { answerLinkForm } from "@/lib/server/services/links/answer-form";

/** The button of a link's page. It has no session: the signed link in the form says who acts. */
export function POST(request: Request): Promise<Response> {
  return guarded(request, (house) => answerLinkForm(house, request));
}
