"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { Icon, type IconName } from "@/components/ui/icon";
import { toRoute } from "@/components/ui/route";
import { applyTheme, readTheme, type Theme } from "@/components/ui/theme";
import { SoundChoice } from "./sound-choice";

const NEXT: Record<Theme, { theme: Theme; word: string; icon: IconName }> = {
  auto: { theme: "dark", word: "Look: as the system", icon: "auto" },
  dark: { theme: "light", word: "Look: dark", icon: "dark" },
  light: { theme: "auto", word: "Look: light", icon: "light" },
};

/** Preferences, look, sound and the way out; in the person's menu and behind More. */
export function PersonChoices({ onFollow }: { onFollow: () => void }) {
  const [theme, setTheme] = useState<Theme>("auto");
  useEffect(() => setTheme(readTheme(document.documentElement.dataset.theme)), []);
  const step = NEXT[theme];
  return (
    <>
      <Link href={toRoute("/preferences")} onClick={onFollow}>
        <Icon name="push" />
        Preferences
      </Link>
      <Link href={toRoute("/people/me")} onClick={onFollow}>
        <Icon name="about" />
        Why was I paged?
      </Link>
      <button
        type="button"
        onClick={() => {
          applyTheme(step.theme);
          setTheme(step.theme);
        }}
      >
        <Icon name={step.icon} />
        {step.word}
      </button>
      <SoundChoice />
      <hr />
      <button type="button" onClick={leave}>
        <Icon name="leave" />
        Sign out
      </button>
    </>
  );
}

async function leave(): Promise<void> {
  const { signOut } = await import("next-auth/react");
  await signOut({ callbackUrl: "/sign-in" });
}
