CREATE INDEX "metric_rollups_1h_at" ON "metric_rollups_1h" USING brin ("at");--> statement-breakpoint
CREATE INDEX "metric_rollups_1m_at" ON "metric_rollups_1m" USING brin ("at");