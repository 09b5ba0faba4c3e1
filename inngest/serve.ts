import "server-only";
import { inngest } from "./client";
import { functions } from "./functions/all";
import { requestHandler, routeHandlers } from "./handler";

const functionsServed = { client: inngest, functions };

/** What `app/api/inngest` exports. */
export const served = routeHandlers(functionsServed);

/** How the embedded executor calls our functions in this process. */
export const handleRequest = requestHandler(functionsServed);
