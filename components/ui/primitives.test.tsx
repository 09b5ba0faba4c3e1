import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { initials } from "./avatar";
import { Badge } from "./badge";
import { Banner } from "./banner";
import { BlockedButton, Button, ButtonLink } from "./button";
import { Callout } from "./callout";
import { ChoiceChip, FacetChip } from "./chip";
import { Empty } from "./empty";
import { Facts } from "./facts";
import { Field, SelectField, TextField } from "./field";
import { KeyValues } from "./key-values";
import { Panel } from "./panel";
import { toRoute } from "./route";
import { SegmentedButtons, SegmentedLinks } from "./segmented";
import { STATUSES, statusOfSeverity, worstStatus } from "./status";
import { StatusIcon } from "./status-icon";
import { Table } from "./table";
import { Tabs } from "./tabs";
import { MetricTile } from "./tile";
import { ToldList } from "./told-list";

const html = (node: ReactNode) => renderToStaticMarkup(node);
const text = (node: ReactNode) =>
  html(node)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
const nothing = () => undefined;

describe("state", () => {
  it("is shape, word and colour, and each shape is another", () => {
    const shapes = STATUSES.map((status) => html(<StatusIcon status={status} />).replace(/class="[^"]*"/, ""));
    expect(new Set(shapes).size).toBe(STATUSES.length);
    expect(text(<Badge status="crit" />)).toBe("Critical");
    expect(text(<Badge status="crit" word="Failing" />)).toBe("Failing");
  });

  it("is named to assistive technology only where no word stands beside it", () => {
    expect(html(<StatusIcon status="warn" label="warning" />)).toContain('role="img" aria-label="warning"');
    expect(html(<StatusIcon status="warn" />)).toContain('aria-hidden="true"');
  });

  it("follows severity and finds the worst", () => {
    expect(statusOfSeverity("emergency")).toBe("emer");
    expect(worstStatus(["ok", "warn", "unk"])).toBe("warn");
    expect(worstStatus([])).toBe("ok");
  });
});

describe("a metric tile", () => {
  const tile = { name: "API p99", figure: "1,240", unit: "ms", limit: "limit 1,000 ms", age: "2 s" };

  it("says name, state, figure with unit, change, limit and age", () => {
    const shown = (
      <MetricTile {...tile} status="warn" delta={{ change: 8, text: "808 ms" }} comparison="vs a week ago" />
    );
    expect(text(shown)).toBe("API p99 Warning 1,240 ms up 808 ms vs a week ago limit 1,000 ms 2 s");
    expect(html(shown)).toContain('class="tile tile-warn"');
  });

  it("greys as a whole when it is stale, and says how old it is and when it was taken", () => {
    const stale = { age: "40 s", at: "at 03:09:44" };
    const shown = <MetricTile {...tile} status="crit" delta={{ change: 1, text: "1 ms" }} stale={stale} />;
    expect(text(shown)).toBe("API p99 stale 40 s 1,240 ms last known value limit 1,000 ms at 03:09:44");
    expect(html(shown)).toContain('class="tile tile-stale"');
  });

  it("never shows zero for no samples", () => {
    expect(text(<MetricTile {...tile} figure={null} status="unk" />)).toContain("– no samples");
  });

  it("leads to what it is made of", () => {
    expect(html(<MetricTile {...tile} href="/system" />)).toMatch(/^<a class="tile" href="\/system"/);
  });
});

describe("the banner", () => {
  it("is announced at once when an alert is open, politely otherwise", () => {
    expect(
      html(
        <Banner status="crit" title="Payments failing">
          x
        </Banner>,
      ),
    ).toContain('role="alert"');
    expect(
      html(
        <Banner status="ok" title="All is well">
          x
        </Banner>,
      ),
    ).toContain('role="status"');
  });
});

describe("controls", () => {
  it("tells why a button cannot be used", () => {
    const blocked = html(<BlockedButton reason="Needs a second person">Switch on</BlockedButton>);
    expect(blocked).toContain("disabled");
    expect(blocked).toContain('title="Needs a second person"');
    expect(
      text(
        <Button icon="check" shortcut="A">
          Acknowledge
        </Button>,
      ),
    ).toBe("Acknowledge A");
    expect(html(<ButtonLink href="/alerts?tab=history">History</ButtonLink>)).toContain('href="/alerts?tab=history"');
  });

  it("ties a field to its label and its error", () => {
    const field = html(<Field name="limit" label="Limit" unit="%" error="From 0 to 100" />);
    expect(field).toContain('<label class="label" for="limit">');
    expect(field).toContain('aria-invalid="true" aria-describedby="limit-note"');
    expect(field).toContain('id="limit-note"');
    expect(html(<TextField name="reason" label="Reason" aid="For the timeline" />)).toContain(
      'aria-describedby="reason-note"',
    );
    expect(text(<SelectField name="scope" label="Scope" options={[{ value: "read", word: "read" }]} />)).toBe(
      "Scope read",
    );
  });

  it("marks the current choice", () => {
    const segments = [
      { word: "1 h", href: "/x?range=1h", current: false },
      { word: "24 h", href: "/x?range=24h", current: true },
    ];
    expect(html(<SegmentedLinks label="Range" segments={segments} />)).toContain(
      'aria-current="true" href="/x?range=24h"',
    );
    const options = [
      { value: "a", word: "A" },
      { value: "b", word: "B" },
    ] as const;
    expect(html(<SegmentedButtons label="Which" value="b" options={options} onChoose={nothing} />)).toContain(
      'aria-pressed="true">B',
    );
    expect(
      html(<Tabs label="Alerts" tabs={[{ word: "Active", href: "/alerts", current: true, count: 3 }]} />),
    ).toContain('aria-current="page"');
    expect(html(<FacetChip word="critical" href="/alerts" active />)).toContain('aria-label="critical: clear"');
    expect(html(<ChoiceChip word="Spreading" chosen onChoose={nothing} />)).toContain('aria-pressed="true"');
  });

  it("keeps the query of a link that is only known at run time", () => {
    expect(toRoute("/alerts/12?tab=history&from=warning")).toEqual({
      pathname: "/alerts/12",
      query: { tab: "history", from: "warning" },
    });
  });
});

describe("what holds rows", () => {
  it("gives a table a caption and column heads", () => {
    const columns = [
      { name: "Game", cell: (row: { name: string }) => row.name },
      { name: "GGR", align: "right", kind: "money", cell: () => "€1" },
    ] as const;
    const table = html(
      <Table caption="Top games" columns={columns} rows={[{ name: "Reef Kings" }]} keyOf={(row) => row.name} />,
    );
    expect(table).toContain("<caption");
    expect(table).toContain('<th scope="col" class="right">GGR</th>');
    expect(table).toContain('<td class="right money">€1</td>');
  });

  it("names a panel as a region", () => {
    const panel = (
      <Panel title="Alerts" note="by money" aside="aside" foot="foot">
        body
      </Panel>
    );
    expect(html(panel)).toContain('aria-label="Alerts"');
    expect(text(panel)).toBe("Alerts by money aside body foot");
  });

  it("says which emptiness it is", () => {
    expect(
      html(
        <Empty kind="good" title="0 open">
          All rules evaluated.
        </Empty>,
      ),
    ).toContain("empty-good");
    expect(
      text(
        <Empty kind="error" title="Not loaded" step="Try again">
          Reference 7f3a.
        </Empty>,
      ),
    ).toBe("Not loaded Reference 7f3a. Try again");
  });

  it("lists facts and key values as definitions", () => {
    expect(html(<Facts facts={[{ name: "Limit", figure: "1", aid: "%", kind: "money" }]} frame="inside" />)).toContain(
      "<dt>Limit</dt>",
    );
    expect(html(<KeyValues entries={[{ name: "GGR", value: "€1", kind: "total" }]} size="large" />)).toContain(
      'class="key-total"',
    );
    expect(html(<Callout status="warn">1 open</Callout>)).toContain("callout-warn");
    expect(html(<Callout status="ok">well</Callout>)).toContain('class="callout"');
  });

  it("shows a skip like any other outcome, with its reason", () => {
    const lines = [{ key: 1, icon: "notTold", outcome: "Not told: no rule for payments", kind: "other" }] as const;
    expect(text(<ToldList people={[{ key: 1, name: "Ines", role: "Security", lines }]} />)).toBe(
      "Ines Security Not told: no rule for payments",
    );
  });
});

it("makes initials of any name", () => {
  expect(initials("Mara Lindqvist")).toBe("ML");
  expect(initials("admin@demo.invalid")).toBe("AI");
  expect(initials("ana")).toBe("A");
  expect(initials("")).toBe("?");
});
