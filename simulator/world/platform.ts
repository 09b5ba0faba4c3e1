/** A brand of the demo platform, its players' currency and where they live. */
export interface Brand {
  key: string;
  name: string;
  currency: string;
  /** Units of its currency that make about one euro: how stakes and deposits are priced. */
  priceLevel: number;
  weight: number;
  countries: readonly { code: string; weight: number }[];
  affiliates: readonly { key: string | null; weight: number }[];
}

export const BRANDS: readonly Brand[] = [
  {
    key: "aurora",
    name: "Aurora",
    currency: "EUR",
    priceLevel: 1,
    weight: 46,
    countries: [
      { code: "DE", weight: 40 },
      { code: "FI", weight: 25 },
      { code: "AT", weight: 15 },
      { code: "IE", weight: 12 },
      { code: "MT", weight: 8 },
    ],
    affiliates: [
      { key: null, weight: 40 },
      { key: "slotwise", weight: 30 },
      { key: "bonusradar", weight: 20 },
      { key: "casino-compass", weight: 10 },
    ],
  },
  {
    key: "kingfisher",
    name: "Kingfisher",
    currency: "GBP",
    priceLevel: 0.86,
    weight: 32,
    countries: [
      { code: "GB", weight: 88 },
      { code: "IE", weight: 7 },
      { code: "GI", weight: 5 },
    ],
    affiliates: [
      { key: null, weight: 50 },
      { key: "oddsmith", weight: 28 },
      { key: "casino-compass", weight: 22 },
    ],
  },
  {
    key: "lucky-harbour",
    name: "Lucky Harbour",
    currency: "SEK",
    priceLevel: 11.3,
    weight: 22,
    countries: [
      { code: "SE", weight: 78 },
      { code: "NO", weight: 13 },
      { code: "DK", weight: 9 },
    ],
    affiliates: [
      { key: null, weight: 35 },
      { key: "nordspel", weight: 40 },
      { key: "slotwise", weight: 25 },
    ],
  },
];

/** A payment service provider of the platform and its share of the payments. */
export interface Provider {
  key: string;
  weight: number;
  methods: readonly string[];
}

/** The first has more than a third of all payments: its outage is felt by the whole platform. */
export const PROVIDERS: readonly [Provider, ...Provider[]] = [
  { key: "nordpay", weight: 40, methods: ["card", "bank_transfer"] },
  { key: "ecpay", weight: 27, methods: ["e_wallet", "card"] },
  { key: "klarvia", weight: 19, methods: ["pay_later", "bank_transfer"] },
  { key: "swiftbank", weight: 14, methods: ["instant_bank"] },
];
/** The one that incidents strike. */
export const MAIN_PROVIDER = PROVIDERS[0].key;

export const PAYMENT_FAILURES = ["insufficient_funds", "card_declined", "3ds_failed", "limit_exceeded"] as const;
export const OUTAGE_FAILURES = ["provider_unavailable", "gateway_timeout"] as const;
export const WALLET_FAILURES = [
  "insufficient_funds",
  "bet_limit_reached",
  "session_expired",
  "duplicate_request",
] as const;
export const WALLET_OUTAGE_FAILURES = ["wallet_timeout", "ledger_conflict"] as const;

/** How an endpoint of the platform's API answers when all is well: median duration in ms, median size in bytes. */
export interface Endpoint {
  path: string;
  method: "GET" | "POST";
  medianMs: number;
  bytes: number;
  weight: number;
}

export const ENDPOINTS: readonly Endpoint[] = [
  { path: "/wallet/balance", method: "GET", medianMs: 28, bytes: 420, weight: 30 },
  { path: "/wallet/bets", method: "POST", medianMs: 54, bytes: 610, weight: 26 },
  { path: "/games/rounds", method: "POST", medianMs: 47, bytes: 1_900, weight: 18 },
  { path: "/lobby", method: "GET", medianMs: 68, bytes: 24_000, weight: 10 },
  { path: "/games/launch", method: "POST", medianMs: 82, bytes: 3_200, weight: 6 },
  { path: "/auth/login", method: "POST", medianMs: 88, bytes: 900, weight: 5 },
  { path: "/payments/deposits", method: "POST", medianMs: 96, bytes: 1_100, weight: 4 },
  { path: "/payments/withdrawals", method: "POST", medianMs: 98, bytes: 1_100, weight: 1 },
];

/** Hits and misses are counted by backend and key pattern; `hitRate` is that of a warm cache. */
export const CACHES = [
  { backend: "redis", keyPattern: "session:*", hitRate: 0.965, reads: 900 },
  { backend: "redis", keyPattern: "lobby:*", hitRate: 0.93, reads: 500 },
  { backend: "local", keyPattern: "game:*", hitRate: 0.905, reads: 400 },
] as const;

/** What the platform's own monitor checks once a minute, and its usual latency in ms. */
export const CHECKED_SERVICES = [
  { service: "wallet", latencyMs: 12 },
  { service: "game-server", latencyMs: 18 },
  { service: "payment-gateway", latencyMs: 85 },
  { service: "identity-check", latencyMs: 140 },
] as const;
