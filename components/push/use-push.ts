"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { KEYS, pushBrowsers } from "@/components/queries";
import { ApiRefusal, callApi } from "@/components/read-api";
import { useToast } from "@/components/ui/toast";
import type { BrowserWire, PushWire } from "@/lib/preferences/browser";
import { judgeSupport, type PushSupport, readPushFacts } from "./push-support";
import {
  findOwnSubscription,
  fingerprintOf,
  type OwnSubscription,
  subscribeThisBrowser,
  unsubscribeThisBrowser,
} from "./this-browser";

const PATH = "/observability/preferences/push";
const Tested = z.object({ outcome: z.enum(["delivered", "failed"]), response: z.string() });

/** A person's browsers, which of them this is, and what can be done with them. */
export function usePush(initial: PushWire) {
  const client = useQueryClient();
  const toast = useToast();
  const router = useRouter();
  const { data: push } = useQuery({ ...pushBrowsers(), initialData: initial });
  const { data: own } = useQuery({ queryKey: KEYS.thisBrowser, queryFn: () => readThisBrowser(push), retry: false });
  const renew = () => client.invalidateQueries({ queryKey: KEYS.push });
  const told = (status: "ok" | "crit", text: string) => toast({ status, text });
  const options = { onSettled: renew, onError: (error: unknown) => told("crit", wordsOf(error)) };

  const switchOn = useMutation({
    ...options,
    mutationFn: async (publicKey: string) => save(await subscribeThisBrowser(publicKey)),
    onSuccess: () => {
      told("ok", "Push is on in this browser.");
      router.refresh();
    },
  });
  const remove = useMutation({
    ...options,
    mutationFn: async ({ id, fingerprint }: BrowserWire) => {
      await callApi({ path: `${PATH}/${id}`, method: "DELETE", schema: z.unknown() });
      if (fingerprint === own?.fingerprint) await unsubscribeThisBrowser();
    },
  });
  const test = useMutation({
    ...options,
    mutationFn: ({ id }: BrowserWire) => callApi({ path: `${PATH}/${id}/test`, method: "POST", schema: Tested }),
    onSuccess: ({ outcome, response }) =>
      outcome === "delivered"
        ? told("ok", "The push service took a test message: it should appear in a moment.")
        : told("crit", `The test was refused: ${response}.`),
  });
  return { push, own, switchOn, remove, test };
}

interface ThisBrowser {
  support: PushSupport;
  /** null where it is not subscribed. */
  fingerprint: string | null;
}

/** A browser that is on tells the server that it is still there. */
async function readThisBrowser({ browsers }: PushWire): Promise<ThisBrowser> {
  const support = judgeSupport(readPushFacts());
  const subscription = support.kind === "unsupported" ? null : await findOwnSubscription();
  if (subscription === null) return { support, fingerprint: null };
  const fingerprint = await fingerprintOf(subscription.endpoint);
  if (browsers.some((browser) => browser.fingerprint === fingerprint)) await save(subscription);
  return { support, fingerprint };
}

async function save(subscription: OwnSubscription): Promise<unknown> {
  return callApi({ path: PATH, method: "POST", body: subscription, schema: z.unknown() });
}

function wordsOf(error: unknown): string {
  if (error instanceof ApiRefusal || error instanceof Error) return error.message;
  return "The console did not answer. Try again.";
}
