import { openStream } from "@/lib/server/feed/open-stream";
import { guarded } from "@/lib/server/http/guarded";

/** The live feed: `?topics=&types=&severity=&brand=`, resumed by Last-Event-ID. Refusals come in the envelope. */
export function GET(request: Request): Promise<Response> {
  return guarded(request, (house) => openStream(request, "status:read", house));
}
