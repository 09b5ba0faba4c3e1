import "server-only";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { readText } from "@/lib/server/http/read-input";
import { acknowledgeByLink } from "./acknowledge-by-link";

/** Longer than any link of ours; what is cut is none. */
const TOKEN_LENGTH = 100;
const FORM = "application/x-www-form-urlencoded";

/**
 * Does what the button of a link's page asks for and leads back to the page, which says what came of it. The link is the
 * only authority: no cookie is looked at.
 * @throws AppError `forbidden` for what another site sent, `invalid` for what is no form.
 */
export async function answerLinkForm(house: Context, request: Request): Promise<Response> {
  const { headers } = request;
  // Our page sends no referrer, and so `Origin: null`; where it came from is in Sec-Fetch-Site.
  if (!["same-origin", null].includes(headers.get("sec-fetch-site")))
    throw new AppError("forbidden", "This came from another site: open the link of your message and press its button.");
  if (!headers.get("content-type")?.startsWith(FORM))
    throw new AppError("invalid", "body: expected the form of a link's page.", { field: "body" });
  const token = (new URLSearchParams(await readText(request)).get("token") ?? "").slice(0, TOKEN_LENGTH);
  await acknowledgeByLink(house, token);
  return new Response(null, { status: 303, headers: { location: `/a/${encodeURIComponent(token || "none")}` } });
}
