import { redirect } from "next/navigation";
import { asRoute } from "@/components/ui/route";
import { listBrands } from "@/db/queries/brands";
import type { Context } from "@/lib/server/context";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The first value of a parameter; undefined where it is absent or empty. */
export function textOf(params: Awaited<SearchParams>, name: string): string | undefined {
  const given = params[name];
  const first = Array.isArray(given) ? given[0] : given;
  return first === undefined || first === "" ? undefined : first;
}

/** The first value of each. */
export function textsOf(params: Awaited<SearchParams>): Record<string, string | undefined> {
  return Object.fromEntries(Object.keys(params).map((name) => [name, textOf(params, name)]));
}

/**
 * The brand of the address bar. One that is not there, or not for the viewer, is taken out of the address: figures of
 * nothing would read as zeros of all. Who may see some brands only has no figures of the whole: the first is chosen.
 */
export async function chosenBrand(ctx: Context, path: string, searchParams: SearchParams): Promise<string | undefined> {
  const { brands } = ctx.scope;
  const given = textOf(await searchParams, "brand");
  if (given === undefined && brands === "all") return undefined;
  const known = brands === "all" ? await listBrands(ctx.db, ctx.scope) : brands;
  if (given !== undefined && known.includes(given)) return given;
  const [first] = brands === "all" ? [] : brands;
  redirect(asRoute(first === undefined ? path : `${path}?brand=${encodeURIComponent(first)}`));
}
