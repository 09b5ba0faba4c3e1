import "server-only";
import type { Inngest, InngestFunction } from "inngest";
import { serve as serveRequests } from "inngest/edge";
import { serve as serveRoute } from "inngest/next";

export interface ServedFunctions {
  client: Inngest;
  functions: InngestFunction.Any[];
}

/** Where the route lies, below the console's origin. */
export const SERVE_PATH = "/api/inngest";

/** The route's three methods. Unsigned requests of any of them get 401. */
export function routeHandlers(served: ServedFunctions) {
  const { GET, POST, PUT } = serveRoute({ ...served, enableUnauthedSync: false, servePath: SERVE_PATH });
  return { GET, POST, PUT };
}

/** The same protocol without a network, for an engine in this process. */
export function requestHandler(served: ServedFunctions): (request: Request) => Promise<Response> {
  const handle = serveRequests({ ...served, enableUnauthedSync: false, servePath: SERVE_PATH });
  return (request) => {
    // The SDK reads the host's name, which only a request that came over a network has.
    if (!request.headers.has("host")) request.headers.set("host", new URL(request.url).host);
    return handle(request);
  };
}
