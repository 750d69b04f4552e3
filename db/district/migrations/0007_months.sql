CREATE TABLE "claim_decisions" (
	"claim" uuid PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"day" date NOT NULL,
	"state" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" bigint NOT NULL,
	"note" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"started_at" bigint NOT NULL,
	"started_by" text NOT NULL,
	"finished_at" bigint,
	"state" text NOT NULL,
	"total" integer,
	"fresh" integer DEFAULT 0 NOT NULL,
	"held" integer DEFAULT 0 NOT NULL,
	"unmatched" integer DEFAULT 0 NOT NULL,
	"malformed" integer DEFAULT 0 NOT NULL,
	"refused_line" integer,
	"refused_why" text,
	"refused_detail" text,
	"device" uuid,
	"point" text,
	"receipt" text
);
--> statement-breakpoint
CREATE TABLE "old_pins" (
	"source" text NOT NULL,
	"pin" text NOT NULL,
	"person" text NOT NULL,
	"bound_by" text NOT NULL,
	"bound_at" bigint NOT NULL,
	CONSTRAINT "old_pins_source_pin_pk" PRIMARY KEY("source","pin")
);
--> statement-breakpoint
CREATE TABLE "old_readings" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"point" text NOT NULL,
	"pin" text NOT NULL,
	"local_time" text NOT NULL,
	"at" bigint NOT NULL,
	"status" integer NOT NULL,
	"verify" integer NOT NULL,
	"work_code" text NOT NULL,
	"raw" text NOT NULL,
	"raw_sha256" text NOT NULL,
	"import" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "month_locks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"point" text NOT NULL,
	"month" text NOT NULL,
	"locked_at" bigint NOT NULL,
	"locked_by" text NOT NULL,
	"note" text NOT NULL,
	"facts" text NOT NULL,
	"digests" jsonb NOT NULL,
	"reopened_at" bigint,
	"reopened_by" text,
	"reopen_reason" text
);
--> statement-breakpoint
CREATE TABLE "office_settings" (
	"organisation" text NOT NULL,
	"kind" text NOT NULL,
	"value" jsonb NOT NULL,
	CONSTRAINT "office_settings_organisation_kind_pk" PRIMARY KEY("organisation","kind")
);
--> statement-breakpoint
ALTER TABLE "excuse_requests" ALTER COLUMN "device" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "excuse_requests" ADD COLUMN "agreed_by" text;--> statement-breakpoint
ALTER TABLE "excuse_requests" ADD COLUMN "agreed_at" bigint;--> statement-breakpoint
ALTER TABLE "excuse_requests" ADD COLUMN "decided_by" text;--> statement-breakpoint
ALTER TABLE "excuse_requests" ADD COLUMN "decided_at" bigint;--> statement-breakpoint
ALTER TABLE "excuse_requests" ADD COLUMN "decision_note" text;--> statement-breakpoint
ALTER TABLE "excuse_requests" ADD COLUMN "rule" text;--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_point_points_id_fk" FOREIGN KEY ("point") REFERENCES "public"."points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "old_pins" ADD CONSTRAINT "old_pins_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "old_readings" ADD CONSTRAINT "old_readings_point_points_id_fk" FOREIGN KEY ("point") REFERENCES "public"."points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "old_readings" ADD CONSTRAINT "old_readings_import_import_runs_id_fk" FOREIGN KEY ("import") REFERENCES "public"."import_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "month_locks" ADD CONSTRAINT "month_locks_point_points_id_fk" FOREIGN KEY ("point") REFERENCES "public"."points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_settings" ADD CONSTRAINT "office_settings_organisation_organisations_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_decisions_by_day" ON "claim_decisions" USING btree ("day","person");--> statement-breakpoint
CREATE INDEX "import_runs_by_time" ON "import_runs" USING btree ("started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "old_readings_once" ON "old_readings" USING btree ("source","pin","local_time","status","verify");--> statement-breakpoint
CREATE INDEX "old_readings_by_time" ON "old_readings" USING btree ("point","at");--> statement-breakpoint
CREATE UNIQUE INDEX "month_locks_once" ON "month_locks" USING btree ("point","month") WHERE "month_locks"."reopened_at" is null;--> statement-breakpoint
CREATE INDEX "month_locks_by_month" ON "month_locks" USING btree ("month");--> statement-breakpoint
-- Readings are evidence: they are appended and nothing else.
CREATE FUNCTION old_readings_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'old_readings are only ever appended';
END $$;
--> statement-breakpoint
CREATE TRIGGER old_readings_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON old_readings FOR EACH STATEMENT EXECUTE FUNCTION old_readings_stay();
--> statement-breakpoint
-- A locked month stays as it was locked: only its reopening is written to it, once.
CREATE FUNCTION month_locks_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'month_locks are never deleted'; END IF;
  IF OLD.reopened_at IS NOT NULL
    OR (OLD.id, OLD.point, OLD.month, OLD.locked_at, OLD.locked_by, OLD.note, OLD.facts, OLD.digests::text)
      IS DISTINCT FROM (NEW.id, NEW.point, NEW.month, NEW.locked_at, NEW.locked_by, NEW.note, NEW.facts, NEW.digests::text)
  THEN RAISE EXCEPTION 'month_locks are never changed'; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER month_locks_stay BEFORE UPDATE OR DELETE ON month_locks FOR EACH ROW EXECUTE FUNCTION month_locks_stay();
