import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkServing, ENV_SCHEMA, metricsRetentionDays, parseEnv } from "./env";

const FOR_TESTS = ["TEST_DATA_DIR", "TEST_DATABASE_URL", "INNGEST_TEST_SERVER", "PLAYWRIGHT_CHROMIUM"];
const example = readFileSync(".env.example", "utf8");
const exampleValues = Object.fromEntries(
  [...example.matchAll(/^# ([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
);

describe("the environment", () => {
  it("needs nothing", () => {
    expect(parseEnv({})).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      DATA_DIR: ".data",
      SIMULATOR_RATE: 5,
      METRICS_COLLECTION_INTERVAL: 4,
      ESCALATION_AFTER_MINUTES: 30,
      NODE_ENV: "production",
    });
  });

  it("takes an empty variable as absent", () => {
    expect(parseEnv({ DATABASE_URL: "", PORT: "", EMAIL_TO: "" })).toEqual(parseEnv({}));
  });

  it.each([
    ["PORT", "abc", "a whole number, such as 3000"],
    ["PORT", "70000", "a port up to 65535, such as 3000"],
    ["DATABASE_URL", "mysql://x", "a Postgres address, such as postgres://user:password@db.example.com/pitboss"],
    ["DEMO", "yes", "1, true, 0 or false, such as 1"],
    ["METRICS_COLLECTION_INTERVAL", "90", "seconds from 1 to 60, or 120, 180, 240 or 300, such as 4"],
    ["REPORTING_TIME_ZONE", "Mars/Base", "an IANA time zone, such as Europe/Malta"],
    ["EMAIL_TO", "ops@example.com,nobody", "e-mail addresses with commas between"],
    ["NEXTAUTH_URL", "pitboss", "an address, such as https://pitboss.example.com"],
    ["ADMIN_EMAIL", "ada", "an e-mail address, such as ops@example.com"],
    ["ALERT_ERROR_RATE_WARNING", "2", "a share from 0 to 1, such as 0.02 for 2 %"],
    ["ALERT_SUCCESS_RATE_CRITICAL", "high", "a share from 0 to 1, such as 0.9 for 90 %"],
    ["ALERT_RESPONSE_TIME_CRITICAL", "0", "milliseconds above 0, such as 2000"],
    ["ALERT_SLOW_QUERIES_WARNING", "2.5", "a number of queries, 0 or more, such as 3"],
    ["ALERT_ERROR_RATE_CRITICAL", "0.02", "more than ALERT_ERROR_RATE_WARNING, which is 0.02"],
    ["ALERT_SUCCESS_RATE_CRITICAL", "0.95", "less than ALERT_SUCCESS_RATE_WARNING, which is 0.95"],
    ["VAPID_PUBLIC_KEY", "short", "a key of 87 characters"],
    ["VAPID_SUBJECT", "ops@example.com", "such as mailto:ops@example.com"],
    ["LOG_LEVEL", "loud", "debug, trace, silent, such as info"],
  ])("names %s when it is %j, and shows what it should be", (name, value, wanted) => {
    const parse = () => parseEnv({ [name]: value });
    expect(parse).toThrow(`  ${name}: `);
    expect(parse).toThrow(wanted);
  });

  it("names all that is wrong at once", () => {
    expect(() => parseEnv({ PORT: "x", DEMO: "x" })).toThrow(/PORT: .*\n {2}DEMO: /);
  });

  it.each([
    ["1", true],
    ["true", true],
    ["0", false],
    ["false", false],
  ])("reads the switch %s as %s", (text, value) => {
    expect(parseEnv({ DEMO: text }).DEMO).toBe(value);
  });

  it.each([
    ["4", 4],
    ["1", 1],
    ["60", 60],
    ["300", 300],
  ])("collects every %s seconds", (text, seconds) => {
    expect(parseEnv({ METRICS_COLLECTION_INTERVAL: text }).METRICS_COLLECTION_INTERVAL).toBe(seconds);
  });

  it("keeps mailboxes in one form, each once", () => {
    const EMAIL_TO = "Ops@X.test, ops@x.test,ана@пример.рф, ана@xn--e1afmkfd.xn--p1ai";
    expect(parseEnv({ EMAIL_TO }).EMAIL_TO).toEqual(["ops@x.test", "ана@xn--e1afmkfd.xn--p1ai"]);
  });

  it("takes currencies that ISO 4217 does not know, with their decimals", () => {
    expect(parseEnv({}).CRYPTO_CURRENCIES).toEqual({ BTC: 8 });
    expect(parseEnv({ CRYPTO_CURRENCIES: "BTC:8, BITS:2,USDT:6" }).CRYPTO_CURRENCIES).toEqual({
      BTC: 8,
      BITS: 2,
      USDT: 6,
    });
    for (const wrong of ["BTC", "BTC:9", "btc:8", "BTC:8,BTC:4", "BTC:-1"])
      expect(() => parseEnv({ CRYPTO_CURRENCIES: wrong })).toThrow(/CRYPTO_CURRENCIES: expected currencies with/);
    expect(() => parseEnv({ CRYPTO_CURRENCIES: "JOD:2" })).toThrow(/JOD is a currency of ISO 4217/);
  });

  it("lets days of metrics win over hours, and keeps 90 by default", () => {
    expect(metricsRetentionDays(parseEnv({ METRICS_RETENTION_DAYS: "30", METRICS_RETENTION_HOURS: "24" }))).toBe(30);
    expect(metricsRetentionDays(parseEnv({ METRICS_RETENTION_HOURS: "24" }))).toBe(1);
    expect(metricsRetentionDays(parseEnv({}))).toBe(90);
  });
});

describe("serving in production", () => {
  const own = {
    DATABASE_URL: "postgres://db.example.com/pitboss",
    NEXTAUTH_URL: "https://pitboss.example.com",
    NEXTAUTH_SECRET: "0123456789abcdef",
    SECRETS_KEY: "0123456789abcdef",
  };

  it("on a database of one's own needs an address and secrets", () => {
    expect(() => checkServing(parseEnv(own))).not.toThrow();
    for (const name of ["NEXTAUTH_URL", "NEXTAUTH_SECRET", "SECRETS_KEY"]) {
      expect(() => checkServing(parseEnv({ ...own, [name]: "" }))).toThrow(`  ${name}: expected `);
    }
  });

  it("needs nothing on the embedded database, nor in development", () => {
    expect(() => checkServing(parseEnv({}))).not.toThrow();
    expect(() => checkServing(parseEnv({ DATABASE_URL: own.DATABASE_URL, NODE_ENV: "development" }))).not.toThrow();
  });

  it.each(["NEXTAUTH_SECRET", "SECRETS_KEY"])("refuses the example's %s", (name) => {
    const settings = parseEnv({ ...own, [name]: exampleValues[name] });
    expect(() => checkServing(settings)).toThrow(`${name}: the example's value is known to everybody`);
  });
});

describe(".env.example", () => {
  it("names what is read, and nothing else", () => {
    const named = Object.keys(exampleValues).filter((name) => !FOR_TESTS.includes(name));
    expect(named.toSorted()).toEqual(Object.keys(ENV_SCHEMA.shape).toSorted());
  });

  it("names what docs/configuration.md explains", () => {
    const text = readFileSync("docs/configuration.md", "utf8");
    const families = [...text.matchAll(/`([A-Z]+_)\*`/g)].map(([, prefix = ""]) => prefix);
    const isNamed = (name: string) =>
      text.includes(`\`${name}\``) || families.some((prefix) => name.startsWith(prefix));
    expect(Object.keys(exampleValues).filter((name) => name !== "NODE_ENV" && !isNamed(name))).toEqual([]);
  });

  it("holds values that can be used", () => {
    expect(() => parseEnv(exampleValues)).not.toThrow();
  });
});
