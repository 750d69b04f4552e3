import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: './db/kiosk/records/schema.ts',
  out: './db/kiosk/files/migrations',
})
