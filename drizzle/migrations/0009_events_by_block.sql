DROP INDEX "usage_events_by_time";--> statement-breakpoint
DROP INDEX "usage_events_by_recording";--> statement-breakpoint
CREATE INDEX "usage_events_by_block" ON "usage_events" USING brin ("recorded_at","occurred_at" timestamptz_minmax_multi_ops,"event_name" text_bloom_ops(n_distinct_per_range=64)) WITH (pages_per_range=32,autosummarize=true);