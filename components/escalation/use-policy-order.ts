"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { ApiRefusal, callApi } from "@/components/read-api";
import { useToast } from "@/components/ui/toast";

interface Order {
  /** Behind `/escalation/policies`, such as `/7` or `/positions`. */
  path: string;
  method: "POST" | "PUT" | "DELETE";
  body?: unknown;
  query?: Record<string, number>;
  /** Said when it went well. */
  done: string;
}

/** Carries out an order on policies and renders the page anew; a refusal is returned in its own words, with its field. */
export function usePolicyOrder() {
  const [isBusy, setBusy] = useState(false);
  const router = useRouter();
  const toast = useToast();
  const run = async ({ path, done, ...call }: Order): Promise<ApiRefusal | null> => {
    setBusy(true);
    try {
      await callApi({ ...call, path: `/observability/escalation/policies${path}`, schema: z.unknown() });
      toast({ status: "ok", text: done });
      return null;
    } catch (error) {
      return error instanceof ApiRefusal ? error : new ApiRefusal(0, {});
    } finally {
      setBusy(false);
      router.refresh();
    }
  };
  return { run, isBusy };
}
