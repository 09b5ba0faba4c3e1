/** A player's id as it is shown: the first and last two characters of its last part (S3). Short ids show less, never all. */
export function maskPlayer(playerId: string): string {
  const shown = playerId.replace(/^.*[-_:/]/, "").replace(/^p(?=\d)/i, "");
  if (shown.length < 4) return `··${shown.slice(-1)}`;
  if (shown.length < 6) return `${shown.slice(0, 1)}··${shown.slice(-1)}`;
  return `${shown.slice(0, 2)}··${shown.slice(-2)}`;
}
