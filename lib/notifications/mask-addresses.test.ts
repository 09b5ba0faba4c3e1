import { expect, it } from "vitest";
import { maskAddresses } from "./mask-addresses";

it.each([
  ["has the address ana.rossi@casino.example", "has the address a…@casino.example"],
  [
    "email to ops@x.test, attempt 2: 450 <ops@x.test> try later",
    "email to o…@x.test, attempt 2: 450 <o…@x.test> try later",
  ],
  ["texted +35621234567", "texted +356…67"],
  ["quiet hours 22:00–08:00 Europe/Malta", "quiet hours 22:00–08:00 Europe/Malta"],
  ["is reached at @mara", "is reached at @mara"],
])("%s is shown to others as %s", (words, shown) => {
  expect(maskAddresses(words)).toBe(shown);
});
