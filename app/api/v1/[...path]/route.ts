import { AppError } from "@/lib/kernel/errors";
import { endpoint } from "@/lib/server/endpoint";

/** What no other route under /api/v1 takes: answered in the envelope, and not to strangers. */
const unknown = endpoint({ permission: "status:read" }, async () => {
  throw new AppError("not-found", "There is nothing at this address; the README lists what there is.");
});

export const GET = unknown;
export const POST = unknown;
export const PUT = unknown;
export const PATCH = unknown;
export const DELETE = unknown;
