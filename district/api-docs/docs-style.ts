/** Style of the API's page; light and dark as the machine says. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; --ink: #16232b; --paper: #ffffff; --line: #c9d3d8; --soft: #f2f6f7; --accent: #0a4454; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf0; --paper: #11191d; --line: #3a4a52; --soft: #1a252b; --accent: #8fd3e4; }
}
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.6 'Be Vietnam Pro', system-ui, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.35; margin: 0; }
h2 { margin: 2.5rem 0 0.5rem; border-bottom: 2px solid var(--accent); }
h3 { font-size: 1.05rem; margin: 0; overflow-wrap: anywhere; }
article { border: 1px solid var(--line); border-radius: 8px; padding: 0.75rem 1rem; margin: 0.75rem 0; }
a { color: var(--accent); }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
pre { background: var(--soft); padding: 0.75rem; border-radius: 6px; overflow: auto; max-height: 24rem; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid var(--line); }
dt { font-weight: 600; margin-top: 0.5rem; }
dd { margin-left: 0; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; padding: 0; list-style: none; }
nav a { display: inline-block; padding: 0.5rem 0; }
summary { cursor: pointer; padding: 0.25rem 0; }
.method { display: inline-block; min-width: 4.5rem; font-weight: 700; color: var(--accent); }
.access, .statuses { margin: 0.25rem 0; }
`
