"use client";

import { useEffect, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { isSoundOn, playAlert, rememberSound } from "./sound";

/** A new alert may be heard: opt-in, and it is heard at once that it works. */
export function SoundChoice({ look = "row" }: { look?: "row" | "icon" }) {
  const [isOn, setOn] = useState(false);
  useEffect(() => setOn(isSoundOn()), []);
  const toggle = () => {
    rememberSound(isOn ? "off" : "on");
    if (!isOn) playAlert("warning");
    setOn(!isOn);
  };
  const word = isOn ? "Sound on" : "Sound off";
  return (
    <button
      type="button"
      className={look === "icon" ? "icon-button" : undefined}
      aria-pressed={isOn}
      aria-label={look === "icon" ? "Sound for new alerts" : undefined}
      title={word}
      onClick={toggle}
    >
      <Icon name={isOn ? "soundOn" : "soundOff"} />
      {look === "row" && word}
    </button>
  );
}
