import "server-only";
import { accounts } from "@/db/schema";
import type { TestDatabase } from "@/db/test-database";
import { PolicyBody } from "@/lib/escalation/body";
import { createPolicy } from "@/lib/server/services/escalation/save-policy";
import type { MailServer } from "./mail-server";
import { Scenario } from "./scenario";

type Name = "mara" | "tomas" | "ines";

/** A house of an admin, Mara, and two operators, Tomas and Ines, with one policy: what its steps tell is mailed to them. */
export class PolicyStory {
  readonly ids: Record<Name, number> = { mara: 0, tomas: 0, ines: 0 };
  readonly #parts: { database: TestDatabase; mail: MailServer };

  constructor(parts: { database: TestDatabase; mail: MailServer }) {
    this.#parts = parts;
  }

  async begin(): Promise<void> {
    const { database, mail } = this.#parts;
    await database.reset();
    mail.arrived.length = 0;
    this.ids.mara = await this.#account("mara", "admin");
    this.ids.tomas = await this.#account("tomas", "operator");
    this.ids.ines = await this.#account("ines", "operator");
  }

  async #account(name: Name, role: string): Promise<number> {
    const row = { name, email: `${name}@x.test`, role };
    const [made] = await this.#parts.database.db.insert(accounts).values(row).returning();
    return made?.id ?? 0;
  }

  person(name: Name) {
    return { kind: "person", account_id: this.ids[name] };
  }

  /** A step that tells one person. */
  step(after: number, name: Name, changes: Record<string, unknown> = {}) {
    return { after_minutes: after, targets: [this.person(name)], ...changes };
  }

  /** Mara at once, Tomas after 8 min with one severity up, Ines after 15 min. */
  payments(changes: Record<string, unknown> = {}) {
    const steps = [this.step(0, "mara"), this.step(8, "tomas", { raises_severity: true }), this.step(15, "ines")];
    return { name: "Payments", steps, ...changes };
  }

  house(policy: Record<string, unknown>): Scenario {
    return new Scenario(this.#parts).does((ctx) => createPolicy(ctx, PolicyBody.parse(policy)));
  }

  /** An outage raised 16 s after `time`. */
  outageAt(time: string, policy: Record<string, unknown>): Scenario {
    return this.house(policy).at(time).samplesUntil(`${time}:16`, 50);
  }
}
