"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Icon } from "@/components/ui/icon";
import { asRoute } from "@/components/ui/route";
import { useShellSession } from "./session";

/** One brand or all of them; kept in the URL, so that a link shows the same to the next person. */
export function BrandSelect({ className }: { className?: string }) {
  const brands = useShellSession()?.brands ?? [];
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();

  const choose = (brand: string) => {
    const next = new URLSearchParams(search);
    if (brand === "") next.delete("brand");
    else next.set("brand", brand);
    const query = next.toString();
    router.push(asRoute(query === "" ? pathname : `${pathname}?${query}`));
  };

  return (
    <label className={`brand-select ${className ?? ""}`}>
      <Icon name="brands" />
      <span className="sr-only">Brand</span>
      <select value={search.get("brand") ?? ""} onChange={(event) => choose(event.target.value)}>
        <option value="">All brands</option>
        {brands.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
      <em>{brands.length}</em>
      <Icon name="choose" size={14} />
    </label>
  );
}
