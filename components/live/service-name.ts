import { asSentence, properName } from "@/lib/kernel/words";

const NAMES: Record<string, string> = {
  payment_provider: "Payments",
  database: "Platform database",
  cache: "Cache",
  background_workers: "Collection and jobs",
  email: "E-mail",
  sms: "SMS",
  slack: "Slack",
};

/** `payment_provider:nordpay` is "Payments: Nordpay". */
export function serviceName(service: string): string {
  const [kind = service, instance] = service.split(":");
  const name = NAMES[kind] ?? asSentence(kind);
  return instance === undefined ? name : `${name}: ${properName(instance)}`;
}
