import { relative } from "node:path";

const SIMULATED = [
  "Simulated: brands with players, games, wallet and payments; nothing of it is real.",
  "A minute after a first start payments begin to fail. More: npm run simulate -- list",
];
const NOT_SIMULATED = [
  'Nothing is simulated: the console reads the views of schema "platform" (docs/platform-views.md).',
];

/** The lines of the box that `up` ends with. */
export function welcomeLines({ settings, accounts, isDevelopment = false }) {
  const { url, isDemo, isEmbedded, dataDir } = settings;
  return [
    `Pitboss  ${url}${isDevelopment ? "  (development)" : ""}`,
    "",
    ...signInLines(accounts, settings),
    "",
    ...(isDemo ? SIMULATED : NOT_SIMULATED),
    `Database: ${isEmbedded ? `embedded, in ${shortPath(dataDir)}` : "the one named by DATABASE_URL"}`,
    `Logs: ${shortPath(settings.logDir)}`,
    `Stop: Ctrl+C, or kill ${process.pid}`,
  ];
}

/** How to sign in: each account made on this start with its password, which is shown nowhere else. */
export function signInLines(accounts, { adminEmail }) {
  if (accounts.length === 0)
    return ["Sign in with the accounts of the first start, or ADMIN_EMAIL and ADMIN_PASSWORD as they were then."];
  // An admin named by the environment is not shown: who wrote the password there knows it.
  const isGiven = adminEmail !== undefined && !accounts.some(({ role }) => role === "admin");
  const given = isGiven ? [{ role: "admin", email: adminEmail, password: "the ADMIN_PASSWORD you gave" }] : [];
  const all = [...given, ...accounts];
  const width = Math.max(...all.map(({ email }) => email.length));
  return [
    "Sign in (shown this once, kept as hashes; change a password under Settings):",
    ...all.map(({ email, password, role }) => `  ${role.padEnd(10)} ${email.padEnd(width)}  ${password}`),
  ];
}

function shortPath(path) {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") || short === "" ? path : short;
}
