import { NextRequest } from "next/server";
import { describe, expect, it, vi } from "vitest";
import { proxy } from "@/proxy";

/** Next hands changed request headers on as headers of the answer with this prefix. */
const HANDED_ON = "x-middleware-request-";
const ask = (headers: Record<string, string> = {}, path = "/alerts?tab=history") =>
  proxy(new NextRequest(`http://localhost:3000${path}`, { headers })).headers;

describe("every request", () => {
  it("gets a correlation id, which page and answer both see", () => {
    const headers = ask();
    expect(headers.get("x-correlation-id")).toMatch(/^[\w-]{36}$/);
    expect(headers.get(`${HANDED_ON}x-correlation-id`)).toBe(headers.get("x-correlation-id"));
  });

  it("keeps a good one and replaces a bad one", () => {
    expect(ask({ "x-correlation-id": "trace-12345" }).get("x-correlation-id")).toBe("trace-12345");
    expect(ask({ "x-correlation-id": "<script>" }).get("x-correlation-id")).toMatch(/^[\w-]{36}$/);
  });

  it("tells the page where it is, whatever the caller claims", () => {
    expect(ask({ "x-pathname": "//evil.test" }).get(`${HANDED_ON}x-pathname`)).toBe("/alerts?tab=history");
  });

  it("runs only scripts of a nonce made for it, and is framed by nobody", () => {
    const [first, second] = [ask(), ask()];
    const policy = first.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w-]{36}' 'strict-dynamic';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe-eval");
    expect(first.get(`${HANDED_ON}content-security-policy`)).toBe(policy);
    expect(second.get("content-security-policy")).not.toBe(policy);
    expect(first.get("x-content-type-options")).toBe("nosniff");
    expect(first.get("referrer-policy")).toBe("same-origin");
  });

  it("asks browsers to stay with https where the console is reached by it", () => {
    vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000");
    expect(ask().get("strict-transport-security")).toBeNull();
    vi.stubEnv("NEXTAUTH_URL", "https://pitboss.example.com");
    expect(ask().get("strict-transport-security")).toBe("max-age=31536000");
    vi.unstubAllEnvs();
  });

  it("for a signed link tells nobody of its address", () => {
    const headers = ask({}, "/a/token");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-robots-tag")).toBe("noindex, nofollow");
    expect(headers.get("cache-control")).toBe("no-store");
  });
});
