ALTER TABLE `pins` ADD `key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `pins` ADD `own` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `pins` ADD `digits` integer;--> statement-breakpoint
ALTER TABLE `pins` ADD `count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `pins` ADD `at` real;--> statement-breakpoint
ALTER TABLE `pins` ADD `told` integer DEFAULT false NOT NULL;