import type { Notification } from "./schema";

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** A decision as the API writes it: whom, by what, whether, and why. */
export function notificationToWire(notification: Notification) {
  return {
    id: notification.id,
    occasion: notification.occasion,
    channel: notification.channel,
    recipient: notification.recipient,
    name: typeof notification.decision.name === "string" ? notification.decision.name : notification.recipient,
    severity: notification.severity,
    status: notification.status,
    reason: notification.reason,
    attempts: notification.attempts,
    next_attempt_at: iso(notification.nextAttemptAt),
    delivered_at: iso(notification.deliveredAt),
    receipt: notification.receipt,
    last_error: notification.lastError,
    created_at: notification.createdAt.toISOString(),
  };
}
export type NotificationWire = ReturnType<typeof notificationToWire>;
