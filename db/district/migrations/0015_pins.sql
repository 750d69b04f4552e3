CREATE TABLE "pin_secrets" (
	"point" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pins" (
	"point" text NOT NULL,
	"person" text NOT NULL,
	"role" text NOT NULL,
	"salt" text NOT NULL,
	"verifier" text NOT NULL,
	"cost" integer NOT NULL,
	"own" boolean NOT NULL,
	"digits" integer NOT NULL,
	"count" integer NOT NULL,
	"at" double precision NOT NULL,
	CONSTRAINT "pins_point_person_pk" PRIMARY KEY("point","person")
);
--> statement-breakpoint
ALTER TABLE "pin_secrets" ADD CONSTRAINT "pin_secrets_point_points_id_fk" FOREIGN KEY ("point") REFERENCES "public"."points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pins" ADD CONSTRAINT "pins_point_points_id_fk" FOREIGN KEY ("point") REFERENCES "public"."points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pins" ADD CONSTRAINT "pins_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;