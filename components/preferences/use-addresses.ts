"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { callApi } from "@/components/read-api";
import type { NewAddress } from "@/lib/preferences/address-body";

const PATH = "/observability/preferences/addresses";

export type AddressOrder =
  | { order: "add"; address: NewAddress }
  | { order: "send"; id: number }
  | { order: "verify"; id: number; code: string }
  | { order: "remove"; id: number }
  /** null: the account's own mailbox, or no number. */
  | { order: "use"; kind: "email" | "phone"; value: string | null };

/** Changes one's addresses at once, and reads the page anew. */
export function useAddresses() {
  const router = useRouter();
  return useMutation({
    mutationFn: (order: AddressOrder) => callApi({ ...callOf(order), schema: z.unknown() }),
    onSuccess: () => router.refresh(),
  });
}

function callOf(order: AddressOrder) {
  switch (order.order) {
    case "add":
      return { path: PATH, method: "POST" as const, body: order.address };
    case "send":
      return { path: `${PATH}/${order.id}/code`, method: "POST" as const };
    case "verify": {
      const body = { code: order.code };
      return { path: `${PATH}/${order.id}/verify`, method: "POST" as const, body };
    }
    case "remove":
      return { path: `${PATH}/${order.id}`, method: "DELETE" as const };
    case "use": {
      const body = { [order.kind]: order.value };
      return { path: "/observability/preferences", method: "PUT" as const, body };
    }
  }
}
