"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { ApiRefusal, callApi } from "@/components/read-api";
import { useToast } from "@/components/ui/toast";

interface Order {
  method: "PUT" | "DELETE";
  body?: unknown;
  /** Said when it went well. */
  done: string;
}

/** Saves or resets a part and renders the page anew; what was refused is returned in its own words. */
export function useTemplate({ channel, part }: { channel: string; part: string }) {
  const [isBusy, setBusy] = useState(false);
  const router = useRouter();
  const toast = useToast();
  const send = async ({ done, ...order }: Order): Promise<ApiRefusal | null> => {
    setBusy(true);
    try {
      await callApi({ path: `/observability/templates/${channel}/${part}`, ...order, schema: z.unknown() });
      toast({ status: "ok", text: done });
      router.refresh();
      return null;
    } catch (error) {
      return error instanceof ApiRefusal ? error : new ApiRefusal(0, {});
    } finally {
      setBusy(false);
    }
  };
  return { send, isBusy };
}
