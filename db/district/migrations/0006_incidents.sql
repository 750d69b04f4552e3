CREATE TABLE "incidents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"device" uuid,
	"point" text,
	"log" uuid,
	"seq" integer,
	"at" bigint NOT NULL,
	"last_at" bigint NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"detail" json NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"closed_by" text,
	"closed_at" bigint,
	"note" text,
	"same_as" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"device" uuid NOT NULL,
	"log" uuid NOT NULL,
	"from_seq" integer NOT NULL,
	"events" integer NOT NULL,
	"why" text NOT NULL,
	"at" bigint NOT NULL,
	"digest" text NOT NULL,
	"bytes" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "district_key" text;--> statement-breakpoint
CREATE UNIQUE INDEX "incidents_same" ON "incidents" USING btree ("same_as");--> statement-breakpoint
CREATE INDEX "incidents_by_point" ON "incidents" USING btree ("point","at");--> statement-breakpoint
CREATE INDEX "incidents_by_state" ON "incidents" USING btree ("state","at");--> statement-breakpoint
CREATE UNIQUE INDEX "quarantine_once" ON "quarantine" USING btree ("device","digest");--> statement-breakpoint
CREATE INDEX "quarantine_by_log" ON "quarantine" USING btree ("log");