"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { KEYS } from "@/components/queries";
import { ApiRefusal, callApi } from "@/components/read-api";
import { useToast } from "@/components/ui/toast";

const PATH = "/observability/inhibitions";

interface Order {
  /** Null for one to be made. */
  id: number | null;
  method: "POST" | "PUT" | "DELETE";
  body?: unknown;
  /** What to say when it is done. */
  done: string;
}

/** Carries out an order; a refusal is returned in its own words, with its field. */
export function useInhibitionOrder() {
  const [isBusy, setBusy] = useState(false);
  const cache = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const run = async ({ id, method, body, done }: Order): Promise<ApiRefusal | null> => {
    setBusy(true);
    try {
      const path = id === null ? PATH : `${PATH}/${id}`;
      await callApi({ path, method, body, schema: z.object({ id: z.number() }) });
      toast({ status: "ok", text: done });
      return null;
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      if (id !== null) toast({ status: "crit", text: error.message });
      return error;
    } finally {
      setBusy(false);
      router.refresh();
      await cache.invalidateQueries({ queryKey: KEYS.alerts });
    }
  };
  return { run, isBusy };
}
