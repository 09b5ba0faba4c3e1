import { execFileSync } from "node:child_process";
import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { describeFault } from "./describe-fault";
import { maskConsoleErrors } from "./mask-console";

const cause = new Error("duplicate key of ana@x.test");
const failed = new DrizzleQueryError("update alerts set resolution_notes = $1", ["called the player at home"], cause);
/** As another copy of Drizzle throws it: of the same shape, of no class we know. */
const fromAnotherCopy = Object.assign(new Error(failed.message, { cause }), {
  query: failed.query,
  params: failed.params,
});

describe("an error that is told", () => {
  it.each([failed, fromAnotherCopy])("never tells the parameters of a query", (error) => {
    expect(describeFault(error)).toMatchObject({ type: "Error", message: "duplicate key of a…@x.test" });
    expect(JSON.stringify(describeFault(error))).not.toMatch(/ana@|called the player/);
  });

  it("may be anything that was thrown", () => {
    expect(describeFault("for ana@x.test")).toEqual({ type: "string", message: "for a…@x.test" });
  });

  it("is told the same way in a log line", () => {
    const script = `
      import { createLogger } from "./lib/server/log.ts";
      const cause = new Error("duplicate key");
      const error = Object.assign(new Error("Failed query: at home", { cause }), { query: "", params: ["at home"] });
      createLogger({ level: "info" }).warn({ err: error }, "a run failed");`;
    const node = ["--conditions=react-server", "--import", "tsx", "--input-type=module", "-e", script];
    const line = execFileSync(process.execPath, node, { encoding: "utf8" });
    expect(JSON.parse(line)).toMatchObject({ msg: "a run failed", err: { message: "duplicate key" } });
    expect(line).not.toContain("at home");
  });

  it("is told the same way where the framework prints it", () => {
    const printed: unknown[] = [];
    const printer = { error: (...given: unknown[]) => void printed.push(...given) };
    maskConsoleErrors(printer);
    printer.error("⨯", failed, { digest: "1" });
    expect(printed[0]).toBe("⨯");
    expect(printed[1]).toContain("duplicate key of a…@x.test");
    expect(String(printed[1])).not.toMatch(/ana@|called the player/);
    expect(printed[2]).toEqual({ digest: "1" });
  });
});
