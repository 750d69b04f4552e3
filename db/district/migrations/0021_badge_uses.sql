CREATE TABLE "badge_uses" (
	"digest" text PRIMARY KEY NOT NULL,
	"saved_at" bigint,
	"scanned_at" bigint,
	"given_by" text
);
--> statement-breakpoint
ALTER TABLE "badge_uses" ADD CONSTRAINT "badge_uses_digest_badges_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."badges"("digest") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- A badge from before is as its scans and hand-overs say. Where scans were dropped after their time, nobody knows.
INSERT INTO "badge_uses" ("digest", "saved_at", "scanned_at", "given_by")
SELECT b.digest, 0, coalesce(s.at, CASE WHEN b.issued_at < k.since THEN 0 END), g.by
FROM "badges" b
CROSS JOIN (
  SELECT CASE WHEN EXISTS (SELECT FROM "dropped") THEN (SELECT min(judged_at) FROM "events") ELSE 0 END AS since
) k
LEFT JOIN (
  SELECT substring(text FROM '"badge":"([0-9a-f]{64})"') AS badge, min(judged_at) AS at
  FROM "events" WHERE type = 'scan' AND NOT repeats GROUP BY 1
) s ON s.badge = b.digest
LEFT JOIN (
  SELECT substring(text FROM '"badge":"([0-9a-f]{64})"') AS badge, judged_at AS at,
    min(substring(text FROM '"by":"([^"\\]+)"')) AS by
  FROM "events" WHERE type = 'badge-handed-over' AND NOT repeats GROUP BY 1, 2
) g ON g.badge = b.digest AND g.at = b.issued_at AND b.issued_by IS NULL;
