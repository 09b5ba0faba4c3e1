import "server-only";
import { AppError } from "@/lib/kernel/errors";
import { CHANNELS, type Channel } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import type { Env } from "@/lib/server/env";
import { deliverTest, type Tested } from "./deliver-test";

/** `skipped`: not configured, or tested less than a minute ago; `response` says which. */
export type TestedAll = Tested | { channel: Channel; outcome: "skipped"; to: null; response: string; duration_ms: 0 };

/** A test message by each channel there is, one after the other. */
export async function deliverTests(ctx: Context, { settings }: { settings?: Env } = {}): Promise<TestedAll[]> {
  const tested: TestedAll[] = [];
  for (const channel of CHANNELS) tested.push(await testOrSkip(ctx, { channel, ...(settings && { settings }) }));
  return tested;
}

async function testOrSkip(ctx: Context, input: { channel: Channel; settings?: Env }): Promise<TestedAll> {
  try {
    return await deliverTest(ctx, input);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { channel: input.channel, outcome: "skipped", to: null, response: error.message, duration_ms: 0 };
  }
}
