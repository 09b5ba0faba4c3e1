import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { KEYS } from "@/components/queries";
import { callApi } from "@/components/read-api";
import type { RotationNow, ShiftsWire } from "@/lib/on-call/wire";

const PATH = "/observability/on-call";
/** Hand-offs come by the minute. */
const RENEW_MS = 60_000;

const OnCall = z.custom<{ rotations: RotationNow[] }>(
  (value) => z.looseObject({ rotations: z.array(z.looseObject({ id: z.number() })) }).safeParse(value).success,
  "expected who is on call",
);

/** Who is on call now, by every rotation. */
export function onCallNow() {
  return queryOptions({
    queryKey: [...KEYS.onCall, "now"],
    queryFn: ({ signal }) => callApi({ path: `${PATH}`, schema: OnCall, signal }),
    refetchInterval: RENEW_MS,
  });
}

const Shifts = z.custom<ShiftsWire>(
  (value) => z.looseObject({ shifts: z.array(z.looseObject({ name: z.string() })) }).safeParse(value).success,
  "expected shifts",
);

/** A rotation's shifts of a week; `version` is the rotation's, so that a change is read at once. */
export function onCallShifts(asked: { id: number; version: number; from: string; to: string }) {
  const { id, from, to } = asked;
  return queryOptions({
    queryKey: [...KEYS.onCall, "shifts", asked],
    queryFn: ({ signal }) =>
      callApi({ path: `${PATH}/rotations/${id}/shifts`, query: { from, to }, schema: Shifts, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: RENEW_MS,
  });
}

export const CalendarLinks = z.object({ url: z.string(), url_mine: z.string() });

/** The addresses a calendar program follows a rotation by. */
export function onCallLinks({ id }: { id: number }) {
  return queryOptions({
    queryKey: [...KEYS.onCallLinks, id],
    queryFn: ({ signal }) => callApi({ path: `${PATH}/rotations/${id}/calendar-link`, schema: CalendarLinks, signal }),
  });
}
