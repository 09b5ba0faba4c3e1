import { expect, it } from "vitest";
import { drawTape } from "./draw-tape";
import type { Status } from "./status";

const tape = (...cells: Status[]) => drawTape(cells).map(({ status, when }) => `${status} ${when}`);

it("draws the run at the end as the present state and all before it as ended", () => {
  expect(tape("ok", "crit", "ok", "crit", "crit")).toEqual(["ok ended", "crit ended", "crit present"]);
  expect(tape("ok", "ok")).toEqual(["ok present"]);
  expect(tape()).toEqual([]);
});

it("makes a worse state higher, one unit a cell", () => {
  const [ok, warn, crit] = drawTape(["ok", "warn", "crit"]);
  expect(ok?.path).toBe("M0 11.6h0.78v8.4h-0.78z");
  expect(warn?.path).toContain("v14.4");
  expect(crit?.path).toBe("M2 0h0.78v20h-0.78z");
});
