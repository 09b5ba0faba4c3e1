import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { z } from "zod";
import { Role } from "@/lib/access/schema";

export { expect };

const Accounts = z.array(z.object({ email: z.string(), password: z.string(), role: Role }));
const Mails = z.array(z.object({ to: z.array(z.string()), raw: z.string() }));

export interface Mailbox {
  /** What has arrived so far, oldest first. */
  read(): Promise<z.infer<typeof Mails>>;
  /** Answers 450 to every message until `take`. */
  refuse(): Promise<void>;
  take(): Promise<void>;
}

interface Fixtures {
  /** A page of somebody signed in; each call is a browser of its own. */
  signedIn: (role: Role) => Promise<Page>;
  mailbox: Mailbox;
}

const accounts = Accounts.parse(JSON.parse(process.env.E2E_ACCOUNTS ?? "[]"));

/** The account of a role that the console of the journeys was made with. */
export function accountOf(role: Role): { email: string; password: string } {
  const account = accounts.find((one) => one.role === role);
  if (account === undefined) throw new Error(`No account of role ${role} was made.`);
  return account;
}

export const test = base.extend<Fixtures>({
  signedIn: async ({ browser, baseURL, viewport, hasTouch, isMobile }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (role) => {
      const context = await signIn(browser, role, { baseURL, viewport, hasTouch, isMobile });
      opened.push(context);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  mailbox: async ({}, use) => {
    const url = process.env.E2E_MAILBOX ?? "";
    await use({
      read: async () => Mails.parse(await (await fetch(url)).json()),
      refuse: async () => void (await fetch(`${url}/450`, { method: "POST" })),
      take: async () => void (await fetch(`${url}/250`, { method: "POST" })),
    });
  },
});

/** By next-auth's own routes, so that only the journey of signing in depends on its form. */
async function signIn(browser: Browser, role: Role, options: Parameters<Browser["newContext"]>[0]) {
  const context = await browser.newContext(options);
  const { csrfToken } = await (await context.request.get("/api/auth/csrf")).json();
  const answer = await context.request.post("/api/auth/callback/credentials", {
    form: { ...accountOf(role), csrfToken, json: "true" },
  });
  expect(answer.ok(), `signing in as ${role}: ${await answer.text()}`).toBe(true);
  return context;
}

/** Opens a page and waits until it is live: a key or click before that is heard by nobody. */
export async function openLive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("status").filter({ hasText: /^live$/ })).toHaveText("live");
}
