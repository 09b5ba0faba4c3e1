import { answerSuccess } from "@/lib/server/http/answer";
import { guarded } from "@/lib/server/http/guarded";
import { assertReady } from "@/lib/server/services/health/ready";

/** The database answers and its migrations are done: requests may be sent here. */
export const GET = (request: Request) =>
  guarded(request, async (house) => {
    const data = await assertReady(house);
    return answerSuccess(data, { status: 200, correlationId: house.correlationId, at: house.now() });
  });
