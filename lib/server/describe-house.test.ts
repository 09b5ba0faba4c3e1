import { describe, expect, it } from "vitest";
import { describeHouse } from "./describe-house";
import { parseEnv } from "./env";

const shown = (source: Record<string, string>, name: string) =>
  describeHouse(parseEnv(source)).find((line) => line.name === name)?.value;

describe("the house's settings in words", () => {
  it("say what holds", () => {
    expect(shown({}, "Database")).toBe("embedded");
    expect(shown({ DATABASE_URL: "postgres://u:secret@db.test/p" }, "Database")).toBe("Postgres");
    expect(shown({ METRICS_COLLECTION_INTERVAL: "30" }, "Collection")).toBe("every 30 s");
    expect(shown({ METRICS_RETENTION_HOURS: "48" }, "Metrics are kept")).toBe("2 days, where at least 90 are expected");
    expect(shown({}, "Metrics are kept")).toBe("90 days");
  });

  it("hold no secret", () => {
    const lines = describeHouse(parseEnv({ DATABASE_URL: "postgres://u:secret@db.test/p", SMTP_PASS: "hush-hush" }));
    expect(JSON.stringify(lines)).not.toMatch(/secret|hush/);
  });
});
