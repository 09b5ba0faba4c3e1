"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { ApiRefusal, callApi } from "@/components/read-api";
import { AnnouncementWire } from "@/lib/feed/announcement";

const PATH = "/observability/realtime";

/** Makes and ends announcements; what is refused is returned in its own words, with its field. */
export function useAnnouncements() {
  const [isBusy, setBusy] = useState(false);
  const router = useRouter();

  const run = async (work: () => Promise<unknown>): Promise<ApiRefusal | null> => {
    setBusy(true);
    try {
      await work();
      router.refresh();
      return null;
    } catch (error) {
      return error instanceof ApiRefusal ? error : new ApiRefusal(0, {});
    } finally {
      setBusy(false);
    }
  };

  return {
    isBusy,
    announce: (body: unknown) =>
      run(() => callApi({ path: `${PATH}/broadcast`, method: "POST", body, schema: AnnouncementWire })),
    end: (id: number) =>
      run(() => callApi({ path: `${PATH}/broadcasts/${id}`, method: "DELETE", schema: z.unknown() })),
  };
}
