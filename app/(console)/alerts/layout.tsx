import type { ReactNode } from "react";
import { SelectionProvider } from "@/components/alerts/selection";

/** What is marked in the list stays marked while another alert is opened. */
export default function AlertsLayout({ children }: { children: ReactNode }) {
  return <SelectionProvider>{children}</SelectionProvider>;
}
