"use client";

import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { StatusIcon } from "@/components/ui/status-icon";
import type { AddressWire } from "@/lib/preferences/address";
import { AddAddress } from "./add-address";
import { AddressRow, type Choose } from "./address-row";
import { useAddresses } from "./use-addresses";
import type { Editing, UsedPreferences } from "./use-preferences";

interface AddressesPanelProps extends Editing {
  accountEmail: string;
  addresses: readonly AddressWire[];
  adopt: UsedPreferences["adopt"];
}

/** Where messages can go: the account's mailbox, addresses with their codes, and Slack. What is done here counts at once. */
export function AddressesPanel({ accountEmail, addresses, adopt, draft, change, errorOf }: AddressesPanelProps) {
  const using = useAddresses();
  const choose: Choose = (kind, value) =>
    using.mutate({ order: "use", kind, value }, { onSuccess: () => adopt({ [kind]: value }) });
  const usesOwn = draft.email === null || draft.email === accountEmail;
  return (
    <Panel title="Addresses" foot={<AddAddress />}>
      <ul className="rows">
        <li className="address-row">
          <Icon name="mail" />
          <b>{accountEmail}</b>
          <span className="address-state">
            <StatusIcon status="ok" /> of the account{usesOwn ? ", in use" : ""}
          </span>
          {!usesOwn && (
            <button type="button" className="button button-small" onClick={() => choose("email", null)}>
              Use
            </button>
          )}
        </li>
        {addresses.map((address) => (
          <AddressRow key={address.id} address={address} choose={choose} adopt={adopt} />
        ))}
        <li className="px-[12px] py-[8px]">
          <Field
            name="slack_channel"
            label="Slack channel or member ID"
            placeholder="#ops-mara"
            aid="Left empty, alerts come to the channel of the house only. Saved with the preferences."
            autoComplete="off"
            value={draft.slack_channel ?? ""}
            error={errorOf("slack_channel")}
            onChange={({ target }) => change({ slack_channel: target.value.trim() === "" ? null : target.value })}
          />
        </li>
      </ul>
      <p role="status" className="px-[12px] text-12 st-warn empty:hidden">
        {using.error?.message}
      </p>
    </Panel>
  );
}
