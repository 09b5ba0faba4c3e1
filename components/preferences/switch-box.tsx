import type { ReactNode } from "react";

interface SwitchBoxProps {
  name: string;
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
  children: ReactNode;
}

/** One choice of on or off, with its words. */
export function SwitchBox({ name, isOn, onSwitch, children }: SwitchBoxProps) {
  return (
    <label className="flex min-h-[32px] cursor-pointer items-center gap-[10px]">
      <input
        type="checkbox"
        name={name}
        className="size-[18px] flex-none accent-[var(--brand)]"
        checked={isOn}
        onChange={(event) => onSwitch(event.target.checked)}
      />
      {children}
    </label>
  );
}
