/** An address as others than its owner see it: `m··a@aurora.example`, `+4670··188`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf("@");
  return at === -1 ? maskNumber(address) : `${maskName(address.slice(0, at))}${address.slice(at)}`;
}

function maskName(name: string): string {
  return `${name.slice(0, 1)}··${name.length > 3 ? name.slice(-1) : ""}`;
}

function maskNumber(number: string): string {
  return number.length < 10
    ? `${number.slice(0, 2)}··${number.slice(-2)}`
    : `${number.slice(0, 5)}··${number.slice(-3)}`;
}
