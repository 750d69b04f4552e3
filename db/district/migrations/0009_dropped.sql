CREATE TABLE "dropped" (
	"log" uuid PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"hash" text NOT NULL,
	"at" bigint NOT NULL,
	"dropped_by" text NOT NULL,
	"sealed" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "day_results" ADD COLUMN "settled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "dropped" ADD CONSTRAINT "dropped_log_logs_id_fk" FOREIGN KEY ("log") REFERENCES "public"."logs"("id") ON DELETE no action ON UPDATE no action;