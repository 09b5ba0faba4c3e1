"use client";

import type { ReactNode } from "react";
import { declareCurrencies } from "@/lib/kernel/money";

interface CurrenciesProps {
  digits: Readonly<Record<string, number>>;
  children: ReactNode;
}

/** Hands the setting of currencies to the browser. Declared before what is below is drawn; doing it again changes nothing. */
export function Currencies({ digits, children }: CurrenciesProps) {
  declareCurrencies(digits);
  return children;
}
