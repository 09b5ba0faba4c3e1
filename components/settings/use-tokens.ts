"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { KEYS, TokenJson, tokenList } from "@/components/queries";
import { callApi } from "@/components/read-api";
import type { NewToken } from "@/lib/access/token-wire";

/** The tokens the viewer may see, first as the server rendered them. */
export function useTokens(first: readonly TokenJson[]) {
  return useQuery({ ...tokenList(), initialData: [...first] });
}

/** Makes a token; the answer alone holds its secret, as `token`. */
export function useCreateToken() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: NewToken) =>
      callApi({ path: "/console/tokens", method: "POST", body, schema: TokenJson.extend({ token: z.string() }) }),
    onSuccess: () => cache.invalidateQueries({ queryKey: KEYS.tokens }),
  });
}

/** Ends a token for good. */
export function useRevokeToken() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => callApi({ path: `/console/tokens/${id}`, method: "DELETE", schema: z.unknown() }),
    onSettled: () => cache.invalidateQueries({ queryKey: KEYS.tokens }),
  });
}
