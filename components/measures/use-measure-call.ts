"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { ApiRefusal, callApi } from "@/components/read-api";
import { useToast } from "@/components/ui/toast";

interface MeasureCall {
  /** Behind `/measures`, such as `/runs/7/approve`. */
  path: string;
  method: "POST" | "PUT" | "DELETE";
  body?: unknown;
  /** Said when it went well. */
  done: string;
}

/** Calls the API of measures and renders the page anew; what it refused is told by a toast, unless the caller takes it. */
export function useMeasureCall(onRefused?: (refused: ApiRefusal) => void) {
  const [isBusy, setBusy] = useState(false);
  const router = useRouter();
  const toast = useToast();
  const run = async ({ path, method, body, done }: MeasureCall): Promise<boolean> => {
    setBusy(true);
    try {
      await callApi({ path: `/observability/measures${path}`, method, body, schema: z.unknown() });
      toast({ status: "ok", text: done });
      return true;
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      if (onRefused === undefined) toast({ status: error.status === 409 ? "info" : "crit", text: error.message });
      else onRefused(error);
      return false;
    } finally {
      setBusy(false);
      router.refresh();
    }
  };
  return { run, isBusy };
}
