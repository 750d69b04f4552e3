import { z } from 'zod'
import { DOCS_WORDS, type DocsLanguage } from './docs-words.ts'

const Parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  schema: z.unknown(),
  description: z.string().optional(),
})
const Content = z.record(z.string(), z.object({ schema: z.unknown() }))
const Operation = z.object({
  summary: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).default(['kiosk']),
  parameters: z.array(Parameter).default([]),
  requestBody: z.object({ content: Content.default({}) }).optional(),
  responses: z
    .record(z.string(), z.object({ description: z.string().optional(), content: Content.optional() }))
    .default({}),
  'x-access': z.string().optional(),
})
type Operation = z.infer<typeof Operation>
/** As much of an OpenAPI document as the page shows. */
export const ApiDocument = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) })

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const asText = (text: string): string => text.replace(/[&<>"']/g, (letter) => ESCAPED[letter] ?? '')

const json = (schema: unknown): string => asText(JSON.stringify(schema, null, 2) ?? '')

interface Deed extends Operation {
  readonly method: string
  readonly path: string
}

/** The API's description as one page that can be read and printed: no script, nothing from elsewhere. */
export function docsPage(document: unknown, language: DocsLanguage): string {
  const words = DOCS_WORDS[language]
  const { paths } = ApiDocument.parse(document)
  const deeds = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Deed => ({ ...operation, method, path })),
  )
  const areas = [...Map.groupBy(deeds, ({ tags }) => tags[0] ?? 'kiosk')].sort(([a], [b]) => (a < b ? -1 : 1))
  const other = language === 'vi' ? 'en' : 'vi'
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title} · Giờ Giấc</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<header>
<h1>${words.title}</h1>
<p><a href="/api/v1/openapi.json">OpenAPI 3.1</a> · <a href="/docs?language=${other}" lang="${other}" hreflang="${other}">${DOCS_WORDS[other].name}</a></p>
</header>
<main>
<section aria-labelledby="rules"><h2 id="rules">${words.rules}</h2><dl>
${words.notes.map(([what, how]) => `<dt>${what}</dt><dd>${how}</dd>`).join('\n')}
</dl></section>
<nav aria-label="${words.areas}"><ul>${areas.map(([area]) => `<li><a href="#${asText(area)}">${asText(area)}</a></li>`).join('')}</ul></nav>
${areas.map(([area, own]) => areaPart(area, own, language)).join('\n')}
</main>
</body>
</html>`
}

function areaPart(area: string, deeds: readonly Deed[], language: DocsLanguage): string {
  const id = asText(area)
  return `<section aria-labelledby="${id}"><h2 id="${id}">${id}</h2>
${deeds.map((deed) => deedPart(deed, language)).join('\n')}
</section>`
}

function deedPart(deed: Deed, language: DocsLanguage): string {
  const words = DOCS_WORDS[language]
  const access = deed['x-access']
  const bodies = Object.entries(deed.requestBody?.content ?? {})
  return `<article>
<h3><span class="method">${deed.method.toUpperCase()}</span> <code>${asText(deed.path)}</code></h3>
<p>${asText(deed.summary ?? deed.description ?? '')}</p>
${access === undefined ? '' : `<p class="access">${words.permission}: <code>${asText(access)}</code></p>`}
${parametersPart(deed, language)}
${bodies.map(([type, { schema }]) => folded(`${words.body}: ${asText(type)}`, schema)).join('')}
${Object.entries(deed.responses)
  .flatMap(([status, { content }]) =>
    Object.entries(content ?? {}).map(([, { schema }]) =>
      folded(`${words.answer} ${asText(status)}`, schema),
    ),
  )
  .filter((_, index) => index === 0)
  .join('')}
<p class="statuses">${words.answers}: ${Object.keys(deed.responses).map(asText).join(', ')}</p>
</article>`
}

const folded = (title: string, schema: unknown): string =>
  `<details><summary>${title}</summary><pre tabindex="0">${json(schema)}</pre></details>`

function parametersPart({ parameters }: Deed, language: DocsLanguage): string {
  if (parameters.length === 0) return ''
  const words = DOCS_WORDS[language]
  const rows = parameters.map(
    ({ name, in: place, required, schema, description }) =>
      `<tr><th scope="row"><code>${asText(name)}</code></th><td>${asText(place)}</td><td>${required ? words.required : ''}</td><td><code>${asText(JSON.stringify(schema) ?? '')}</code> ${asText(description ?? '')}</td></tr>`,
  )
  return `<table><thead><tr><th scope="col">${words.parameter}</th><th scope="col">${words.place}</th><th scope="col">${words.needed}</th><th scope="col">${words.form}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}
