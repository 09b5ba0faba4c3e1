import { served } from "@/inngest/serve";

export const dynamic = "force-dynamic";

export const { GET, POST, PUT } = served;
