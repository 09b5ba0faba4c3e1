-- The platform contract: an operator replaces these views by views over his own tables (docs/platform-views.md).
CREATE SCHEMA platform;
--> statement-breakpoint
CREATE VIEW platform.players AS SELECT id, brand, affiliate, country, status, excluded_until, last_active_at, created_at, updated_at FROM demo.players;
--> statement-breakpoint
CREATE VIEW platform.games AS SELECT id, brand, name, kind, rtp, is_active, created_at, updated_at FROM demo.games;
--> statement-breakpoint
CREATE VIEW platform.game_tables AS SELECT id, brand, game_id, name, state, state_since, players, bots, created_at, updated_at FROM demo.game_tables;
--> statement-breakpoint
CREATE VIEW platform.game_rounds AS SELECT id, brand, game_id, table_id, player_id, stake, payout, currency, status, ended_at, created_at, updated_at FROM demo.game_rounds;
--> statement-breakpoint
CREATE VIEW platform.transactions AS SELECT id, brand, player_id, type, amount, currency, status, failure_reason, round_id, created_at, updated_at FROM demo.transactions;
--> statement-breakpoint
CREATE VIEW platform.payments AS SELECT id, brand, affiliate, player_id, provider, method, direction, amount, currency, status, failure_reason, created_at, updated_at FROM demo.payments;
--> statement-breakpoint
CREATE VIEW platform.fraud_flags AS SELECT id, brand, player_id, type, score, status, resolved_at, created_at, updated_at FROM demo.fraud_flags;
--> statement-breakpoint
CREATE VIEW platform.compliance_events AS SELECT id, brand, player_id, type, is_permanent, ends_at, created_at, updated_at FROM demo.compliance_events;
--> statement-breakpoint
CREATE VIEW platform.limit_violations AS SELECT id, brand, player_id, type, limit_amount, attempted_amount, currency, created_at, updated_at FROM demo.limit_violations;
--> statement-breakpoint
CREATE VIEW platform.error_logs AS SELECT id, brand, type, severity, message, endpoint, created_at, updated_at FROM demo.error_logs;
--> statement-breakpoint
CREATE VIEW platform.performance_metrics AS SELECT id, brand, endpoint, method, duration_ms, status_code, response_bytes, created_at, updated_at FROM demo.performance_metrics;
--> statement-breakpoint
CREATE VIEW platform.cache_stats AS SELECT id, brand, backend, key_pattern, hits, misses, evictions, created_at, updated_at FROM demo.cache_stats;
--> statement-breakpoint
CREATE VIEW platform.risk_scores_history AS SELECT id, brand, player_id, score, created_at, updated_at FROM demo.risk_scores_history;
--> statement-breakpoint
CREATE VIEW platform.health_checks AS SELECT id, service, status, latency_ms, message, created_at, updated_at FROM demo.health_checks;
--> statement-breakpoint
CREATE VIEW platform.exchange_rates AS SELECT day, currency, quote, rate, created_at, updated_at FROM demo.exchange_rates;
--> statement-breakpoint
-- L's and U's columns over series and samples: metric_type is metric_name, timestamp is metric_timestamp.
CREATE VIEW metrics_history AS
SELECT
  s.series_id::bigint * 4398046511104 + (extract(epoch FROM s.at) * 1000)::bigint AS id,
  m.metric::varchar(100) AS metric_type,
  s.value,
  m.labels AS tags,
  s.at AS "timestamp",
  s.at AS created_at,
  m.metric::varchar(100) AS metric_name,
  s.value AS metric_value,
  s.at AS metric_timestamp,
  m.service_name::varchar(50) AS service_name,
  m.unit::varchar(20) AS metric_unit,
  m.labels AS metric_tags
FROM metric_samples s
JOIN metric_series m ON m.id = s.series_id;
--> statement-breakpoint
CREATE VIEW system_metrics AS SELECT id, metric_name, metric_value, metric_timestamp, service_name, metric_unit, metric_tags, created_at FROM metrics_history;
--> statement-breakpoint
CREATE VIEW alert_history AS
SELECT id, alert_rule_id, value AS metric_value, severity AS alert_severity, triggered_at, acknowledged_at, resolved_at,
  acknowledged_by, notifications_sent, notification_attempts, resolution_notes, auto_resolved
FROM alerts;
