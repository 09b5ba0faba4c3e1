"use client";

import type { ReactNode } from "react";
import type { TokenJson } from "@/components/queries";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { type Column, Table } from "@/components/ui/table";
import { Age, Time } from "@/components/ui/time";
import { RevokeToken } from "./revoke-token";
import { useTokens } from "./use-tokens";

interface TokenPanelProps {
  tokens: readonly TokenJson[];
  /** The form, or why there is none. */
  making: ReactNode;
}

/** The viewer's tokens, newest first; an admin's list holds everybody's. */
export function TokenPanel({ tokens, making }: TokenPanelProps) {
  const { data } = useTokens(tokens);
  const held = data.filter((token) => token.revoked_at === null);
  return (
    <Panel title="API tokens" note={`${held.length} in use`}>
      {making}
      {data.length === 0 ? (
        <Empty kind="nothing-yet" title="No token yet">
          A token lets a machine read figures or act on alerts: make one above, or by npm run token.
        </Empty>
      ) : (
        <Table caption="API tokens" columns={COLUMNS} rows={data} keyOf={(token) => token.id} />
      )}
    </Panel>
  );
}

const COLUMNS: readonly Column<TokenJson>[] = [
  { name: "Name", cell: ({ name }) => <span className="font-medium">{name}</span> },
  { name: "Scope", cell: ({ scope }) => scope },
  { name: "Acts as", cell: ({ account }) => account },
  { name: "Ends in", cell: ({ hint }) => <code className="mono">…{hint}</code> },
  { name: "Made", cell: ({ created_at }) => <Time at={created_at} show="smart" /> },
  { name: "Last used", cell: ({ last_used_at }) => (last_used_at === null ? "never" : <LastUsed at={last_used_at} />) },
  {
    name: "",
    align: "right",
    cell: (token) =>
      token.revoked_at === null ? (
        <RevokeToken token={token} />
      ) : (
        <span className="text-text-3">
          revoked <Time at={token.revoked_at} show="smart" />
        </span>
      ),
  },
];

function LastUsed({ at }: { at: string }) {
  return (
    <>
      <Age at={at} /> ago
    </>
  );
}
