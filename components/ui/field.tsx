import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { Icon } from "./icon";

interface Frame {
  /** Also the id of the control. */
  name: string;
  label: string;
  /** What is wrong with the value, and what would be right. */
  error?: string;
  aid?: string;
}

interface FieldFrameProps extends Frame {
  tall?: "tall" | "text";
  children: ReactNode;
  after?: ReactNode;
}

function FieldFrame({ name, label, error, aid, tall, children, after }: FieldFrameProps) {
  const shape = tall === undefined ? "" : ` field-${tall}`;
  return (
    <div>
      <label className="label" htmlFor={name}>
        {label}
      </label>
      <div className={`field${shape}${error ? " field-bad" : ""}`}>
        {children}
        {after}
      </div>
      <FieldNote name={name} error={error} aid={aid} />
    </div>
  );
}

function FieldNote({ name, error, aid }: Pick<Frame, "name" | "error" | "aid">) {
  if (error)
    return (
      <p id={`${name}-note`} className="field-note field-note-bad">
        <Icon name="fault" size={13} />
        {error}
      </p>
    );
  return aid ? (
    <p id={`${name}-note`} className="field-note">
      {aid}
    </p>
  ) : null;
}

/** Ties the control to its note, and marks it when the note is an error. */
function described({ name, error, aid }: Pick<Frame, "name" | "error" | "aid">) {
  return {
    id: name,
    name,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": error || aid ? `${name}-note` : undefined,
  };
}

type FieldProps = Frame &
  Omit<InputHTMLAttributes<HTMLInputElement>, "name"> & { tall?: "tall"; unit?: string; after?: ReactNode };

export function Field({ name, label, error, aid, tall, unit, after, ...rest }: FieldProps) {
  const behind = unit ? <span className="text-text-3">{unit}</span> : after;
  return (
    <FieldFrame name={name} label={label} error={error} aid={aid} tall={tall} after={behind}>
      <input {...described({ name, error, aid })} {...rest} />
    </FieldFrame>
  );
}

type TextFieldProps = Frame & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "name">;

export function TextField({ name, label, error, aid, rows = 3, ...rest }: TextFieldProps) {
  return (
    <FieldFrame name={name} label={label} error={error} aid={aid} tall="text">
      <textarea rows={rows} {...described({ name, error, aid })} {...rest} />
    </FieldFrame>
  );
}

interface Option {
  value: string;
  word: string;
}

type SelectFieldProps = Frame & Omit<SelectHTMLAttributes<HTMLSelectElement>, "name"> & { options: readonly Option[] };

export function SelectField({ name, label, error, aid, options, ...rest }: SelectFieldProps) {
  return (
    <FieldFrame name={name} label={label} error={error} aid={aid} after={<Icon name="open" size={14} />}>
      <select {...described({ name, error, aid })} {...rest}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
