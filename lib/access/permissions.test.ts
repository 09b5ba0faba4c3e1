import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { describeRefusal, isAllowed, isAllowedRole, PERMISSIONS, type Permission, REACH } from "./permissions";
import { type Actor, actorName, limitActor, ROLES, type Role, TOKEN_SCOPES, type TokenScope } from "./schema";

const account = (role: Role): Actor => ({ kind: "account", id: 1, name: "Ana", email: "ana@x.test", role });
const token = (scope: TokenScope, role: Role): Actor => ({
  kind: "token",
  id: 2,
  name: "ci",
  scope,
  account: { id: 1, email: "ana@x.test", role },
});

const OF_ROLE: Record<Role, Permission[]> = {
  viewer: ["status:read"],
  executive: ["status:read", "executive:read"],
  operator: ["status:read", "executive:read", "dashboards:read", "alerts:act"],
  security: ["status:read", "security:read", "alerts:act"],
  admin: [...PERMISSIONS],
};

describe("permissions", () => {
  it.each(ROLES)("%s may do what S1 says and nothing else", (role) => {
    expect(PERMISSIONS.filter((permission) => isAllowed(account(role), permission))).toEqual(
      PERMISSIONS.filter((permission) => OF_ROLE[role].includes(permission)),
    );
  });

  it.each(TOKEN_SCOPES.flatMap((scope) => ROLES.map((role) => [scope, role] as const)))(
    "a %s token of a %s goes beyond neither",
    (scope, role) => {
      const allowed = PERMISSIONS.filter((permission) => isAllowed(token(scope, role), permission));
      expect(allowed.every((permission) => OF_ROLE[role].includes(permission))).toBe(true);
      expect(allowed.includes("alerts:act")).toBe(scope !== "read" && OF_ROLE[role].includes("alerts:act"));
      expect(allowed.includes("house:admin")).toBe(scope === "admin" && role === "admin");
    },
  );

  it.each(TOKEN_SCOPES)("a %s token reads all that its account reads, and only there", (scope) => {
    for (const role of ROLES) {
      const readable = PERMISSIONS.filter((permission) => isAllowed(token(scope, role), permission, "read"));
      expect(readable).toEqual(PERMISSIONS.filter((permission) => OF_ROLE[role].includes(permission)));
    }
  });

  it("a write token acts on alerts and pushes data, and changes nothing of the house", () => {
    const changes = PERMISSIONS.filter((permission) => isAllowed(token("write", "admin"), permission));
    expect(changes).toEqual(["alerts:act", "ingest:write"]);
  });

  it("a refusal says what would do", () => {
    expect(describeRefusal(account("viewer"), "alerts:act")).toBe(
      "The role viewer may not do this; it takes operator, security, admin.",
    );
    expect(describeRefusal(token("read", "admin"), "alerts:act")).toContain("scope read");
    expect(describeRefusal(token("admin", "viewer"), "alerts:act")).toContain("role viewer");
  });

  it("an account limited to brands changes nothing that affects every brand, and reads what its role reads", () => {
    const limited = [
      limitActor(account("admin"), ["royal"]),
      limitActor(account("admin"), []),
      limitActor(token("admin", "admin"), ["royal"]),
    ];
    for (const actor of limited) {
      const house = PERMISSIONS.filter((permission) => REACH[permission] === "house");
      expect(PERMISSIONS.filter((permission) => !isAllowed(actor, permission))).toEqual(house);
      expect(PERMISSIONS.every((permission) => isAllowed(actor, permission, "read"))).toBe(true);
    }
    expect(describeRefusal(limitActor(account("admin"), ["royal", "lucky"]), "house:admin")).toBe(
      "This affects every brand. Your account is limited to royal, lucky: ask an admin of all brands.",
    );
    expect(describeRefusal(limitActor(account("operator"), ["royal"]), "house:admin")).toContain("role operator");
    expect(describeRefusal(limitActor(token("write", "admin"), ["royal"]), "house:admin")).toContain("scope write");
  });

  it("docs/permissions.md lists each permission with its roles and reach", async () => {
    const page = await readFile("docs/permissions.md", "utf8");
    for (const permission of PERMISSIONS) {
      const roles = ROLES.filter((role) => isAllowedRole(role, permission)).join(", ");
      expect(page).toContain(`| \`${permission}\` | ${roles} | ${REACH[permission]} |`);
    }
  });

  it("the console itself may do everything", () => {
    expect(PERMISSIONS.every((permission) => isAllowed({ kind: "system", name: "collector" }, permission))).toBe(true);
  });

  it("names are told as people read them", () => {
    expect(actorName(account("admin"))).toBe("Ana");
    expect(actorName(token("read", "admin"))).toBe("ci (token)");
    expect(actorName({ kind: "system", name: "escalation" })).toBe("escalation");
  });
});
