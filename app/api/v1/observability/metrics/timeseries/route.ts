import { endpoint } from "@/lib/server/endpoint";
import { metricTimeseries, TimeseriesQuery } from "@/lib/server/services/metrics/timeseries";

export const GET = endpoint({ permission: "status:read", query: TimeseriesQuery }, (ctx, { query }) =>
  metricTimeseries(ctx, query),
);
