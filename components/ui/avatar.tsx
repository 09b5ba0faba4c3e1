/** Initials of a name: `Mara Lindqvist` gives ML. The name itself stands beside it or on its button. */
export function Avatar({ name }: { name: string }) {
  return (
    <span className="avatar" aria-hidden>
      {initials(name)}
    </span>
  );
}

export function initials(name: string): string {
  const words = name.split(/[\s@._-]+/).filter((word) => word !== "");
  const [first = "?", last = ""] = words.length > 1 ? [words[0], words.at(-1)] : words;
  return `${first.charAt(0)}${last.charAt(0)}`.toUpperCase();
}
