"use client";

import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { VersionWire } from "@/lib/rules/version";
import { RestoreVersion } from "./restore-version";
import type { RuleFoundWire } from "./rule-wire";
import { versionWords } from "./version-words";

interface VersionsPanelProps {
  rule: RuleFoundWire;
  /** Newest first. */
  versions: readonly VersionWire[];
  locked: string | null;
}

/** Who changed what when, and the way back. */
export function VersionsPanel({ rule, versions, locked }: VersionsPanelProps) {
  return (
    <Panel title="Versions" note={versions.length === 1 ? "never changed" : `${versions.length}`}>
      {versions.length === 0 && (
        <Empty kind="nothing-yet" title="No version kept">
          The rule is older than its history: the next change begins one.
        </Empty>
      )}
      <ol className="rows versions">
        {versions.map((version, index) => (
          <li key={version.version}>
            <b>{version.version}</b>
            <div className="min-w-0">
              <p>{versionWords(version, versions[index + 1])}</p>
              <p className="text-12 text-text-3">
                {version.change} by {version.changed_by}, <Time at={version.changed_at} show="moment" />
              </p>
            </div>
            {version.version === rule.version ? (
              <span className="text-12 text-text-3">in force</span>
            ) : (
              <RestoreVersion rule={rule} version={version.version} locked={locked} />
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
