import { endpoint } from "@/lib/server/endpoint";
import { readTemplates } from "@/lib/server/services/templates/list";

/** Every part of a message that may be written, with the words in force. */
export const GET = endpoint({ permission: "house:admin" }, (ctx) => readTemplates(ctx));
