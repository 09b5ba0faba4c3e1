"use client";

import { type SubmitEvent, useState } from "react";
import type { ApiRefusal } from "@/components/read-api";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import type { OnCallPage, RotationWire } from "@/lib/on-call/wire";
import { LayerFields } from "./layer-fields";
import { emptyLayer, type LayerDraft, type RotationDraft, rotationBodyOf } from "./rotation-draft";
import { useOnCallOrder } from "./use-on-call-order";

interface RotationFormProps extends Pick<OnCallPage, "people"> {
  title: string;
  draft: RotationDraft;
  /** Null for one to be made. */
  saved: RotationWire | null;
  onClose: () => void;
}

/** A rotation with its layers, in a dialog. */
export function RotationForm({ title, draft: beginning, saved, people, onClose }: RotationFormProps) {
  const [draft, setDraft] = useState(beginning);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const { run, isBusy } = useOnCallOrder();
  const change = (changes: Partial<RotationDraft>) => {
    setRefusal(null);
    setDraft((before) => ({ ...before, ...changes }));
  };
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = rotationBodyOf(draft);
    const order =
      saved === null
        ? ({ path: "", method: "POST", body, done: `${draft.name} is made.` } as const)
        : ({
            path: `/${saved.id}`,
            method: "PUT",
            body: { ...body, version: saved.version },
            done: `${draft.name} is changed.`,
          } as const);
    const refused = await run(order);
    setRefusal(refused);
    if (refused === null) onClose();
  };
  return (
    <Dialog
      title={title}
      note="Layers are called in their order. Everything is by the clock of the rotation's zone."
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="rotation" variant="primary" disabled={isBusy} aria-busy={isBusy}>
            {saved === null ? "Make it" : "Save"}
          </Button>
        </>
      }
    >
      <form id="rotation" className="grid gap-[12px]" onSubmit={submit} noValidate aria-label={title}>
        <HouseFields {...{ draft, refusal }} onChange={change} />
        <Layers {...{ draft, refusal, people }} onChange={(layers) => change({ layers })} />
        {refusal !== null && !isOfField(refusal) && <p role="alert">{refusal.message}</p>}
      </form>
    </Dialog>
  );
}

/** Whether a refusal stands beside the field it names. */
function isOfField({ field }: ApiRefusal): boolean {
  return field === "name" || field === "time_zone" || field?.startsWith("layers.") === true;
}

interface PartProps {
  draft: RotationDraft;
  refusal: ApiRefusal | null;
}

function HouseFields({
  draft,
  refusal,
  onChange,
}: PartProps & { onChange: (changes: Partial<RotationDraft>) => void }) {
  const errorOf = (field: string) => (refusal?.field === field ? refusal.message.replace(/^[\w.]+: /, "") : undefined);
  return (
    <div className="grid gap-[12px] md:grid-cols-2">
      <Field
        name="rotation-name"
        label="Name"
        data-autofocus
        autoComplete="off"
        maxLength={60}
        placeholder="Payments"
        value={draft.name}
        error={errorOf("name")}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <Field
        name="rotation-zone"
        label="Time zone"
        autoComplete="off"
        placeholder="Europe/Malta"
        value={draft.zone}
        error={errorOf("time_zone")}
        onChange={({ target }) => onChange({ zone: target.value })}
      />
    </div>
  );
}

interface LayersProps extends PartProps, Pick<OnCallPage, "people"> {
  onChange: (layers: LayerDraft[]) => void;
}

function Layers({ draft, refusal, people, onChange }: LayersProps) {
  const { layers } = draft;
  const add = () => {
    const key = Math.max(-1, ...layers.map((layer) => layer.key)) + 1;
    onChange([...layers, emptyLayer(key, layers[0]?.startsOn ?? "")]);
  };
  return (
    <>
      {layers.map((layer, place) => (
        <LayerFields
          key={layer.key}
          {...{ layer, place, people, refusal }}
          onChange={(changes) => onChange(layers.map((one) => (one === layer ? { ...one, ...changes } : one)))}
          onRemove={layers.length > 1 ? () => onChange(layers.filter((one) => one !== layer)) : null}
        />
      ))}
      <div>
        <Button size="small" icon="add" disabled={layers.length >= 10} onClick={add}>
          Add a layer
        </Button>
      </div>
    </>
  );
}
