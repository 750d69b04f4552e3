DROP INDEX "old_readings_once";--> statement-breakpoint
ALTER TABLE "old_readings" ADD COLUMN "removed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "old_readings_once" ON "old_readings" USING btree ("source","pin","local_time","status","verify") WHERE not "old_readings"."removed";--> statement-breakpoint
-- Readings stay as they were brought; only that their import was a mistake is written to them, once.
DROP TRIGGER old_readings_stay ON old_readings;--> statement-breakpoint
CREATE OR REPLACE FUNCTION old_readings_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NOT OLD.removed AND NEW.removed AND to_jsonb(NEW) - 'removed' = to_jsonb(OLD) - 'removed' THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'old_readings are only ever appended';
END $$;
--> statement-breakpoint
CREATE TRIGGER old_readings_stay BEFORE UPDATE OR DELETE ON old_readings FOR EACH ROW EXECUTE FUNCTION old_readings_stay();
--> statement-breakpoint
CREATE TRIGGER old_readings_never_emptied BEFORE TRUNCATE ON old_readings FOR EACH STATEMENT EXECUTE FUNCTION old_readings_stay();
