CREATE TABLE "accounts" (
	"username" text PRIMARY KEY NOT NULL,
	"display_name" text NOT NULL,
	"role" text NOT NULL,
	"point" text,
	"password_hash" text NOT NULL,
	"state" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "failed_attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"since" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"started_at" bigint NOT NULL,
	"last_used_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"point" text NOT NULL,
	"name" text NOT NULL,
	"public_key" text NOT NULL,
	"state" text NOT NULL,
	"challenge" text NOT NULL,
	"enrolled_at" bigint NOT NULL,
	"last_seen_at" bigint,
	"app" text,
	"camera" text,
	"scanner" text,
	"disk_free" double precision,
	"clock_offset_ms" double precision
);
--> statement-breakpoint
CREATE TABLE "enrolment_codes" (
	"id" text PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"point" text NOT NULL,
	"name" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"wrong_tries" integer NOT NULL,
	"used_by" uuid
);
--> statement-breakpoint
CREATE TABLE "day_results" (
	"day" date NOT NULL,
	"person" text NOT NULL,
	"point" text NOT NULL,
	"final" boolean NOT NULL,
	"rules_version" bigint NOT NULL,
	"result" json NOT NULL,
	CONSTRAINT "day_results_day_person_pk" PRIMARY KEY("day","person")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"log" uuid NOT NULL,
	"seq" integer NOT NULL,
	"id" uuid NOT NULL,
	"device" uuid NOT NULL,
	"run" uuid NOT NULL,
	"type" text NOT NULL,
	"at" bigint NOT NULL,
	"up" double precision NOT NULL,
	"judged_at" bigint NOT NULL,
	"judged_error_ms" double precision,
	"day" date,
	"person" text,
	"point" text NOT NULL,
	"ref" uuid,
	"repeats" boolean NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "events_log_seq_pk" PRIMARY KEY("log","seq")
);
--> statement-breakpoint
CREATE TABLE "logs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device" uuid NOT NULL,
	"have_seq" integer NOT NULL,
	"have_hash" text NOT NULL,
	"have_run" uuid NOT NULL,
	"parent" text,
	"started_at" bigint NOT NULL,
	"complete_to" bigint,
	"last_check" json
);
--> statement-breakpoint
CREATE TABLE "waiting_references" (
	"ref" uuid NOT NULL,
	"log" uuid NOT NULL,
	"seq" integer NOT NULL,
	CONSTRAINT "waiting_references_ref_log_seq_pk" PRIMARY KEY("ref","log","seq")
);
--> statement-breakpoint
CREATE TABLE "badges" (
	"digest" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"state" text NOT NULL,
	"issued_at" bigint NOT NULL,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"parent" text,
	"valid_from" date NOT NULL,
	"valid_to" date
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"title" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "points" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"organisation" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"person" text NOT NULL,
	"point" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "postings_person_valid_from_pk" PRIMARY KEY("person","valid_from")
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"id" integer PRIMARY KEY NOT NULL,
	"zone" text NOT NULL,
	"norms" jsonb NOT NULL,
	"directory_version" bigint NOT NULL,
	"rules_version" bigint NOT NULL,
	"directory_date" date NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_point_points_id_fk" FOREIGN KEY ("point") REFERENCES "public"."points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_username_accounts_username_fk" FOREIGN KEY ("username") REFERENCES "public"."accounts"("username") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_point_points_id_fk" FOREIGN KEY ("point") REFERENCES "public"."points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment_codes" ADD CONSTRAINT "enrolment_codes_point_points_id_fk" FOREIGN KEY ("point") REFERENCES "public"."points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "logs" ADD CONSTRAINT "logs_device_devices_id_fk" FOREIGN KEY ("device") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "badges" ADD CONSTRAINT "badges_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_parent_organisations_id_fk" FOREIGN KEY ("parent") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "points" ADD CONSTRAINT "points_organisation_organisations_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_point_points_id_fk" FOREIGN KEY ("point") REFERENCES "public"."points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_by_username" ON "sessions" USING btree ("username");--> statement-breakpoint
CREATE UNIQUE INDEX "events_once" ON "events" USING btree ("id","device") WHERE not "events"."repeats";--> statement-breakpoint
CREATE INDEX "events_by_day" ON "events" USING btree ("day","person");--> statement-breakpoint
CREATE INDEX "logs_by_device" ON "logs" USING btree ("device");--> statement-breakpoint
CREATE INDEX "badges_by_person" ON "badges" USING btree ("person");--> statement-breakpoint
CREATE INDEX "postings_by_point" ON "postings" USING btree ("point");--> statement-breakpoint
CREATE INDEX "rules_by_kind" ON "rules" USING btree ("kind");