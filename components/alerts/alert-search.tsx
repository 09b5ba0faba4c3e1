"use client";

import { useRouter } from "next/navigation";
import type { SubmitEvent } from "react";
import { Icon } from "@/components/ui/icon";
import { asRoute } from "@/components/ui/route";
import { type Facets, writeFacets } from "@/lib/alerts/narrow";

/** Finds by title, rule, metric or number; Enter searches, an emptied field shows all again. */
export function AlertSearch({ facets }: { facets: Facets }) {
  const router = useRouter();
  const search = (text: string) => {
    const query = writeFacets({ ...facets, page: 1, search: text.trim() === "" ? undefined : text.trim() });
    router.push(asRoute(`/alerts${query}`), { scroll: false });
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    search(String(new FormData(event.currentTarget).get("search") ?? ""));
  };
  return (
    <search>
      <form className="alerts-search" onSubmit={submit} action="/alerts">
        <Icon name="search" size={14} />
        <input
          key={facets.search}
          type="search"
          name="search"
          aria-label="Search alerts"
          placeholder="Search"
          defaultValue={facets.search}
          onChange={(event) => {
            if (event.target.value === "" && facets.search !== undefined) search("");
          }}
        />
      </form>
    </search>
  );
}
