"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { KEYS } from "@/components/queries";
import { ApiRefusal, callApi } from "@/components/read-api";
import { useToast } from "@/components/ui/toast";

interface Order {
  /** Behind the rotations' own: empty for a new one, `/3`, `/3/overrides` … */
  path: string;
  method: "POST" | "PUT" | "DELETE";
  body?: unknown;
  /** What to say when it is done. */
  done: string;
}

/** Changes rotations and overrides; a refusal is returned in its own words, with its field. */
export function useOnCallOrder() {
  const [isBusy, setBusy] = useState(false);
  const cache = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const run = async ({ path, method, body, done }: Order): Promise<ApiRefusal | null> => {
    setBusy(true);
    try {
      const schema = z.object({ id: z.number() });
      await callApi({ path: `/observability/on-call/rotations${path}`, method, body, schema });
      toast({ status: "ok", text: done });
      return null;
    } catch (error) {
      if (error instanceof ApiRefusal) return error;
      throw error;
    } finally {
      setBusy(false);
      // Not waited for: the dialog closes at once, and the week behind it follows.
      void cache.invalidateQueries({ queryKey: KEYS.onCall });
      router.refresh();
    }
  };
  return { run, isBusy };
}
