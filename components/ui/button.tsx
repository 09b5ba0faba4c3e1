import Link from "next/link";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import { toRoute } from "./route";

export type ButtonVariant = "plain" | "primary" | "inverse" | "ghost" | "danger";
export type ButtonSize = "medium" | "small" | "touch" | "dock";

interface Look {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  /** The key that does the same, shown at the right on a device that has keys. */
  shortcut?: string;
  className?: string;
  children: ReactNode;
}

type ButtonProps = Look & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children">;

export function buttonClass({ variant = "plain", size = "medium", className }: Omit<Look, "children">): string {
  const parts = ["button"];
  if (variant !== "plain") parts.push(`button-${variant}`);
  if (size !== "medium") parts.push(`button-${size}`);
  if (className) parts.push(className);
  return parts.join(" ");
}

export function Button({ variant, size, icon, shortcut, className, children, type = "button", ...rest }: ButtonProps) {
  return (
    <button type={type} className={buttonClass({ variant, size, className })} {...rest}>
      <Content icon={icon} shortcut={shortcut}>
        {children}
      </Content>
    </button>
  );
}

type ButtonLinkProps = Look & { href: string; title?: string };

/** A step to another page that looks like a button. */
export function ButtonLink({ variant, size, icon, shortcut, className, children, href, title }: ButtonLinkProps) {
  return (
    <Link href={toRoute(href)} title={title} className={buttonClass({ variant, size, className })}>
      <Content icon={icon} shortcut={shortcut}>
        {children}
      </Content>
    </Link>
  );
}

interface BlockedButtonProps extends Look {
  /** Why it cannot be used, as a sentence the person can act on. */
  reason: string;
}

/** Shown, not hidden: what could be done here, and why not now. */
export function BlockedButton({ variant, size, icon, className, children, reason }: BlockedButtonProps) {
  return (
    <span className="inline-flex items-center gap-[10px]">
      <button type="button" disabled title={reason} className={buttonClass({ variant, size, className })}>
        <Content icon={icon}>{children}</Content>
      </button>
      <span className="why">
        <Icon name="about" size={13} />
        {reason}
      </span>
    </span>
  );
}

function Content({ icon, shortcut, children }: Pick<Look, "icon" | "shortcut" | "children">) {
  return (
    <>
      {icon && <Icon name={icon} size={14} />}
      <span>{children}</span>
      {shortcut && <kbd className="max-md:hidden">{shortcut}</kbd>}
    </>
  );
}
