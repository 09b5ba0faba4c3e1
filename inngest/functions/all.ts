import "server-only";
import type { InngestFunction } from "inngest";
import { auditDeliveries } from "./audit-delivery";
import { backTest } from "./back-test";
import { collectMetrics } from "./collect-metrics";
import { deliverNotification } from "./deliver-notification";
import { escalateAlert } from "./escalate-alert";
import { evaluateRules } from "./evaluate-rules";
import { handOff } from "./hand-off";
import { pickUpBackTests } from "./pick-up-back-tests";
import { planNotifications } from "./plan-notifications";
import { purgeHistory } from "./purge-history";
import { releaseMutedAlerts } from "./release-muted";
import { retriggerAlert } from "./retrigger-alert";
import { rollUpMetrics } from "./roll-up-metrics";
import { runDrill } from "./run-drill";
import { runMeasure } from "./run-measure";
import { sweepOverdue } from "./sweep-overdue";
import { updateMoney } from "./update-money";
import { vacuumEmbedded } from "./vacuum-embedded";

/** Every function the engine runs. */
export const functions: InngestFunction.Any[] = [
  auditDeliveries,
  backTest,
  collectMetrics,
  deliverNotification,
  escalateAlert,
  evaluateRules,
  handOff,
  planNotifications,
  pickUpBackTests,
  purgeHistory,
  releaseMutedAlerts,
  retriggerAlert,
  rollUpMetrics,
  runDrill,
  runMeasure,
  sweepOverdue,
  updateMoney,
  vacuumEmbedded,
];
