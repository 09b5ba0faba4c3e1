import { randomUUID } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { CorrelationId } from "@/lib/kernel/id";

/**
 * Gives each request a correlation id and each answer its security headers. It is no authorisation: the gate is
 * `requireContext()` in pages and `endpoint` in routes.
 */
export function proxy(request: NextRequest): NextResponse {
  const given = CorrelationId.safeParse(request.headers.get("x-correlation-id"));
  const correlationId = given.success ? given.data : randomUUID();
  const policy = contentSecurityPolicy(randomUUID());
  const headers = new Headers(request.headers);
  headers.set("x-correlation-id", correlationId);
  headers.set("x-pathname", request.nextUrl.pathname + request.nextUrl.search);
  // Next reads the nonce from here and puts it on its own scripts.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("x-correlation-id", correlationId);
  response.headers.set("content-security-policy", policy);
  const isLink = request.nextUrl.pathname.startsWith("/a/");
  const more = isLink ? [...SECURITY_HEADERS, ...LINK_HEADERS] : SECURITY_HEADERS;
  for (const [name, value] of more) response.headers.set(name, value);
  // The configured address and not the request's: behind a proxy each request looks like plain HTTP.
  if (process.env.NEXTAUTH_URL?.startsWith("https://")) response.headers.set("strict-transport-security", HSTS);
  return response;
}

/** A year, as browsers ask for. */
const HSTS = "max-age=31536000";

export const config = { matcher: "/((?!_next/static|_next/image|favicon.ico).*)" };

const SECURITY_HEADERS = [
  ["referrer-policy", "same-origin"],
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
  ["permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()"],
] as const;

/** The address of a signed link is a key: it is told to nobody, kept by no cache and found by no search. */
const LINK_HEADERS = [
  ["referrer-policy", "no-referrer"],
  ["x-robots-tag", "noindex, nofollow"],
  ["cache-control", "no-store"],
] as const;

/** Inline styles stay allowed: charts and React set them on elements, where no nonce can stand. */
function contentSecurityPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
