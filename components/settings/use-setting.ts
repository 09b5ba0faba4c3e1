"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { ApiRefusal, callApi } from "@/components/read-api";
import { useToast } from "@/components/ui/toast";

interface Change {
  body: unknown;
  /** Said when it went well. */
  done: string;
}

/** Changes a setting and renders the page anew; what was refused is returned in its own words, with its field. */
export function useSetting(path: string) {
  const [isBusy, setBusy] = useState(false);
  const router = useRouter();
  const toast = useToast();
  const save = async ({ body, done }: Change): Promise<ApiRefusal | null> => {
    setBusy(true);
    try {
      await callApi({ path: `/observability/${path}`, method: "PUT", body, schema: z.unknown() });
      toast({ status: "ok", text: done });
      router.refresh();
      return null;
    } catch (error) {
      return error instanceof ApiRefusal ? error : new ApiRefusal(0, {});
    } finally {
      setBusy(false);
    }
  };
  return { save, isBusy };
}
